"""The order in which the lines of a page are read.

A gutter is a vertical gap with prose on both sides. Lines that cross it (titles, wide figures'
captions) part the page into bands; in each the left is read before the right, and each side may
have a gutter of its own. Remarks in a margin are read after the text they stand beside. Where there
is no gutter, lines are read from top to bottom.
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

MOST_CELLS = 2
"""Rows of a band that may be cells, between lines that cross the gutter."""

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
        if len(left) + len(right) < len(band) or _are_cells(left, right):
            columns.append(tuple(_rows(band)))
            continue
        sides = (right, left) if _is_margin(left, right) else (left, right)
        columns += [column for side in sides for column in columns_of(side, depth + 1)]
    return columns


def _gutter(lines: Sequence[RawLine]) -> float | None:
    """The middle of the widest gutter, in points from the left; None where there is none."""
    best, widest = None, LEAST_GUTTER
    for edge in sorted({line.x0 for line in lines})[1:]:
        right = [line for line in lines if line.x0 >= edge]
        left = _facing([line for line in lines if line.x1 < edge], right)
        if not left:
            continue
        gap = edge - max(line.x1 for line in left)
        if gap > widest and _are_columns(left, right) and _may_part(lines, edge - gap / 2):
            best, widest = edge - gap / 2, gap
    return best


def _facing(left: Sequence[RawLine], right: Sequence[RawLine]) -> list[RawLine]:
    """Those lines on the left that stand beside some on the right."""
    top, foot = min(line.y0 for line in right), max(line.y1 for line in right)
    return [line for line in left if line.y1 > top and line.y0 < foot]


def _are_columns(left: Sequence[RawLine], right: Sequence[RawLine]) -> bool:
    """Whether both sides are prose, by the characters and the number of their rows."""
    lengths = [_lengths(side) for side in (left, right)]
    if min(median(side) for side in lengths) < PROSE_CHARACTERS:
        return False
    fewest = min(len(side) for side in lengths)
    if fewest >= LEAST_LINES:
        return True
    return fewest > 1 and _is_of_other_size(left, right)


def _lengths(lines: Sequence[RawLine]) -> list[int]:
    """The characters of each row, whose words may stand so far apart that they are many lines."""
    found: dict[int, int] = {}
    for line in lines:
        row = round(line.baseline)
        found[row] = found.get(row, 0) + line.end - line.start
    return list(found.values())


def _is_of_other_size(left: Sequence[RawLine], right: Sequence[RawLine]) -> bool:
    sizes = [median(line.size for line in side) for side in (left, right)]
    return min(sizes) < 0.92 * max(sizes)


def _is_margin(left: Sequence[RawLine], right: Sequence[RawLine]) -> bool:
    """Whether what stands on the left is a remark on the text on the right."""
    if not left or not right:
        return False
    widths = [
        max(line.x1 for line in side) - min(line.x0 for line in side) for side in (left, right)
    ]
    sizes = [median(line.size for line in side) for side in (left, right)]
    return widths[0] < 0.5 * widths[1] and sizes[0] < 0.92 * sizes[1]


def _are_cells(left: Sequence[RawLine], right: Sequence[RawLine]) -> bool:
    """Whether a band is a row or two of cells rather than columns of prose."""
    if not left or not right:
        return False
    lengths = [_lengths(side) for side in (left, right)]
    is_low = max(len(side) for side in lengths) <= MOST_CELLS
    return is_low and max(median(side) for side in lengths) < PROSE_CHARACTERS


def _may_part(lines: Sequence[RawLine], gutter: float) -> bool:
    """Whether few enough lines cross a gutter."""
    crossing = sum(line.x0 < gutter < line.x1 for line in lines)
    return crossing <= MOST_CROSSING * len(lines)


def _bands(lines: Sequence[RawLine], gutter: float) -> list[list[RawLine]]:
    """Runs, from top to bottom, of lines that all cross the gutter or of lines that never do.

    Short lines of wide paragraphs, which do not reach the gutter, count as crossing it.
    """
    bands: list[list[RawLine]] = []
    crossings: list[bool] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        is_crossing = line.x0 < gutter < line.x1
        if not bands or is_crossing != crossings[-1]:
            bands.append([])
            crossings.append(is_crossing)
        bands[-1].append(line)
    for above, below, is_wide in zip(bands, bands[1:], crossings, strict=False):
        if is_wide:
            while below and _ends_wide(above, below, gutter):
                above.append(below.pop(0))
        else:
            while len(above) > 1 and _begins_wide(above, below, gutter):
                below.insert(0, above.pop())
    return [band for band in bands if band]


def _ends_wide(above: list[RawLine], below: list[RawLine], gutter: float) -> bool:
    """Whether the first line below is the last of the wide paragraph above."""
    last, first = above[-1], below[0]
    is_close = first.baseline - last.baseline < 1.6 * first.size
    is_alike = abs(first.size - last.size) < 0.08 * last.size
    return is_close and is_alike and first.x1 <= gutter and not _is_faced(first, below, gutter)


def _begins_wide(above: list[RawLine], below: list[RawLine], gutter: float) -> bool:
    """Whether the last line above is the heading of the wide text below, nearer to it."""
    line, before, first = above[-1], above[-2], below[0]
    is_nearer = first.baseline - line.baseline < 0.8 * (line.baseline - before.baseline)
    return is_nearer and line.x1 <= gutter and not _is_faced(line, above, gutter)


def _is_faced(line: RawLine, band: Sequence[RawLine], gutter: float) -> bool:
    """Whether a line left of the gutter has one beside it on the right."""
    return any(other.x0 >= gutter and other.y1 > line.y0 and other.y0 < line.y1 for other in band)


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
    if len(lines) == 1:
        return Row(tuple(lines), lines[0].x0, lines[0].x1, lines[0])
    return Row(
        lines=tuple(sorted(lines, key=lambda line: line.x0)),
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        main=max(lines, key=lambda line: line.end - line.start),
    )
