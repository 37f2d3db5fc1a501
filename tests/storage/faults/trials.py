"""Files of a project that were damaged on purpose, and what the program makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tinydb import TinyDB

from counterpoint.domain.records import Record
from counterpoint.storage.folder import ProjectFolder
from tests.storage.faults.cases import Case
from tests.storage.faults.judging import Found, look
from tests.storage.faults.oracle import Rank, bad_lines, greatest, said_in, versions
from tests.storage.faults.specimens import JOURNAL, SNAPSHOT, Specimen, emptied

Files = Mapping[str, bytes]
"""The contents of a readers folder, by bare name."""

NOTHING = (-1, "")
_MINE = {SNAPSHOT, JOURNAL}


@dataclass(frozen=True)
class Aftermath:
    """What was seen of a project at two openings in a row.

    ``disk`` is what the files of this installation said in the end; ``kept`` holds the bytes of
    every file set aside by then; ``is_tinydb`` says whether plain TinyDB reads the snapshot.
    """

    first: Found
    again: Found
    disk: Mapping[str, Rank]
    kept: frozenset[bytes]
    is_tinydb: bool

    @property
    def told(self) -> tuple[str, ...]:
        """What the reader was told at the first opening."""
        reasons = [self.first.read_only] if self.first.read_only else []
        return (*self.first.findings, *reasons)


def tried(folder: ProjectFolder, files: Files) -> Aftermath:
    """Open, close and open again a project with these files in place of its own."""
    emptied(folder)
    for name, data in files.items():
        (folder.readers / name).write_bytes(data)
    first, again = look(folder.path), look(folder.path)
    own = [folder.readers / name for name in (SNAPSHOT, JOURNAL)]
    kept = [path for path in folder.readers.iterdir() if ".damaged-" in path.name]
    return Aftermath(
        first,
        again,
        said_in(path for path in own if path.exists()),
        frozenset(path.read_bytes() for path in kept),
        _is_tinydb(own[0]),
    )


def judged(name: str, specimen: Specimen, files: Files, after: Aftermath) -> Case:
    """What became of a specimen whose files were changed to these.

    Lost is what stands in a whole line of some file and is not shown, or not kept on the disk.
    Silent is a difference from what was written that nobody was told of, but for changes that
    would be missing after a kill as well: those of a journal that ends early.
    """
    if after.first.refused:
        return Case(name, unreadable=1, wrong=after.first.refused)
    return Case(
        name,
        lost=_lost(specimen, files, after),
        silent=_silent(specimen, files, after),
        wrong=_wrong(specimen, files, after),
    )


def latest(specimen: Specimen) -> dict[str, Record]:
    """The winning version of every record of a specimen."""
    found: dict[str, Record] = {}
    for record in specimen.written:
        found[record.id] = max(record, found.get(record.id, record), key=lambda one: one.version)
    return found


def _lost(specimen: Specimen, files: Files, after: Aftermath) -> int:
    shown = {one: (record.rev, record.writer) for one, record in after.first.records.items()}
    standing = _standing(specimen, files, files)
    mine = _standing(specimen, files, _MINE & files.keys())
    return sum(shown.get(one, NOTHING) < rank[:2] for one, rank in standing.items()) + sum(
        after.disk.get(one, NOTHING)[:2] < rank[:2] for one, rank in mine.items()
    )


def _standing(specimen: Specimen, files: Files, names: Iterable[str]) -> dict[str, Rank]:
    """The greatest version of every record that still stands somewhere as it was written."""
    written = {version for data in specimen.files.values() for version in versions(data)}
    return greatest(version for name in names for version in versions(files[name]) & written)


def _silent(specimen: Specimen, files: Files, after: Aftermath) -> int:
    if after.told:
        return 0
    shown = after.first.records
    changed = [
        one
        for one, rank in _standing(specimen, files, _MINE & files.keys()).items()
        if after.disk.get(one) != rank and shown.get(one) == latest(specimen).get(one)
    ]
    invented = set(shown.values()) - specimen.written
    missing = [one for one, record in latest(specimen).items() if shown.get(one) != record]
    return len(changed) + len(invented) + (0 if _ends_early(specimen, files) else len(missing))


def _ends_early(specimen: Specimen, files: Files) -> bool:
    """Whether only a journal differs, and only in that its end is missing."""
    changed = [name for name, data in specimen.files.items() if files[name] != data]
    return all(
        name.endswith(".journal") and specimen.files[name].startswith(files[name])
        for name in changed
    )


def _wrong(specimen: Specimen, files: Files, after: Aftermath) -> str:
    return "; ".join(
        [
            *([] if after.first.records == after.again.records else ["then it says otherwise"]),
            *([] if after.is_tinydb else ["plain TinyDB cannot read it"]),
            *(f"{name} is not kept aside" for name in _not_kept(specimen, files, after)),
            *(f"line {line} is not named" for line in _not_named(specimen, files, after)),
        ]
    )


def _not_kept(specimen: Specimen, files: Files, after: Aftermath) -> list[str]:
    """Damaged files of this installation whose bytes are gone, although it was told of."""
    if not after.told or after.first.read_only:
        return []
    mine = sorted(_MINE & files.keys())
    changed = [name for name in mine if files[name] != specimen.files[name]]
    return [name for name in changed if files[name] not in after.kept]


def _not_named(specimen: Specimen, files: Files, after: Aftermath) -> list[int]:
    """The first line that cannot be read in each file, where no sentence names it."""
    changed = [data for name, data in files.items() if data != specimen.files[name]]
    first = [lines[0] for lines in map(bad_lines, changed) if lines]
    told = " ".join(after.told)
    return [line for line in first if not re.search(rf"lines? {line}\b", told, re.IGNORECASE)]


def _is_tinydb(path: Path) -> bool:
    try:
        with TinyDB(path, access_mode="r") as database:
            return "claims" in database.tables()
    except FileNotFoundError:
        return True
    except ValueError:
        return False
