"""A paragraph too long for one passage: what stands on both sides of a cut is found once."""

from __future__ import annotations

import pytest

from counterpoint.app.searching import PASSAGE_LENGTH, indexed_rows
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.spans import Span
from counterpoint.index.cache import Key, Piece, Row
from counterpoint.index.finder import Finder
from counterpoint.index.occurrences import ProjectIndex

RAIN = Key("aa" * 32, "1")


def paragraph_with(words: str, at: int) -> str:
    """A paragraph beyond all bounds; ``words`` begin at an offset."""
    filled = "snow fell and " * PASSAGE_LENGTH
    return filled[:at] + f" {words} " + filled[at:]


def rows_of(paragraph: str) -> list[tuple[int, int, str | None, str]]:
    whole = [0, len(paragraph)]
    spans = (Span(0, len(paragraph), 0, 0),)
    return list(indexed_rows(ReadingText(paragraph, whole, [0], whole, spans, ())))


@pytest.mark.parametrize("at", [*range(PASSAGE_LENGTH - 20, PASSAGE_LENGTH + 20, 3), 7_500, 8_500])
def test_words_on_both_sides_of_a_cut_are_found_together_and_once(at: int) -> None:
    paragraph = paragraph_with("the lighthouse keeper", at)
    rows = rows_of(paragraph)
    finder = Finder(None)
    finder.add("a project", RAIN, Piece(0, [Row(*row) for row in rows]))
    (*_, found) = finder.search("a project", "keeper lighthouse", [RAIN], 8)
    finder.close()
    assert [paragraph[hit.start : hit.end] for hit in found.hits] == ["lighthouse keeper"]
    assert found.count == 1


@pytest.mark.parametrize("at", [7_300, PASSAGE_LENGTH - 12, 8_100])
def test_the_surroundings_of_words_near_a_cut_are_those_of_the_text(at: int) -> None:
    paragraph = paragraph_with("lighthouse", at)
    index = ProjectIndex(None, "a project", "1")
    index.take(RAIN.sha256, rows_of(paragraph))
    (one,) = index.occurrences(RAIN.sha256, "lighthouse")
    index.close()
    assert one.before + one.match + one.after == paragraph[at - 199 : at + 211]
