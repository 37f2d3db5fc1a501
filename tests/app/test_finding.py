"""Facts about finding words in a text."""

from __future__ import annotations

import re

import pytest

from counterpoint.app.alike import Wanted, pattern_of
from counterpoint.app.finding import SLICE, Search
from counterpoint.domain.reading import Passage


def found(words: str, text: str, case: bool = False, whole: bool = False) -> list[str]:
    pattern = pattern_of(Wanted(words, case, whole))
    return [match[0] for match in pattern.finditer(text)] if pattern else []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("summit", "SUMMIT"),
        ("resume", "résumé"),
        ("resume", "re\u0301sume\u0301"),
        ("résumé", "re\u0301sume\u0301"),
        ("résumé", "RÉSUMÉ"),
        ("it's", "it’s"),
        ('"so"', "“so”"),
        ("war-time", "war–time"),
        ("war - time", "war\u00a0—\n time"),
        ("two  words", "two\u2009words"),
        ("find", "ﬁnd"),
        ("office", "oﬃce"),
        ("office", "oﬀice"),
        ("office", "ofﬁce"),
        ("ﬁnd", "Find"),
        ("strasse", "Straße"),
        ("co-operate", "co\u2011op\u00aderate"),
        ("wait...", "wait…"),
        ("한국", "남한국은"),
        ("平和", "世界平和"),
        ("가", "\u1100\u1161"),
        ("λογος", "ΛΟΓΟΣ"),
        ("NATO", "ＮＡＴＯ"),
        ("a.b*", "A.B*"),
        ("[x]", "[x]"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_found(words: str, text: str) -> None:
    (hit,) = found(words, f"« {text} »")
    assert hit in text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("résumé", "resume"),
        ("é", "e"),
        ("a.c", "abc"),
        ("fin", "fn"),
        ("office", "ofce"),
        ("two words", "twowords"),
        (" ", "a b"),
        ("", "a"),
    ],
)
def test_what_is_not_the_same_is_not(words: str, text: str) -> None:
    assert found(words, text) == []


def test_capitals_count_where_they_shall() -> None:
    assert found("Reed", "reed Reed REED Réed", case=True) == ["Reed", "Réed"]
    assert found("É", "é É", case=True) == ["É"]


def test_the_ends_of_words_count_where_they_shall() -> None:
    assert found("fund", "fund, refund funds fund", whole=True) == ["fund", "fund"]
    assert found("한국", "남한국은 한국, 中한국", whole=True) == ["한국", "한국"]
    assert found("ประชุม", "การประชุมสุดยอด", whole=True) == ["ประชุม"]
    assert found("平和", "世界平和", whole=True) == ["平和"]
    assert found("nato", "NATO의 ＮＡＴＯが NATOs", whole=True) == ["NATO", "ＮＡＴＯ"]
    assert found('"so', "“so “sort", whole=True) == ["“so"]


def search(words: str, text: str, origin: int = 0) -> Search:
    made = Search(text, Wanted(words), origin)
    while not made.is_done:
        made.go_on()
    return made


def test_hits_are_the_same_wherever_the_search_begins() -> None:
    text = "the cat " * 9000
    every = [Passage(*one.span()) for one in re.finditer("cat", text)]
    for origin in (0, 5, SLICE - 3, 40_001, len(text) - 1):
        made = search("cat", text, origin)
        assert made.over(Passage(0, len(text))) == every
        assert made.number_of(every[4321]) == 4322


def test_a_hit_across_two_slices_is_found_once() -> None:
    text = "x" * (SLICE - 2) + "word" + "x" * SLICE
    assert search("word", text).over(Passage(0, len(text))) == [Passage(SLICE - 2, SLICE + 2)]
    assert search("word", text, SLICE).count == 1


def test_the_hits_from_the_origin_on_come_first() -> None:
    text = "cat " * 20_000
    made = Search(text, Wanted("cat"), 40_000)
    made.go_on()
    assert made.at_or_after(40_000) == Passage(40_000, 40_003)
    assert made.before(40_000) is None
    while not made.is_done:
        made.go_on()
    assert made.before(40_000) == Passage(39_996, 39_999)
    assert (made.before(0), made.at_or_after(80_000)) == (None, None)


def test_hits_over_a_passage_are_those_that_share_a_letter_with_it() -> None:
    made = search("cat", "cat cat cat")
    assert made.over(Passage(3, 4)) == []
    assert made.over(Passage(2, 5)) == [Passage(0, 3), Passage(4, 7)]


def test_hits_over_a_passage_are_counted_as_they_are_found() -> None:
    search = Search("ab ab ab ab", Wanted("ab"), 5)
    while not search.is_done:
        search.go_on()
    for within, count in ((Passage(0, 11), 4), (Passage(1, 7), 3), (Passage(2, 3), 0)):
        assert search.count_over(within) == len(search.over(within)) == count


@pytest.mark.parametrize("unseen", ["\u200d", "\u00ad", "\u200b\u2060"])
def test_what_is_not_seen_in_the_words_counts_for_nothing(unseen: str) -> None:
    plain, strewn = pattern_of(Wanted("two fi é")), "two fi é".replace("", unseen * 50)
    assert plain == pattern_of(Wanted(strewn))
    assert pattern_of(Wanted(unseen * 9)) is None
    assert pattern_of(Wanted("\u0301" * 9)) is None


@pytest.mark.parametrize(
    "words",
    ["a b", "résumé", "office", "ss...", "é\u0323x", "ש\u05b0\u05b1x", "\u0301x", "\u00ad\u200dx"],
)
def test_no_pattern_tries_the_same_twice(words: str) -> None:
    pattern = pattern_of(Wanted(words))
    assert pattern is not None
    outside = re.sub(r"\[(?:\\.|[^\]\\])*\]|\\.", "", pattern.pattern)
    assert re.findall(r"[*+][^*+]", re.sub(r"\(\?=\*\?[^)]*\)|[*+]\+", "", outside) + " ") == []


def test_a_gap_at_the_beginning_is_looked_at_once() -> None:
    assert found(" x", "a  x") == ["  x"]
    assert found("a b", "a " * 20_000 + " " * 50_000) == []
    assert pattern_of(Wanted(" x")).match("  x", 1) is None  # type: ignore[union-attr]


def test_points_in_the_words_are_looked_for_in_any_order() -> None:
    pointed = "ש\u05b0\u05b1\u05b8ל"
    assert found("ש\u05b8ל", pointed) == [pointed]
    assert found("ש\u05b0\u05b8ל", pointed) == [pointed]
    assert found("ש\u05b4ל", pointed) == []
    assert found("co", "co\u00adoperate", whole=True) == []
