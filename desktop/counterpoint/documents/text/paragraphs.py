"""Rows of a column to paragraphs, and what each paragraph is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterpoint.documents.text.columns import Column, Row
from counterpoint.documents.text.raw import RawPage, median
from counterpoint.domain.reading import Role

_ENDED = re.compile(
    r"(?:[!?:;…。！？]|(?<!\d)\.|(?<=\d)\.(?!\d))[\"'”’」』）)\]»]*(?:\d{1,3}|[*†‡]+)?\s*$"
)
_LONGEST_END = 12
"""Characters in which a line's last full stop and what may follow it are looked for."""

BULLET = re.compile(r"[•·▪◦‣●○■□➢➤✓\uf0b7\uf0a7–-]\s+(?=\S)|[•▪◦‣●■\uf0b7\uf0a7]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S")
_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Chart|Box|Map|Exhibit|Abbildung|Abb\.|Tabelle|Tableau|그림|표|図|表|图)"
    r"\s?\d+(?:\.\d+)?\s*(?P<mark>[.:|–—-]|$)?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§])[.)]?\s?\S")

_PULLED = re.compile(r"(?:[^\W\d_]{3,}[.!]|[.!?…,])[”’»]$")
"""How words end that are taken from the text and set large: as a quotation that is a sentence."""

HEADING_LIMIT = 200
"""Characters of the longest heading."""


FIRST_INDENT = (0.7, 3.0)
"""Em that the first line of a paragraph is moved in; verses and addresses stand further in."""


@dataclass(frozen=True)
class PageParagraph:
    """Rows that are read as one, all on one page and in one column.

    ``column`` counts from 0 on the page, ``indent`` is how far the first row is moved in, in
    points. Where ``is_full``, the last row reaches the right edge.
    """

    page: int
    rows: tuple[Row, ...]
    role: Role
    column: int = 0
    indent: float = 0.0
    is_full: bool = False


@dataclass(frozen=True)
class Habits:
    """What is usual in a document: size of body type in points, leading in multiples of it.

    Where it ``is_spaced``, paragraphs stand apart, so that no short line ends one by itself.
    """

    size: float
    leading: float
    is_spaced: bool = False


def is_ended(words: str) -> bool:
    """Whether a line ends a sentence; the mark of a note may follow."""
    return _ENDED.search(words[-_LONGEST_END:]) is not None


def habits_of(pages: Sequence[RawPage]) -> Habits:
    """The usual, judged by characters."""
    sizes: Counter[float] = Counter()
    leadings: list[float] = []
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += line.end - line.start
        for above, below in pairwise(page.lines):
            step = (below.baseline - above.baseline) / max(above.size, 1.0)
            if 0.9 < step < 2.5 and abs(above.size - below.size) < 0.5:
                leadings.append(step)
    size = max(sizes, key=sizes.__getitem__) if sizes else 10.0
    leading = median(leadings) if leadings else 1.2
    return Habits(max(size, 1.0), leading, _is_spaced(pages, max(size, 1.0), leading))


def _is_spaced(pages: Sequence[RawPage], size: float, leading: float) -> bool:
    """Whether paragraphs of body type stand apart, rather than begin moved in."""
    apart = moved_in = 0
    for page in pages:
        for above, below in pairwise(page.lines):
            is_body = max(abs(above.size - size), abs(below.size - size)) < 0.5
            if not is_body or not is_ended(page.words(above)):
                continue
            step, moved = (below.baseline - above.baseline) / size, below.x0 - above.x0
            apart += 1.25 * leading < step < 2.5 * leading and abs(moved) < 2
            moved_in += 0.9 < step <= 1.25 * leading and moved > 0.7 * size
    return apart > 3 and apart > 3 * moved_in


def paragraphs_of(
    page: tuple[int, RawPage], column: Column, habits: Habits, at: int = 0
) -> Iterator[PageParagraph]:
    """The paragraphs of a column, from top to bottom; ``at`` is its number on the page."""
    number, raw = page
    frame = _Frame(raw, column, habits)
    held: list[Row] = []
    for row in column:
        if held and frame.parts(held[-1], row, len(held)):
            yield frame.paragraph(number, at, held)
            held = []
        held.append(row)
    if held:
        yield frame.paragraph(number, at, held)


