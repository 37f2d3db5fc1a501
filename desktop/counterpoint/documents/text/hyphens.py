"""Whether a hyphen at a line's end belongs to the word, with the document itself as judge."""

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LAST = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*[-‐‑]$")
_FIRST = re.compile(r"[^\W_]+")

LEAST_HALF = 4
"""Letters that both halves of an unknown compound must have to be taken for words."""

_OPENINGS = frozenset(
    {
        "anti", "back", "down", "ever", "every", "fore", "here", "high", "inter", "over", "para",
        "post", "self", "semi", "some", "super", "there", "trans", "under", "where", "with",
    }
)  # fmt: skip
"""Words that commonly begin longer ones, so that finding them alone proves nothing."""


_KEEPING = frozenset({"cross", "ex", "half", "ill", "non", "quasi", "self", "vice", "well"})
"""Words that are seldom written together with the whole word that follows them."""

_TENS = frozenset(
    {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
)  # fmt: skip
_MEASURES = frozenset({"high", "long", "low", "medium", "mid", "near", "short", "top"})
_MEASURED = frozenset(
    {
        "class", "distance", "income", "lasting", "level", "lived", "priority", "profile",
        "quality", "range", "ranking", "resolution", "risk", "speed", "standing", "tech", "term",
    }
)  # fmt: skip
_COMPOUNDS = frozenset(
    {
        "built-in", "by-product", "by-products", "co-author", "co-authors", "co-founder", "e-mail",
        "follow-up", "in-country", "in-depth", "in-house", "in-kind", "in-person", "off-site",
        "on-site", "post-war", "pre-war", "run-up", "so-called", "start-up", "start-ups",
    }
)  # fmt: skip
"""Common words with a hyphen that no rule finds."""

_ENDINGS_OF_COMPOUNDS = frozenset(
    {
        "backed", "based", "building", "driven", "friendly", "funded", "hour", "intensive", "led",
        "making", "minded", "old", "oriented", "owned", "related", "sharing", "specific",
    }
)  # fmt: skip
"""Words that usually follow another with a hyphen."""

_SUFFIX = re.compile(r"(?:ness|less|ment|ments|tion|tions|ings?|able|ible|ably|ance|ence|ies)$")
_ENDING = re.compile(r"(?:es|ed|ing|s|d|e)$")
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "e", "och", "en"})
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")

_LAST_HANGUL = re.compile("(?<![^\\s“‘「(])[\uac00-\ud7a3]+$")
_FIRST_HANGUL = re.compile("[\uac00-\ud7a3]+")
_WORDS_OF_ONE = frozenset(
    "각간강것곧곳그근길꼭나내너네년논늘다달당대더두둘등때또뜻말매맨명몇못물및바밖밤배번법본봄분비뿐산새설섬"
    "세셋속수순술안알양약옛올왜외우월위이일잘저전점제좀줄중즉지참채총춤측층큰타터편하한할해향현후힘"
)
"""Syllables that are words by themselves."""

_DEPENDENT = frozenset(
    {
        "은", "는", "을", "를", "의", "에", "와", "과", "로", "다", "며", "까", "에서", "에게",
        "으로", "부터", "까지", "였다", "이다", "니다", "습니다", "입니다", "들은", "들의", "들이",
        "들을",
    }
)  # fmt: skip
"""Endings and particles, which are never words; some that may be are left out."""

LEAST_STEM = 5
"""Letters of the shortest stem by which another form of a word is known."""


class Vocabulary:
    """Holds how often each word stands in a document, not counting those broken at line ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line.casefold().replace("\u00ad", ""))
            self._counts.update(words[:-1] if line.endswith(("-", "‐", "\u00ad")) else words)
        self._stems: set[str] | None = None

    def __contains__(self, word: str) -> bool:
        return bool(self._counts[word.casefold()])

    def is_suspended(self, before: str, after: str) -> bool:
        """Whether the hyphen stands for a part left out, as in "pre- and post-war"."""
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first or first[0].casefold() not in _SUSPENDED:
            return False
        return last[0][:-1] + first[0] not in self

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether a line that ends with a hyphen and the next one share a hyphenated word.

        Its own spellings elsewhere in the document decide, then those of other forms of the word;
        next, whether both halves are words, or make up one that usually has a hyphen.
        """
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first or _ADDRESS.search(before):
            return True
        left, right = last[0][:-1].casefold(), first[0].casefold()
        joined, parted = self._counts[left + right], self._counts[f"{left}-{right}"]
        if joined or parted:
            return parted > joined
        if not first[0][0].islower() or not left.isalpha():
            return True
        if self._knows_form(f"{left}-{right}") or self._knows_form(left + right):
            return self._knows_form(f"{left}-{right}")
        return self._are_words(left, right) or _has_hyphen(left, right)

    def is_one_word(self, before: str, after: str) -> bool:
        """Whether a Korean word is broken between two lines, which nothing marks.

        So it is where the document has the whole word, where the next line begins with an ending
        that stands after other syllables only, or the last ends with a syllable that is no word.
        """
        last, first = _LAST_HANGUL.search(before), _FIRST_HANGUL.match(after)
        if not last or not first:
            return False
        if last[0] + first[0] in self:
            return True
        if min(self._counts[last[0]], self._counts[first[0]]) > 1:
            return False
        return first[0] in _DEPENDENT or (len(last[0]) == 1 and last[0] not in _WORDS_OF_ONE)

    def _are_words(self, left: str, right: str) -> bool:
        is_long = min(len(left), len(right)) >= LEAST_HALF and left not in _OPENINGS
        return is_long and bool(self._counts[left]) and bool(self._counts[right])

    def _knows_form(self, word: str) -> bool:
        """Whether the document has the word with another ending."""
        if self._stems is None:
            self._stems = {_ENDING.sub("", known) for known in self._counts}
        stem = _ENDING.sub("", word)
        return len(stem) >= LEAST_STEM and stem in self._stems


def _has_hyphen(left: str, right: str) -> bool:
    """Whether an unknown compound is one of those usually written with a hyphen."""
    if left in _TENS:
        return len(right) > 2
    if f"{left}-{right}" in _COMPOUNDS:
        return True
    if left in _MEASURES:
        return right in _MEASURED
    if len(left) >= LEAST_HALF and left not in _OPENINGS and right in _ENDINGS_OF_COMPOUNDS:
        return True
    return left in _KEEPING and len(right) >= LEAST_HALF and not _SUFFIX.search(right)
