"""Every format that was ever written opens for ever, and each step to the next has its proof."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from counterpoint.domain.claims import Claim
from counterpoint.storage.checking.check import check
from counterpoint.storage.codec import table_of
from counterpoint.storage.folder import FORMAT, open_folder
from counterpoint.storage.identity import Identity
from counterpoint.storage.migrations import STEPS, Step, migrated
from counterpoint.storage.names import file_names
from counterpoint.storage.readers import read_pair, understood
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.store import Store
from counterpoint.storage.upgrade import bring_up, why_not_brought_up
from tests.storage.samples import LONG
from tests.storage.wounds import bytes_under

FORMATS = Path(__file__).parent / "formats"
ADA = Identity("ada", "Ada Oduya", "laptop")
KEPT = sorted(path.name for path in FORMATS.iterdir() if path.name.isdigit())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the kept project of format 1, with a place for backups."""
    copy = Path(shutil.copytree(FORMATS / "1", tmp_path / "Talks"))
    (copy / "backups").mkdir()
    return copy


def expected(kept: str) -> dict[str, dict[str, Any]]:
    """The records that a kept project holds, by table and id."""
    found = json.loads((FORMATS / f"{kept}.expected.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def holds(known: Any, told: Any) -> bool:
    """Whether everything that was told then and is known now is as it was."""
    if isinstance(known, dict) and isinstance(told, dict):
        return all(holds(value, told[key]) for key, value in known.items() if key in told)
    if isinstance(known, list) and isinstance(told, list):
        return len(known) == len(told) and all(map(holds, known, told))
    return bool(known == told)


def rows_of(path: Path) -> dict[tuple[str, str], str]:
    """The text of every row of a snapshot, by table and id."""
    table, found = "", {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.endswith("{"):
            table = line.split('"')[1] if '"' in line else table
        elif line.startswith('"'):
            text = line.partition(": ")[2].rstrip(",")
            found[table, json.loads(text).get("id", "")] = text
    return found


@pytest.mark.parametrize("kept", KEPT)
def test_a_kept_project_opens_with_exactly_its_records(kept: str, tmp_path: Path) -> None:
    project = Path(shutil.copytree(FORMATS / kept, tmp_path / "Talks"))
    assert check(project) == ()
    store = Store.open(project, ADA)
    found: dict[str, dict[str, Any]] = {}
    for record in store.records():
        told = msgspec.json.decode(msgspec.json.encode(record))
        found.setdefault(table_of(record), {})[record.id] = told
    assert (store.findings, store.read_only) == ((), False)
    assert store.close(LONG)
    then = expected(kept)
    assert {table: set(rows) for table, rows in found.items()} == {
        table: set(rows) for table, rows in then.items()
    }
    assert holds(found, then)
    assert check(project) == ()


def test_what_is_not_changed_comes_back_to_the_byte(project: Path) -> None:
    path = project / "readers" / ADA.file_name
    before = rows_of(path)
    store = Store.open(project, ADA)
    (peace,) = [one for one in store.records() if one.id == "c-peace"]
    assert isinstance(peace, Claim)
    store.save([replace(peace, note="New.", rev=20)])
    assert store.close(LONG)
    after = rows_of(path)
    journaled = {("claims", "c-ferry"), ("claims", "c-attends"), ("relations", "r-1")}
    same = set(before) - journaled - {("claims", "c-peace"), ("about", "")}
    assert same == {key for key in same if after[key] == before[key]}
    assert ("maps", "m-1") in same
    now, then = (json.loads(rows["claims", "c-peace"]) for rows in (after, before))
    assert now["note"] == "New."
    assert now == {**then, "note": "New.", "rev": 20}
    assert json.loads(after["relations", "r-1"])["weight"] == 0.25


def formats_in(kept: str) -> set[int]:
    """The formats that the readers' files of a kept project say they are of."""
    files = (FORMATS / kept / "readers").glob("*.json")
    return {json.loads(path.read_bytes())["about"]["1"]["format"] for path in files}


def test_every_format_has_its_step_and_its_kept_project() -> None:
    formats = range(1, FORMAT + 1)
    assert len(STEPS) == FORMAT - 1
    assert [str(number) for number in formats] == KEPT
    assert [formats_in(kept) for kept in KEPT] == [{number} for number in formats]


def shouting(tables: RawTables) -> RawTables:
    """A made-up step: notes are written in capitals, and kinds are called sorts."""
    claims = {row: _loud(raw) for row, raw in tables.get("claims", {}).items()}
    rest = {name: rows for name, rows in tables.items() if name not in ("claims", "kinds")}
    return {**rest, "claims": claims, "sorts": tables.get("kinds", {})}


def _loud(raw: bytes) -> bytes:
    record = json.loads(raw)
    return json.dumps({**record, "note": record["note"].upper()}, ensure_ascii=False).encode()


STEP: tuple[Step, ...] = (shouting,)


def test_our_own_older_file_is_brought_up_after_a_backup(project: Path) -> None:
    folder = open_folder(project)
    before = bytes_under(project / "readers")
    bring_up(folder, ADA.file_name, STEP)
    (kept,) = (project / "backups").iterdir()
    assert kept.name.startswith("before-format-2-")
    assert bytes_under(kept / "readers").items() <= before.items()
    assert set(bytes_under(kept / "readers")) == {ADA.file_name, f"{ADA.file_name}.journal"}
    raw = json.loads((project / "readers" / ADA.file_name).read_bytes())
    assert (raw["about"]["1"]["format"], raw["about"]["1"]["generation"]) == (2, 4)
    assert not (project / "readers" / f"{ADA.file_name}.journal").exists()
    notes = {one["id"]: one["note"] for one in raw["claims"].values()}
    assert notes["c-peace"] == "ZWEI ZEILEN:\n둘째 줄."
    assert "c-ferry" in notes
    assert [one["id"] for one in raw["sorts"].values()] == ["k-promise"]
    assert raw["maps"]["7"]["from"] == "a newer program"
    now = bytes_under(project)
    bring_up(folder, ADA.file_name, STEP)
    assert bytes_under(project) == now


def test_files_of_others_are_only_read_through_the_steps(project: Path) -> None:
    folder = open_folder(project)
    before = bytes_under(project)
    pair = read_pair(folder, file_names("bo-desk.json"))
    file = understood(pair, STEP)
    assert "sorts" in file.tables
    assert "kinds" not in file.tables
    assert bytes_under(project) == before


def test_where_no_backup_can_be_made_the_older_file_stands(project: Path) -> None:
    (project / "backups").rmdir()
    (project / "backups").touch()
    before = bytes_under(project)
    told = why_not_brought_up(open_folder(project), ADA, STEP)
    assert told.startswith("The project is open for reading only: your file")
    assert told.endswith("move it away. Then open the project again; your file is as it was.")
    assert bytes_under(project) == before
    assert why_not_brought_up(open_folder(project), ADA) == ""


def test_a_damaged_older_file_is_left_to_be_mended(project: Path) -> None:
    path = project / "readers" / ADA.file_name
    path.write_bytes(path.read_bytes().replace(b"peace", b"PEACE"))
    before = bytes_under(project)
    bring_up(open_folder(project), ADA.file_name, STEP)
    assert bytes_under(project) == before


def test_steps_are_taken_from_the_format_on() -> None:
    def named(name: str) -> Step:
        return lambda tables: {**tables, name: {}}

    steps = [named("second"), named("third")]
    assert set(migrated({}, 1, steps)) == {"second", "third"}
    assert set(migrated({}, 2, steps)) == {"third"}
    for number in (3, 9, 1 << 64):
        assert migrated({}, number, steps) == {}
    assert set(migrated({}, 0, steps)) == set(migrated({}, -4, steps)) == {"second", "third"}
