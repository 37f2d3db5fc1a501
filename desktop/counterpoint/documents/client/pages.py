"""Where the characters of a page stand: for painting passages and finding what is pointed at."""

from array import array
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

LINE_WEIGHT = 3.0
"""How much more a pointer's distance across lines counts than along one, so columns stay apart."""


class Rectangle(NamedTuple):
    """Left, top, right and bottom in page units."""

    x0: float
    y0: float
    x1: float
    y1: float


class RawOffset(NamedTuple):
    """A character: its section and its offset (code points) in the section's raw text."""

    section: int
    raw: int


@dataclass(frozen=True)
class Line:
    """A line of text on a page, in page units from the page's top left corner.

    Its characters are ``raw_start`` … ``raw_start + count`` of the section's raw text. ``edges``
    holds the two ends of each along the line: left and right, alternating. ``top``, ``bottom``
    and ``baseline`` are distances across the line. In a ``vertical`` line the axes are swapped:
    edges run down the page and the other three are distances from its left.
    """

    section: int
    raw_start: int
    count: int
    top: float
    bottom: float
    baseline: float
    vertical: bool
    edges: "array[float]"

    @property
    def raw_end(self) -> int:
        """One past the last character."""
        return self.raw_start + self.count

    def rectangle(self, start: int, end: int) -> Rectangle | None:
        """What covers the characters of a raw range, None where the line has none of them."""
        first = max(start, self.raw_start) - self.raw_start
        last = min(end, self.raw_end) - self.raw_start
        if first >= last:
            return None
        edges = self.edges[2 * first : 2 * last]
        low, high = min(edges), max(edges)
        if self.vertical:
            return Rectangle(self.top, low, self.bottom, high)
        return Rectangle(low, self.top, high, self.bottom)

    def distance(self, along: float, across: float) -> float:
        """How far a point lies from the line; 0 inside."""
        low, high = min(self.edges), max(self.edges)
        beside = max(low - along, along - high, 0.0)
        return hypot(beside, LINE_WEIGHT * max(self.top - across, across - self.bottom, 0.0))

    def nearest(self, along: float) -> int:
        """The index, from 0, of the character at or nearest to a distance along the line."""
        return min(range(self.count), key=lambda index: self._gap(index, along))

    def middle(self, index: int) -> float:
        """The middle of a character along the line."""
        return (self.edges[2 * index] + self.edges[2 * index + 1]) / 2

    def _gap(self, index: int, along: float) -> float:
        one, other = self.edges[2 * index], self.edges[2 * index + 1]
        return max(min(one, other) - along, along - max(one, other), 0.0)


@dataclass(frozen=True)
class PageLines:
    """The lines of one page, in the order of its raw text."""

    page: int
    lines: tuple[Line, ...]

    def rectangles(self, section: int, start: int, end: int) -> list[Rectangle]:
        """What covers a range of a section's raw text on this page: one rectangle a line."""
        lines = (one for one in self.lines if one.raw_start < end and start < one.raw_end)
        here = (line.rectangle(start, end) for line in lines if line.section == section)
        return [rectangle for rectangle in here if rectangle is not None]

    def offset_at(self, x: float, y: float) -> RawOffset | None:
        """The character nearest to a point; None on a page without text."""
        found = self._nearest(x, y)
        return RawOffset(found[0].section, found[0].raw_start + found[1]) if found else None

    def offset_on(self, x: float, y: float) -> RawOffset | None:
        """The character under a point; None where the point is not on a line of text."""
        line = self._line_at(x, y)
        if line is None or line.distance(*_along(line, x, y)) > 0:
            return None
        return self.offset_at(x, y)

    def caret_at(self, x: float, y: float) -> RawOffset | None:
        """The nearest place between two characters, as the offset of the one after it."""
        found = self._nearest(x, y)
        if found is None:
            return None
        line, index = found
        along, _ = _along(line, x, y)
        runs_on = line.edges[2 * index] <= line.edges[2 * index + 1]
        is_past = (along > line.middle(index)) == runs_on
        return RawOffset(line.section, line.raw_start + index + int(is_past))

    def _nearest(self, x: float, y: float) -> tuple[Line, int] | None:
        line = self._line_at(x, y)
        return (line, line.nearest(_along(line, x, y)[0])) if line else None

    def _line_at(self, x: float, y: float) -> Line | None:
        inked = [line for line in self.lines if line.count]
        return min(inked, key=lambda line: line.distance(*_along(line, x, y)), default=None)


def _along(line: Line, x: float, y: float) -> tuple[float, float]:
    """A point as distances along and across a line."""
    return (y, x) if line.vertical else (x, y)
