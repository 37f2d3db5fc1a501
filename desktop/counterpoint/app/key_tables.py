"""The manual's tables of keys, in Markdown, made from the command rows.

A page holds each table between two comments, ``<!-- keys: Go -->`` and ``<!-- end -->``; the name
is one that ``group_of`` gives, or ``Without a key``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from counterpoint.app.commands import Row
from counterpoint.app.key_groups import KINDS, RELATIONS, group_of

WITHOUT_KEY = "Without a key"

_BOUND, _UNBOUND = ("Keys", "Command", "What it does"), ("Command", "Menu", "What it does")
_HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {KINDS: ("Key", "Kind", "Meaning"), RELATIONS: ("Key", "Relation", "Which way")}
)

_MARKED = re.compile(r"(<!-- keys: (?P<name>[^>\n]+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str, rows: Iterable[Row]) -> str:
    """A page with its tables made anew; ValueError where it names a table that there is not."""
    rows = list(rows)
    return _MARKED.sub(lambda at: f"{at[1]}\n{table_of(rows, at['name'])}\n{at[3]}", page)


def table_of(rows: Iterable[Row], name: str) -> str:
    """The table of that name, ending in a line feed; ValueError where rows give none."""
    there = [row for row in rows if name in _tables_with(row)]
    if not there:
        raise ValueError(f"no command stands under “{name}”")
    if name == WITHOUT_KEY:
        return _table(_UNBOUND, [(row.title, row.menu, row.help) for row in there])
    return _table(_HEADS.get(name, _BOUND), [_cells(row) for row in _with_adding_once(there)])


def written(keys: str) -> str:
    """A key sequence as a page shows it, one stroke after the other."""
    return " ".join(f"`{stroke}`" for stroke in keys.split())


def _tables_with(row: Row) -> tuple[str, ...]:
    """The names of the tables that a row stands in."""
    if not row.keys:
        return (WITHOUT_KEY,) if row.menu else ()
    return (group_of(row),)


def _with_adding_once(rows: Sequence[Row]) -> list[Row]:
    """Rows, the last of which stands for all that add a claim where there is one."""
    adding = [row for row in rows if row.id.startswith("claim.add.")]
    return [row for row in rows if row not in adding] + adding[:1]


def _cells(row: Row) -> tuple[str, ...]:
    if row.id.startswith("claim.add."):
        return ("`+`, then a kind’s key", "Add another claim", row.help)
    return (" or ".join(map(written, row.keys)), row.title, row.help)


def _table(head: tuple[str, ...], body: Sequence[tuple[str, ...]]) -> str:
    """Rows of Markdown; a last column in which nothing stands is left out."""
    width = len(head) if any(row[-1] for row in body) else len(head) - 1
    cells = (head[:width], ("---",) * width, *(row[:width] for row in body))
    return "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in cells)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
