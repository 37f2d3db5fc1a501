"""The reading text: a document's text in reading order, every character tied to its place.

Offsets are code points of the reading text, end-exclusive, unless they are said to be raw.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from counterpoint.domain.anchors import Place
from counterpoint.domain.spans import Span, Spans


class Role(IntEnum):
    """What a paragraph is in its document."""

    BODY = 0
    HEADING = 1
    LIST = 2
    CAPTION = 3
    FOOTNOTE = 4
    OTHER = 5


@dataclass(frozen=True, order=True)
class Passage:
    """A range of the reading text; empty only where it tells between which words a region comes."""

    start: int
    end: int

    def overlaps(self, other: "Passage") -> bool:
        """Whether the two share a character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def covers(self, other: "Passage") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class ReadingText:
    """A document's text as it is read.

    ``paragraphs`` and ``sentences`` hold the offsets at which each starts and ends, flattened
    (start, end, start, end, …) and ascending; every sentence lies in one paragraph. ``roles`` has
    one Role a paragraph. ``spans`` are ascending and disjoint by reading offset; they are kept as
    Spans, whatever they are given as.
    ``labels`` holds the page label of each section, and is empty where there are no pages.
    """

    text: str
    paragraphs: Sequence[int]
    roles: Sequence[int]
    sentences: Sequence[int]
    spans: Sequence[Span]
    labels: tuple[str, ...] = ()
    extractor: str = "1"

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", Spans.of(self.spans))

    @property
    def _spans(self) -> Spans:
        return Spans.of(self.spans)

    @property
    def sentence_count(self) -> int:
        """How many sentences there are."""
        return len(self.sentences) // 2

    @property
    def paragraph_count(self) -> int:
        """How many paragraphs there are, headings included."""
        return len(self.paragraphs) // 2

    def sentence(self, index: int) -> Passage:
        """The sentence of that index, from 0."""
        return Passage(self.sentences[2 * index], self.sentences[2 * index + 1])

    def paragraph(self, index: int) -> Passage:
        """The paragraph of that index, from 0."""
        return Passage(self.paragraphs[2 * index], self.paragraphs[2 * index + 1])

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at an offset, or of the nearest one before; at least 0."""
        return max(0, bisect_right(self.sentences, offset) - 1) // 2

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph at an offset, or of the nearest one before; at least 0."""
        return max(0, bisect_right(self.paragraphs, offset) - 1) // 2

    def sentences_of(self, paragraph: int) -> Iterator[Passage]:
        """The sentences of one paragraph."""
        within = self.paragraph(paragraph)
        index = bisect_left(self.sentences, within.start) // 2
        while index < self.sentence_count and self.sentence(index).start < within.end:
            yield self.sentence(index)
            index += 1

    def quote(self, passage: Passage) -> str:
        """The passage's text; paragraphs are parted by a line feed."""
        return self.text[passage.start : passage.end].strip()

    def places(self, passage: Passage) -> tuple[Place, ...]:
        """Where the passage stands: one place for each section it touches, in reading order."""
        found: list[Place] = []
        for span in self._spans.over(passage.start, passage.end):
            skipped = max(passage.start - span.start, 0)
            start = span.raw_start + skipped
            end = span.raw_start + min(passage.end - span.start, span.length)
            if found and found[-1].section == span.section and found[-1].end <= start:
                found[-1] = Place(span.section, found[-1].start, end, self.extractor)
            else:
                found.append(Place(span.section, start, end, self.extractor))
        return tuple(found)

    def offset_of(self, section: int, raw: int) -> int | None:
        """The reading offset of a raw character, or of the next one that is read.

        None past the section's end. Raw characters that reading leaves out (running heads,
        line-end hyphens) have none.
        """
        span = self._spans.holding(section, raw)
        return None if span is None else span.start + max(0, raw - span.raw_start)

    def start_of(self, section: int) -> int:
        """The reading offset at which a section begins, or the next one that has any text."""
        span = self._spans.first_from(section)
        return len(self.text) if span is None else span.start

    def passage_of(self, places: Sequence[Place]) -> Passage | None:
        """The passage at those places, or None where they are not of this text."""
        if not places or any(place.extractor != self.extractor for place in places):
            return None
        first, last = places[0], places[-1]
        start = self.offset_of(first.section, first.start)
        final = self.offset_of(last.section, last.end - 1)
        if start is None or final is None or final < start:
            return None
        return Passage(start, final + 1)

    def label_at(self, offset: int) -> str | None:
        """The page label at an offset, None where there are no pages."""
        if not self.labels or not self.spans:
            return None
        section = self.spans[self._spans.before(offset)].section
        return self.labels[section] if section < len(self.labels) else None
