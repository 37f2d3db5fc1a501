"""The order in which the lines of a page are read.

A gutter is a vertical gap with prose on both sides. Lines that cross it (titles, wide figures'
captions) part the page into bands; in each the left is read before the right, and each side may
have a gutter of its own. Where there is none, lines are read from top to bottom.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoint.documents.text.raw import RawLine, median

LEAST_GUTTER = 7.0
"""Points between two columns."""

LEAST_LINES = 4
"""Lines on each side of a gutter."""

PROSE_CHARACTERS = 18
"""Median characters of a column's lines; the cells of tables have fewer."""

MOST_CROSSING = 0.35
"""Share of lines that may cross a gutter."""

_SAME_ROW = 0.5
"""Em that baselines may differ within a row, where raised marks may be lines of their own."""


@dataclass(frozen=True)
class Row:
    """Lines side by side, read as one: their left and right edge in points, and the longest."""

    lines: tuple[RawLine, ...]
    x0: float
    x1: float
    main: RawLine


Column = tuple[Row, ...]
"""Rows from top to bottom that share a left and a right edge."""


def columns_of(lines: Sequence[RawLine], depth: int = 0) -> list[Column]:
    """The columns of a page in reading order; at most four side by side."""
    gutter = _gutter(lines) if depth < 2 else None
    if gutter is None:
        return [tuple(_rows(lines))] if lines else []
    columns: list[Column] = []
    for band in _bands(lines, gutter):
        left = [line for line in band if line.x1 <= gutter]
        right = [line for line in band if line.x0 >= gutter]
        if len(left) + len(right) < len(band):
            columns.append(tuple(_rows(band)))
            continue
        columns += [*columns_of(left, depth + 1), *columns_of(right, depth + 1)]
    return columns


def _gutter(lines: Sequence[RawLine]) -> float | None:
    """The middle of the widest gutter, in points from the left; None where there is none."""
    best, widest = None, LEAST_GUTTER
    for edge in sorted({line.x0 for line in lines}):
        right = [line for line in lines if line.x0 >= edge]
        if len(right) < LEAST_LINES:
            break
        left = _facing([line for line in lines if line.x1 < edge], right)
        if len(left) < LEAST_LINES:
            continue
        gap = edge - max(line.x1 for line in left)
        if gap > widest and _are_prose(left, right) and _may_part(lines, edge - gap / 2):
            best, widest = edge - gap / 2, gap
    return best


def _facing(left: Sequence[RawLine], right: Sequence[RawLine]) -> list[RawLine]:
    """Those lines on the left that stand beside some on the right."""
    top, foot = min(line.y0 for line in right), max(line.y1 for line in right)
    return [line for line in left if line.y1 > top and line.y0 < foot]


def _are_prose(left: Sequence[RawLine], right: Sequence[RawLine]) -> bool:
    lengths = (median(line.end - line.start for line in side) for side in (left, right))
    return min(lengths) >= PROSE_CHARACTERS


def _may_part(lines: Sequence[RawLine], gutter: float) -> bool:
    """Whether few enough lines cross a gutter."""
    crossing = sum(line.x0 < gutter < line.x1 for line in lines)
    return crossing <= MOST_CROSSING * len(lines)


def _bands(lines: Sequence[RawLine], gutter: float) -> Iterator[list[RawLine]]:
    """Runs, from top to bottom, of lines that all cross the gutter or of lines that never do."""
    band: list[RawLine] = []
    was_crossing = False
    for line in sorted(lines, key=lambda line: line.baseline):
        is_crossing = line.x0 < gutter < line.x1
        if band and is_crossing != was_crossing:
            yield band
            band = []
        band.append(line)
        was_crossing = is_crossing
    if band:
        yield band


def _rows(lines: Sequence[RawLine]) -> Iterator[Row]:
    held: list[RawLine] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if held and line.baseline - held[0].baseline > _SAME_ROW * max(held[0].size, line.size):
            yield row_of(held)
            held = []
        held.append(line)
    if held:
        yield row_of(held)


def row_of(lines: Sequence[RawLine]) -> Row:
    """The row that some lines make up."""
    return Row(
        lines=tuple(sorted(lines, key=lambda line: line.x0)),
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        main=max(lines, key=lambda line: line.end - line.start),
    )
