"""Quotes looked for in edited texts: right, abstained or wrong, counted in a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from counterpoint.documents.text.offers import Offers
from counterpoint.domain.anchoring import anchor_of, seek
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.reading import Passage
from tests.reanchoring.edits import Case, Edit
from tests.reanchoring.tongues import TONGUES
from tests.reanchoring.traced import Paragraph, Traced, ranges, reading, whole, written

RIGHT, ABSTAINED, WRONG = "right", "abstained", "wrong"
SHORT, SENTENCE, SEVERAL = "short", "sentence", "several"
LENGTHS = (SHORT, SENTENCE, SEVERAL)

SLACK = 3
"""Code points by which either end of a found passage may be off."""


@dataclass(frozen=True)
class Quoted:
    """A passage that is looked for: where it was, in which paragraph, and its anchor."""

    passage: Passage
    paragraph: int
    length: str
    anchor: Anchor


@dataclass(frozen=True)
class Sample:
    """A generated text with its quotes."""

    language: str
    paragraphs: Sequence[Paragraph]
    quotes: Sequence[Quoted]


def samples(number: int, quotes: int, *, paragraphs: int = 0) -> Iterator[Sample]:
    """So many texts, the languages in turn; quotes of all lengths from so many paragraphs each.

    The texts have 60 to 140 paragraphs unless told otherwise.
    """
    for seed in range(number):
        language = tuple(TONGUES)[seed % len(TONGUES)]
        random = Random(seed)
        made = written(TONGUES[language], random, paragraphs or 60 + seed % 5 * 20)
        yield Sample(language, made, list(_quotes(made, random, quotes)))


def table(
    texts: Sequence[Sample], edits: Mapping[str, Edit]
) -> dict[tuple[str, str], Counter[str]]:
    """Outcomes by edit and length of quote."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for number, sample in enumerate(texts):
        for name, edit in edits.items():
            for quoted, outcome in _edited(sample, edit, f"{number} {name}"):
                found[name, quoted.length][outcome] += 1
    return found


def _edited(sample: Sample, edit: Edit, seed: str) -> Iterator[tuple[Quoted, str]]:
    """What becomes of a sample's quotes; each paragraph that is quoted has an edit of its own."""
    for paragraph, quotes in groupby(sample.quotes, lambda one: one.paragraph):
        case = Case(sample.paragraphs, paragraph, TONGUES[sample.language])
        edited = edit(case, Random(f"{seed} {paragraph}"))
        yield from outcomes(sample, edited, list(quotes))


def outcomes(
    sample: Sample, edited: Traced, quotes: Sequence[Quoted]
) -> Iterator[tuple[Quoted, str]]:
    """What becomes of each quote in the edited text."""
    is_same = edited.text == whole(sample.paragraphs).text
    text, offers = reading(edited.text, "1" if is_same else "2"), Offers(edited.text)
    for quoted in quotes:
        passage = seek(quoted.anchor, text, offers.of).passage
        truth = truth_of(edited, quoted.passage)
        if passage is None:
            yield quoted, RIGHT if truth is None else ABSTAINED
        else:
            yield quoted, RIGHT if truth is not None and _is_at(passage, truth) else WRONG


def truth_of(edited: Traced, passage: Passage) -> Passage | None:
    """Where the passage is after an edit; None where less than half of it is left."""
    left = [at for at, origin in enumerate(edited.origins) if passage.start <= origin < passage.end]
    if 2 * len(left) < passage.end - passage.start:
        return None
    return Passage(left[0], left[-1] + 1)


def _is_at(passage: Passage, truth: Passage) -> bool:
    ends = (passage.start - truth.start, passage.end - truth.end)
    return all(abs(off) <= SLACK for off in ends)


def _quotes(paragraphs: Sequence[Paragraph], random: Random, each: int) -> Iterator[Quoted]:
    text = reading(whole(paragraphs).text, "1")
    places = ranges(paragraphs)
    bodies = [index for index, sentences in enumerate(places) if len(sentences) > 1]
    for index in random.sample(bodies, each):
        for length in LENGTHS:
            passage = _passage(text.text, places[index], length, random)
            yield Quoted(passage, index, length, anchor_of(text, "edition", passage))


def _passage(text: str, sentences: Sequence[Passage], length: str, random: Random) -> Passage:
    first = random.randrange(len(sentences))
    if length == SENTENCE:
        return sentences[first]
    if length == SEVERAL:
        first = min(first, len(sentences) - 2)
        last = min(len(sentences) - 1, first + random.randint(1, 3))
        return Passage(sentences[first].start, sentences[last].end)
    start, end = sentences[first].start, sentences[first].end
    size = min(random.randint(15, 40), end - start)
    start = random.randint(start, end - size)
    while (
        start < end - 1
        and text[start - 1 : start] not in ("", " ", "\n")
        and text[start] < "\u3000"
    ):
        start += 1
    return Passage(start, min(end, start + size))
