"""Records and folders for the tests of storage."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from counterpoint.domain.anchors import Anchor, Place, Region
from counterpoint.domain.claims import Claim, Verdict
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store

ANA = Identity("ana", "Ana", "laptop")
BEN = Identity("ben", "Ben", "desktop")
ROOT = Path(__file__).parents[2]
LONG = 20.0
"""Seconds nothing here should ever take."""

ANCHOR = Anchor(edition="e" * 64, places=(Place(0, 3, 9, "text-1"),), quote="Er kam nicht: “nie”.")


@dataclass(frozen=True)
class Call:
    """What a start of the program asks for."""

    project: Path | None = None
    files: tuple[Path, ...] = ()
    link: str = ""
    token: str = ""


def claim(number: int, rev: int = 1, writer: str = ANA.installation, note: str = "") -> Claim:
    """A claim that differs from others by its number."""
    return Claim(
        id=f"claim-{number}",
        rev=rev,
        writer=writer,
        document="d" * 64,
        kind="forecast",
        anchor=ANCHOR,
        note=note,
    )


def relation(source: str, target: str) -> Relation:
    """A tie between two claims."""
    identity = f"{source}>{target}"
    return Relation(id=identity, rev=1, writer="w", source=source, target=target, kind="supports")


def document(file: str = "a.txt", sha256: str = "d" * 64) -> Document:
    """A catalogue entry of one edition."""
    edition = Edition(sha256, file)
    return Document(id=sha256, rev=1, writer="w", title="A", editions=(edition,), format="text")


ONE_OF_EACH: tuple[Record, ...] = (
    Claim(
        id="full",
        rev=3,
        writer="w",
        made="2031-01-01T00:00:00Z",
        document="d",
        kind="fact",
        anchor=Anchor("e", region=Region(1, 0.5, 2.25, 3.0, 4.0), page="iv", paragraph=2),
        tags=("일", "zwei"),
        likelihood="likely",
        verdict=Verdict.IN_PART,
        star=True,
    ),
    relation("claim-1", "claim-2"),
    document(),
    Kind(id="k", name="Promise", key="7", replaced_by="fact"),
    RelationKind(id="r", name="mocks", inverse="mocked by", symmetric=True),
)


def held(store: Store) -> dict[str, Record]:
    """The records of a store by id."""
    return {record.id: record for record in store.records()}


def saved(folder: ProjectFolder, *records: Record, by: Identity = ANA) -> Path:
    """A closed project that holds these records; the path of the snapshot."""
    store = Store.open(folder.path, by)
    store.save(records)
    assert store.close(LONG)
    return folder.readers / by.file_name


def called(path: Path, whose: str = "your") -> str:
    """What findings call a file of a readers folder within a sentence."""
    return f"{whose} file in this project (readers/{path.name})"


def reopened(
    folder: ProjectFolder, by: Identity = ANA
) -> tuple[dict[str, Record], tuple[str, ...]]:
    """What the next start reads: records by id, findings."""
    store = Store.open(folder.path, by)
    found = held(store), store.findings
    assert store.close(LONG)
    return found


def unclean(folder: ProjectFolder, *gestures: list[Record]) -> tuple[Path, Path]:
    """A project as a kill leaves it after these gestures; its snapshot and journal."""
    store = Store.open(folder.path, ANA)
    for gesture in gestures:
        store.save(gesture)
        assert store.wait_saved(LONG)
    snapshot = folder.readers / ANA.file_name
    journal = Path(f"{snapshot}.journal")
    before = snapshot.read_bytes(), journal.read_bytes()
    assert store.close(LONG)
    snapshot.write_bytes(before[0])
    journal.write_bytes(before[1])
    return snapshot, journal


def environment() -> dict[str, str]:
    """For a process that runs a module of these tests."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "desktop")])
    return {**os.environ, "PYTHONPATH": paths}


def program(*arguments: object, module: str = "scribe") -> list[str]:
    """The command of a process of these tests: of the one that writes claims, or of another."""
    return [sys.executable, "-m", f"tests.storage.{module}", *map(str, arguments)]
