"""Which raw characters a reading text is made of, kept small: a long document has many runs."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, overload


class Span(NamedTuple):
    """A run of reading text that stands character for character in a section's raw text."""

    start: int
    length: int
    section: int
    raw_start: int


class Spans(Sequence[Span]):
    """Holds spans that are ascending and disjoint by reading offset, as four numbers each."""

    def __init__(self, starts: "array[int]", lengths: "array[int]", places: "array[int]") -> None:
        self._starts = starts
        self._lengths = lengths
        self._places = places
        self._ordered: dict[int, array[int]] = {}

    @classmethod
    def of(cls, spans: Iterable[Sequence[int]]) -> "Spans":
        """The same spans, kept small."""
        if isinstance(spans, Spans):
            return spans
        return cls.flat(array("i", (number for span in spans for number in span)))

    @classmethod
    def flat(cls, numbers: "array[int]") -> "Spans":
        """Spans from start, length, section and raw start of each, one after the other."""
        places = array("i", bytes(numbers.itemsize * (len(numbers) // 2)))
        places[0::2], places[1::2] = numbers[2::4], numbers[3::4]
        return cls(numbers[0::4], numbers[1::4], places)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> "Spans": ...

    def __getitem__(self, index: int | slice) -> "Span | Spans":
        if isinstance(index, slice):
            return Spans.of(self[at] for at in range(*index.indices(len(self))))
        at = range(len(self))[index]
        section, raw = self._places[2 * at : 2 * at + 2]
        return Span(self._starts[at], self._lengths[at], section, raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def over(self, start: int, end: int) -> Iterator[Span]:
        """The spans that share a character with a range of reading text."""
        for index in range(self.before(start), len(self)):
            span = self[index]
            if span.start >= end:
                return
            if span.start + span.length > start:
                yield span

    def before(self, offset: int) -> int:
        """The index of the last span that begins at an offset or before; at least 0."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def holding(self, section: int, raw: int) -> Span | None:
        """The span of a raw character, or of the next in its section that is read."""
        order = self._order_in(section)
        at = bisect_right(order, raw, key=self._raw_of) - 1
        if at >= 0 and raw < self._raw_of(order[at]) + self._lengths[order[at]]:
            return self[order[at]]
        return self[order[at + 1]] if at + 1 < len(order) else None

    def first_from(self, section: int) -> Span | None:
        """The first span of a section, or of the next one that has any text."""
        sections = list(self._runs)
        at = bisect_left(sections, section)
        return self[self._order_in(sections[at])[0]] if at < len(sections) else None

    def _raw_of(self, index: int) -> int:
        return self._places[2 * index + 1]

    def _order_in(self, section: int) -> "array[int]":
        """The spans of a section (indices) by where they stand in its raw text."""
        if section not in self._ordered:
            found = (index for run in self._runs.get(section, ()) for index in run)
            self._ordered[section] = array("i", sorted(found, key=self._raw_of))
        return self._ordered[section]

    @cached_property
    def _runs(self) -> dict[int, list[range]]:
        """Where the spans of each section lie, by section; neighbours of one stay together."""
        runs: dict[int, list[range]] = defaultdict(list)
        at = 0
        for section, same in groupby(self._places[0::2]):
            end = at + len(list(same))
            runs[section].append(range(at, end))
            at = end
        return dict(sorted(runs.items()))
