"""The rows of the file that this installation writes, in memory."""

from collections.abc import Mapping, Sequence

from counterpoint.storage.codec import HIGHEST_OWN, TABLES, Damaged, Raw, decode, version_of
from counterpoint.storage.rows import merge, row_by_id
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.tables import JournaledDB, JournaledStorage, JournaledTable, Sink


class OwnRows:
    """Owns the tables of one file; ``storage`` has the rows as text.

    ``put`` and ``index`` belong to one thread, ``merge`` may be called from any. ``merges`` counts
    those that took something.
    """

    def __init__(self, tables: RawTables, sink: Sink) -> None:
        self.storage = JournaledStorage(tables, sink)
        self.merges = 0
        self._db = JournaledDB.over(self.storage)

    def index(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        """Learn which row holds which record, by table and id, before the first ``put``."""
        for table in TABLES:
            self._table(table).index(rows.get(table, {}))

    def index_all(self) -> dict[str, dict[str, str]]:
        """Learn it from the rows themselves; which row holds which record, by table and id."""
        found = {table: row_by_id(rows) for table, rows in self.storage.freeze()[1].items()}
        self.index(found)
        return found

    def put(self, puts: Sequence[tuple[str, str, dict[str, object]]]) -> int:
        """Set records (table, id, JSON) in one gesture; its ticket.

        A version that was merged meanwhile, and that a put does not know, holds against it.
        """
        with self.storage.gesture():
            for table, identity, raw in puts:
                rows = self._table(table)
                if not _outranks(rows.raw(identity), raw):
                    rows.put(identity, raw)
        return self.storage.ticket

    def merge(self, other: RawTables, is_trusted: bool = True) -> RawTables:
        """Take in another version of the file; the rows that are new here or won.

        Where it is not to be trusted, nothing of it wins over the same revision here, for that may
        be the damage. What no table can hold is left out. No gesture comes of it.
        """
        taken: RawTables = {}
        lacking = _lacking(self.storage.freeze()[1], other)
        with self.storage.unrecorded() as tables:
            for table, raws in lacking.items():
                won = merge(tables, table, raws, is_trusted)
                if won:
                    taken[table] = {str(number): raw for number, raw in enumerate(won, start=1)}
                    self._table(table).index(row_by_id(tables[table]))
            self.merges += bool(taken)
        return taken

    def would_replace(self, other: RawTables, is_trusted: bool) -> bool:
        """Whether ``merge`` would put another version of a record in the place of one held here."""
        held = self.storage.freeze()[1]
        for table, raws in _lacking(held, other).items():
            before = held.get(table, {})
            rows = dict(before)
            merge({table: rows}, table, raws, is_trusted)
            if any(rows[row] != raw for row, raw in before.items()):
                return True
        return False

    def _table(self, name: str) -> JournaledTable:
        table = self._db.table(name)
        assert isinstance(table, JournaledTable)
        return table


def _outranks(held: bytes | None, raw: Raw) -> bool:
    """Whether a row holds a higher version of its record than this one."""
    version = version_of(held) if held is not None else None
    return version is not None and (version.rev, version.writer) > (
        raw.get("rev", 0),
        raw.get("writer", ""),
    )


def lacks_nothing(tables: RawTables, other: RawTables) -> bool:
    """Whether every row of other tables is in these, in whatever place."""
    return all(
        set(rows.values()) <= set(tables.get(table, {}).values()) for table, rows in other.items()
    )


def _lacking(tables: RawTables, other: RawTables) -> dict[str, list[bytes]]:
    """The rows that are not here as they are there, and can be understood."""
    found = {}
    for table, rows in other.items():
        known = set(tables.get(table, {}).values())
        found[table] = [raw for raw in rows.values() if raw not in known and _is_sound(table, raw)]
    return {table: raws for table, raws in found.items() if raws}


def _is_sound(table: str, raw: bytes) -> bool:
    """Whether a row is a record; of a newer program's tables nobody here can say."""
    try:
        if table in TABLES:
            decode(table, raw, HIGHEST_OWN)
    except Damaged:
        return False
    return True
