"""The one file that this installation writes in a project."""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.codec import TABLES
from counterpoint.storage.durable import is_temporary, make_folder
from counterpoint.storage.folder import FORMAT, ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.journal import SUFFIX, Binding, Gesture, Journal
from counterpoint.storage.kept import copy_aside
from counterpoint.storage.names import file_names
from counterpoint.storage.readers import ReaderFile, read_reader_file
from counterpoint.storage.rows import merge, row_by_id
from counterpoint.storage.salvage import is_row
from counterpoint.storage.snapshot import About, write_snapshot
from counterpoint.storage.tables import JournaledDB, JournaledStorage, JournaledTable, Sink

LONG_JOURNAL = 1 << 20
"""Bytes of a journal that are worth a new snapshot when nothing else is to be done."""

_Signature = tuple[int, int, int, int] | None


class OwnFile:
    """Owns this installation's file: its tables in memory, its snapshot and journal on the disk.

    ``put`` belongs to the thread that opened it, everything that writes to the writer's.
    """

    def __init__(self, folder: ProjectFolder, identity: Identity, sink: Sink) -> None:
        self._folder = folder
        self._name = identity.file_name
        self._path = folder.readers / self._name
        self._journal_path = folder.readers / f"{self._name}{SUFFIX}"
        self._journal: Journal | None = None
        self._half_done = False
        self._seen = (_signature(self._path), _signature(self._journal_path))
        self.found = _numbered(read_reader_file(folder, self._name))
        self.findings: list[str] = []
        before = self.found.about or About(0, "", "", "")
        self._about = replace(
            before,
            reader=identity.reader,
            name=identity.name,
            installation=identity.installation,
            format=FORMAT,
            project=folder.id,
        )
        self._storage = JournaledStorage(self.found.tables, sink)
        self._db = JournaledDB.over(self._storage)

    def index(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        """Learn which row holds which record, by table and id, before the first ``put``."""
        for table in TABLES:
            self._table(table).index(rows.get(table, {}))

    def put(self, puts: Sequence[tuple[str, str, dict[str, object]]]) -> int:
        """Set records (table, id, JSON) in one gesture; its ticket."""
        with self._storage.gesture():
            for table, identity, raw in puts:
                self._table(table).put(identity, raw)
        return self._storage.ticket

    @property
    def is_ready(self) -> bool:
        """Whether a line in the journal is enough; else the file must be rewritten."""
        if self._about.generation == 0 or self._is_in_doubt or self._is_changed_outside():
            return False
        return self._journal is not None or not self.needs_rewrite

    @property
    def needs_rewrite(self) -> bool:
        """Whether the snapshot lacks something: lines of a journal, or what replaces damage."""
        return self._journal is not None or self.found.has_journal or bool(self.found.damaged)

    @property
    def is_long(self) -> bool:
        """Whether the journal is worth a new snapshot."""
        return self._journal is not None and self._journal.length > LONG_JOURNAL

    def append(self, gestures: Sequence[Gesture]) -> None:
        """Write and sync a line for each gesture; raises OSError."""
        if self._journal is not None:
            self._journal.append(gestures)
            return
        about = self._about
        binding = Binding(about.generation, about.checksum, about.installation)
        with self._watching():
            self._journal = Journal.create(self._journal_path, binding, gestures)

    def rewrite(self) -> int:
        """Write a snapshot of everything and drop the journal; the last ticket it holds.

        Raises OSError, or Refusal where something that is not ours to replace is in the way.
        """
        make_folder(self._folder.readers)
        _sweep(self._path, self._journal_path)
        if self._is_changed_outside():
            self._take_in()
        ticket, tables = self._storage.freeze()
        about = replace(self._about, generation=self._about.generation + 1)
        with self._watching():
            self._about = write_snapshot(self._path, tables, about)
        self._half_done = False
        self._drop_journal()
        self._seen = (_signature(self._path), _signature(self._journal_path))
        return ticket

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()
        self._journal = None

    def _table(self, name: str) -> JournaledTable:
        table = self._db.table(name)
        assert isinstance(table, JournaledTable)
        return table

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
            self._half_done = self._half_done or self._is_changed_outside()
            raise

    def _is_changed_outside(self) -> bool:
        """Whether another program touched the snapshot or the journal since we last did."""
        snapshot, journal = self._seen
        if _signature(self._path) != snapshot:
            return True
        if self._journal is None:
            return _signature(self._journal_path) != journal
        return not self._journal.is_in_place

    def _take_in(self) -> None:
        """Merge what another program put in our file's place, so that both versions are kept."""
        found = read_reader_file(self._folder, self._name)
        if found.unreadable:
            raise Refusal(found.unreadable)
        keep_damaged(found)
        with self._storage.unrecorded() as tables:
            for table, rows in found.tables.items():
                merge(tables, table, rows.values())
            self.index({table: row_by_id(rows) for table, rows in tables.items()})
        if self._is_in_doubt:
            return  # What was found is most likely our own half-done attempt.
        self.findings += found.findings
        self.findings.append(
            f"“{self._name}” was changed by another program while the project was open; "
            "both versions were kept. Open the project again to see all of it."
        )

    def _drop_journal(self) -> None:
        """Remove the journal: the snapshot holds all of it, so a leftover does no harm."""
        self.close()
        self.found = ReaderFile(file_names(self._name))
        with contextlib.suppress(OSError):
            self._journal_path.unlink()


def keep_damaged(found: ReaderFile) -> None:
    """Copy what is damaged aside before it is written anew; raises OSError."""
    for path, data in found.damaged.items():
        copy_aside(path, data)


def _sweep(*paths: Path) -> None:
    """Remove temporary files that a kill left beside our files; under our lock they are ours.

    Those of others stay: on a shared disk they may be writing them now.
    """
    with contextlib.suppress(OSError):
        for entry in os.scandir(paths[0].parent):
            if any(is_temporary(entry.name, path) for path in paths):
                Path(entry).unlink()


def _signature(path: Path) -> _Signature:
    """What changes when another program writes a file; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _numbered(found: ReaderFile) -> ReaderFile:
    """The rows under numbers TinyDB can read, whatever a stranger's editor made of them."""
    tables = {}
    for table, rows in found.tables.items():
        sound = all(map(is_row, rows))
        texts = enumerate(rows.values(), start=1)
        tables[table] = rows if sound else {str(number): raw for number, raw in texts}
    return replace(found, tables=tables)
