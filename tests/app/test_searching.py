"""What the index is given of a text, and what is selected of what it finds."""

from __future__ import annotations

import pytest

from counterpoint.app.searching import PASSAGE_LENGTH, PIECE_LENGTH, Pieces, Results, whole_words
from counterpoint.app.searching import indexed_rows as rows_of
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.spans import Span


def text_of(*paragraphs: str) -> ReadingText:
    """A text of these paragraphs, on one page."""
    whole = "\n".join(paragraphs)
    ranges, start = [], 0
    for paragraph in paragraphs:
        ranges += [start, start + len(paragraph)]
        start += len(paragraph) + 1
    roles = [0] * len(paragraphs)
    return ReadingText(whole, ranges, roles, ranges, (Span(0, len(whole), 0, 0),), ("iv",))


def test_a_row_is_a_paragraph_with_its_place() -> None:
    assert list(rows_of(text_of("It rains.", "It snows."))) == [
        (0, 0, "iv", "It rains."),
        (10, 1, "iv", "It snows."),
    ]


@pytest.mark.parametrize("word", ["rain ", "비"])
def test_a_long_paragraph_is_cut_and_nothing_is_lost(word: str) -> None:
    text = text_of("short", word * PASSAGE_LENGTH)
    rows = list(rows_of(text))
    reached = rows[1][0]
    for start, _, _, body in rows[1:]:
        assert start <= reached < start + len(body)
        reached = start + len(body)
    assert reached == len(text.text)
    assert all(len(body) <= PASSAGE_LENGTH for *_, body in rows)
    assert all(text.text[start:].startswith(body) for start, _, _, body in rows)
    assert all(body.endswith(word) for *_, body in rows[1:])


def test_pieces_are_all_there_is_from_a_passage_on() -> None:
    text = text_of(*(f"Day {day}: " + "it rains. " * 400 for day in range(80)))
    pieces, taken = Pieces(text, 3), []
    while not pieces.is_over:
        piece = pieces.take()
        assert sum(len(row[3]) for row in piece) < PIECE_LENGTH + PASSAGE_LENGTH
        taken += piece
    assert taken == list(rows_of(text))[3:]
    assert pieces.first == 80


def test_a_text_without_words_is_over_at_once() -> None:
    assert Pieces(ReadingText("", [], [], [], ()), 0).is_over


@pytest.mark.parametrize(
    ("text", "found", "selected"),
    [
        ("the ministers agreed", "minis", "ministers"),
        ("the ministers, agreed", "minis", "ministers"),
        ("well-known", "well", "well"),
        ("정상회의에서는 합의", "정상회의", "정상회의"),
        ("the end", "end", "end"),
        ("Россия решила", "Росс", "Россия"),
        ("los españoles", "españ", "españoles"),
        ("la décision", "dé", "décision"),
        ("国防开支将会增加", "开支", "开支"),
        ("การประชุมสุดยอด", "ประชุม", "ประชุม"),
        ("la de\u0301cision", "de", "de\u0301cision"),
    ],
)
def test_a_word_begun_is_selected_to_its_end(text: str, found: str, selected: str) -> None:
    start = text.index(found)
    passage = whole_words(text, Passage(start, start + len(found)))
    assert text[passage.start : passage.end] == selected


def test_there_is_no_next_passage_before_a_search() -> None:
    with pytest.raises(Refusal, match="Nothing was searched for yet"):
        Results().step(1)
    with pytest.raises(Refusal, match="Nothing was found"):
        Results("walrus").step(1)


def test_a_document_that_was_not_searched_has_no_place() -> None:
    results = Results("rain", [("one", "One"), ("two", "Two")])
    assert results.place_of("two") == 1
    with pytest.raises(KeyError):
        results.place_of("three")
