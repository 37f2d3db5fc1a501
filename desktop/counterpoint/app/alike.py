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
from unicodedata import combining, normalize

from counterpoint.domain.letters import (
    APOSTROPHES,
    DENSE,
    HANGUL,
    HYPHENS,
    LEVELLED,
    MARKS,
    QUOTES,
    UNSEEN,
    is_dense,
)

MOST_LETTERS = 200
"""Code points of the words that are looked for; more is a paste gone wrong."""

_QUIET = f"[{MARKS}{UNSEEN}]*+"
"""What may stand after a letter."""

_UNSEEN_RUN = f"[{UNSEEN}]*+"
_UNSEEN_ONES = re.compile(f"[{UNSEEN}]+")
_MARK, _FIRST_MARKS = re.compile(f"[{MARKS}]"), re.compile(f"^[{MARKS}]+")
_HANGUL = re.compile(f"[{HANGUL}]")

_ALIKE = (APOSTROPHES, QUOTES, HYPHENS, "σςΣ")
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
        **{letters: sign + sign.upper() for sign, letters in LEVELLED.items() if len(letters) > 1},
    }
)
"""Letters, and the single characters that stand in their stead; the longest first."""

_LIGATURES = {signs: letters for letters, signs in _JOINED.items() if len(signs) == 1}

_ACCENTED = (
    range(0xB2, 0x590),
    range(0x1E00, 0x2000),
    range(0xFF01, 0xFF5F),
    range(0xFF66, 0xFF9E),
)
"""Where letters with accents, raised digits, wide and narrow letters have their code points."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, and whether capitals and the ends of words count."""

    words: str = ""
    case: bool = False
    whole: bool = False


def pattern_of(wanted: Wanted) -> re.Pattern[str] | None:
    """What the words are found by; None where there is nothing to look for.

    Letters typed without an accent find those with one, not the other way round: where hits are
    marked while one types, an accent is a way to have fewer. (The index, which is asked for what
    may be anywhere, forgives it.)
    """
    typed = normalize("NFC", _UNSEEN_ONES.sub("", wanted.words)[:MOST_LETTERS])
    words = "".join(_LIGATURES.get(letter, letter) for letter in typed)
    words = _FIRST_MARKS.sub("", words)
    if not words.strip():
        return None
    inner = "".join(_pieces(words, wanted.case))
    before = f"(?<!{_going_on(words[0])})" if wanted.whole else ""
    before = r"(?<!\s)" if words[0].isspace() else before  # a gap is looked at from its start only
    after = f"(?!{_going_on(words[-1])})" if wanted.whole else ""
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
    for sign, plain in LEVELLED.items():
        for one, of in ((sign, plain), (sign.upper(), plain.upper())):
            if len(of) == 1 and one != of:
                found[of] = found.get(of, "") + one + found.get(one, "")
    return MappingProxyType(found)


def _going_on(letter: str) -> str:
    """The pattern of a letter that would go on with the word that this one begins or ends.

    None would where no word's end can be told; none of such a script does with other letters.
    """
    if is_dense(letter) or not (letter.isalnum() or letter == "_"):
        return r"[^\s\S]"
    return rf"[^\W{DENSE if _HANGUL.match(letter) else DENSE + HANGUL}]"
