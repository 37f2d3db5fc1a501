"""The project as all readers' files together say it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from counterpoint.domain.records import Record
from counterpoint.storage.codec import (
    HIGHEST_READ,
    TABLES,
    Damaged,
    Version,
    decode,
    table_of,
    version_of,
)
from counterpoint.storage.rows import rank


@dataclass(frozen=True)
class Bad:
    """A row that could not be understood, and why."""

    table: str
    row: str
    raw: bytes
    damage: Damaged


@dataclass(frozen=True)
class Found:
    """A record that was read, and the JSON it was read from."""

    table: str
    record: Record
    raw: bytes


@dataclass
class Taken:
    """What a file held: each record's row, by table and id; what is bad; how many records won."""

    rows: dict[str, dict[str, str]]
    bad: list[Bad]
    won: int = 0


class Winners:
    """Owns the winning version of every record, and the JSON it was read from.

    All that changes it belongs to one thread; ``record``, ``raw`` and ``is_news`` may be asked
    from any.
    """

    def __init__(self) -> None:
        # Two dicts and no pairs: the fewer objects, the less there is to search for cycles.
        self._records: dict[str, dict[str, Record]] = {table: {} for table in TABLES}
        self._raws: dict[str, dict[str, bytes]] = {table: {} for table in TABLES}

    def records(self) -> Iterator[Record]:
        """Every record, tombstones included."""
        for held in self._records.values():
            yield from list(held.values())

    def raw(self, table: str, identity: str) -> bytes | None:
        """The JSON of the winning version; None where there is no such record."""
        return self._raws[table].get(identity)

    def record(self, table: str, identity: str) -> Record | None:
        """The winning version; None where there is no such record."""
        return self._records[table].get(identity)

    def take(self, table: str, record: Record, raw: bytes, is_trusted: bool = True) -> bool:
        """Take in a version; whether it is the one that wins now.

        One that is not to be trusted wins over lower revisions only: its text may be damaged.
        """
        before = self._records[table].get(record.id)
        if before is not None and not self._wins(record, raw if is_trusted else b"", before):
            return False
        self._records[table][record.id] = record
        self._raws[table][record.id] = raw
        return True

    def take_rows(
        self,
        tables: Mapping[str, Mapping[str, bytes]],
        highest: int = HIGHEST_READ,
        is_trusted: bool = True,
    ) -> Taken:
        """Take in the rows of a file, up to the highest revision; ``take`` has the rest."""
        taken = Taken({table: {} for table in TABLES}, [])
        for table, rows in taken.rows.items():
            for row, raw in _in_order(tables.get(table, {}), is_trusted):
                try:
                    record = decode(table, raw, highest)
                except Damaged as damage:
                    taken.bad.append(Bad(table, row, raw, damage))
                    continue
                taken.won += self.take(table, record, raw, is_trusted)
                rows[record.id] = row
        return taken

    def is_news(self, table: str, raw: bytes, is_trusted: bool = True) -> bool:
        """Whether some JSON is a version that would win, or one that says not which it is."""
        version = version_of(raw)
        held = self._raws[table].get(version.id) if version else None
        if version is None or held is None:
            return True
        if held == raw:
            return False
        before = version_of(held)
        text = raw if is_trusted else b""
        return before is None or rank(version, text) > rank(before, held)

    def _wins(self, record: Record, text: bytes, before: Record) -> bool:
        """Whether a version wins; ``text`` is what is held against another text, if anything."""
        if record.rev != before.rev:
            return record.rev > before.rev
        held = self._raws[table_of(before)][before.id]
        return rank(_version(record), text) > rank(_version(before), held)


def _in_order(rows: Mapping[str, bytes], is_trusted: bool) -> Iterable[tuple[str, bytes]]:
    """The rows as they stand; of a damaged file the one first that will win once it is mended.

    Damage can double a record with another text; what is shown must not be another next time.
    """
    return rows.items() if is_trusted else sorted(rows.items(), key=itemgetter(1), reverse=True)


def _version(record: Record) -> Version:
    return Version(record.id, record.rev, record.writer)
