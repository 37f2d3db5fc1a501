"""Text as it is compared: without white space and hyphens, ligatures resolved, case folded.

Two layouts of one text fold to the same string, and every folded character knows its source.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_LEFT_OUT = r"\s\-\u00ad\u200b-\u200f\u2010-\u2015\u2043\u2060\u2212\ufeff"
"""White space, hyphens, dashes, minus signs, and what has no width."""

_COMBINED = r"[^\s\u0300-\u036f][\u0300-\u036f\u3099\u309a]+|[\u1100-\u11ff]+"
"""A letter with marks that stand beside it in the text; Korean letters not yet in syllables."""

_COMPATIBLE = r"\u00aa\u00b2\u00b3\u00b9\u00ba\u2026\u2070-\u209c\ufb00-\ufb06\uff01-\uffdc"
"""Ligatures, raised and lowered digits, wide and narrow forms, three dots as one."""

_ODD = re.compile(rf"[{_LEFT_OUT}]+|{_COMBINED}|[{_COMPATIBLE}]")

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′´`", "'"),
        "İ": "I",  # the one capital that lower() makes longer
    }
)


@dataclass(frozen=True)
class Folded:
    """Folded text, and where its pieces stand in the source: begin (folded), begin and end."""

    text: str
    begins: list[int]
    source_begins: list[int]
    source_ends: list[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a folded range that is not empty."""
        first, last = self._piece(start), self._piece(end - 1)
        source_start = self.source_begins[first] + start - self.begins[first]
        source_end = self.source_begins[last] + end - self.begins[last]
        if end == self._end(last):
            source_end = self.source_ends[last]
        return min(source_start, self.source_ends[first] - 1), min(
            source_end, self.source_ends[last]
        )

    def _piece(self, at: int) -> int:
        return bisect_right(self.begins, at) - 1

    def _end(self, piece: int) -> int:
        following = self.begins[piece + 1 : piece + 2]
        return following[0] if following else len(self.text)


def fold(text: str) -> Folded:
    """A text folded, with the way back; about 0.2 s for a million characters."""
    pieces: list[str] = []
    begins: list[int] = []
    source_begins: list[int] = []
    source_ends: list[int] = []
    length = 0

    def take(piece: str, start: int, end: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            begins.append(length)
            source_begins.append(start)
            source_ends.append(end)
            length += len(piece)

    done = 0
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        take(text[done:start], done, start)
        take(_resolved(odd[0]), start, end)
        done = end
    take(text[done:], done, len(text))
    return Folded(_levelled("".join(pieces)), begins, source_begins, source_ends)


def folded(text: str) -> str:
    """A short text folded, without the way back."""
    return _levelled(_ODD.sub(lambda odd: _resolved(odd[0]), text))


def _resolved(odd: str) -> str:
    if not odd.isascii() and not _LEFT_OUT_RUN.fullmatch(odd):
        return unicodedata.normalize("NFKC", odd)
    return ""


_LEFT_OUT_RUN = re.compile(rf"[{_LEFT_OUT}]+")


def _levelled(text: str) -> str:
    """Quotation marks of one sort, letters of one case; the length stays."""
    return text.translate(_ALIKE).lower()
