"""Text whose characters know where they were before it was edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from counterpoint.domain.reading import Passage, ReadingText, Role
from counterpoint.domain.spans import Span
from tests.reanchoring.tongues import Tongue

NEW = -1
"""The origin of a character that was not there before."""


@dataclass(frozen=True)
class Traced:
    """Characters and the offset each had in the text as it was written."""

    text: str
    origins: Sequence[int]

    @classmethod
    def new(cls, text: str) -> Traced:
        """Text that was not there before."""
        return cls(text, [NEW] * len(text))

    def part(self, start: int, end: int) -> Traced:
        """A piece of it."""
        return Traced(self.text[start:end], self.origins[start:end])


Paragraph = list[Traced]
"""Its sentences, each with the gap that follows it."""


def joined(pieces: Iterable[Traced]) -> Traced:
    """Pieces, one after the other."""
    held = list(pieces)
    origins = [origin for piece in held for origin in piece.origins]
    return Traced("".join(piece.text for piece in held), origins)


def whole(paragraphs: Sequence[Paragraph]) -> Traced:
    """All paragraphs, parted by line feeds."""
    pieces: list[Traced] = []
    for paragraph in paragraphs:
        pieces += [*paragraph, Traced.new("\n")]
    return joined(pieces[:-1])


def written(tongue: Tongue, random: Random, paragraphs: int) -> list[Paragraph]:
    """A report: headings, paragraphs, stock phrases, and sentences that differ in little."""
    made: list[list[str]] = []
    heard: list[str] = []
    for number in range(paragraphs):
        if number % 7 == 0:
            made.append([tongue.fill(random.choice(tongue.headings), random)])
            continue
        sentences = [_next(tongue, random, heard) for _ in range(random.randint(2, 6))]
        heard += sentences
        made.append([one + tongue.gap for one in sentences[:-1]] + sentences[-1:])
    return _traced(made)


def _next(tongue: Tongue, random: Random, heard: Sequence[str]) -> str:
    """A sentence; now and then one that was there already, with another number or word."""
    if heard and random.random() < 0.06:
        again = random.choice(heard)
        other = "".join(random.choice("123456789") if c.isdigit() else c for c in again)
        return other if other != again else tongue.sentence(random)
    return tongue.sentence(random)


def _traced(made: list[list[str]]) -> list[Paragraph]:
    paragraphs, at = [], 0
    for sentences in made:
        paragraph = []
        for sentence in sentences:
            paragraph.append(Traced(sentence, range(at, at + len(sentence))))
            at += len(sentence)
        paragraphs.append(paragraph)
        at += 1
    return paragraphs


def reading(text: str, extractor: str) -> ReadingText:
    """A reading text of one section and one paragraph; positions are the string's own."""
    spans = (Span(0, len(text), 0, 0),)
    ends = [0, len(text)]
    return ReadingText(text, ends, [Role.BODY], ends, spans, (), extractor)


def ranges(paragraphs: Sequence[Paragraph]) -> list[list[Passage]]:
    """Where each sentence stands in the text as it was written, without the gap after it."""
    return [
        [Passage(s.origins[0], s.origins[0] + len(s.text.rstrip())) for s in paragraph]
        for paragraph in paragraphs
    ]
