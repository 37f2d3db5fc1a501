"""The project as all readers' files together say it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpoint.domain.records import Record
from counterpoint.storage.codec import (
    HIGHEST_READ,
    TABLES,
    Damaged,
    Version,
    decode,
    version_of,
)
from counterpoint.storage.rows import rank
from counterpoint.storage.wording import said


@dataclass(frozen=True)
class Taken:
    """What a file held: each record's row, by table and id; and what is wrong, in sentences."""

    rows: dict[str, dict[str, str]]
    findings: list[str]


class Winners:
    """Owns the winning version of every record, and the JSON it was read from."""

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

    def take(self, table: str, record: Record, raw: bytes) -> None:
        """Take in a version; it is kept where it wins."""
        before = self._records[table].get(record.id)
        if before is None or self._wins(table, record, raw, before):
            self._records[table][record.id] = record
            self._raws[table][record.id] = raw

    def take_rows(
        self, tables: Mapping[str, Mapping[str, bytes]], name: str, highest: int = HIGHEST_READ
    ) -> Taken:
        """Take in the rows of the file of that name, up to the highest revision."""
        taken = Taken({table: {} for table in TABLES}, [])
        for table, rows in taken.rows.items():
            for row, raw in tables.get(table, {}).items():
                try:
                    record = decode(table, raw, highest)
                except Damaged as damage:
                    taken.findings.append(_sentence(name, table, _named(row, raw), damage))
                    continue
                self.take(table, record, raw)
                rows[record.id] = row
        return taken

    def _wins(self, table: str, record: Record, raw: bytes, before: Record) -> bool:
        held = self._raws[table][before.id]
        return rank(_version(record), raw) > rank(_version(before), held)


def _version(record: Record) -> Version:
    return Version(record.id, record.rev, record.writer)


def _named(row: str, raw: bytes) -> str:
    version = version_of(raw)
    return f"record {version.id}" if version else f"row {row}"


def _sentence(name: str, table: str, record: str, damage: Damaged) -> str:
    return f"“{said(name)}”, table {table}: {record} is damaged and was left out ({damage})."
