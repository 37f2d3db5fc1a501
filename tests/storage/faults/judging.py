"""Whether a store kept its promise: what it holds against what was said to be saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tinydb import TinyDB

from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.identity import Identity
from counterpoint.storage.sources import fingerprint
from counterpoint.storage.store import Store
from tests.storage.faults.cases import Case
from tests.storage.faults.script import Gesture
from tests.storage.samples import ANA, LONG, held


@dataclass(frozen=True)
class Told:
    """What a reader did, and was told.

    ``before`` is what the project held and had acknowledged at first; of ``gestures``, the first
    ``acknowledged`` were said to be saved. ``may_find`` says whether findings are in order.
    """

    gestures: Sequence[Gesture]
    acknowledged: int
    before: Mapping[str, Record] = field(default_factory=dict)
    may_find: bool = False

    @property
    def promised(self) -> dict[str, Record]:
        """The latest version of each record that was said to be saved."""
        promised = dict(self.before)
        for gesture in self.gestures[: self.acknowledged]:
            promised |= {record.id: record for record in gesture}
        return promised

    @property
    def pending(self) -> Sequence[Gesture]:
        """The gestures nobody was promised."""
        return self.gestures[self.acknowledged :]


@dataclass(frozen=True)
class Found:
    """What the next start finds, by id; ``refused`` says why it does not open."""

    records: Mapping[str, Record] = field(default_factory=dict)
    findings: Sequence[str] = ()
    read_only: str = ""
    refused: str = ""


def look(path: Path, identity: Identity = ANA) -> Found:
    """Open a project as the next start would, compare nothing, and close it again."""
    try:
        store = Store.open(path, identity)
    except (OSError, Refusal) as error:
        return Found(refused=f"{type(error).__name__}: {error}")
    read_only = store.read_only_reason
    found = Found(held(store), store.findings, read_only)
    if not store.close(LONG):
        return Found(found.records, found.findings, read_only="It cannot be closed.")
    return found


def judged(name: str, path: Path, told: Told, identity: Identity = ANA) -> Case:
    """A case: open the project, and hold what it says against what was told."""
    found = look(path, identity)
    if found.refused:
        return Case(name, lost=len(told.promised), unreadable=1, wrong=found.refused)
    lost = lost_of(found, told) + sum(map(bool, _lost_files(path, told)))
    strange = _strange(found, told)
    silent = 0 if found.findings else lost + strange
    return Case(name, lost=lost, silent=silent, wrong=_wrong(found, told, strange, path))


def lost_of(found: Found, told: Told) -> int:
    """How many acknowledged records are gone, or older than was promised."""
    pending = {record for gesture in told.pending for record in gesture}
    return sum(
        found.records.get(identity) not in {promised, *_of(pending, identity)}
        for identity, promised in told.promised.items()
    )


def _of(records: set[Record], identity: str) -> set[Record]:
    return {record for record in records if record.id == identity}


def _strange(found: Found, told: Told) -> int:
    """Gestures that are half there, and records that nobody made."""
    made = {*told.promised.values(), *(record for one in told.pending for record in one)}
    invented = sum(record not in made for record in found.records.values())
    return invented + sum(is_half(gesture, found) for gesture in told.pending)


def is_half(gesture: Gesture, found: Found) -> bool:
    """Whether some of a gesture's records came to the disk, and others did not.

    A record that a later gesture changed again does not tell: of lines that were never synced, the
    later may come and the earlier be lost.
    """
    standing = ((record, found.records.get(record.id)) for record in gesture)
    there = {one == record for record, one in standing if one is None or one.rev <= record.rev}
    return len(there) > 1


def _lost_files(path: Path, told: Told) -> list[str]:
    """The documents said to be saved whose files are not what they were."""
    standing = [each for each in told.promised.values() if isinstance(each, Document)]
    return [each.edition.file for each in standing if not _is_whole(path, each)]


def _is_whole(path: Path, document: Document) -> bool:
    try:
        found = fingerprint(path / "documents" / document.edition.file)
    except (OSError, Refusal):
        return False
    return found == document.edition.sha256


def _wrong(found: Found, told: Told, strange: int, path: Path) -> str:
    parts = [
        f"{strange} gestures are half there or of nobody's making" if strange else "",
        f"it opens for reading only: {found.read_only}" if found.read_only else "",
        f"it says: {found.findings[0]}" if found.findings and not told.may_find else "",
        *(f"{file.name} is not open to plain TinyDB" for file in _closed_to_tinydb(path)),
    ]
    return "; ".join(filter(None, parts))


def _closed_to_tinydb(path: Path) -> list[Path]:
    """The snapshots that TinyDB's own storage cannot read."""
    return [file for file in (path / "readers").glob("*.json") if not _is_open(file)]


def _is_open(file: Path) -> bool:
    try:
        with TinyDB(file, access_mode="r") as database:
            return "claims" in database.tables()
    except ValueError:
        return False
