"""The links of text that flows, told strip by strip as those of fixed pages are."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from encodings.idna import nameprep  # the codec itself would load when no file can be read
from encodings.punycode import punycode_encode
from functools import cached_property
from itertools import islice
from operator import itemgetter
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit, urlunsplit

from counterpoint.documents.client.links import MOST_LINKS, PageLink, is_allowed
from counterpoint.documents.client.pages import Line, Rectangle
from counterpoint.documents.flow.blocks import Flow, Hyperlink, Style
from counterpoint.documents.flow.markup import indent_of
from counterpoint.documents.flow.strips import Piece, Strip

LONGEST_MARK = 7
"""Characters of a note's mark: "[1234]", and a sign more."""

NEAR = 50
"""Characters around a mark that are looked at for words."""

_KEPT = "%/:=&?~#+!$,;'@()*[]"
_TOPS = frozenset({"", "top"})


class FlowLinks:
    """Knows where the links of a flow lead; ``starts`` has the raw offset of each strip."""

    def __init__(self, flow: Flow, starts: Sequence[int]) -> None:
        self._flow = flow
        self._starts = starts
        self._marks: dict[int, list[tuple[int, int]]] = {}

    def on(self, strip: Strip, lines: Sequence[Line], font_size: float) -> tuple[PageLink, ...]:
        """The links of a strip that may be followed; ``lines`` are its own, in their order."""
        found = (link for piece in strip.pieces for link in self._of_piece(piece, lines, font_size))
        return tuple(islice(found, MOST_LINKS))

    def _of_piece(
        self, piece: Piece, lines: Sequence[Line], font_size: float
    ) -> Iterator[PageLink]:
        block, begins = piece.block, piece.start - piece.offset
        last = piece.offset + len(piece.text)
        starts = [line.raw_start for line in lines] if block.links else []
        for link in block.links:
            first, end = max(link.start, piece.offset), min(link.end, last)
            goal = self._goal(link.target) if first < end or link.start == link.end else None
            if goal is None or (first >= end and piece.is_continued):
                continue
            inset = indent_of(block) * font_size if first >= end else 0.0
            start, end = begins + first, begins + max(end, first + 1)
            at = max(0, bisect_right(starts, start) - 1)
            number = bisect_right(self._flow.starts, begins) - 1
            told = [begins + offset for offset in self._told(number, link)]
            for area in _areas(lines, at, (start, end)):
                yield PageLink(_left_of(area, inset) if inset else area, *goal, *told)

    def _goal(self, target: str) -> tuple[str, int, float, float, int] | None:
        """Where a link leads: an address, or a strip and a raw offset; None if nowhere it may."""
        raw = self._raw_of(target)
        if raw is not None:
            return "", max(0, bisect_right(self._starts, raw) - 1), 0.0, 0.0, raw
        address = web_address(target, self._flow.source.address)
        return (address, 0, 0.0, 0.0, 0) if address else None

    def _raw_of(self, target: str) -> int | None:
        """The raw offset that a link inside leads to; None where it leads out, or nowhere."""
        name = _inner_name(target, self._flow.source.address)
        if name is None:
            return None
        for one in (name, unquote(name), name.partition("#")[0]):
            if one in self._names:
                number, offset = self._names[one]
                return self._flow.starts[number] + self._settled(number, offset)
        return 0 if name in _TOPS else None

    @cached_property
    def _names(self) -> dict[str, tuple[int, int]]:
        """The number of the block, and the offset in it, that each name stands for."""
        found: dict[str, tuple[int, int]] = {}
        for number, block in enumerate(self._flow.blocks):
            for name, offset in block.names:
                found.setdefault(name, (number, offset))
        return found

    def _settled(self, number: int, offset: int) -> int:
        """An offset that is read: the mark of a note is not, but what is beside it is."""
        mark = self._mark_at(number, offset)
        return _beside(self._flow.blocks[number].text, *mark) if mark else offset

    def _told(self, number: int, link: Hyperlink) -> tuple[int, int]:
        """The range whose sentence has a link: a note's mark or number, which no sentence has,
        is of the one before it, or of the first of its block.
        """
        text = self._flow.blocks[number].text
        is_short = link.end - link.start <= LONGEST_MARK
        if link.start < link.end and not (is_short and self._mark_at(number, link.start)):
            return link.start, link.end
        beside = _beside(text, link.start, link.end)
        return beside, beside + 1

    def _mark_at(self, number: int, offset: int) -> tuple[int, int] | None:
        """The range of the note's mark that stands at an offset of a block."""
        if number not in self._marks:
            runs = self._flow.blocks[number].runs
            marks = (run for run in runs if run.style is Style.NOTE_MARK)
            self._marks[number] = sorted((run.start, run.end) for run in marks)
        marks_here = self._marks[number]
        at = bisect_right(marks_here, offset, key=itemgetter(0)) - 1
        return marks_here[at] if at >= 0 and offset < marks_here[at][1] else None


def _beside(text: str, start: int, end: int) -> int:
    """The offset of the last character before a range that shows, else of the first behind it."""
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    if before.strip():
        return start - len(before) + len(before.rstrip()) - 1
    return end + len(after) - len(after.lstrip())


def _areas(lines: Sequence[Line], at: int, within: tuple[int, int]) -> Iterator[Rectangle]:
    """What covers a raw range, line by line from the line of that number on."""
    for line in islice(lines, at, None):
        if line.raw_start >= within[1]:
            return
        area = line.rectangle(*within)
        if area is not None:
            yield area


def _left_of(first: Rectangle, inset: float) -> Rectangle:
    """Where the marker stands before a block's first character."""
    return Rectangle(first.x0 - inset, first.y0, first.x0, first.y1)


def _inner_name(target: str, address: str) -> str | None:
    """The name of a place in this document that a link leads to; None where it leads out."""
    if target.startswith("#"):
        return target[1:]
    if not address:
        return None
    try:
        whole, name = urldefrag(urljoin(address, target))
    except ValueError:
        return None
    return name if name and whole == urldefrag(address)[0] else None


def web_address(target: str, base: str = "") -> str:
    """An address that may be offered, written in ASCII; empty where there is none.

    ``base`` is where on the web the document was kept from.
    """
    try:
        parts = urlsplit(urljoin(base, target) if base else target)
        if "@" in parts.netloc:
            return ""
        if not parts.netloc.isascii():
            port = f":{parts.port}" if parts.port else ""
            host = ".".join(map(_in_ascii, (parts.hostname or "").split(".")))
            parts = parts._replace(netloc=f"{host}{port}")
        found = quote(urlunsplit(parts), safe=_KEPT)
    except ValueError:
        return ""
    return found if is_allowed(found) else ""


def _in_ascii(label: str) -> str:
    """A part of a host's name as it goes over the wire (RFC 3490)."""
    label = label if label.isascii() else nameprep(label)
    return label if label.isascii() else f"xn--{punycode_encode(label).decode('ascii')}"
