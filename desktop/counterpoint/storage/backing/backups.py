"""Backups of this installation's file: snapshots that plain TinyDB opens, made while working."""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from counterpoint.domain.backups import Backup
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.backing.backup_folder import BackupFolder, count_claims
from counterpoint.storage.backing.thinning import HIGHEST, to_keep
from counterpoint.storage.durable import (
    check_free_space,
    is_temporary,
    make_folder,
    read_plain,
    sync_folder,
)
from counterpoint.storage.folder import BACKUPS, ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.readers import LARGEST, ReaderFile
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.rows import row_by_id
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import has_rows, sound_head, write_snapshot

READ_WHILE_WAITING = 1 << 26
"""Bytes of older backups that are read to thin them while somebody waits for the project."""

GONE = (
    "Your file in this project is gone, and with it what you made; “Restore …” in the menu brings "
    "it back from a backup."
)

TORN = "Part of your file could not be read; “Restore …” in the menu brings back what is missing."

MOST = 1 << 62
"""As many bytes as there are."""

Rows = Callable[[], tuple[int, RawTables]]
"""Gives the ticket of the latest gesture, and all rows with it."""


def utc_clock() -> datetime:
    """The time now, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Backups(BackupFolder):
    """Owns the making of one installation's backups of one project. Any thread may call.

    Nothing is written before ``start`` and after ``close``. ``findings`` are sentences.
    """

    def __init__(
        self,
        folder: ProjectFolder,
        identity: Identity,
        rows: Rows,
        now: Callable[[], datetime] = utc_clock,
    ) -> None:
        super().__init__(folder, identity)
        self.findings: Sequence[str] = ()
        self._project = folder.path
        self._rows = rows
        self._now = now
        self._lock = threading.Lock()
        self._covered: int | None = None
        self._is_on_guard = False
        self._has_marked = False

    def start(self, found: ReaderFile, missed: str = "", is_overruled: bool = False) -> None:
        """Make backups from now on, of a file that was found so on opening.

        ``missed`` says why none could be made when the project was closed, if so; that is told, and
        one is due. So it is where others overrule what the file says: “Restore …” must have it.

        Where part of it could not be read, or it was gone though there are backups, none is
        dropped until the project is opened again and all is sound, and the newest sound one from
        before never is.
        """
        is_missed = self._is_missed(found)
        is_torn = bool(found.damaged) and self._has_more(found)
        lost = (GONE,) if is_missed else (TORN,) if is_torn else ()
        self.findings = (*lost, _told_of(missed)) if missed else lost
        self._is_on_guard = is_missed or bool(found.findings or found.damaged)
        is_unclean = self._is_on_guard or found.has_journal or bool(missed) or is_overruled
        self._covered = -1 if is_unclean else 0

    def close(self) -> None:
        """Make no more."""
        with self._lock:
            self._covered = None

    @property
    def is_due(self) -> bool:
        """Whether something may have changed since the last backup."""
        return self._covered is not None and self._rows()[0] > self._covered

    def make(self) -> Backup | None:
        """The newest backup, which has all rows as they are: a new one where something changed.

        None where there is nothing to back up, or nothing may be written. Refusal, in a sentence,
        where it fails; then everything is as it was.
        """
        return self._make(MOST)

    def catch_up(self, patience: int = READ_WHILE_WAITING) -> str:
        """As ``make``, where a gesture came since; why it fails, in a sentence.

        Older ones are thinned, too, as ``thin`` does; ``patience`` is in bytes as there.
        """
        if not self.is_due:
            return ""
        try:
            self._make(patience)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def thin(self, patience: int = MOST) -> None:
        """Drop what need not be kept, where no more than so many bytes must be read for it.

        What is damaged is neither dropped nor counted.
        """
        with self._lock, contextlib.suppress(OSError, Refusal):
            self._thin(patience)

    def _is_missed(self, found: ReaderFile) -> bool:
        """Whether there is no file, though there was one once."""
        with contextlib.suppress(Refusal):
            return not found.exists and bool(self.listed())
        return False

    def _has_more(self, found: ReaderFile) -> bool:
        """Whether the newest sound backup has records that are not in a file."""
        ids = {table: row_by_id(rows) for table, rows in found.tables.items()}
        known = set(chain.from_iterable(ids.values()))
        with contextlib.suppress(Refusal):
            newest = next(self.sound(self.listed()), None)
            if newest is not None:
                more = self.contents_of(newest, lambda identity, _rev, _writer: identity in known)
                self.bases = {}  # Nothing was asked to be restored yet.
                return bool(more.records)
        return False

    def _make(self, patience: int) -> Backup | None:
        with self._lock:
            ticket, tables = self._rows()
            if self._covered is None:
                return None
            try:
                self._mark()
                if not any(tables.values()):
                    return None
                made = self._newest_of(tables) or self._write(tables)
                self._thin(patience)
            except OSError as error:
                raise Refusal(_failed(reason_of(error))) from error
            self._covered = ticket
            return made

    def _mark(self) -> None:
        """After damage, have the newest sound backup from before it never dropped."""
        if not self._is_on_guard or self._has_marked:
            return
        sound = next(self.sound(self.listed()), None)
        if sound is not None and not sound.is_kept:
            self.path_of(sound).rename(self.path_of(replace(sound, is_kept=True)))
            sync_folder(self.path)
        self._has_marked = True

    def _newest_of(self, tables: RawTables) -> Backup | None:
        """The newest sound backup, if it has exactly these rows."""
        sound = next(self.sound(self.listed()), None)
        head = self.head(sound) if sound else None
        return sound if head and has_rows(head, tables) else None

    def _write(self, tables: RawTables) -> Backup:
        """Write a backup under another name, read it back, and only then give it its own."""
        if not self._project.is_dir():
            raise Refusal(_failed("the project's folder is not in its place; put it back"))
        if self.path.is_symlink() or (self.path.exists() and not self.path.is_dir()):
            raise Refusal(_failed(f"“{BACKUPS}” in the project is no folder; move it away"))
        make_folder(self.path)
        part = self.path / f".{self.stem}.part"
        self._sweep(part)
        # What saves the project's own file next needs as much again.
        check_free_space(self.path, 2 * sum(map(_size, tables.values())))
        last = max((one.number for one in self.listed()), default=0)
        backup = Backup(self._now(), min(last + 1, HIGHEST), self.stem)
        try:
            write_snapshot(part, tables, replace(self.about, claims=count_claims(tables)))
            if not self.is_ours(sound_head(read_plain(part, LARGEST))):
                raise Refusal(_failed("what was written cannot be read back; check the disk"))
            part.rename(self.path_of(backup))
        finally:
            part.unlink(missing_ok=True)
        sync_folder(self.path)
        return backup

    def _thin(self, patience: int) -> None:
        if self._is_on_guard or self._covered is None:
            return
        backups = [one for one in self.listed() if not one.is_kept]
        if len(to_keep(backups)) == len(backups) or self.unread(backups) > patience:
            return
        sound = list(self.sound(backups))
        for backup in set(sound) - to_keep(sound):
            with contextlib.suppress(OSError):
                self.path_of(backup).unlink()

    def _sweep(self, part: Path) -> None:
        """Remove what a kill left of a backup that was being written; under our lock it is ours."""
        for entry in os.scandir(self.path):
            if is_temporary(entry.name, part):
                Path(entry).unlink()


def _size(rows: dict[str, bytes]) -> int:
    return sum(len(raw) + 16 for raw in rows.values())


def _failed(reason: str) -> str:
    return f"No backup could be made: {reason}. Your work and the earlier backups are untouched."


def _told_of(missed: str) -> str:
    """What is told of a backup that could not be made when the project was closed last."""
    told = f"{missed[:1].lower()}{missed[1:]}"
    return f"When you last closed this project, {told} It is being tried again now."
