"""Reading what can be read of a snapshot whose checksum does not fit."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import msgspec

from counterpoint.storage.codec import guess_table, is_json, is_record

RawTables = dict[str, dict[str, bytes]]
"""JSON of a record by table and row."""

_ROW = re.compile(r"[1-9][0-9]{0,17}")
_TABLE_LINE = re.compile(rb'\s*,?\s*"(\w+)":\s*\{\s*')
_ROW_LINE = re.compile(rb'\s*"(\d+)":\s*(\{.*\})\s*,?\s*')
_FRAME = re.compile(rb"[\s{},]*")
_NO_SPACE = re.compile(rb"[\v\f]")
"""Python takes these for white space, JSON does not (RFC 8259, section 2)."""


def is_row(row: str) -> bool:
    """Whether this is a number TinyDB can give a row; a stranger's file may have anything."""
    return _ROW.fullmatch(row) is not None


def free_rows(rows: Collection[str]) -> Iterator[str]:
    """Numbers that no row has at the time they are asked for, above those of all that are sound."""
    highest = max((int(row) for row in rows if is_row(row)), default=0)
    return (row for row in map(str, count(highest + 1)) if row not in rows)


@dataclass
class Salvage:
    """What was read: rows by table, and the numbers of the lines that were not understood.

    ``odd`` are lines that were read although this program would not have written them so;
    ``understood`` counts the records among the rows.
    """

    tables: RawTables = field(default_factory=dict)
    bad: list[int] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    understood: int = 0

    def keep(self, table: str, row: str, raw: bytes) -> bool:
        """Keep a row, under a new number where another has that one; False if of no table."""
        # A line in the wrong place puts what follows into the wrong table.
        sure = table if is_record(table, raw) else guess_table(raw)
        self.understood += sure is not None
        table = sure or table
        if not table:
            return False
        rows = self.tables.setdefault(table, {})
        if row in rows or not is_row(row):
            row = next(free_rows(rows))
        rows[row] = raw
        return True


def salvaged(data: bytes) -> Salvage:
    """Every record that can be read: line by line, or from the JSON where that gives more.

    Braces that moved can leave the JSON whole, with records hidden inside of others.
    """
    by_line = _by_line(data)
    # The JSON parser holds up every other thread, so it is asked only about what lines leave open.
    found = max(by_line, _whole(data), key=_worth) if by_line.bad else by_line
    if found is not by_line and by_line.understood:
        found.odd = by_line.bad  # laid out as this program does it, but for these
    return found


def _worth(found: Salvage) -> tuple[int, int]:
    """Records that are understood, then rows: what is not understood must be reported, too."""
    return found.understood, sum(map(len, found.tables.values()))


def _whole(data: bytes) -> Salvage:
    """What an editor laid out in its own way; nothing where it is no JSON."""
    found = Salvage()
    try:
        whole = json.loads(data, object_pairs_hook=_Pairs, parse_constant=_refuse_constant)
        for table, row, raw in _rows(whole):
            found.keep(table, row, raw)
    except (ValueError, RecursionError):
        pass
    return found


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with its doubled keys, which a dict would drop without a word."""

    def plain(self) -> dict[str, Any]:
        """The object as a dict; of doubled keys the last."""
        return {key: _plain(value) for key, value in self}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _plain(value: Any) -> Any:
    if isinstance(value, _Pairs):
        return value.plain()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _rows(whole: Any) -> Iterator[tuple[str, str, bytes]]:
    """Table, row and JSON of everything that has the shape of a record."""
    for table, rows in _pairs(whole):
        for row, record in _pairs(rows):
            if isinstance(record, _Pairs):
                yield table, row, _encoded(record.plain())


def _encoded(record: dict[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(record)
    except (UnicodeEncodeError, OverflowError):
        # What msgspec cannot say it cannot read either: the record will be reported by its id.
        return json.dumps(record).encode()


def _pairs(value: Any) -> Iterable[tuple[str, Any]]:
    return value if isinstance(value, _Pairs) else ()


def _by_line(data: bytes) -> Salvage:
    found = Salvage()
    table, is_sure = "", False
    for number, line in enumerate(data.split(b"\n"), start=1):
        row = _ROW_LINE.fullmatch(line)
        if row is not None and is_json(row[2]):
            # Damage may have hit the line a table begins with: then records say what they are.
            name = table if is_sure else guess_table(row[2]) or table
            is_known = found.keep(name, row[1].decode(), row[2])
            found.bad += [] if is_known else [number]
        elif head := _TABLE_LINE.fullmatch(line):
            table, is_sure = head[1].decode("utf-8", "replace"), True
        elif not _FRAME.fullmatch(line):
            found.bad.append(number)
            is_sure = False
        found.odd += [number] if _NO_SPACE.search(line) else []
    return found
