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
    """The lines of a page, what of the text they hold, and the marks that were true of a state."""

    lines: PageLines
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
            marked = self._marked[lines.page] = _Marked(lines, self._extent(lines))
            while len(self._marked) > MOST_PAGES:
                del self._marked[next(iter(self._marked))]
        if marked.extent is None:
            return marked.covers
        here = self.current if self.current and self.current.overlaps(marked.extent) else None
        state = (here, self.shows_all and self._search.count_over(marked.extent))
        if marked.state != state:
            marked.state, marked.covers = state, self._measure(lines)
        return marked.covers

    def _extent(self, lines: PageLines) -> Passage | None:
        """From the first to the last that is read of a page; None where nothing is."""
        ends = [end for line in lines.lines for end in self._ends(line) if end is not None]
        return Passage(min(ends), max(ends) + 1) if ends else None

    def _measure(self, lines: PageLines) -> tuple[list[Rectangle], list[Rectangle]]:
        every: list[Rectangle] = []
        current: list[Rectangle] = []
        for line in lines.lines:
            start, last = self._ends(line)
            if start is None:
                continue
            is_whole = last == start + line.count - 1  # so every character is read, in its order
            for hit in self._hits(Passage(start, max(start, last or start + line.count) + 1)):
                into = current if hit == self.current else every
                raw = line.raw_start - start
                within = line.rectangle(raw + hit.start, raw + hit.end) if is_whole else None
                into += [within] if within is not None else self._covers(line, hit)
        return every, current

    def _ends(self, line: Line) -> tuple[int | None, int | None]:
        """The reading offsets of a line's first and last character; None for what is not read."""
        if not line.count:
            return None, None
        start = self._text.offset_of(line.section, line.raw_start)
        return start, self._text.offset_of(line.section, line.raw_end - 1)

    def _hits(self, within: Passage) -> list[Passage]:
        if self.shows_all:
            return self._search.over(within)
        is_here = self.current is not None and self.current.overlaps(within)
        return [self.current] if self.current is not None and is_here else []

    def _covers(self, line: Line, hit: Passage) -> list[Rectangle]:
        places = (one for one in self._text.places(hit) if one.section == line.section)
        found = (line.rectangle(place.start, place.end) for place in places)
        return [rectangle for rectangle in found if rectangle is not None]
