"""What is the same letter where words are found in one document is so in all of them."""

from __future__ import annotations

import pytest

from counterpoint.app.alike import Wanted, pattern_of
from tests.index.test_words import is_found

SAME = [
    ("lodz", "Łódź"),
    ("oresund", "Øresund"),
    ("o", "Ǿ"),
    ("thorn", "Þorn"),
    ("dorde", "Đorđe"),
    ("diyarbakir", "Diyarbakır"),
    ("istanbul", "İstanbul"),
    ("aegis", "Ægis"),
    ("oeuvre", "œuvre"),
    ("strasse", "Straße"),
    ("resume", "re\u0301sume\u0301"),
    ("øre", "Øre"),
    ("NATO", "N\u200eATO"),
    ("NATO", "\u2067NA\ufeffTO\u2069"),
    ("NATO", "ＮＡＴＯ"),
    ("government", "gov\u00adernment"),
    ("don't", "donʼt"),
    ("don't", "don’t"),
    ("donʼt", "don't"),
    ("war-time", "war–time"),
    ("office", "oﬃce"),
    ("λογος", "λόγος"),
    ("елка", "Ёлка"),
    ("محمد", "مُحَمَّد"),
    ("한국", "한국"),
    ("ประชุม", "ประชุม"),
    ("カメラー", "ｶﾒﾗｰ"),
]


@pytest.mark.parametrize(("typed", "text"), SAME)
def test_it_is_the_same_here_and_everywhere(typed: str, text: str) -> None:
    pattern = pattern_of(Wanted(typed, whole=True))
    assert pattern is not None
    assert (pattern.search(f"« {text} »") is not None, is_found(f"« {text} »", typed)) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("typed", "text"), [("lodz", "loch"), ("dont", "don’t"), ("thorn", "torn"), ("t", "Þ")]
)
def test_it_is_another_here_and_everywhere(typed: str, text: str) -> None:
    pattern = pattern_of(Wanted(typed, whole=True))
    assert pattern is not None
    assert (pattern.search(text) is None, is_found(text, typed)) == (True, False)
