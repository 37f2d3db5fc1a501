"""TinyDB behind its own seams: tables in memory, one journal line a gesture.

TinyDB documents ``Storage``; ``Table._read_table`` and ``_update_table``, which are overridden
here, it does not. A property test holds them against plain TinyDB.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from counterpoint.storage.codec import Raw
from counterpoint.storage.journal import Gesture, Put
from counterpoint.storage.salvage import RawTables, free_rows, is_row

Sink = Callable[[Gesture], int]
"""Takes a gesture to be written, and gives its ticket."""


class JournaledStorage(Storage):
    """Owns the rows of one file, each as JSON text, and tells the sink what every gesture did.

    Text instead of objects: a frozen state is a copy of the outer dicts, and no caller can change
    a row behind our back.
    """

    def __init__(self, tables: RawTables, sink: Sink) -> None:
        super().__init__()
        self._tables = tables
        self._sink = sink
        self._lock = threading.RLock()
        self._gesture: list[Put] | None = None
        self._ticket = 0

    def read(self) -> dict[str, dict[str, Any]]:
        """Every table, decoded row by row when it is looked at."""
        return {name: _LazyRows(rows) for name, rows in self._tables.items()}  # type: ignore[misc]

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take on a whole state, as dropping tables asks; one gesture."""
        with self.gesture():
            for name in list(self._tables):
                gone = self._tables[name].keys() - data.get(name, {}).keys()
                self.commit(name, dict.fromkeys(gone))
                if name not in data:
                    del self._tables[name]
            for name, rows in data.items():
                self.commit(
                    name, {row: msgspec.json.encode(dict(raw)) for row, raw in rows.items()}
                )

    def rows(self, table: str) -> Mapping[str, bytes]:
        """One table's rows as they are now."""
        return self._tables.get(table, {})

    def commit(self, table: str, changes: Mapping[str, bytes | None]) -> None:
        """Change rows of a table; None drops one. A gesture of its own unless one is open."""
        with self.gesture():
            rows = self._tables.setdefault(table, {})
            for row, raw in changes.items():
                if raw is None:
                    rows.pop(row, None)
                else:
                    rows[row] = raw
                self._noted.append(Put(table, row, raw))

    @contextmanager
    def gesture(self) -> Iterator[None]:
        """Everything done inside is one line of the journal."""
        with self._lock:
            if self._gesture is not None:
                yield
                return
            self._gesture = []
            try:
                yield
            finally:
                done, self._gesture = tuple(self._gesture), None
                if done:
                    self._ticket = self._sink(done)

    @property
    def ticket(self) -> int:
        """The ticket of the latest gesture."""
        return self._ticket

    def freeze(self) -> tuple[int, RawTables]:
        """The rows as they are, and the ticket of the latest gesture they hold."""
        with self._lock:
            return self._ticket, {name: dict(rows) for name, rows in self._tables.items()}

    @contextmanager
    def unrecorded(self) -> Iterator[RawTables]:
        """The rows themselves, to take in what another program wrote; no gesture comes of it."""
        with self._lock:
            yield self._tables

    @property
    def _noted(self) -> list[Put]:
        assert self._gesture is not None
        return self._gesture


class JournaledTable(Table):
    """A TinyDB table that commits the rows an operation changed, and only those.

    It also knows, once told to look, in which row each record stands: TinyDB's numbers are
    nobody else's business.
    """

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **options)
        self._row_of: dict[str, int] = {}
        self._free = free_rows(())

    def index(self, rows: Mapping[str, str]) -> None:
        """Learn which row holds which record, by the record's id."""
        self._row_of = {identity: int(row) for identity, row in rows.items() if is_row(row)}
        self._free = free_rows(self._rows())

    def raw(self, identity: str) -> bytes | None:
        """The JSON that a record has here."""
        row = self._row_of.get(identity)
        return None if row is None else self._rows().get(str(row))

    def put(self, identity: str, raw: Raw) -> None:
        """Set the row of a record, whatever it held, or a new one."""
        row = self._row_of.get(identity)
        if row is None:
            row = self._row_of[identity] = int(next(self._free))
        self._update_table(lambda table: table.__setitem__(row, raw))

    def _rows(self) -> Mapping[str, bytes]:
        assert isinstance(self._storage, JournaledStorage)
        return self._storage.rows(self.name)

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        return _LazyRows(self._rows())  # type: ignore[return-value]

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        view = _Touched(self._rows())
        updater(view)  # type: ignore[arg-type]
        assert isinstance(self._storage, JournaledStorage)
        self._storage.commit(self.name, view.changes())
        self.clear_cache()


class JournaledDB(TinyDB):
    """TinyDB over journaled tables."""

    table_class: type[Table] = JournaledTable

    @classmethod
    def over(cls, storage: JournaledStorage) -> "JournaledDB":
        """The tables that a storage holds."""
        return cls(storage=lambda: storage)


class _LazyRows(Mapping[str, Raw]):
    """A table as TinyDB reads it; each look decodes the row anew."""

    def __init__(self, rows: Mapping[str, bytes]) -> None:
        self._rows = rows

    def __getitem__(self, row: str) -> Raw:
        return _decoded(self._rows[row])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _Touched(MutableMapping[int, Raw]):
    """A table as TinyDB changes it, keyed by number; remembers what was looked at or set.

    TinyDB changes a row in place after looking it up, so what was looked at is compared in the end.
    """

    def __init__(self, rows: Mapping[str, bytes]) -> None:
        self._rows = rows
        self._held: dict[int, Raw] = {}
        self._dropped: set[int] = set()

    def __getitem__(self, row: int) -> Raw:
        if row not in self._held:
            if row in self._dropped:
                raise KeyError(row)
            self._held[row] = _decoded(self._rows[str(row)])
        return self._held[row]

    def __setitem__(self, row: int, raw: Raw) -> None:
        self._held[row] = raw
        self._dropped.discard(row)

    def __delitem__(self, row: int) -> None:
        if row not in self:
            raise KeyError(row)
        self._held.pop(row, None)
        self._dropped.add(row)

    def __contains__(self, row: object) -> bool:
        return row in self._held or (row not in self._dropped and str(row) in self._rows)

    def __iter__(self) -> Iterator[int]:
        stored = (row for row in map(int, self._rows) if row not in self._dropped)
        added = (row for row in self._held if str(row) not in self._rows)
        yield from (*stored, *added)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> dict[str, bytes | None]:
        """The rows that are now other than they were; None for one that is gone."""
        gone: dict[str, bytes | None] = {
            str(row): None for row in self._dropped if str(row) in self._rows
        }
        now = {str(row): msgspec.json.encode(raw) for row, raw in self._held.items()}
        return gone | {row: raw for row, raw in now.items() if self._rows.get(row) != raw}


def _decoded(raw: bytes) -> Raw:
    found = msgspec.json.decode(raw)
    assert isinstance(found, dict)
    return found
