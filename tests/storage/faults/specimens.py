"""Readers' files as the program leaves them, to be damaged on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoint.domain.records import Record
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.store import Store
from tests.storage.faults.script import TEXTS
from tests.storage.samples import ANA, BEN, LONG, ONE_OF_EACH, claim, relation, saved

SNAPSHOT = ANA.file_name
JOURNAL = f"{SNAPSHOT}.journal"
COPY = "ana-laptop.sync-conflict-20310622-120000-ABCDEFG.json"

Gestures = Sequence[Sequence[Record]]


@dataclass(frozen=True)
class Specimen:
    """The files of a readers folder by bare name, whole, and every version of a record in them.

    ``targets`` are the files that are to be damaged.
    """

    name: str
    files: Mapping[str, bytes]
    written: frozenset[Record]
    targets: Sequence[str] = (SNAPSHOT, JOURNAL)


def specimens(folder: ProjectFolder) -> list[Specimen]:
    """Several kinds of files, all made in one folder, which is left empty of readers' files."""
    return [
        _small(folder),
        _korean(folder),
        _with_unknown_fields(folder),
        _compacted(folder),
        _conflict_copy(folder),
    ]


def large_specimen(folder: ProjectFolder) -> Specimen:
    """Files of several pages of a disk each."""
    made = [[claim(10 * few + one, note=TEXTS[one % 5]) for one in range(4)] for few in range(12)]
    changed = [[claim(one, rev=2, note=f"Changed, {one}.")] for one in range(24)]
    return Specimen("large", _left(folder, made, changed), _all(made, changed))


def emptied(folder: ProjectFolder) -> None:
    """Remove every reader's file and every backup."""
    for path in (*folder.readers.iterdir(), *(folder.path / "backups").iterdir()):
        path.unlink()


def _small(folder: ProjectFolder) -> Specimen:
    first, then = [[claim(1)]], [[claim(2)], [claim(1, rev=2, note="Changed.")]]
    return Specimen("small", _left(folder, first, then), _all(first, then))


def _korean(folder: ProjectFolder) -> Specimen:
    first = [[claim(number, note=text) for number, text in enumerate(TEXTS[:5])]]
    then = [[claim(7, note=TEXTS[2]), claim(8, note=TEXTS[4])], [claim(2, rev=2, note=TEXTS[3])]]
    return Specimen("Korean text", _left(folder, first, then), _all(first, then))


def _with_unknown_fields(folder: ProjectFolder) -> Specimen:
    """Fields of a newer program, which this one took over from another reader's file."""
    theirs = saved(folder, claim(1), claim(2), by=BEN)
    newer = theirs.read_text().replace('"star":false', '"star":false,"weight":{"kg":[3,null]}')
    theirs.write_text(newer)
    first, then = [[claim(1, rev=2)]], [[claim(2, rev=2)], [claim(1, rev=3, note="Newer.")]]
    files = _left(folder, first, then)
    del files[theirs.name]
    assert all(b'"weight":{"kg":[3,null]}' in data for data in files.values())
    return Specimen("unknown fields", files, _all(first, then))


def _compacted(folder: ProjectFolder) -> Specimen:
    """A later generation with a record of every kind, of which some were removed."""
    first: Gestures = [ONE_OF_EACH, [claim(1), claim(2)], [replace(claim(1, rev=2), removed=True)]]
    saved(folder, *(record for gesture in first for record in gesture))
    then: Gestures = [[relation("full", "claim-2")], [replace(claim(2, rev=3), removed=True)]]
    return Specimen("after compaction", _left(folder, [], then), _all(first, then))


def _conflict_copy(folder: ProjectFolder) -> Specimen:
    """A sound file of this installation, and a conflict copy of it that holds more."""
    first, then = [[claim(1), claim(2)]], [[claim(1, rev=2, note="Elsewhere.")], [claim(3)]]
    copy = _left(folder, first, then)
    own = _left(folder, [[claim(1), claim(4)]], [])
    files = {SNAPSHOT: own[SNAPSHOT], COPY: copy[SNAPSHOT], f"{COPY}.journal": copy[JOURNAL]}
    written = _all(first, then) | {claim(4)}
    return Specimen("conflict copy", files, written, (COPY, f"{COPY}.journal"))


def _left(folder: ProjectFolder, first: Gestures, then: Gestures) -> dict[str, bytes]:
    """What is in the folder when the program is killed: the first is in the snapshot."""
    saved(folder, *(record for gesture in first for record in gesture))
    store = Store.open(folder.path, ANA)
    for gesture in then:
        store.save(gesture)
        assert store.wait_saved(LONG)
    files = {path.name: path.read_bytes() for path in folder.readers.iterdir()}
    assert store.close(LONG)
    emptied(folder)
    return files


def _all(*gestures: Gestures) -> frozenset[Record]:
    return frozenset(record for some in gestures for gesture in some for record in gesture)
