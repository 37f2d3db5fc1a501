"""Putting paragraphs one after the other into a reading text."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.documents.text.sentences import sentence_ranges
from counterpoint.documents.text.version import EXTRACTOR
from counterpoint.domain.reading import ReadingText, Role
from counterpoint.domain.spans import Spans


@dataclass(frozen=True)
class Fragment:
    """Text that stands character for character in a section's raw text, from ``raw`` on.

    A line feed there may be a space here. A section below 0 says that it stands nowhere.
    """

    text: str
    section: int
    raw: int


@dataclass(frozen=True)
class Paragraph:
    """Fragments that are read as one."""

    role: Role
    fragments: tuple[Fragment, ...]


def compose(
    paragraphs: Iterable[Paragraph], language: str, labels: tuple[str, ...] = ()
) -> ReadingText:
    """The reading text: paragraphs parted by a line feed, blank ones left out."""
    composer = _Composer(language)
    for paragraph in paragraphs:
        composer.add(paragraph)
    return composer.finish(labels)


class _Composer:
    """Holds the reading text as far as it is composed."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs = array("i")
        self._roles = array("B")
        self._sentences = array("i")
        self._spans: list[list[int]] = []

    def add(self, paragraph: Paragraph) -> None:
        """One paragraph more."""
        text = "".join(fragment.text for fragment in paragraph.fragments)
        if not text.strip():
            return
        if self._parts:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        for fragment in paragraph.fragments:
            self._note_span(fragment)
            self._length += len(fragment.text)
        self._parts.append(text)
        self._paragraphs.extend((start, self._length))
        self._roles.append(paragraph.role)
        for first, last in sentence_ranges(text, self._language):
            self._sentences.extend((start + first, start + last))

    def finish(self, labels: tuple[str, ...]) -> ReadingText:
        """What was composed."""
        return ReadingText(
            text="".join(self._parts),
            paragraphs=self._paragraphs,
            roles=self._roles,
            sentences=self._sentences,
            spans=Spans.of(self._spans),
            labels=labels,
            extractor=EXTRACTOR,
        )

    def _note_span(self, fragment: Fragment) -> None:
        """Lengthen the last span, over a line feed that parts two blocks too, or begin another."""
        if not fragment.text or fragment.section < 0:
            return
        if self._spans:
            start, length, section, raw = last = self._spans[-1]
            gap = self._length - (start + length)
            if section == fragment.section and fragment.raw - (raw + length) == gap <= 1:
                last[1] += gap + len(fragment.text)
                return
        self._spans.append([self._length, len(fragment.text), fragment.section, fragment.raw])
