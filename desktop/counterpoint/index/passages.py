"""Where exactly the words stand in a passage that has them, and what is shown of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoint.index.words import Term, folded_with_origins

BEFORE, SHOWN = 60, 260
"""Code points shown before the first word found, and in all, at most."""

MOST_MARKS = 200
"""Words of one kind that are looked at in one passage."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Stretch:
    """The shortest part of a passage with all words; ``words`` are where each of them stands.

    Code points from the passage's beginning, end-exclusive.
    """

    start: int
    end: int
    words: tuple[Span, ...]


@dataclass(frozen=True)
class Snippet:
    """What is shown of a passage on one line, and which parts of that were asked for."""

    text: str
    marks: tuple[Span, ...]


class Pointer:
    """Finds the words of a query in passages."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._patterns = [term.pattern() for term in terms]
        phrase = Term(tuple(run for term in terms for run in term.runs), terms[-1].is_open)
        self._phrase = phrase.pattern()

    def stretch(self, text: str) -> Stretch:
        """The words where they follow one another, else where they are closest together.

        All of the passage where they cannot be pointed at.
        """
        found = list(self._stretches(text))
        return min(found, key=lambda one: one.end - one.start, default=Stretch(0, len(text), ()))

    def every(self, text: str) -> list[Stretch]:
        """The places where the words follow one another, 200 at most; else the shortest part."""
        spans = _spans(self._phrase, *folded_with_origins(text))
        if spans:
            return [Stretch(start, end, ((start, end),)) for start, end in spans]
        return [self.stretch(text)]

    def _stretches(self, text: str) -> Iterator[Stretch]:
        folded, origins = folded_with_origins(text)
        spans = [_spans(pattern, folded, origins) for pattern in self._patterns]
        if not all(spans):
            return
        words = tuple(sorted({span for some in spans for span in some}))
        phrases = _spans(self._phrase, folded, origins)
        if phrases:
            yield Stretch(*phrases[0], words)
            return
        for start, end in spans[0]:
            near = [_nearest(some, start) for some in spans[1:]]
            whole = [(start, end), *near]
            yield Stretch(min(whole)[0], max(end for _, end in whole), words)


def snippet(text: str, stretch: Stretch) -> Snippet:
    """What is shown of a passage: from some words before the stretch on."""
    start = _word_start(text, max(0, stretch.start - BEFORE), stretch.start)
    lead = "…" if start else ""
    shown = lead + re.sub(r"\s", " ", text[start : start + SHOWN])
    shift = len(lead) - start
    marks = ((one + shift, other + shift) for one, other in stretch.words)
    return Snippet(shown, tuple(mark for mark in marks if mark[0] >= 0 and mark[1] <= len(shown)))


def _word_start(text: str, earliest: int, latest: int) -> int:
    """The first beginning of a word from ``earliest`` on; there, where the words have no end."""
    if earliest == 0 or text[earliest - 1].isspace():
        return earliest
    space = text.find(" ", earliest, latest)
    return space + 1 if space >= 0 else earliest


def _spans(pattern: re.Pattern[str], folded: str, origins: list[int] | None) -> list[Span]:
    """Where a pattern stands, in the text that was folded."""
    found: list[Span] = []
    for match in pattern.finditer(folded):
        start, end = match.span()
        found.append((start, end) if origins is None else _origin(origins, start, end))
        if len(found) == MOST_MARKS:
            break
    return found


def _origin(origins: list[int], start: int, end: int) -> Span:
    """A range of folded text in the text; a letter is never cut though it was folded to two."""
    last = origins[end - 1]
    following = end
    while following < len(origins) - 1 and origins[following] == last:
        following += 1
    return origins[start], origins[following]


def _nearest(spans: list[Span], start: int) -> Span:
    at = bisect_left(spans, (start, start))
    around = spans[max(0, at - 1) : at + 1]
    return min(around, key=lambda span: abs(span[0] - start))
