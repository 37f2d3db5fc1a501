"""Searching all documents of a project: what the index is given, and what it has found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from typing import Any
from unicodedata import category

from counterpoint.app.describing import counted
from counterpoint.app.desk import refuse_while_choosing
from counterpoint.app.relating import other_pane
from counterpoint.app.session import Session
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.words import is_dense, whole

PASSAGE_LENGTH = 8000
"""Code points of the longest passage; a paragraph beyond that is cut into several."""

OVERLAP = 1000
"""Code points that are in both parts, so that words on both sides of a cut are found together."""

PIECE_LENGTH = 60_000
"""Code points handed over at once, about: some milliseconds of work for the window."""

MOST_HITS, MORE_HITS = 8, 200
"""Passages shown of one document, and shown when more of them are asked for."""

NOT_SEARCHED = "Nothing was searched for yet; press Ctrl+Shift+F."
CHANGED = "The documents have changed, so the words are looked up anew; press the key again."
NOTHING_FOUND = "Nothing was found; press Ctrl+Shift+F and try other words."

_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer, in which the end of a word cannot be seen."""

IndexedRow = tuple[int, int, str | None, str]
"""A passage for the index: start, paragraph from 0, page label, text."""


def indexed_rows(text: ReadingText) -> Iterator[IndexedRow]:
    """The passages of a text, in reading order: its paragraphs, or parts of long ones.

    A part begins with the end of the one before.
    """
    for index in range(text.paragraph_count):
        paragraph = text.paragraph(index)
        start = paragraph.start
        while start < paragraph.end:
            end = _cut(text.text, start, paragraph.end)
            yield start, index, text.label_at(start), text.text[start:end]
            start = end if end == paragraph.end else _going_on(text.text, end)


def _cut(text: str, start: int, end: int) -> int:
    """Where a passage ends: with its paragraph, or at the last space that is near enough."""
    if end - start <= PASSAGE_LENGTH:
        return end
    limit = start + PASSAGE_LENGTH
    space = text.rfind(" ", start + PASSAGE_LENGTH // 2, limit)
    return space + 1 if space >= 0 else limit


def _going_on(text: str, end: int) -> int:
    """Where the part after a cut begins: with a word, or a letter where there are no spaces."""
    return text.find(" ", end - OVERLAP, end - 1) + 1 or end - OVERLAP


class Pieces:
    """Owns what of a text is still to be handed over, from passage number ``first`` on."""

    def __init__(self, text: ReadingText, first: int) -> None:
        self._rows = islice(indexed_rows(text), first, None)
        self._next = next(self._rows, None)
        self.first = first

    @property
    def is_over(self) -> bool:
        """Whether everything was taken."""
        return self._next is None

    def take(self) -> list[IndexedRow]:
        """The next passages, as many as are handed over at once; none at the end."""
        piece: list[IndexedRow] = []
        length = 0
        while self._next is not None and length < PIECE_LENGTH:
            piece.append(self._next)
            length += len(self._next[3])
            self._next = next(self._rows, None)
        self.first += len(piece)
        return piece


@dataclass(frozen=True)
class Hit:
    """A passage that was found; ``start`` and ``end`` hold all words, in the reading text.

    ``text`` is what is shown of it, ``marks`` are ranges of that; ``paragraph`` counts from 0.
    """

    page: str | None
    paragraph: int
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]

    @property
    def place(self) -> str:
        """The printed page, or the paragraph where there are no pages."""
        return f"¶ {self.paragraph + 1}" if self.page is None else f"p. {self.page}"


@dataclass(frozen=True)
class InDocument:
    """What was found in one document: how many passages, and the best of them."""

    document: str
    title: str
    count: int
    hits: tuple[Hit, ...]


class Sort(Enum):
    """What a row of the list is."""

    DOCUMENT = "document"
    HIT = "hit"
    MORE = "more"


@dataclass(frozen=True)
class ResultRow:
    """One row: a document, a passage in it, or that there are more."""

    sort: Sort
    found: InDocument
    hit: Hit | None = None

    @property
    def words(self) -> str:
        """What it says beside the passage itself."""
        if self.sort is Sort.DOCUMENT:
            return counted(self.found.count, "passage")
        if self.sort is Sort.MORE:
            return f"Show {self.found.count - len(self.found.hits):,} more"
        return self.hit.place if self.hit else ""


