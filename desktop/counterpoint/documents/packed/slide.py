"""One slide of a presentation, or its page of notes: its title and its other words."""

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoint.documents.flow.blocks import Block, Shape, Source, Style
from counterpoint.documents.flow.writer import FlowWriter
from counterpoint.documents.packed.events import Attributes, read_loosely

_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
"""Places that are the same on every slide, and the picture of a slide on its notes."""

_NOT_LISTED = frozenset({"subTitle", "title", "ctrTitle"})
_RAISED = 20_000
"""Thousandths of a per cent above the line (baseline), from which letters count as raised."""


@dataclass(frozen=True)
class Slide:
    """A slide's title, empty where it has none, and its blocks in the file's order."""

    title: str
    blocks: tuple[Block, ...]


def read_slide(content: bytes, targets: Mapping[str, str], is_note: bool = False) -> Slide:
    """The words of a slide's part; of a page of notes nothing is a list. Raises Refusal.

    ``targets`` are where its links lead, by id.
    """
    reading = _Reading(targets, is_note)
    read_loosely(content, reading.start, reading.end, reading.text)
    blocks = reading.writer.finish(Source()).blocks
    return Slide("\n".join(reading.titles), blocks)


class _Reading:
    """Holds what was written, the shape that is open, and the paragraph that is being read."""

    def __init__(self, targets: Mapping[str, str], is_note: bool) -> None:
        self.writer = FlowWriter()
        self._targets = targets
        self.titles: list[str] = []
        self._is_note = is_note
        self._place = ""
        self._is_place = self._in_words = False
        self._title: list[str] = []
        self._level, self._bullet = 0, ""
        self._is_begun = self._in_cell = self._in_run = False
        self._skipped = 0
        self._styles: list[Style] = []
        self._numbers: dict[int, int] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; of two ways to draw the same only the first is read."""
        if name == "Fallback" or self._skipped:
            self._skipped += 1
            return
        match name:
            case "sp" | "graphicFrame":
                self._place, self._is_place = "", False
                self._title, self._numbers = [], {}
            case "ph":
                self._place, self._is_place = attributes.get("type", "body"), True
            case "p":
                self._level, self._bullet, self._is_begun = 0, "", False
            case "pPr":
                level = attributes.get("lvl", "0")
                self._level = int(level) if level.isdecimal() and len(level) == 1 else 0
            case "buNone" | "buChar" | "buAutoNum":
                self._bullet = name
            case "tr":
                self.writer.begin(Shape.ROW)
            case "tc":
                self._in_cell = True
                self.writer.begin_cell()
            case "r" | "fld":
                self._in_run = True
            case "rPr":
                self._open_styles(attributes)
            case "hlinkClick" if self._in_run:
                self.writer.target = self._targets.get(attributes.get("id", ""), "")
            case "t":
                self._in_words = True
            case "br":
                self._break()

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        match name:
            case "t":
                self._in_words = False
            case "r" | "fld":
                self._in_run, self.writer.target = False, ""
                self._close_styles()
            case "p":
                self._end_paragraph()
            case "tc":
                self._in_cell = False
            case "tr":
                self.writer.end()
            case "sp":
                self._end_shape()

    def text(self, words: str) -> None:
        """Words of a run; those of what stands on every slide are passed over."""
        if not self._in_words or self._place in _FURNITURE:
            return
        if self._place in _TITLES and not self._in_cell:
            self._title.append(words)
            return
        if not self._is_begun and not self._in_cell:
            self._begin()
        self.writer.write(words)

    def _begin(self) -> None:
        self._is_begun = True
        is_listed = self._is_place and self._place not in _NOT_LISTED and not self._is_note
        if self._bullet == "buAutoNum":
            number = self._numbers[self._level] = self._numbers.get(self._level, 0) + 1
            self.writer.begin(Shape.ITEM, self._level + 1, f"{number}.")
        elif self._bullet == "buChar" or (is_listed and self._bullet != "buNone"):
            self.writer.begin(Shape.ITEM, self._level + 1, "•")
        else:
            self.writer.begin(Shape.PARAGRAPH)

    def _break(self) -> None:
        if self._place in _TITLES:
            self._title.append("\n")
        else:
            self.writer.break_line()

    def _end_paragraph(self) -> None:
        self._close_styles()
        if self._place in _TITLES and self._title:
            self._title.append("\n")
        elif self._in_cell:
            self.writer.end_paragraph()
        else:
            self.writer.end_item()

    def _end_shape(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self._title).splitlines())
        self.titles += filter(None, lines)
        self._place, self._title = "", []

    def _open_styles(self, attributes: Attributes) -> None:
        self._close_styles()
        raised = attributes.get("baseline", "0")
        said = {
            Style.EMPHASIS: attributes.get("i") in {"1", "true"},
            Style.STRONG: attributes.get("b") in {"1", "true"},
            Style.RAISED: raised.isdecimal() and len(raised) < 8 and int(raised) >= _RAISED,
        }
        self._styles = [style for style, is_on in said.items() if is_on]
        for style in self._styles:
            self.writer.open_style(style)

    def _close_styles(self) -> None:
        for style in self._styles:
            self.writer.close_style(style)
        self._styles = []
