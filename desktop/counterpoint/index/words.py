"""Words as they are compared, and what a query asks for.

Letters are compared without case, accents and ligatures (`resume` is in “Résumé”, `strasse` in
“Straße”). Scripts that put no space between words, and Korean, whose words grow at their ends, are
cut into pairs of letters, so that any part of a word is found.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from counterpoint.domain.letters import APOSTROPHES, DENSE, HANGUL, LEVELLED, MARKS, UNSEEN

QUERY_LENGTH, MOST_TERMS = 200, 12
"""Code points and terms of a query that count."""

_SPACELESS = DENSE + HANGUL
"""Letters that are cut into pairs."""

_LETTER = rf"(?:[^\W_{_SPACELESS}]|[\u0900-\u0dff])"
_RUN = re.compile(rf"[{_SPACELESS}]+|{_LETTER}+")
_RUN_WITHOUT_SPACES = re.compile(rf"[{_SPACELESS}]+")
_BEGINS, _ENDS = rf"(?<![^\W_{_SPACELESS}])", rf"(?![^\W_{_SPACELESS}])"
_APART, _BESIDE = r"[\W_]+", r"[\W_]*"

_QUOTED = re.compile(r"[\"“”„‟«»](?P<phrase>[^\"“”„‟«»]*)(?P<end>[\"“”„‟«»]?)|[^\s\"“”„‟«»]+")

_UNREAD = re.findall(f"[{MARKS}{UNSEEN}]", "".join(map(chr, range(0x10000))))
"""Accents, vowel points, and what has no width."""

_LEVELLED = str.maketrans(
    {**dict.fromkeys(_UNREAD, ""), **dict.fromkeys(APOSTROPHES, "'"), **LEVELLED}
)

_SECOND_HALVES = re.compile(
    "[\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e"
    "\u1161-\u1175\u11a8-\u11c2\u1b35\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd"
    "\U000115af\U00011930]"
)
"""Vowels and letters that become one with the one before, as accents do (Unicode, NFC)."""

_PLAIN = "\x00-\x7f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
_NOT_PLAIN = re.compile(rf".?[^{_PLAIN}]+", re.DOTALL)
"""Letters that need more than a lower case, with the one before that they may be part of."""


def folded(text: str) -> str:
    """A text as it is compared."""
    if text.isascii():
        return text.lower()
    return _NOT_PLAIN.sub(lambda found: _folded(found[0]), text.lower())


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return unicodedata.normalize("NFC", decomposed.translate(_LEVELLED))


def folded_with_origins(text: str) -> tuple[str, list[int] | None]:
    """The same, and for each of its letters the offset in ``text`` it comes from.

    One offset more tells where the text ends. None where every letter stands at its own.
    """
    if text.isascii():
        return text.lower(), None
    parts: list[str] = []
    origins: list[int] = []
    done = 0
    for start, end in _clusters(text):
        parts += (text[done:start].lower(), part := folded(text[start:end]))
        origins += (*range(done, start), *(start for _ in part))
        done = end
    parts.append(text[done:].lower())
    origins += range(done, len(text) + 1)
    return "".join(parts), origins


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """What is folded as one: a letter that is not plain, or has marks, with all that joins it."""
    for run in _NOT_PLAIN.finditer(text):
        start = run.start()
        for at in range(run.start() + 1, run.end()):
            if not _joins(text[at]):
                yield start, at
                start = at
        yield start, run.end()


@lru_cache(maxsize=4096)
def _joins(letter: str) -> bool:
    """Whether a letter may become one with those before it, or lets the next one do so."""
    plain = _folded(letter)
    if not plain or unicodedata.combining(plain[0]):
        return True
    return _SECOND_HALVES.match(plain) is not None


def indexed(text: str) -> str:
    """A text as SQLite is given it: words parted by spaces, the others as pairs of letters."""
    if text.isascii():
        return text
    return _RUN_WITHOUT_SPACES.sub(lambda run: f" {_pairs(run[0])} ", folded(text))


def _pairs(run: str, *, is_end: bool = True) -> str:
    """Each letter with the next; the last one alone where the run ends there."""
    if is_end or len(run) == 1:
        return " ".join((*map(add, run, run[1:]), run[-1]))
    return " ".join(map(add, run, run[1:]))


@dataclass(frozen=True)
class Term:
    """What must stand somewhere in a passage: runs of letters, one after the other, folded.

    ``is_open`` where the last one may go on: the reader is still typing, or means its other forms.
    """

    runs: tuple[str, ...]
    is_open: bool

    @property
    def goes_on(self) -> bool:
        """Whether words that only begin like this are found too; a single letter is a word."""
        return self.is_open and (len(self.runs[-1]) > 1 or _is_spaceless(self.runs[-1]))

    def match(self, *, whole: bool) -> str:
        """This in the query language of FTS5 (https://sqlite.org/fts5.html)."""
        last = self.runs[-1]
        if _is_spaceless(last):
            words = [*map(_words, self.runs[:-1]), _pairs(last, is_end=False)]
            return f'"{" ".join(words)}"' + ("*" if len(last) == 1 else "")
        is_whole = whole or not self.goes_on
        return f'"{" ".join(map(_words, self.runs))}"' + ("" if is_whole else "*")

    def pattern(self) -> re.Pattern[str]:
        """What finds this in folded text."""
        parts = [re.escape(self.runs[0])]
        for before, run in zip(self.runs, self.runs[1:], strict=False):
            is_beside = _is_spaceless(before) or _is_spaceless(run)
            parts += (_BESIDE if is_beside else _APART, re.escape(run))
        first, last = self.runs[0], self.runs[-1]
        begin = "" if _is_spaceless(first) else _BEGINS
        end = "" if _is_spaceless(last) or self.goes_on else _ENDS
        return re.compile(begin + "".join(parts) + end)


def parsed(query: str) -> tuple[Term, ...]:
    """What a query asks for: every word, and what stands between quotation marks as a whole.

    Words may go on as those of the text do; in a phrase that was closed they may not.
    """
    terms = list(_terms(query[:QUERY_LENGTH]))
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def _terms(query: str) -> Iterator[Term]:
    for part in _QUOTED.finditer(query):
        phrase, is_closed = part["phrase"], bool(part["end"])
        runs = tuple(_RUN.findall(folded(part[0] if phrase is None else phrase)))
        if runs:
            yield Term(runs, phrase is None or not is_closed)


def _words(run: str) -> str:
    return _pairs(run) if _is_spaceless(run) else run


def _is_spaceless(run: str) -> bool:
    return _RUN_WITHOUT_SPACES.match(run) is not None
