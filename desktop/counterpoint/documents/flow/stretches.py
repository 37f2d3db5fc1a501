"""Where the styles of a text change."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from operator import itemgetter

from counterpoint.documents.flow.blocks import Run, Style

Stretch = tuple[int, int, list[Style]]
"""Code points, end-exclusive, and the styles that all of them have."""

_Opened = Mapping[Style, list[tuple[int, int]]]
"""The runs of each style that have begun: place among all and end, as a heap."""


def stretches(runs: Sequence[Run], first: int, last: int) -> Iterator[Stretch]:
    """The parts of a range between which styles change, each with its own in the runs' order.

    Runs may overlap, and reach beyond the range. However many there are, and however deep, the
    time is about that of sorting them.
    """
    edges = {min(max(edge, first), last) for run in runs for edge in (run.start, run.end)}
    waiting = deque(sorted(enumerate(runs), key=lambda placed: placed[1].start))
    opened: dict[Style, list[tuple[int, int]]] = {}
    for start, end in pairwise(sorted({first, last} | edges)):
        while waiting and waiting[0][1].start <= start:
            place, run = waiting.popleft()
            heappush(opened.setdefault(run.style, []), (place, run.end))
        yield start, end, _styles_at(opened, start)


def _styles_at(opened: _Opened, at: int) -> list[Style]:
    """The styles of the runs that have not ended, the first run of each counting."""
    for begun in opened.values():
        while begun and begun[0][1] <= at:
            heappop(begun)
    there = [(begun[0][0], style) for style, begun in opened.items() if begun]
    return [style for _, style in sorted(there, key=itemgetter(0))]
