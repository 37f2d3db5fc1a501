"""Claims kept in four ways: by us, by SQLite, by stock TinyDB, and as lines that nobody reads."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol

import msgspec
from tinydb import TinyDB, where

from counterpoint.domain.anchors import Anchor, Place
from counterpoint.domain.claims import Claim
from counterpoint.domain.project import Project
from counterpoint.storage.folder import create
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store

DOCUMENTS = 20
PATIENCE = 120.0
ADA = Identity("ada", "Ada Reed", "desk")


class Shelf(Protocol):
    """A place for claims; whatever changes it is on the disk when it returns."""

    def insert(self, claim: Claim) -> None:
        """Keep a new claim."""

    def change(self, number: int) -> None:
        """Change the note of a claim."""

    def remove(self, number: int) -> None:
        """Remove a claim."""

    def get(self, number: int) -> object:
        """One claim."""

    def of_document(self, number: int) -> object:
        """All claims of one of the documents."""


def claims(count: int, reader: str = "ada", first: int = 0) -> list[Claim]:
    """So many claims on twenty documents."""
    return [_claim(number, reader) for number in range(first, first + count)]


def _claim(number: int, reader: str) -> Claim:
    quote = f"Sentence {number} says that the harbour was built in time, and who had paid for it."
    place = Place(number // 40, 80 * (number % 40), 80 * (number % 40) + len(quote), "text-1")
    return Claim(
        id=f"{reader}-{number:08}",
        document=f"{number % DOCUMENTS:064}",
        kind=("forecast", "fact", "cause")[number % 3],
        anchor=Anchor("e" * 64, (place,), quote, before="x" * 64, after="y" * 64),
        reader=reader,
        note="Compare the report of the year before." if number % 5 == 0 else "",
        tags=("budget", "harbour") if number % 3 == 0 else (),
    )


class Ours:
    """Owns a project with its store."""

    def __init__(self, folder: Path, held: Sequence[Claim]) -> None:
        path = create(folder / "ours", "Ours").path
        store = Store.open(path, ADA)
        project = Project(ADA.installation, ADA.reader)
        store.save(project.put("Make", *held).records)
        if not (store.wait_saved(PATIENCE) and store.close(PATIENCE)):
            raise OSError("the project could not be saved")
        self.store = Store.open(path, ADA)
        self._project = Project(ADA.installation, ADA.reader)
        self._project.load(self.store.records())

    def insert(self, claim: Claim) -> None:
        """Keep a new claim."""
        self._save(self._project.put("Insert", claim).records)

    def change(self, number: int) -> None:
        """Change the note of a claim."""
        self._save(self._project.put("Change", replace(self.get(number), note="Other.")).records)

    def remove(self, number: int) -> None:
        """Remove a claim."""
        self._save(self._project.remove("Remove", self.get(number)).records)

    def get(self, number: int) -> Claim:
        """One claim."""
        found = self._project.get(Claim, f"ada-{number:08}")
        assert found is not None
        return found

    def of_document(self, number: int) -> object:
        """All claims of one of the documents."""
        return self._project.claims_of(f"{number % DOCUMENTS:064}")

    def _save(self, records: Sequence[object]) -> None:
        self.store.save(records)  # type: ignore[arg-type]
        if not self.store.wait_saved(PATIENCE):
            raise OSError("a claim could not be saved")


class Sqlite:
    """Owns a database with a write-ahead log that is synced at every change."""

    def __init__(self, folder: Path, held: Sequence[Claim]) -> None:
        self._base = sqlite3.connect(folder / "claims.sqlite", isolation_level=None)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=FULL")
        self._base.execute("CREATE TABLE claims (id TEXT PRIMARY KEY, document TEXT, json BLOB)")
        self._base.execute("CREATE INDEX by_document ON claims (document)")
        self._base.execute("BEGIN")
        self._base.executemany("INSERT INTO claims VALUES (?, ?, ?)", map(_row, held))
        self._base.execute("COMMIT")

    def insert(self, claim: Claim) -> None:
        """Keep a new claim."""
        self._base.execute("INSERT INTO claims VALUES (?, ?, ?)", _row(claim))

    def change(self, number: int) -> None:
        """Change the note of a claim."""
        changed = _row(replace(self.get(number), note="Other."))
        self._base.execute("UPDATE claims SET json = ? WHERE id = ?", (changed[2], changed[0]))

    def remove(self, number: int) -> None:
        """Remove a claim."""
        self._base.execute("DELETE FROM claims WHERE id = ?", (f"ada-{number:08}",))

    def get(self, number: int) -> Claim:
        """One claim."""
        query = "SELECT json FROM claims WHERE id = ?"
        return _decoded(self._base.execute(query, (f"ada-{number:08}",)).fetchone()[0])

    def of_document(self, number: int) -> object:
        """All claims of one of the documents."""
        query = "SELECT json FROM claims WHERE document = ?"
        rows = self._base.execute(query, (f"{number % DOCUMENTS:064}",)).fetchall()
        return [_decoded(row[0]) for row in rows]


class Stock:
    """Owns a table of TinyDB as it comes, which writes the whole file and syncs nothing."""

    def __init__(self, folder: Path, held: Sequence[Claim]) -> None:
        path = folder / "claims.json"
        rows = {str(row): msgspec.to_builtins(claim) for row, claim in enumerate(held, start=1)}
        path.write_text(json.dumps({"claims": rows}), encoding="utf-8")
        self._table = TinyDB(path).table("claims")

    def insert(self, claim: Claim) -> None:
        """Keep a new claim."""
        self._table.insert(msgspec.to_builtins(claim))

    def change(self, number: int) -> None:
        """Change the note of a claim."""
        self._table.update({"note": "Other."}, doc_ids=[number + 1])

    def remove(self, number: int) -> None:
        """Remove a claim."""
        self._table.remove(doc_ids=[number + 1])

    def get(self, number: int) -> object:
        """One claim."""
        return self._table.get(doc_id=number + 1)

    def of_document(self, number: int) -> object:
        """All claims of one of the documents."""
        return self._table.search(where("document") == f"{number % DOCUMENTS:064}")


class Bare:
    """Owns a file to which a line is appended and synced; nothing is ever read from it."""

    def __init__(self, folder: Path) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._descriptor = os.open(folder / "bare", flags, 0o600)
        self._line = msgspec.json.encode(asdict(_claim(0, "ada"))) + b"\n"

    def append(self) -> None:
        """Write and sync one claim's JSON."""
        os.write(self._descriptor, self._line)
        os.fsync(self._descriptor)


def _row(claim: Claim) -> tuple[str, str, bytes]:
    return claim.id, claim.document, msgspec.json.encode(claim)


def _decoded(text: bytes) -> Claim:
    return msgspec.json.decode(text, type=Claim)
