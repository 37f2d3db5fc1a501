"""Which parts of a Word document are shown: fields show results, alternatives one of them."""

import re
from dataclasses import dataclass

LONGEST = 4_000
"""Characters that are read of what a field is told."""

_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_PLACES = frozenset({"REF", "PAGEREF", "NOTEREF"})
_TOLD_MORE = frozenset({"\\o", "\\t"})
"""Switches of a link that something follows: a tip, a window."""


def target_told(told: str) -> str:
    """Where a field leads by what it is told (ISO/IEC 29500-1, 17.16.5); empty where nowhere."""
    name, *words = [quoted or plain for quoted, plain in _WORDS.findall(told[:LONGEST])] or [""]
    if name.upper() in _PLACES:
        return f"#{words[0]}" if words and "\\h" in words else ""
    if name.upper() != "HYPERLINK":
        return ""
    address = anchor = before = ""
    for word in words:
        if before == "\\l":
            anchor = word
        elif before not in _TOLD_MORE and not word.startswith("\\"):
            address = address or word
        before = word
    return f"{address}#{anchor}" if anchor else address


@dataclass
class _Field:
    """What a field was told so far, whether its result is read, and where that leads."""

    target: str
    told: str = ""
    in_result: bool = False


class Fields:
    """Holds the open fields, which are still telling what to compute or tell their result.

    Links are told by fields, and by elements of their own.
    """

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._links: list[str] = []
        self._telling = 0
        self._is_told = False

    @property
    def target(self) -> str:
        """Where text here leads; empty where nowhere."""
        links = self._links[-1] if self._links else ""
        return links or (self._open[-1].target if self._open else "")

    def open_link(self, target: str) -> None:
        """What follows leads there."""
        self._links.append(target)

    def close_link(self) -> None:
        """The innermost link ends."""
        if self._links:
            self._links.pop()

    def begin_words(self) -> None:
        """What a field is told begins."""
        self._is_told = True

    def end_words(self) -> None:
        """What a field is told ends."""
        self._is_told = False

    def take(self, words: str) -> bool:
        """Whether words are what a field is told, and no text."""
        if self._is_told and self._open and len(self._open[-1].told) < LONGEST:
            self._open[-1].told += words
        return self._is_told

    @property
    def are_shown(self) -> bool:
        """Whether text here is shown."""
        return not self._telling

    def mark(self, kind: str) -> None:
        """A field begins, comes to its result (``separate``) or ends."""
        if kind == "begin":
            self._open.append(_Field(self._open[-1].target if self._open else ""))
            self._telling += 1
        elif kind == "separate" and self._open and not self._open[-1].in_result:
            field = self._open[-1]
            field.in_result, field.target = True, target_told(field.told) or field.target
            self._telling -= 1
        elif kind == "end" and self._open:
            self._telling -= not self._open.pop().in_result

    def end_paragraph(self) -> None:
        """Forget fields that have no result yet: what they tell never goes beyond a paragraph."""
        if self._telling:
            self._open = [field for field in self._open if field.in_result]
            self._telling = 0


class Choices:
    """Holds whether one of each open set of alternatives was taken, and what a form awaits."""

    def __init__(self) -> None:
        self._taken: list[bool] = []
        self._awaits_placeholder = False

    def begin(self) -> None:
        """A set of alternatives begins."""
        self._taken.append(False)

    def end(self) -> None:
        """The innermost set ends."""
        if self._taken:
            self._taken.pop()

    def take(self) -> bool:
        """Whether the next alternative is to be read: the first is, and no other."""
        if not self._taken or self._taken[-1]:
            return False
        self._taken[-1] = True
        return True

    def expect_placeholder(self) -> None:
        """The next content of a form is only what stands there until someone fills it in."""
        self._awaits_placeholder = True

    def is_placeholder(self) -> bool:
        """Whether the content of a form that begins now is that."""
        awaited, self._awaits_placeholder = self._awaits_placeholder, False
        return awaited
