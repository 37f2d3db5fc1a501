"""What a reader takes for the same when words are looked for.

The text itself is searched, by a pattern that lets pass whatever is alike; so every hit has the
offsets of the text, and nothing is copied or folded. Each piece of the pattern begins with a set
of characters, for which ``re`` looks fast, and no repetition in it gives back what it has taken:
looking takes time in proportion to the text, whatever the words and the text are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from unicodedata import combining, east_asian_width, normalize

MOST_LETTERS = 200
"""Code points of the words that are looked for; more is a paste gone wrong."""

_UNSEEN = r"\u00ad\u200b-\u200d\u2060"
"""Soft hyphens and what has no width, as a set is written; in the words they count for nothing."""

_MARKS = r"\u0300-\u036f\u0591-\u05bd\u064b-\u065f"
"""Accents that are characters of their own, and points of Hebrew and Arabic."""

_QUIET = f"[{_MARKS}{_UNSEEN}]*+"
"""What may stand after a letter."""

_UNSEEN_RUN = f"[{_UNSEEN}]*+"
_UNSEEN_ONES = re.compile(f"[{_UNSEEN}]+")
_MARK, _FIRST_MARKS = re.compile(f"[{_MARKS}]"), re.compile(f"^[{_MARKS}]+")

_ALIKE = ("'‘’‚‛′ʼ`´", '"“”„‟«»″', "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "σςΣ")
"""Characters that are taken for one another."""

_JOINED: Mapping[str, str] = MappingProxyType(
    {
        "ffi": "ﬃ",
        "ffl": "ﬄ",
        "...": "…",
        "ff": "ﬀ",
        "fi": "ﬁ",
        "fl": "ﬂ",
        "ss": "ßẞ",
        "ae": "æÆ",
        "oe": "œŒ",
    }
)
"""Letters, and the single characters that stand in their stead; the longest first."""

_LIGATURES = {signs: letters for letters, signs in _JOINED.items() if len(signs) == 1}

_ACCENTED = (range(0xB2, 0x590), range(0x1E00, 0x2000), range(0xFF01, 0xFF5F))
"""Where letters with accents, raised digits and wide letters have their code points."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, and whether capitals and the ends of words count."""

    words: str = ""
    case: bool = False
    whole: bool = False


def pattern_of(wanted: Wanted) -> re.Pattern[str] | None:
    """What the words are found by; None where there is nothing to look for.

    Letters typed without an accent find those with one, not the other way round.
    """
    typed = normalize("NFC", _UNSEEN_ONES.sub("", wanted.words)[:MOST_LETTERS])
    words = "".join(_LIGATURES.get(letter, letter) for letter in typed)
    words = _FIRST_MARKS.sub("", words)
    if not words.strip():
        return None
    inner = "".join(_pieces(words, wanted.case))
    before = r"(?<!\w)" if wanted.whole and _ends_a_word(words[0]) else ""
    before = r"(?<!\s)" if words[0].isspace() else before  # a gap is looked at from its start only
    after = r"(?!\w)" if wanted.whole and _ends_a_word(words[-1]) else ""
    return re.compile(before + inner + after)


def _pieces(words: str, case: bool) -> Iterator[str]:
    """The pattern, piece by piece."""
    at = 0
    while at < len(words):
        run = _run_at(words, at)
        plain = _MARK.sub("", run)
        yield _alternatives(plain, case) if plain.lower() in _JOINED else _one(run, case)
        at += len(run)


def _run_at(words: str, at: int) -> str:
    """White space, letters that may be joined, or one letter; and the marks behind it."""
    rest = words[at:]
    blank = len(rest) - len(rest.lstrip())
    end = blank or next((len(one) for one in _JOINED if rest[: len(one)].lower() == one), 1)
    while _MARK.match(rest, end):
        end += 1
    return rest[:end]


def _one(run: str, case: bool) -> str:
    """The pattern of one character and its marks, and of what may follow it unseen."""
    letter, marks = run[0], "".join(f"(?={_QUIET[:-1]}?{mark})" for mark in run[1:])
    if letter.isspace():
        return r"\s++"
    parts = normalize("NFD", letter)
    if len(parts) == 1:
        return f"[{_set_of(letter, case)}]{marks}{_QUIET}"
    whole = "".join(_cases(letter, case))
    firsts = "".join(_cases(parts[0], case))
    split = f"(?<![{whole}]){re.escape(parts[1:])}"
    return f"[{whole}{firsts}](?:(?<=[{whole}])|{split}){marks}{_QUIET if marks else _UNSEEN_RUN}"


def _alternatives(letters: str, case: bool) -> str:
    """Letters, or one of the signs that stand for them or for the first of them."""
    fitting = {
        signs: letters[len(start) :]
        for start, signs in _JOINED.items()
        if (letters if case else letters.lower()).startswith(start)
    }
    every = "".join(fitting)
    ways = [f"(?<=[{signs}]){''.join(_pieces(rest, case))}" for signs, rest in fitting.items()]
    plain = f"{_QUIET}{''.join(_pieces(letters[1:], case))}"
    guard = f"(?<![{every}])" if every else ""
    return f"[{_set_of(letters[0], case)}{every}](?:{'|'.join([*ways, guard + plain])})"


def _cases(letter: str, case: bool) -> set[str]:
    ways = {letter} if case else {letter, letter.lower(), letter.upper(), letter.title()}
    return {one for one in ways if len(one) == 1}


def _set_of(letter: str, case: bool) -> str:
    """What stands between the brackets of a set: all that a character is taken for."""
    found = _cases(letter, case)
    if not (case and letter.isalpha()):
        found |= set(next((one for one in _ALIKE if letter in one), ""))
    table = _variants()
    every = found.union(*(table.get(one, "") for one in found))
    return "".join(re.escape(one) for one in sorted(every))


@cache
def _variants() -> Mapping[str, str]:
    """Letters with accents, raised and wide ones, by the plain letter they are of."""
    found: dict[str, str] = {}
    for code in (code for codes in _ACCENTED for code in codes):
        letter = chr(code)
        plain = "".join(one for one in normalize("NFKD", letter) if not combining(one))
        if len(plain) == 1 and plain != letter and plain.isalnum():
            found[plain] = found.get(plain, "") + letter
    return MappingProxyType(found)


def _ends_a_word(letter: str) -> bool:
    """Whether a word's end can be told at a letter: East Asian writing runs on without gaps."""
    return (letter.isalnum() or letter == "_") and east_asian_width(letter) not in "WF"
