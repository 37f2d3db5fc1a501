"""All formats but PDF: laid out by MuPDF from our own markup, strip by strip."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import category

from counterpoint.documents.client.highlights import FileHighlights
from counterpoint.documents.client.jobs import Layout, Render
from counterpoint.documents.client.links import PageLinks
from counterpoint.documents.client.pages import Line, RawOffset
from counterpoint.documents.client.replies import Opened, OutlineEntry
from counterpoint.documents.flow.blocks import Flow, Shape
from counterpoint.documents.flow.markup import indent_of, strip_html, style_sheet, written_marker
from counterpoint.documents.flow.strips import Strip, strips_of
from counterpoint.documents.text.flowing import read_flow
from counterpoint.documents.text.front_matter import Front
from counterpoint.documents.text.sentences import language_of
from counterpoint.documents.worker.alignment import (
    NOWHERE,
    Glyph,
    Letter,
    ShownLine,
    align,
    is_blank,
    lines_of,
)
from counterpoint.documents.worker.engine import Setting, characters
from counterpoint.documents.worker.flow_links import FlowLinks
from counterpoint.documents.worker.outlines import told
from counterpoint.documents.worker.source import Sheet
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal

SHEETS_KEPT = 48
"""Laid-out strips kept: more than any window shows at once."""

_SAME_LINE = 0.3
"""Em that baselines may differ within a line: raised characters do not begin another."""


@dataclass(frozen=True)
class _SheetKey:
    strip: int
    layout: Layout
    ink: int


class FlowDocument:
    """Holds a flow, its strips, and the strips laid out last."""

    def __init__(self, flow: Flow, front: Front, kind: str) -> None:
        self._flow, self._front, self._kind = flow, front, kind
        self._strips = strips_of(flow)
        self._links = FlowLinks(flow, [strip.start for strip in self._strips])
        self._sheets: OrderedDict[_SheetKey, Sheet] = OrderedDict()
        if not self._strips or not _shows(flow.raw):
            raise Refusal("There is no text in this file; choose another file.")

    def opened(self) -> Opened:
        """What is known of it."""
        front = self._front
        return Opened(
            format=self._kind,
            fixed=False,
            sections=1,
            starts=tuple(RawOffset(0, strip.start) for strip in self._strips),
            title=front.title[:2000],
            author=front.author[:2000],
            date=front.date,
            publisher=front.publisher[:2000],
            address=self._flow.source.address,
            language=language_of(self._flow.raw, self._flow.source.language),
            outline=told(self._outline()),
        )

    def sizes(self, layout: Layout) -> list[tuple[float, float]]:
        """Width and height of each strip in CSS pixels."""
        keys = (_SheetKey(number, layout, 0) for number in range(len(self._strips)))
        return [(layout.width, _setting(key, self._strips[key.strip]).height) for key in keys]

    def sheet(self, job: Render) -> Sheet:
        """The strip that a job asks for, transparent but for its text."""
        return self._sheet(_SheetKey(job.page, job.layout, job.ink))

    def lines(self, page: int, layout: Layout) -> list[Line]:
        """The lines of a strip, each character tied to its place in the flow."""
        kept = (key for key in self._sheets if key.strip == page and key.layout == layout)
        sheet = self._sheet(next(kept, _SheetKey(page, layout, 0)))
        glyphs, shown = _glyphs(sheet)
        letters = list(_letters(self._strips[page], layout.font_size))
        return lines_of(align(letters, glyphs), shown, section=0)

    def links(self, page: int, layout: Layout) -> PageLinks:
        """Where a strip leads to, as far as it may."""
        lines = self.lines(page, layout)
        return PageLinks(page, self._links.on(self._strips[page], lines, layout.font_size))

    def extract(self, first: int, last: int) -> int:
        """A flow has its raw text from the beginning."""
        return 1

    def highlights(self, first: int, last: int) -> FileHighlights:
        """None: no format whose text flows has any that are read."""
        return FileHighlights(())

    def read(self) -> ReadingText:
        """The whole reading text."""
        return read_flow(self._flow)

    def _outline(self) -> Iterator[OutlineEntry]:
        for entry in self._flow.contents:
            yield OutlineEntry(entry.level, entry.title, 0, self._flow.starts[entry.block])
        if self._flow.contents:
            return
        for block, start in zip(self._flow.blocks, self._flow.starts, strict=True):
            if block.shape is Shape.HEADING:
                yield OutlineEntry(max(1, block.level), block.text, 0, raw=start)

    def _sheet(self, key: _SheetKey) -> Sheet:
        if not 0 <= key.strip < len(self._strips):
            raise Refusal("There is no such page.")
        if key not in self._sheets:
            setting = _setting(key, self._strips[key.strip])
            size = (setting.width, setting.height)
            self._sheets[key] = Sheet(setting.drawing(), size, paper=False)
            if len(self._sheets) > SHEETS_KEPT:
                self._sheets.popitem(last=False)
        self._sheets.move_to_end(key)
        return self._sheets[key]


def _shows(text: str) -> bool:
    """Whether any character of a text shows something; marks of direction do not."""
    return any(not is_blank(letter) and category(letter) != "Cf" for letter in text)


def _setting(key: _SheetKey, strip: Strip) -> Setting:
    layout = key.layout
    css = style_sheet(layout.font_size, layout.line_height, layout.face, key.ink)
    return Setting(strip_html(strip, layout.font_size, layout.width), css, layout.width)


def _letters(strip: Strip, font_size: float) -> Iterator[Letter]:
    """The characters of a strip that show something; a block's first knows the block's inset."""
    for piece in strip.pieces:
        marker = written_marker(piece.block)
        if marker and not piece.is_continued:
            yield from (Letter(letter, NOWHERE, 0.0) for letter in marker if not is_blank(letter))
        is_counted = piece.block.marker and not marker
        inset = (indent_of(piece.block) * font_size - 0.5) if is_counted else 0.0
        for offset, letter in enumerate(piece.text):
            if not is_blank(letter):
                yield Letter(letter, piece.start + offset, inset)
                inset = 0.0


def _glyphs(sheet: Sheet) -> tuple[list[Glyph], list[ShownLine]]:
    """The characters a sheet shows, in its own order, and the lines they stand on."""
    glyphs: list[Glyph] = []
    shown: list[ShownLine] = []
    for block in characters(sheet.drawing)["blocks"]:
        for line in block["lines"]:
            for span in line["spans"]:
                _note_line(shown, span["chars"][0]["origin"][1], span["size"])
                glyphs.extend(_span_glyphs(span, len(shown) - 1))
    return glyphs, shown


def _note_line(shown: list[ShownLine], baseline: float, size: float) -> None:
    """Go on with the last line, or begin another."""
    last = shown[-1] if shown else None
    if last and abs(baseline - last.baseline) < _SAME_LINE * max(size, last.size):
        if size > last.size:
            shown[-1] = replace(last, baseline=baseline, size=size)
        return
    shown.append(ShownLine(baseline, size))


def _span_glyphs(span: Any, line: int) -> Iterator[Glyph]:
    for character in span["chars"]:
        letter, box = character["c"], character["bbox"]
        if not is_blank(letter):
            yield Glyph(letter, box[0], box[2], line)