class _Frame:
    """Holds a column's edges, its usual leading, and the page its rows stand on."""

    def __init__(self, page: RawPage, column: Column, habits: Habits) -> None:
        self._page, self._habits = page, habits
        self._left = median(row.x0 for row in column)
        self._left = min((row.x0 for row in column if row.x0 > self._left - 30), default=0.0)
        self._right = max(row.x1 for row in column)
        flush = sum(row.x1 > self._right - 2 for row in column)
        is_justified = flush > max(3, 0.5 * len(column))
        self._slack = 2.0 if is_justified else 0.12 * (self._right - self._left)
        steps = [
            (below.main.baseline - above.main.baseline) / above.main.size
            for above, below in pairwise(column)
            if abs(above.main.size - below.main.size) < 0.5
        ]
        usual = [step for step in steps if 0.9 < step < 2.5]
        # Rows of a table stand apart: of all distances the smaller ones are those of text.
        self._leading = sorted(usual)[len(usual) // 4] if len(usual) > 4 else habits.leading

    def parts(self, above: Row, below: Row, rows: int) -> bool:
        """Whether a paragraph ends between two rows; ``rows`` of it stand above already."""
        upper, lower = above.main, below.main
        if abs(upper.size - lower.size) > 0.08 * upper.size or upper.bold != lower.bold:
            return True
        step = (lower.baseline - upper.baseline) / upper.size
        if step > 1.25 * self._leading or step > 2.5 or self._begins_item(below):
            return True
        if is_ended(self._words(above)) and (
            not (self._is_full(above) or self._habits.is_spaced)
            or self._is_footnote(below, self._words(below))
        ):
            return True
        return self._is_indented(above, below, rows)

    def paragraph(self, number: int, at: int, rows: Sequence[Row]) -> PageParagraph:
        """The rows as a paragraph of that page and column."""
        indent = rows[0].x0 - self._left
        full = self._is_full(rows[-1])
        return PageParagraph(number, tuple(rows), self.role(rows), at, indent, full)

    def _is_full(self, row: Row) -> bool:
        """Whether a row reaches the right edge of its column, or nearly."""
        return row.x1 >= self._right - self._slack

    def role(self, rows: Sequence[Row]) -> Role:
        """What a paragraph is."""
        main, words = rows[0].main, self._words(rows[0])
        caption = _CAPTION.match(words)
        if caption and (caption["mark"] or main.size < 0.95 * self._habits.size):
            return Role.CAPTION
        if self._is_footnote(rows[0], words):
            return Role.FOOTNOTE
        if self._is_heading(rows):
            return Role.OTHER if _PULLED.search(self._words(rows[-1])) else Role.HEADING
        return Role.LIST if self._begins_item(rows[0]) else Role.BODY

    def _is_indented(self, above: Row, below: Row, rows: int) -> bool:
        """Whether the lower row is a first line moved in, or stands out of a hanging paragraph."""
        em = above.main.size
        moved = below.x0 - above.x0
        if any(abs(below.x0 - cell.x0) < 0.3 * em for cell in above.lines[1:]):
            return False  # the next line of a cell
        if rows == 1 and abs(moved) < 0.3 * em and not self._is_full(above):
            is_first = (
                em < 1.1 * self._habits.size
                and FIRST_INDENT[0] * em < above.x0 - self._left < FIRST_INDENT[1] * em
            )
            return is_first and abs(above.x1 - below.x1) > 0.15 * (self._right - self._left)
        if rows == 1:
            is_hanging = self._begins_item(above) or self._is_footnote(above, self._words(above))
            return moved > 0.7 * em and not is_hanging and self._is_at_left(above)
        return moved > 0.7 * em or (moved < -0.7 * em and self._is_at_left(below))

    def _is_at_left(self, row: Row) -> bool:
        return row.x0 - self._left < 0.4 * row.main.size

    def _begins_item(self, row: Row) -> bool:
        words = self._words(row)
        return bool(BULLET.match(words) or _NUMBERED.match(words))

    def _is_footnote(self, row: Row, words: str) -> bool:
        is_small = row.main.size <= 0.93 * self._habits.size
        is_low = row.main.y0 > 0.5 * self._page.height
        return is_small and is_low and bool(_NOTE.match(words))

    def _is_heading(self, rows: Sequence[Row]) -> bool:
        length = sum(len(self._words(row)) for row in rows)
        if (
            length > HEADING_LIMIT
            or len(rows) > 4
            or not any(map(str.isalpha, self._words(rows[0])))
        ):
            return False
        main = rows[0].main
        if main.size >= 1.12 * self._habits.size:
            return True
        is_ended = self._words(rows[-1]).endswith((".", ",", ";"))
        return main.bold and main.size >= 0.95 * self._habits.size and not is_ended

    def _words(self, row: Row) -> str:
        if len(row.lines) == 1:
            return self._page.words(row.main)
        return " ".join(self._page.words(line) for line in row.lines)
