"""The one file that this installation writes in a project."""

import contextlib
import os
from collections import deque
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import (
    make_folder,
    open_plain,
    read_plain,
    sync_file,
    sync_folder,
)
from counterpoint.storage.folder import FORMAT, ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.journal import SUFFIX, Binding, Gesture, Journal
from counterpoint.storage.kept import copy_aside
from counterpoint.storage.names import file_names
from counterpoint.storage.own_rows import OwnRows, lacks_nothing
from counterpoint.storage.owners import YOURS, with_owner
from counterpoint.storage.presence import is_there, refuse_if_gone
from counterpoint.storage.readers import (
    LARGEST,
    PairBytes,
    ReaderFile,
    read_reader_file,
    read_settled,
)
from counterpoint.storage.salvage import RawTables, is_row
from counterpoint.storage.snapshot import About, write_snapshot
from counterpoint.storage.tables import Sink
from counterpoint.storage.traces import Overtaken, Traces
from counterpoint.storage.wording import said

LONG_JOURNAL = 1 << 20
"""Bytes of a journal that are worth a new snapshot when nothing else is to be done."""

_ATTEMPTS = 3


@dataclass(frozen=True)
class Foreign:
    """What another program did to our file: sentences, and the rows that came of it by table.

    They won in our file already, whatever it was worth.
    """

    sentences: tuple[str, ...]
    tables: RawTables
    is_trusted: bool = True


class OwnFile(OwnRows):
    """Owns this installation's file: its tables in memory, its snapshot and journal on the disk.

    ``put`` belongs to the thread that opened it, everything that writes to the writer's.
    ``storage`` has the rows; ``about`` is what the file says of itself; ``is_kept`` tells whether
    it was kept beside as it was when this began.
    """

    def __init__(self, folder: ProjectFolder, identity: Identity, sink: Sink) -> None:
        self.folder = folder
        self._name = identity.file_name
        self._path = folder.readers / self._name
        self._journal_path = folder.readers / f"{self._name}{SUFFIX}"
        self._journal: Journal | None = None
        self._half_done = self._is_stale = self._is_adopted = False
        self._written = 0
        self.is_kept = False
        self._traces = Traces(self._path, self._journal_path)
        self.found = _numbered(read_reader_file(folder, self._name))
        self.findings: list[str] = []
        self.foreign: deque[Foreign] = deque()
        self._lines = self.found.gestures
        before = self.found.about or About(0, "", "", "")
        self.about = replace(
            before,
            reader=identity.reader,
            name=identity.name,
            installation=identity.installation,
            format=FORMAT,
            project=folder.id,
        )
        super().__init__(self.found.tables, sink)

    @property
    def is_ready(self) -> bool:
        """Whether a line in the journal is enough; else the file must be rewritten."""
        if self.about.generation == 0 or self._is_adopted or not self.is_current:
            return False
        return self._journal is not None or not self.needs_rewrite

    @property
    def is_current(self) -> bool:
        """Whether the file is as we left it, and holds all that was merged; from any thread."""
        is_known = not (
            self._is_behind or self._is_in_doubt or self._traces.are_changed(self._journal)
        )
        return is_known and is_there(self.folder)

    @property
    def needs_rewrite(self) -> bool:
        """Whether the snapshot lacks something: lines of a journal, or what replaces damage."""
        is_unclean = self.found.has_journal or bool(self.found.damaged)
        return self._journal is not None or self._is_behind or is_unclean

    @property
    def is_long(self) -> bool:
        """Whether the journal is worth a new snapshot."""
        return self._journal is not None and self._journal.length > LONG_JOURNAL

    def append(self, gestures: Sequence[Gesture]) -> None:
        """Write and sync a line for each gesture; raises as ``rewrite`` does."""
        if self._journal is not None:
            self._journal.append(gestures)
            self._lines += len(gestures)
            return
        about = self.about
        binding = Binding(about.generation, about.checksum, about.installation)
        confirm = partial(self._traces.confirm, journal=None)
        try:
            with self._watching():
                self._journal = Journal.create(self._journal_path, binding, gestures, confirm)
        except Overtaken:
            self.rewrite()
        else:
            self._lines = len(gestures)

    def rewrite(self) -> int:
        """Write a snapshot of everything and drop the journal; the last ticket it holds.

        Raises OSError, or Refusal where something that is not ours to replace is in the way.
        """
        refuse_if_gone(self.folder)
        make_folder(self.folder.readers)
        self._traces.sweep()
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(Overtaken):
                return self._rewrite()
        return self._rewrite()

    def _rewrite(self) -> int:
        if self._traces.are_changed(self._journal):
            ticket = self._take_in()
            if ticket is not None:
                return ticket
        merges = self.merges
        ticket, tables = self.storage.freeze()
        about = replace(self.about, generation=self.about.generation + 1)
        confirm = partial(self._traces.confirm, journal=self._journal)
        with self._watching():
            self.about = write_snapshot(self._path, tables, about, confirm)
        self._half_done = self._is_stale = self._is_adopted = False
        self._written, self._lines = merges, 0
        self._traces.leave(self._journal)
        self._journal, self.found = None, ReaderFile(file_names(self._name))
        return ticket

    def refresh(self) -> dict[str, dict[str, str]]:
        """Take in what whoever wrote before has written since; before anything is written here.

        The row of each record, by table and id. Raises OSError, or Refusal, where the file cannot
        be read.
        """
        if self._traces.are_changed(None):
            self._take_in()
        return self.index_all()

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()
        self._journal = None

    @property
    def _is_behind(self) -> bool:
        """Whether the disk lacks something that was merged."""
        return self._is_stale or self._written != self.merges

    @property
    def _is_in_doubt(self) -> bool:
        """Whether a failed attempt left the disk in a state we do not know."""
        return self._half_done or (self._journal is not None and self._journal.in_doubt)

    @contextlib.contextmanager
    def _watching(self) -> Iterator[None]:
        """Notice whether a failed attempt to replace a file has replaced it all the same."""
        try:
            yield
        except OSError:
            self._half_done = self._half_done or self._traces.are_changed(self._journal)
            raise

    def _take_in(self) -> int | None:
        """Merge what another program put in our file's place, so that both versions are kept.

        The last ticket it holds, where all that we have is in it: two installations of one
        identity would else write for ever, each after the other. None where we must write.
        """
        seen, changed = self._traces.now(), self._traces.changed(self._journal)
        pair, found = read_settled(self.folder, self.found.names)
        if found.unreadable:
            raise Refusal(found.unreadable)
        keep_damaged(found)
        is_ours = self._is_in_doubt or self._wrote(found)
        taken = self.merge(found.tables, found.is_trusted)
        merges = self.merges
        ticket, tables = self.storage.freeze()
        is_whole = not (self._is_in_doubt or found.damaged) and lacks_nothing(found.tables, tables)
        is_known = is_ours or lacks_nothing(tables, found.tables)
        kept = [] if is_known else _kept(pair, set(changed) - found.damaged.keys())
        is_same = is_whole and lacks_nothing(tables, found.tables) and not found.has_journal
        if taken or not (is_ours or is_same):
            is_removed = pair.snapshot.data is None
            sentence = _sentence(is_removed, sum(map(len, taken.values())), kept)
            told = (sentence, *(with_owner(one, found.names, YOURS) for one in found.findings))
            self.findings += told
            self.foreign.append(Foreign(told, taken))
        if is_whole and found.exists:
            _sync(pair)
        self.close()
        self._traces.left, self.found = seen, replace(found, tables={})
        self.about = replace(self.about, generation=_generation(self.about, found))
        self._is_stale, self._is_adopted, self._written = not is_whole, True, merges
        return ticket if is_whole else None

    def _wrote(self, found: ReaderFile) -> bool:
        """Whether this is what we wrote last, so that another program did no more than touch it."""
        about = found.about or About(0, "", "", "")
        last = (self.about.generation, self.about.checksum, self._lines)
        return not found.damaged and last == (about.generation, about.checksum, found.gestures)


