"""Looking for words in a reading text, slice by slice, from where the reader is."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from counterpoint.app.alike import Wanted, pattern_of
from counterpoint.domain.reading import Passage

SLICE = 1 << 14
"""Code points that are looked through at a time: a few milliseconds, however many hits."""

MARGIN = 64
"""Code points beside eight for each that is typed: no hit is longer, whatever stands in it."""


class Search:
    """Holds the hits found so far in a text, from an origin on and then from the beginning.

    ``go_on`` looks through one more slice.
    """

    def __init__(self, text: str, wanted: Wanted, origin: int) -> None:
        self.wanted = wanted
        self.origin = origin
        self._text = text
        self._pattern = pattern_of(wanted)
        self._margin = MARGIN + 8 * len(wanted.words)
        self._after, self._before = _Hits(), _Hits()
        self._slices = self._look()
        self.is_done = self._pattern is None

    @property
    def count(self) -> int:
        """How many hits there are so far."""
        return len(self._after.starts) + len(self._before.starts)

    def go_on(self) -> None:
        """Look through one more slice."""
        self.is_done = self.is_done or next(self._slices, None) is None

    def number_of(self, hit: Passage) -> int:
        """Which hit it is, from 1, as far as it is known; 0 where it is none."""
        if hit.start >= self.origin:
            return len(self._before.starts) + self._after.number_of(hit)
        return self._before.number_of(hit)

    def over(self, passage: Passage) -> list[Passage]:
        """The hits that share a character with a passage."""
        return [*self._before.over(passage), *self._after.over(passage)]

    def count_over(self, passage: Passage) -> int:
        """How many hits share a character with a passage."""
        return self._before.count_over(passage) + self._after.count_over(passage)

    def at_or_after(self, offset: int) -> Passage | None:
        """The first hit that starts at a code point or later; None where none is known."""
        hits = self._after if offset >= self.origin else self._before
        found = hits.at_or_after(offset)
        if found is None and hits is self._before and self.is_done:
            found = self._after.at_or_after(offset)
        return found

    def before(self, offset: int) -> Passage | None:
        """The last hit that starts before a code point; None where none is known.

        While not all is looked through, that is only known of hits from the origin on.
        """
        found = self._after.before(offset)
        return self._before.before(offset) if found is None and self.is_done else found

    def _look(self) -> Iterator[bool]:
        """Search slice by slice; True after each that is not the last."""
        pattern, length = self._pattern, len(self._text)
        if pattern is None:
            return
        for hits, start, stop in (
            (self._after, self.origin, length),
            (self._before, 0, min(self.origin, length)),
        ):
            at = start
            while at < stop:
                end = min(at + SLICE, stop)
                at = hits.take(pattern, self._text, (at, end, end + self._margin))
                yield True


class _Hits:
    """Holds hits in their order: two numbers each, for there may be a million."""

    def __init__(self) -> None:
        self.starts = array("i")
        self.ends = array("i")

    def take(self, pattern: re.Pattern[str], text: str, bounds: tuple[int, int, int]) -> int:
        """Add the hits that start in a slice; where the next slice begins.

        ``bounds`` are the slice's ends and how far a hit may reach.
        """
        start, end, reach = bounds
        for match in pattern.finditer(text, start, reach):
            first, last = match.span()
            if first >= end:
                break
            self.starts.append(first)
            self.ends.append(last)
            start = last
        return max(end, start)

    def number_of(self, hit: Passage) -> int:
        """Which of these a hit is, from 1; 0 where it is none."""
        at = bisect_left(self.starts, hit.start)
        return at + 1 if self._at(at) == hit else 0

    def over(self, passage: Passage) -> list[Passage]:
        """The hits that share a character with a passage."""
        return [Passage(self.starts[at], self.ends[at]) for at in self._over(passage)]

    def count_over(self, passage: Passage) -> int:
        """How many hits share a character with a passage."""
        return len(self._over(passage))

    def at_or_after(self, offset: int) -> Passage | None:
        """The first hit that starts there or later."""
        return self._at(bisect_left(self.starts, offset))

    def before(self, offset: int) -> Passage | None:
        """The last hit that starts earlier."""
        return self._at(bisect_left(self.starts, offset) - 1)

    def _over(self, passage: Passage) -> range:
        first = bisect_right(self.ends, passage.start)
        return range(first, bisect_left(self.starts, passage.end))

    def _at(self, index: int) -> Passage | None:
        if not 0 <= index < len(self.starts):
            return None
        return Passage(self.starts[index], self.ends[index])
