"""A selection grows and shrinks by the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain import words
from counterpoint.domain.reading import Passage

TEXT = "It rained.  It will rain. 国会を開く and then"


def test_the_end_moves_to_ends_of_words() -> None:
    assert [words.end_after(TEXT, at) for at in (0, 2, 10, 25, 26, 27)] == [2, 10, 14, 27, 27, 28]
    assert [words.end_before(TEXT, at) for at in (25, 14, 10, 2)] == [19, 10, 2, 2]


def test_the_start_moves_to_starts_of_words() -> None:
    assert [words.start_after(TEXT, at) for at in (0, 3, 4)] == [3, 12, 12]
    assert [words.start_before(TEXT, at) for at in (14, 12, 3, 0)] == [12, 3, 0, 0]


def test_nothing_beyond_the_last_word() -> None:
    assert words.end_after(TEXT, len(TEXT)) == len(TEXT)
    assert words.start_after(TEXT, len(TEXT) - 1) == len(TEXT) - 1


@given(st.text(alphabet="ab 国\n", max_size=30), st.integers(0, 30))
def test_moves_stay_inside_and_go_their_way(text: str, at: int) -> None:
    at = min(at, len(text))
    assert at <= words.end_after(text, at) <= len(text)
    assert at <= words.start_after(text, at) <= len(text)
    assert 0 <= words.end_before(text, at) <= at
    assert 0 <= words.start_before(text, at) <= at


@given(st.text(alphabet="ab 国\n", min_size=1, max_size=30))
def test_every_word_is_reached(text: str) -> None:
    ends, at = [], 0
    while (end := words.end_after(text, at)) > at:
        ends.append(end)
        at = end
    back = []
    while (end := words.end_before(text, at)) < at:
        back.append(end)
        at = end
    assert [*reversed(back)] == ends[:-1]


def test_words_that_are_touched_are_taken_whole() -> None:
    touched = {(4, 6): (3, 10), (2, 14): (3, 14), (5, 22): (3, 25), (26, 27): (26, 27)}
    for (start, end), (first, last) in touched.items():
        assert words.whole(TEXT, Passage(start, end)) == Passage(first, last)
    assert words.whole(TEXT, Passage(10, 12)) is None


@pytest.mark.parametrize("character", "한ᄒㅎ中々ーあｱﾡ\U00020000")
def test_few_characters_of_dense_scripts_say_much(character: str) -> None:
    assert words.is_dense(character)


@pytest.mark.parametrize("character", "aé“’—…ếก€😀、Ａя")
def test_signs_and_other_alphabets_are_not_dense(character: str) -> None:
    assert not words.is_dense(character)
