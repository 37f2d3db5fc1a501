"""A reader of projects that knows what the manual says of their files, and none of our code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tinydb import TinyDB

TABLES = ("claims", "relations", "documents", "kinds", "relation_kinds")


def is_sound(path: Path) -> bool:
    """Whether the checksum of a reader's file fits."""
    data = path.read_bytes()
    about = json.loads(data)["about"]["1"]
    told = about.pop("checksum")
    head = json.dumps(about, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    made = hashlib.sha256(head.encode() + data.partition(b"\n}")[2]).hexdigest()
    return bool(told == made)


def lines_of(journal: Path) -> list[Any]:
    """What the lines of a journal say; the first is what it continues."""
    found = []
    for number, line in enumerate(journal.read_bytes().split(b"\n")[:-1]):
        checksum, _, rest = line.partition(b" ")
        assert checksum.decode() == hashlib.sha256(rest).hexdigest()[:16]
        assert rest.startswith(b"%d " % number)
        found.append(json.loads(rest.partition(b" ")[2]))
    return found


def tables_of(path: Path) -> dict[str, dict[str, Any]]:
    """The rows of a reader's file with its journal laid over it."""
    assert is_sound(path)
    with TinyDB(path, access_mode="r") as database:
        found = {
            name: {str(row.doc_id): dict(row) for row in database.table(name)} for name in TABLES
        }
        about = database.table("about").all()[0]
    journal = path.with_name(f"{path.name}.journal")
    if journal.exists():
        head, *gestures = lines_of(journal)
        assert all(about[field] == value for field, value in head.items())
        for table, row, record in (put for gesture in gestures for put in gesture):
            found[table][row] = record
    return found


def project(folder: Path) -> dict[str, dict[str, Any]]:
    """What all readers of a project say together, by table and id."""
    files = [tables_of(path) for path in (folder / "readers").glob("*.json")]
    rows = {name: [one for file in files for one in file[name].values()] for name in TABLES}
    return {name: winners(records) for name, records in rows.items()}


def winners(records: Iterable[Any]) -> dict[str, Any]:
    """The version of each record that holds, by id."""
    found: dict[str, Any] = {}
    for record in filter(None, records):
        held = found.setdefault(record["id"], record)
        if (record["rev"], record["writer"]) > (held["rev"], held["writer"]):
            found[record["id"]] = record
    return found