def keep_once(own: OwnFile) -> None:
    """Copy our file aside before others' versions of records take the place of ours in it.

    Once an opening: every conflict may bring such a version. Raises OSError.
    """
    if own.is_kept:
        return
    for name in (own.about.file_name, f"{own.about.file_name}{SUFFIX}"):
        path = own.folder.readers / name
        with contextlib.suppress(FileNotFoundError):
            copy_aside(path, read_plain(path, LARGEST), "replaced")
    own.is_kept = True


def keep_damaged(found: ReaderFile) -> None:
    """Copy what is damaged aside before it is written anew; raises OSError."""
    for path, data in found.damaged.items():
        copy_aside(path, data)


def _kept(pair: PairBytes, paths: Set[Path]) -> list[Path]:
    """Keep those of the two that another program wrote beside ours; raises OSError."""
    files = [file for file in (pair.snapshot, pair.journal) if file.data and file.path in paths]
    return [copy_aside(file.path, file.data or b"", "replaced") for file in files]


def _sentence(is_removed: bool, taken: int, kept: Sequence[Path]) -> str:
    """What another program did to our file, and what became of it."""
    records = "one record" if taken == 1 else f"{taken} records"
    came = f"; {records} came with it" if taken else ""
    names = " and ".join(f"“{said(path.name)}”" for path in kept)
    beside = f"; what else the other held is kept in {names}" if kept else ""
    what = "removed" if is_removed else "changed"
    now = "all that was in it is written again" if is_removed else "both versions were merged"
    return (
        f"Your file in this project was {what} by another program while the project was open; "
        f"{now}{came}{beside}."
    )


def _generation(about: About, found: ReaderFile) -> int:
    """The highest that was used: two snapshots of one generation must not be taken for one."""
    return max(about.generation, found.about.generation if found.about else 0)


def _sync(pair: PairBytes) -> None:
    """Wait until files are on the disk that another program wrote; raises OSError."""
    for file in (pair.snapshot, pair.journal):
        if file.data is not None:
            descriptor = open_plain(file.path)
            try:
                sync_file(descriptor)
            finally:
                os.close(descriptor)
    sync_folder(pair.snapshot.path.parent)


def _numbered(found: ReaderFile) -> ReaderFile:
    """The rows under numbers TinyDB can read, whatever a stranger's editor made of them."""
    tables = {}
    for table, rows in found.tables.items():
        sound = all(map(is_row, rows))
        texts = enumerate(rows.values(), start=1)
        tables[table] = rows if sound else {str(number): raw for number, raw in texts}
    return replace(found, tables=tables)
