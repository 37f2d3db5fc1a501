"""Mending what can be mended of a project without inventing anything.

Only our own file is ever written; what is touched is kept as it was first. Killed anywhere, it has
lost nothing, and the next run does the rest.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counterpoint.domain.project_file import PROJECT_FILE
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.checking.check import Checkup
from counterpoint.storage.checking.file_faults import file_faults
from counterpoint.storage.checking.leftovers import sweep
from counterpoint.storage.checking.mending import Mended, mended_records
from counterpoint.storage.checking.survey import survey
from counterpoint.storage.checking.volumes import Volume
from counterpoint.storage.durable import read_plain
from counterpoint.storage.folder import (
    FORMAT,
    Marker,
    ProjectFolder,
    refused,
    write_marker,
)
from counterpoint.storage.identity import Identity
from counterpoint.storage.lock import WriteLock
from counterpoint.storage.looks import Looks, looks_in
from counterpoint.storage.own import keep_damaged
from counterpoint.storage.places import state_folder
from counterpoint.storage.precopies import keep_as_they_are
from counterpoint.storage.readers import LARGEST
from counterpoint.storage.rows import merge, row_by_id
from counterpoint.storage.salvage import RawTables, free_rows
from counterpoint.storage.snapshot import About, parse_snapshot, write_snapshot
from counterpoint.storage.wording import said


@dataclass(frozen=True)
class Repair:
    """What was mended, in sentences, and the folder with what was touched as it was before."""

    deeds: tuple[str, ...] = ()
    backup: Path | None = None


def repair(path: Path, identity: Identity) -> Repair:
    """Mend a project for whoever has this identity.

    Refusal where there is no project, where a window holds the lock, where a newer program wrote
    it, and where the disk refuses.
    """
    folder = _writable(path)
    lock = WriteLock(folder.readers / identity.file_name, state_folder())
    reason = lock.acquire()
    if reason:
        raise Refusal(f"Nothing was mended. {reason}")
    try:
        with refused(f"“{said(folder.name)}” could not be mended; nothing in it is lost"):
            before = looks_in(folder.readers)
            return _Mending(Checkup(path, identity), identity, before).run()
    finally:
        lock.release()


def _writable(path: Path) -> ProjectFolder:
    found = survey(path)
    links = [fault.what for fault in found.faults if fault.file != PROJECT_FILE]
    if links:
        raise Refusal(f"Nothing was mended. {links[0]}")
    if found.folder.is_newer:
        raise Refusal(
            "Nothing was mended, because a newer Counterpoint made the project; update Counterpoint"
            " first."
        )
    return found.folder


@dataclass
class _Plan:
    """What is to be done."""

    marker: Marker | None = None
    rewrites: bool = False
    copies: Sequence[Volume] = ()
    records: Sequence[Mended] = ()


class _Mending:
    """Owns one repair, under the lock; ``before`` is how the files looked before they were read."""

    def __init__(self, checkup: Checkup, identity: Identity, before: Looks) -> None:
        self._checkup = checkup
        self._identity = identity
        self._before = before
        self._folder = checkup.folder
        self._path = self._folder.readers / identity.file_name
        ours = [volume for volume in checkup.volumes.volumes if volume.is_ours]
        self._own = next((volume for volume in ours if not volume.is_copy), None)
        self._copies = [volume for volume in ours if volume.is_copy and _can_be_taken(volume)]

    def run(self) -> Repair:
        """Do all of it."""
        plan = self._plan()
        deeds = list(self._deeds(plan))
        backup = None
        if deeds:
            backup = keep_as_they_are(self._folder, self._touched(plan))
            self._mend(plan)
        swept = sweep(self._folder, self._identity)
        if swept:
            were = "file that a crash had left was" if swept == 1 else "files of a crash were"
            deeds.append(f"{swept} temporary {were} removed.")
        return Repair(tuple(deeds), backup)

    def _plan(self) -> _Plan:
        self._refuse_newer()
        marker = self._checkup.marker()
        if self._own is not None and self._own.file.unreadable:
            return _Plan(marker)
        ours = [*([self._own] if self._own else []), *self._copies]
        faults = [fault for one in ours for fault in file_faults(one, self._folder.id)]
        records = tuple(mended_records(self._checkup, self._identity))
        rewrites = bool(records) or any(fault.repairable for fault in faults)
        return _Plan(marker, rewrites, self._copies, records)

    def _refuse_newer(self) -> None:
        about = self._own.file.about if self._own else None
        if about is not None and about.format > FORMAT:
            raise Refusal(
                "Nothing was mended, because a newer Counterpoint wrote your file in the project;"
                " update Counterpoint first."
            )

    def _deeds(self, plan: _Plan) -> Iterator[str]:
        if plan.marker is not None:
            yield f"{PROJECT_FILE} was made anew with the project's own id."
        if plan.rewrites:
            yield f"Your file “{self._identity.file_name}” was written anew from what is sound."
        for copy in plan.copies:
            yield f"“{said(copy.file.name)}” was taken into your file."
        for mended in plan.records:
            yield mended.deed

    def _touched(self, plan: _Plan) -> Iterator[Path]:
        """Every file that will be replaced or removed."""
        if plan.marker is not None:
            yield self._folder.path / PROJECT_FILE
        if plan.rewrites:
            for volume in self._versions(plan):
                yield from volume.paths

    def _versions(self, plan: _Plan) -> list[Volume]:
        """Our file and its copies, as far as they are there."""
        return [*([self._own] if self._own else []), *plan.copies]

    def _mend(self, plan: _Plan) -> None:
        """The new file first; what it makes superfluous goes once it is on the disk.

        Refusal where other programs have changed a file since it was read: hashing documents takes
        minutes, and what came meanwhile must be neither written over nor removed.
        """
        if looks_in(self._folder.readers) != self._before:
            raise Refusal("Nothing was mended: files were changed meanwhile; run it again.")
        if plan.marker is not None:
            write_marker(self._folder.path, plan.marker)
        if plan.rewrites:
            for volume in self._versions(plan):
                keep_damaged(volume.file)
            self._write(self._tables(plan), plan.marker)
            for volume in plan.copies:
                _remove(volume.paths)
            if self._own is not None:
                _remove([self._folder.readers / self._own.file.names.journal])

    def _tables(self, plan: _Plan) -> RawTables:
        """Every row of every version; what is damaged says nothing against what is not."""
        tables: RawTables = {}
        for volume in sorted(self._versions(plan), key=lambda volume: not volume.file.is_trusted):
            for table, rows in volume.file.tables.items():
                merge(tables, table, rows.values(), volume.file.is_trusted)
        for mended in plan.records:
            rows = tables.setdefault(mended.table, {})
            row = row_by_id(rows).get(mended.identity) or next(free_rows(rows))
            rows[row] = mended.raw
        return tables

    def _write(self, tables: RawTables, marker: Marker | None) -> None:
        own = self._identity
        project = (marker.id if marker else self._folder.id) or self._told_project()
        about = About(1 + self._generation(), own.reader, own.name, own.installation)
        write_snapshot(self._path, tables, replace(about, project=project))
        written = parse_snapshot(read_plain(self._path, LARGEST), self._path.name)
        if not written.is_sound:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self._path))

    def _told_project(self) -> str:
        """What our file says it belongs to, where nothing else tells."""
        about = self._own.file.about if self._own else None
        return about.project if about else ""

    def _generation(self) -> int:
        """The highest generation that any version of our file, or a journal of it, is of."""
        volumes = [*([self._own] if self._own else []), *self._copies]
        abouts = [volume.file.about for volume in volumes]
        bindings = [volume.binding for volume in volumes]
        return max((one.generation for one in (*abouts, *bindings) if one), default=0)


def _can_be_taken(volume: Volume) -> bool:
    about = volume.file.about
    return not volume.file.unreadable and (about is None or about.format <= FORMAT)


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
