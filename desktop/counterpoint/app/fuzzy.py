"""How well typed words fit a text: whole words before parts, parts before scattered letters.

Words that the text is found by and does not show come between the two.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_LETTERS = 400
"""Code points of a text that are looked at."""

WHOLE, START, WITHIN, PIECES, LOOSE = 40.0, 30.0, 8.0, 10.0, 1.0
"""Points of a word that is there whole, begins a word, stands in one, is spread over several."""

ALSO_WHOLE, ALSO_START = 22.0, 20.0
"""The same of a word that is not shown: less than any in the title, more than scattered letters."""

FARTHEST = 12
"""How many characters apart the beginnings of words may stand, for each letter typed."""

FIRST, TOGETHER, TARDY, SPREAD = 6.0, 30.0, 0.1, 0.3
"""Points for the beginning of the text, for all words as typed or nothing but the word; taken
off for each letter before the word, and between the beginnings of words."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case and accents; ``places`` has the letter each character came from."""

    text: str
    places: Sequence[int]

    def begins_word(self, index: int) -> bool:
        """Whether a word begins there; no word may begin before the first character."""
        return index == 0 or not self.text[index - 1].isalnum()

    def ends_word(self, index: int) -> bool:
        """Whether a word ends before that character."""
        return index == len(self.text) or not self.text[index].isalnum()


NONE = Folded("", ())


@dataclass(frozen=True)
class Fit:
    """How well words fit: points, the more the better, and the letters that made them.

    ``is_meant`` tells that each word is one of the title or of the further words, or begins one.
    """

    points: float
    letters: frozenset[int]
    is_meant: bool = False


def fold(text: str) -> Folded:
    """A text as it is compared. Hangul comes apart into its letters, so that half a syllable fits.

    Only the first 400 code points count.
    """
    head = text[:MOST_LETTERS]
    if head.isascii():
        return Folded(head.lower(), range(len(head)))
    folded = head.casefold()
    if len(folded) == len(head) and _is_plain(folded):
        return Folded(folded, range(len(head)))
    characters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(head):
        for character in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(character):
                characters.append(character)
                places.append(place)
    return Folded("".join(characters), places)


def _is_plain(text: str) -> bool:
    """Whether no letter has an accent or comes apart in any other way."""
    return unicodedata.is_normalized("NFKD", text) and not any(map(unicodedata.combining, text))


def words_of(query: str) -> tuple[str, ...]:
    """The words a query is made of, as they are compared."""
    return tuple(fold(query).text.split())


def fit(words: Sequence[str], title: Folded, detail: Folded, also: Folded = NONE) -> Fit | None:
    """How well all words, in any order, fit a title, its further words, or else its detail.

    None where one does not. Letters are those of the title.
    """
    found = [_best(word, title, detail, also) for word in words]
    there = [one for one in found if one is not None]
    if len(there) < len(found):
        return None
    points = sum(one.points for one in there)
    together = " ".join(words)
    is_phrase = len(words) > 1 and (together in title.text or together in also.text)
    if is_phrase or title.text == together:
        points += TOGETHER
    letters = frozenset(title.places[index] for one in there for index in one.indices)
    return Fit(points, letters, all(one.is_meant for one in there))


@dataclass(frozen=True, slots=True)
class Found:
    """A word's points, and the characters of the title that made them."""

    points: float
    indices: Sequence[int] = ()
    is_meant: bool = False


def _best(word: str, title: Folded, detail: Folded, also: Folded) -> Found | None:
    """The word in the title, unless only scattered there; then elsewhere."""
    whole, named = _find_whole(word, title), _find_also(word, also)
    if whole is not None and (whole.is_meant or named is None):
        return whole
    if named is not None:
        return named
    scattered = _find_scattered(word, title)
    if scattered is not None:
        return scattered
    aside = _find_whole(word, detail)
    return Found(aside.points / 2) if aside is not None else None


def _find_also(word: str, also: Folded) -> Found | None:
    """The word among those that are not shown, where it is one of them or begins one."""
    found = _find_whole(word, also)
    if found is None or not found.is_meant:
        return None
    at = found.indices[0]
    is_whole = also.ends_word(at + len(word))
    return Found(ALSO_WHOLE if is_whole else ALSO_START, (), is_meant=True)


def _find_whole(word: str, folded: Folded) -> Found | None:
    """The word itself: at the first beginning of a word, else wherever it stands first."""
    first = folded.text.find(word)
    if first < 0:
        return None
    at = first
    while at >= 0 and not folded.begins_word(at):
        at = folded.text.find(word, at + 1)
    if at < 0:
        return Found(WITHIN - first * TARDY, range(first, first + len(word)))
    points = WHOLE if folded.ends_word(at + len(word)) else START
    points += FIRST if at == 0 else -at * TARDY
    return Found(points, range(at, at + len(word)), is_meant=True)


def _find_scattered(word: str, folded: Folded) -> Found | None:
    spread = (way(word, folded) for way in (_find_pieces, _find_loosely))
    return max((one for one in spread if one), key=lambda one: one.points, default=None)


def _find_pieces(word: str, folded: Folded) -> Found | None:
    """Beginnings of several words, in order: ``cp`` in “Close pane”."""
    if len(word) < 2:
        return None
    indices: list[int] = []
    for letter in word:
        following = indices[-1] + 1 if indices else 0
        goes_on = indices and folded.text[following : following + 1] == letter
        index = following if goes_on else _beginning(letter, folded, following)
        if index < 0:
            return None
        indices.append(index)
    if indices[-1] - indices[0] >= FARTHEST * len(word):
        return None
    between = indices[-1] - indices[0] + 1 - len(word)
    return Found(PIECES - between * SPREAD - indices[0] * TARDY, indices)


def _beginning(letter: str, folded: Folded, start: int) -> int:
    """The next word that begins with a letter; -1 where none does."""
    index = folded.text.find(letter, start)
    while index >= 0 and not folded.begins_word(index):
        index = folded.text.find(letter, index + 1)
    return index


def _find_loosely(word: str, folded: Folded) -> Found | None:
    """All letters in order and close to one another: ``expt`` in “Export”."""
    if len(word) < 3:
        return None
    end = -1
    for letter in word:
        end = folded.text.find(letter, end + 1)
        if end < 0:
            return None
    indices = [end]
    for letter in reversed(word[:-1]):  # from the end back, the letters stand closest
        indices.append(folded.text.rfind(letter, 0, indices[-1]))
    indices.reverse()
    if end - indices[0] >= 2 * len(word):
        return None
    runs = sum(b - a == 1 for a, b in pairwise(indices)) / len(word)
    is_one_word = folded.begins_word(indices[0]) and folded.text[indices[0] : end].isalnum()
    points = LOOSE + 4 * runs + (PIECES - LOOSE if is_one_word else 0.0)
    return Found(points - indices[0] * TARDY, indices)
