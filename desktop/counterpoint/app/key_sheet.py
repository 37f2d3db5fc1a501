"""The key sheet: every command that has keys, in groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from counterpoint.app.commands import MENUS, Row
from counterpoint.app.key_groups import KINDS, RELATIONS, WHILE_OUTLINING, WHILE_TYING, group_of
from counterpoint.app.keymap import caps_of
from counterpoint.domain.scheme import Kind

ADDING = "Add another claim to a passage"


@dataclass(frozen=True)
class Line:
    """One command: its alternatives, each with a cap for every stroke.

    ``colours`` are a kind's in the light and the dark theme.
    """

    title: str
    keys: tuple[tuple[str, ...], ...]
    help: str = ""
    colours: tuple[str, str] | None = None


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def groups_of(rows: Iterable[Row], kinds: Iterable[Kind] = ()) -> tuple[Group, ...]:
    """The rows with keys: kinds first, then by menu in the menus' order, tying last."""
    colours = {f"claim.kind.{kind.id}": (kind.light, kind.dark) for kind in kinds}
    lines: dict[str, list[Line]] = {}
    for row in rows:
        if row.keys:
            lines.setdefault(group_of(row), []).append(_line(row, colours.get(row.id)))
    if len(lines.get(KINDS, ())) > 1:
        lines[KINDS] = _with_adding_once(lines[KINDS])
    known = (KINDS, *MENUS[:-1], WHILE_OUTLINING, WHILE_TYING, RELATIONS, MENUS[-1])
    order = (*known, *(name for name in lines if name not in known))
    return tuple(Group(name, tuple(lines[name])) for name in order if name in lines)


def packed(heights: Sequence[int], columns: int) -> list[list[int]]:
    """The indices of blocks, in order, in at most so many columns, the tallest as low as it can be.

    >>> packed([3, 1, 2], 2)
    [[0], [1, 2]]
    """
    sums = [0, *accumulate(heights)]
    limits = sorted({b - a for i, a in enumerate(sums) for b in sums[i + 1 :]})
    fits = (placed for limit in limits if len(placed := _fill(heights, limit)) <= columns)
    return next(fits, [])


def _fill(heights: Sequence[int], limit: int) -> list[list[int]]:
    """Columns filled one after the other; a block taller than the limit makes one too many."""
    columns: list[list[int]] = [[]]
    room = limit
    for index, height in enumerate(heights):
        if height > limit:
            return [[]] * (len(heights) + 1)
        if height > room:
            columns.append([])
            room = limit
        columns[-1].append(index)
        room -= height
    return columns


def _line(row: Row, colours: tuple[str, str] | None) -> Line:
    return Line(row.title, tuple(caps_of(keys) for keys in row.keys), row.help, colours)


def _with_adding_once(lines: list[Line]) -> list[Line]:
    """Of the lines that add another claim with ``+`` and a kind's own key, one for all."""
    kinds = {line.keys[0] for line in lines if line.colours}
    usual = [line for line in lines if line.keys[0][:1] == ("+",) and line.keys[0][1:] in kinds]
    others = [line for line in lines if line not in usual]
    ends = [("+", f"{usual[0].keys[0][1]} … {usual[-1].keys[0][1]}")] if usual else []
    return others + [Line(ADDING, (end,), usual[0].help) for end in ends]
