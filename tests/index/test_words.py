"""What is found by which words: language, text, query, and what of the text is pointed at."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from itertools import product
from random import Random

import pytest

from counterpoint.index.cache import WORDS_TABLE
from counterpoint.index.passages import Pointer, snippet
from counterpoint.index.words import folded, folded_with_origins, indexed, parsed

FOUND = [
    ("any case", "The RIVER rose.", "river", "RIVER"),
    ("an accent left out", "Her résumé is long.", "resume", "résumé"),
    ("an accent too many", "Her resume is long.", "résumé", "resume"),
    (
        "an accent that stands alone",
        "Her re\u0301sume\u0301 is long.",
        "resume",
        "re\u0301sume\u0301",
    ),
    ("German", "Die Straße ist lang.", "strasse", "Straße"),
    ("German, the other way", "DIE STRASSE", "straße", "STRASSE"),
    ("Polish", "Wróciłem do Łodzi.", "lodzi", "Łodzi"),
    ("Danish", "Prisen på brød", "brod", "brød"),
    ("Turkish", "İstanbul ve Iğdır", "istanbul", "İstanbul"),
    ("Greek, its last sigma", "ο λόγος του", "λογοσ", "λόγος"),
    ("Russian", "Ёлка стоит", "елка", "Ёлка"),
    ("a ligature", "The ﬁrst oﬃce", "office", "oﬃce"),
    ("a soft hyphen", "the gov\u00adernment", "government", "gov\u00adernment"),
    ("wide letters", "ＮＡＴＯ summit", "nato", "ＮＡＴＯ"),
    ("a word begun", "They are forecasting rain.", "forecast", "forecast"),
    ("a sign within", "a memory-mapped file", "memory-mapped", "memory-mapped"),
    ("an apostrophe of another sort", "the river’s banks", "river's", "river’s"),
    ("several words", "Rain fell and the river rose.", "river rain", "Rain fell and the river"),
    ("words side by side", "rain, and rain fell hard", "rain fell", "rain fell"),
    ("a phrase", "rain and no rain at all", '"no rain"', "no rain"),
    ("a phrase across signs", "no – rain at all", "“no rain”", "no – rain"),
    ("a phrase not yet closed", "the defence spending rose", '"defence spen', "defence spen"),
    ("Korean, inflected", "정상회의에서는 합의했다", "정상회의", "정상회의"),
    ("Korean, inside a compound", "한미정상회담은 성공했다", "정상", "정상"),
    ("Korean, one syllable", "그의 집은 멀다", "집", "집"),
    ("Korean, several words", "나토 정상회의에 참석했다", "참석 나토", "나토 정상회의에 참석"),
    (
        "Korean, in letters that are no syllables",
        "\u1112\u1161\u11ab\u1100\u116e\u11a8은",
        "한국",
        "\u1112\u1161\u11ab\u1100\u116e\u11a8",
    ),
    ("Korean beside Latin", "IP4는 나토의 동반자다", "ip4", "IP4"),
    ("Korean and Latin in a phrase", "NATO정상회의가 열렸다", '"NATO 정상회의"', "NATO정상회의"),
    ("Japanese", "東京で首脳会議が開かれた", "首脳会議", "首脳会議"),
    ("Japanese, kana", "データがある", "データ", "データ"),
    ("Chinese", "国防开支将会增加", "开支", "开支"),
    ("Thai", "การประชุมสุดยอด", "ประชุม", "ประชุม"),
    ("half-width kana", "ﾃﾞｰﾀがある", "データ", "ﾃﾞｰﾀ"),
    (
        "Tamil, a vowel in two",
        "\u0b95\u0bc6\u0bbe\u0b9f\u0bbf",
        "\u0b95\u0bca\u0b9f\u0bbf",
        "\u0b95\u0bc6\u0bbe\u0b9f\u0bbf",
    ),
    ("Hindi", "यह हिन्दी है", "हिन्दी", "हिन्दी"),
]

NOT_FOUND = [
    ("inside a Latin word", "The train left.", "rain"),
    ("one word missing", "Rain fell.", "rain river"),
    ("words apart for a phrase", "no one saw rain", '"no rain"'),
    ("a closed phrase ends with its word", "defence spending", '"defence spend"'),
    ("a single letter is a word", "plan B is better", "a"),
    ("Korean, another order", "회정상의", "정상회의"),
    ("voiced kana", "かき", "がき"),
    ("other words", "It snows.", "rain"),
]


def is_found(text: str, query: str, *, whole: bool = False) -> bool:
    """Whether SQLite finds the query in the text."""
    base = sqlite3.connect(":memory:")
    base.execute(WORDS_TABLE)
    base.execute("INSERT INTO words(rowid, body) VALUES (1, ?)", (indexed(text),))
    match = " ".join(term.match(whole=whole) for term in parsed(query))
    found = base.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,)).fetchall()
    base.close()
    return bool(found)


@pytest.mark.parametrize(("what", "text", "query", "pointed"), FOUND, ids=lambda one: one)
def test_it_is_found(what: str, text: str, query: str, pointed: str) -> None:
    assert is_found(text, query), what
    stretch = Pointer(parsed(query)).stretch(text)
    assert text[stretch.start : stretch.end] == pointed


@pytest.mark.parametrize(("what", "text", "query"), NOT_FOUND, ids=lambda one: one)
def test_it_is_not_found(what: str, text: str, query: str) -> None:
    assert not is_found(text, query), what
    stretch = Pointer(parsed(query)).stretch(text)
    assert not stretch.words


@pytest.mark.parametrize("query", ["", "  ", "…", '""', "– !"])
def test_signs_ask_for_nothing(query: str) -> None:
    assert parsed(query) == ()


@pytest.mark.parametrize("query", ['a" OR b*', "NEAR(a b)", "body:x", "a AND NOT b", "^a", '"*'])
def test_no_query_is_one_for_the_library(query: str) -> None:
    assert not parsed(query) or not is_found("anything", query)  # nor is it no query at all


@pytest.mark.parametrize(("_", "text", "query", "pointed"), FOUND, ids=lambda one: one)
def test_folding_with_and_without_the_way_back_agrees(
    _: str, text: str, query: str, pointed: str
) -> None:
    letters, origins = folded_with_origins(text)
    assert letters == folded(text)
    assert origins is None or len(origins) == len(letters) + 1


HALVES = [
    (chr(number), *(chr(int(half, 16)) for half in unicodedata.decomposition(chr(number)).split()))
    for number in range(0x20000)
    if re.fullmatch(r"\w+ \w+", unicodedata.decomposition(chr(number)))
]
"""Each letter that Unicode takes apart, and its two halves."""

ODD = (
    *"aIİıſßΣςﬁ각ㄱㅏㄴがｶﾞﾟeæǼ.",
    *"\u1100\u1161\u11a8\u3099\u0915\u093c\u093f\u0958\u0300\u0323\u0307\u09c7\u09be\u0bc6\u0bbe\u0344",
    *"\u200d\u00ad\u1e9b\ufb2c\u05bc\u05c1\u0f71\u0f73\u1025\u102e",
)
"""Half-width kana, Indic vowels, ligatures, letters without a dot, and what changes its place."""


def disagrees(text: str) -> bool:
    letters, origins = folded_with_origins(text)
    places = list(range(len(letters) + 1)) if origins is None else origins
    is_in_order = sorted(places) == places and len(places) == len(letters) + 1
    return not (letters == folded(text) and is_in_order and places[-1] == len(text))


def test_folding_with_and_without_the_way_back_agrees_for_every_letter() -> None:
    texts = [*("".join(halves) for _, *halves in HALVES), *("a" + one for one, *_ in HALVES)]
    assert len(texts) > 2000
    assert not [ascii(text) for text in texts if disagrees(text)]


def test_folding_with_and_without_the_way_back_agrees_for_odd_letters() -> None:
    pairs = ["".join(pair) for pair in product(ODD, repeat=2)]
    draw = Random(5)
    texts = pairs + ["".join(draw.choices(ODD, k=6)) for _ in range(2000)]
    assert not [ascii(text) for text in texts if disagrees(text)]


def test_what_is_shown_begins_with_a_word_and_marks_every_hit() -> None:
    text = "epilogue " * 20 + "rain and rain" + " prologue" * 40
    shown = snippet(text, Pointer(parsed("rain")).stretch(text))
    assert shown.text.startswith("…epilogue ")
    assert [shown.text[start:end] for start, end in shown.marks] == ["rain", "rain"]
