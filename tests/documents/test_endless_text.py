"""Facts about text without end: no part of it is gone through again and again."""

from __future__ import annotations

import pytest

from counterpoint.documents.flow import plain
from counterpoint.documents.flow.markup import BREAK, strip_html
from counterpoint.documents.flow.strips import strips_of
from counterpoint.documents.text.sentences import WINDOW, sentence_ranges
from tests.documents.conftest import Opening


class Counting(str):
    """A text that counts the characters that are copied out of it, in ``copied[0]``."""

    __slots__ = ("copied",)
    copied: list[int]

    def __getitem__(self, asked: object) -> str:
        """A part of it."""
        taken = super().__getitem__(asked)  # type: ignore[index]
        self.copied[0] += len(taken)
        return taken


def counting(text: str) -> Counting:
    """The same text, with nothing copied yet."""
    made = Counting(text)
    made.copied = [0]
    return made


def test_pieces_that_join_are_not_copied_again_for_each_one_more() -> None:
    text = counting("He met Mr. " * 2_000)
    (only,) = sentence_ranges(text, "en")
    assert only == (0, len(text) - 1)
    assert text.copied[0] < 20 * len(text)


def test_sentences_of_a_long_paragraph_are_the_same_as_of_a_short_one() -> None:
    text = "Dr. Reed left at 9. “It rained,” she said. " * (3 * WINDOW // 40)
    found = [text[start:end] for start, end in sentence_ranges(text, "en")]
    assert set(found) == {"Dr. Reed left at 9.", "“It rained,” she said."}
    assert " ".join(found) == text.strip()


@pytest.mark.parametrize("word", ["a", "rain ", "비", "“"])
def test_a_sentence_without_end_is_cut_and_loses_nothing(word: str) -> None:
    text = word * (3 * WINDOW // len(word))
    found = sentence_ranges(text, "en")
    assert "".join(text[start:end] for start, end in found) == text.replace(" ", "") or " " in word
    assert sum(end - start for start, end in found) >= len(text) - 2 * len(found)
    assert max(end - start for start, end in found) <= WINDOW


@pytest.mark.parametrize("letter", ["a", "ж", "ก"])
def test_a_word_of_any_script_may_be_broken_in_its_column(opened: Opening, letter: str) -> None:
    lines = opened("a.txt", (letter * 500).encode()).lines().lines
    assert len(lines) > 5
    assert max(max(line.edges) for line in lines) <= 560


def test_words_that_break_by_themselves_get_no_breaks() -> None:
    (strip,) = strips_of(plain.parse("会議は六月に開かれました。" * 9 + "정상회의" * 20))
    assert BREAK not in strip_html(strip, 16, 560)
