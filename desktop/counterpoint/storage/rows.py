"""Rows of a reader's file as JSON text, and how a journal is laid over them."""

from collections.abc import Iterable, Mapping

from counterpoint.storage.codec import Version, version_of
from counterpoint.storage.journal import Put
from counterpoint.storage.salvage import RawTables, free_rows

Rank = tuple[int, str, bytes]


def rank(version: Version, raw: bytes) -> Rank:
    """The order in which versions of a record win.

    Two installations with one identity (a copied home folder) can give one version to two
    contents; their text then decides, the same way everywhere.
    """
    return (version.rev, version.writer, raw)


def replay(tables: RawTables, puts: Iterable[Put]) -> None:
    """Lay the rows of a journal over the snapshot it continues, row by row."""
    for put in puts:
        rows = tables.setdefault(put.table, {})
        if put.raw is None:
            rows.pop(put.row, None)
        else:
            rows[put.row] = put.raw


def merge(
    tables: RawTables, table: str, raws: Iterable[bytes], is_trusted: bool = True
) -> list[bytes]:
    """Take in records of another version of the file; the highest version of each stays.

    Where they are not to be trusted, one must be higher than what is held by more than its text.
    Returns what was taken.
    """
    rows = tables.setdefault(table, {})
    held = row_by_id(rows)
    taken = []
    free = free_rows(rows)
    for raw in raws:
        version = version_of(raw)
        row = held.get(version.id) if version else None
        if row is None:
            row = next(free)
        elif version and not _wins(version, raw, rows[row], is_trusted):
            continue
        rows[row] = raw
        taken.append(raw)
        if version:
            held[version.id] = row
    return taken


def row_by_id(rows: Mapping[str, bytes]) -> dict[str, str]:
    """In which row each record of a table stands."""
    return {version.id: row for row, raw in rows.items() if (version := version_of(raw))}


def _wins(version: Version, raw: bytes, held: bytes, is_trusted: bool) -> bool:
    before = version_of(held)
    if before is None:
        return True
    if not is_trusted:
        return (version.rev, version.writer) > (before.rev, before.writer)
    return rank(version, raw) > rank(before, held)
