"""Elements that a page does not show or sets apart, and where each of them ends."""

import re
from collections import Counter
from collections.abc import Collection, Mapping


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
"""Elements that hold nothing and never end."""

_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)

_NEVER = VOID | {"html", "body"}
"""Hiding a whole page is what scripts do until it has loaded."""

BESIDE_THE_LINE = frozenset({"rt", "rp", "annotation", "annotation-xml"})
"""How a word is spoken, printed small above it, and how a formula is written for programs."""

_NOTES = _names(
    "footnote endnote rearnote footnotes endnotes rearnotes doc-footnote doc-endnote doc-endnotes"
)
_NOTE_MARKS = _names("noteref doc-noteref backlink doc-backlink")
_NOTE_MARK_CLASS = re.compile(
    r"(?:(?:foot|end)?note|fn)[-_]?(?:ref|call|anchor|back)", re.IGNORECASE
)
"""What programs that make books call such links, where the format has no word for them."""


_CELL, _GROUP = {"td", "th"}, {"tbody", "tfoot", "thead"}
_RUBY = {"rb", "rp", "rt", "rtc"}
_BLOCKS = _names(
    "address article aside blockquote details div dl fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul"
)

# https://html.spec.whatwg.org/#optional-tags
_ENDED_BY: Mapping[str, frozenset[str] | set[str]] = {
    "p": _BLOCKS,
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "rt": _RUBY,
    "rp": _RUBY,
    "td": _CELL | {"tr"} | _GROUP,
    "th": _CELL | {"tr"} | _GROUP,
    "tr": {"tr"} | _GROUP,
    **dict.fromkeys(_GROUP, _GROUP),
}


def is_hidden(tag: str, attrs: Mapping[str, str | None]) -> bool:
    """Whether an element says of itself that it is not shown."""
    if tag in _NEVER:
        return False
    if tag in BESIDE_THE_LINE:
        return True
    if "hidden" in attrs and (attrs["hidden"] or "").lower() != "until-found":
        return True
    return bool(_HIDING.search(attrs.get("style") or ""))


def is_note(attrs: Mapping[str, str | None]) -> bool:
    """Whether an element says that it holds notes."""
    return not _NOTES.isdisjoint(_purposes(attrs) + (attrs.get("class") or "").lower().split())


def is_note_mark(attrs: Mapping[str, str | None]) -> bool:
    """Whether a link says that it leads to a note, or back from it."""
    if not _NOTE_MARKS.isdisjoint(_purposes(attrs)):
        return True
    return any(map(_NOTE_MARK_CLASS.fullmatch, (attrs.get("class") or "").split()))


def _purposes(attrs: Mapping[str, str | None]) -> list[str]:
    return f"{attrs.get('role') or ''} {attrs.get('epub:type') or ''}".lower().split()


class OpenElement:
    """Holds the elements that are open in a hidden one or a note, itself the first.

    ``inline`` elements inside are passed over, for pages cross and forget them.
    """

    def __init__(self, tag: str, inline: Collection[str]) -> None:
        self._passed = frozenset(inline) - {tag}
        self._is_inline = tag in inline
        self._open = [tag]
        self._counts = Counter(self._open)

    def is_ended_by_start(self, tag: str) -> bool:
        """Whether the start of an element ends this one; if not, it is inside."""
        while self._open and tag in _ENDED_BY.get(self._open[-1], ()):
            self._counts[self._open.pop()] -= 1
        if not self._open:
            return True
        if tag not in VOID and tag not in self._passed:
            self._open.append(tag)
            self._counts[tag] += 1
        return False

    def end(self, tag: str) -> str | None:
        """An element ends: this one, one around it, or one inside, which tells None.

        Of the first two it tells what is left to end: nothing, or the one around.
        """
        if not self._counts[tag]:
            is_stray = tag in self._passed or tag in VOID or (tag == "p" and not self._is_inline)
            return None if is_stray else tag
        while (closed := self._open.pop()) != tag:
            self._counts[closed] -= 1
        self._counts[tag] -= 1
        return None if self._open else ""
