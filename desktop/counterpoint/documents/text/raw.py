"""Raw text: what a page of a fixed-layout file says and where, before any judgement."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawSpan:
    """A run of a line in one font: raw offsets, size of type in points."""

    start: int
    end: int
    size: float
    bold: bool
    raised: bool


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as the file has it: raw offsets, a box and a baseline in points from the top left.

    ``size`` and ``bold`` are those of most of its characters. A line that does not run from left
    to right is not ``upright``.
    """

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    bold: bool
    upright: bool
    spans: tuple[RawSpan, ...]
    tracked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page's raw text: its lines in the file's order, each followed by a line feed; points."""

    text: str
    lines: tuple[RawLine, ...]
    width: float
    height: float

    def words(self, line: RawLine) -> str:
        """The text of a line."""
        return self.text[line.start : line.end]


def median(numbers: Iterable[float]) -> float:
    """The upper median; there must be one number. The standard library's takes long to load."""
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]
