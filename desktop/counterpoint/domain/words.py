"""Where words begin and end, for a selection that grows and shrinks by the word."""

import re
from collections.abc import Iterator

from counterpoint.domain.reading import Passage

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and Han: scripts written without spaces, where each character counts as a word."""

_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
_CHARACTER_WORD = re.compile(rf"[{_UNSPACED}]")

_DENSE = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3031-\u3035\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
"""Hangul, kana and Han, also in half width."""


def is_dense(character: str) -> bool:
    """Whether it is Korean, Chinese or Japanese, of which few characters say much."""
    return _DENSE.match(character) is not None


def is_spaced(character: str) -> bool:
    """Whether it is a letter or digit of words that have spaces around them."""
    return character.isalnum() and not _CHARACTER_WORD.match(character)


def end_after(text: str, offset: int) -> int:
    """The first end of a word beyond an offset; the offset itself where none follows."""
    return next((word.end for word in _words_from(text, offset) if word.end > offset), offset)


def end_before(text: str, offset: int) -> int:
    """The last end of a word before an offset; the offset itself where none precedes."""
    ends = [word.end for word in _words_before(text, offset) if word.end < offset]
    return ends[-1] if ends else offset


def start_after(text: str, offset: int) -> int:
    """The first start of a word beyond an offset; the offset itself where none follows."""
    return next((word.start for word in _words_from(text, offset) if word.start > offset), offset)


def start_before(text: str, offset: int) -> int:
    """The last start of a word before an offset; the offset itself where none precedes."""
    starts = [word.start for word in _words_before(text, offset) if word.start < offset]
    return starts[-1] if starts else offset


def whole(text: str, passage: Passage) -> Passage | None:
    """All words that a passage touches, without white space around; None where it touches none."""
    starts = (word.start for word in _words_from(text, passage.start) if word.end > passage.start)
    start = next(starts, passage.end)
    ends = [word.end for word in _words_before(text, passage.end)]
    return Passage(start, ends[-1]) if start < passage.end else None


def _words_from(text: str, offset: int) -> Iterator[Passage]:
    """The words from the one at an offset on."""
    for found in _WORD.finditer(text, _gap_before(text, offset)):
        yield Passage(found.start(), found.end())


def _words_before(text: str, offset: int) -> Iterator[Passage]:
    """The last words that begin before an offset; at least one where there is any."""
    floor = _gap_before(text, max(0, offset - 1))
    for _ in range(2):
        floor = _gap_before(text, _ink_end(text, floor))
    for found in _WORD.finditer(text, floor):
        if found.start() >= offset:
            return
        yield Passage(found.start(), found.end())


def _gap_before(text: str, offset: int) -> int:
    """The start of the run without white space that an offset stands in."""
    return max(text.rfind(gap, 0, offset) for gap in " \n\t\u00a0\u2003") + 1


def _ink_end(text: str, offset: int) -> int:
    """The offset after the last character before ``offset`` that is not white space."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return offset
