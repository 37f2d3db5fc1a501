"""Where the words that were found stand on the pages in view."""

from dataclasses import dataclass

from counterpoint.app.finding import Search
from counterpoint.documents.client.pages import Line, PageLines, Rectangle
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.ui.page_scenes import Covers

MOST_PAGES = 32
"""Pages whose marks are kept measured."""


@dataclass
class _Marked:
    """The lines of a page, what of the text each holds, and the marks that were true of a state."""

    lines: PageLines
    reads: list[tuple[Passage | None, bool]]
    extent: Passage | None
    state: object = None
    covers: Covers = ((), ())


class FoundMarks:
    """Owns the rectangles of hits on the pages seen last; ``current`` is the hit gone to."""

    def __init__(self, text: ReadingText, search: Search) -> None:
        self._text = text
        self._search = search
        self._marked: dict[int, _Marked] = {}
        self.current: Passage | None = None
        self.shows_all = True

    def on(self, lines: PageLines) -> Covers:
        """What covers the hits on a page, and the hit gone to."""
        marked = self._marked.get(lines.page)
        if marked is None or marked.lines is not lines:
            marked = self._marked[lines.page] = self._marked_of(lines)
            while len(self._marked) > MOST_PAGES:
                del self._marked[next(iter(self._marked))]
        if marked.extent is None:
            return marked.covers
        here = self.current if self.current and self.current.overlaps(marked.extent) else None
        state = (here, self.shows_all and self._search.count_over(marked.extent))
        if marked.state != state:
            marked.state, marked.covers = state, self._measure(marked)
        return marked.covers

    def _marked_of(self, lines: PageLines) -> _Marked:
        reads = [self._read(line) for line in lines.lines]
        extents = [extent for extent, _ in reads if extent is not None]
        if not extents:
            return _Marked(lines, reads, None)
        first, last = min(one.start for one in extents), max(one.end for one in extents)
        return _Marked(lines, reads, Passage(first, last))

    def _measure(self, marked: _Marked) -> tuple[list[Rectangle], list[Rectangle]]:
        every: list[Rectangle] = []
        current: list[Rectangle] = []
        for line, (extent, is_whole) in zip(marked.lines.lines, marked.reads, strict=True):
            if extent is None:
                continue
            raw = line.raw_start - extent.start
            for hit in self._hits(extent):
                into = current if hit == self.current else every
                within = line.rectangle(raw + hit.start, raw + hit.end) if is_whole else None
                into += [within] if within is not None else self._covers(line, hit)
        return every, current

    def _read(self, line: Line) -> tuple[Passage | None, bool]:
        """What holds all that is read of a line, and whether that is every character in its order.

        Note marks and hyphens may be left out, and what follows them be read elsewhere.
        """
        if not line.count:
            return None, False
        start = self._text.offset_of(line.section, line.raw_start)
        last = self._text.offset_of(line.section, line.raw_end - 1)
        if start is not None and last == start + line.count - 1:
            return Passage(start, last + 1), True
        every = (
            self._text.offset_of(line.section, at) for at in range(line.raw_start, line.raw_end)
        )
        found = [offset for offset in every if offset is not None]
        return (Passage(min(found), max(found) + 1), False) if found else (None, False)

    def _hits(self, within: Passage) -> list[Passage]:
        if self.shows_all:
            return self._search.over(within)
        is_here = self.current is not None and self.current.overlaps(within)
        return [self.current] if self.current is not None and is_here else []

    def _covers(self, line: Line, hit: Passage) -> list[Rectangle]:
        places = (one for one in self._text.places(hit) if one.section == line.section)
        found = (line.rectangle(place.start, place.end) for place in places)
        return [rectangle for rectangle in found if rectangle is not None]
