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


class Vocabulary:
    """Holds how often each word stands in a document, not counting those broken at line ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line.casefold().replace("\u00ad", ""))
            self._counts.update(words[:-1] if line.endswith(("-", "‐", "\u00ad")) else words)

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether a line that ends with a hyphen and the next one share a hyphenated word.

        Its own spellings elsewhere in the document decide; next, whether both halves are words.
        """
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first or not first[0][0].islower():
            return True
        left, right = last[0][:-1].casefold(), first[0].casefold()
        joined, parted = self._counts[left + right], self._counts[f"{left}-{right}"]
        if joined or parted:
            return parted > joined
        return not left.isalpha() or self._are_words(left, right)

    def _are_words(self, left: str, right: str) -> bool:
        is_long = min(len(left), len(right)) >= LEAST_HALF and left not in _OPENINGS
        return is_long and bool(self._counts[left]) and bool(self._counts[right])