class Results:
    """Owns what was found for one query, by document, in the order of the catalogue."""

    def __init__(
        self,
        query: str = "",
        order: Sequence[tuple[str, str]] = (),
        editions: Mapping[str, str] | None = None,
    ) -> None:
        self.query = query
        self._editions = editions or {}
        self._order = tuple(order)
        self._found: dict[int, InDocument] = {}
        self.current: tuple[str, int] | None = None

    @property
    def count(self) -> int:
        """How many passages were found in all."""
        return sum(found.count for found in self._found.values())

    @property
    def documents(self) -> int:
        """In how many documents anything was found."""
        return len(self._found)

    @property
    def rows(self) -> list[ResultRow]:
        """What the list shows."""
        return [row for place in sorted(self._found) for row in _rows_of(self._found[place])]

    @property
    def hits(self) -> list[ResultRow]:
        """The passages alone, which one goes through by key."""
        return [row for row in self.rows if row.hit is not None]

    def take(self, place: int, answer: Mapping[str, Any]) -> None:
        """What the index has found in a document, by its place in the order."""
        hits = tuple(_hit(one) for one in answer["hits"])
        document, title = self._order[place]
        self._found[place] = InDocument(document, title, int(answer["count"]), hits)

    def place_of(self, document: str) -> int:
        """A document's place in the order, from 0; raises KeyError where it has none."""
        return {one: at for at, (one, _) in enumerate(self._order)}[document]

    def is_stale(self, editions: Mapping[str, str]) -> bool:
        """Whether a document in which something was found is in another edition, or gone.

        ``editions`` are those that are there now (SHA-256), by document.
        """
        found = (one.document for one in self._found.values())
        return any(editions.get(one) != self._editions.get(one) for one in found)

    def step(self, direction: int) -> ResultRow:
        """The passage after (1) or before (-1) the current one, round at the ends; else Refusal."""
        hits = self.hits
        if not hits:
            raise Refusal(NOTHING_FOUND if self.query.strip() else NOT_SEARCHED)
        keys = [key_of(row) for row in hits]
        begin = -1 if direction > 0 else 0
        at = keys.index(self.current) if self.current in keys else begin
        row = hits[(at + direction) % len(hits)]
        self.current = key_of(row)
        return row


def key_of(row: ResultRow) -> tuple[str, int] | None:
    """What tells a passage apart from all others; None where a row is no passage."""
    return (row.found.document, row.hit.start) if row.hit else None


def open_hit(session: Session, row: ResultRow, *, beside: bool) -> int:
    """Show the document of a passage in the active pane, or in the other one; the pane's id.

    The passage itself can be gone to once its text is there, see ``select_hit``. Refusal while a
    claim is chosen.
    """
    desk = session.desk
    refuse_while_choosing(desk)
    index = other_pane(session) if beside else desk.active
    document = row.found.document
    if desk.panes[index].document != document:
        desk.show(document, index)
    if beside:
        desk.activate(index)
    session.awaited.take(desk.panes[index].id, document)
    return desk.panes[index].id


def select_hit(session: Session, pane: int, row: ResultRow) -> bool:
    """Select the words of a passage in a pane (id), if its text is there; whether it is."""
    desk, hit = session.desk, row.hit
    text = desk.texts.get(row.found.document)
    index = next((at for at, one in enumerate(desk.panes) if one.id == pane), None)
    if text is None or hit is None or index is None:
        return False
    if desk.panes[index].document == row.found.document and hit.start < len(text.text):
        passage = Passage(hit.start, min(hit.end, len(text.text)))
        desk.select(whole_words(text.text, passage), index)
    return True


def whole_words(text: str, passage: Passage) -> Passage:
    """The passage as it is selected: a word that was only begun is taken to its end."""
    within = whole(text, passage)
    if within is None:
        return passage
    following = range(passage.end, within.end)
    end = next((at for at in following if not _goes_on(text[at])), within.end)
    last = text[passage.end - 1]
    is_cut = is_dense(last) or _WITHOUT_SPACES.match(last)
    return passage if is_cut else replace(passage, end=end)


def _goes_on(character: str) -> bool:
    """Whether a word goes on with it: a letter, a digit, or a mark over or under one."""
    return character.isalnum() or category(character).startswith("M")


def _rows_of(found: InDocument) -> Iterator[ResultRow]:
    yield ResultRow(Sort.DOCUMENT, found)
    yield from (ResultRow(Sort.HIT, found, hit) for hit in found.hits)
    if found.count > len(found.hits):
        yield ResultRow(Sort.MORE, found)


def _hit(answer: Mapping[str, Any]) -> Hit:
    marks = tuple((int(start), int(end)) for start, end in answer["marks"])
    return Hit(**{**answer, "marks": marks})
