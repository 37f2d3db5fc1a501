"""How high the cards of a list are, and where each stands, without counting all at each change."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

ROOM = 512
"""Heights in one stretch; one that has grown to twice that is parted."""


class Column:
    """Owns the heights of cards below one another, in logical pixels.

    A change costs what one stretch of them does, not what all of them do.
    """

    def __init__(self, heights: Sequence[int] = ()) -> None:
        parts = [list(heights[at : at + ROOM]) for at in range(0, len(heights), ROOM)]
        self._stretches = parts or [[]]
        self._sums = [sum(part) for part in self._stretches]
        self._firsts: list[int] = []
        self._tops: list[int] = []

    def __len__(self) -> int:
        self._look()
        return self._firsts[-1]

    @property
    def height(self) -> int:
        """Of all together."""
        self._look()
        return self._tops[-1]

    def __getitem__(self, row: int) -> int:
        at, within = self._find(row)
        return self._stretches[at][within]

    def __setitem__(self, row: int, height: int) -> None:
        at, within = self._find(row)
        self._sums[at] += height - self._stretches[at][within]
        self._stretches[at][within] = height
        self._tops.clear()

    def insert(self, row: int, height: int) -> None:
        """Put another one before a row, or at the end."""
        at, within = self._find(row)
        self._stretches[at].insert(within, height)
        self._sums[at] += height
        if len(self._stretches[at]) > 2 * ROOM:
            self._part(at)
        self._tops.clear()

    def __delitem__(self, row: int) -> None:
        at, within = self._find(row)
        self._sums[at] -= self._stretches[at].pop(within)
        if not self._stretches[at] and len(self._stretches) > 1:
            del self._stretches[at], self._sums[at]
        self._tops.clear()

    def top(self, row: int) -> int:
        """Where a row begins; the row after the last one begins where all end."""
        at, within = self._find(row)
        return self._tops[at] + sum(self._stretches[at][:within])

    def row_at(self, height: int) -> int:
        """The row at a height: the last that begins there or above; none is below the last."""
        self._look()
        at = min(max(0, bisect_right(self._tops, height) - 1), len(self._stretches) - 1)
        ends = list(accumulate(self._stretches[at], initial=self._tops[at]))
        return self._firsts[at] + max(0, bisect_right(ends, height) - 1)

    def _find(self, row: int) -> tuple[int, int]:
        """The stretch of a row, and its number in that."""
        self._look()
        at = min(bisect_right(self._firsts, row) - 1, len(self._stretches) - 1)
        return at, row - self._firsts[at]

    def _look(self) -> None:
        """Know where each stretch begins, and where the last one ends."""
        if not self._tops:
            self._tops = list(accumulate(self._sums, initial=0))
            self._firsts = list(accumulate(map(len, self._stretches), initial=0))

    def _part(self, at: int) -> None:
        whole = self._stretches[at]
        parts = [whole[:ROOM], whole[ROOM:]]
        self._stretches[at : at + 1] = parts
        self._sums[at : at + 1] = [sum(part) for part in parts]
