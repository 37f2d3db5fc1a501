"""Writing blocks one after the other, as a parser comes upon them."""

from counterpoint.documents.flow.blocks import Block, Flow, Shape, Source, Style
from counterpoint.documents.flow.draft import Draft, Nesting

MOST_STYLES = 64
"""Styles that may be open at once; more of them change nothing."""


class FlowWriter:
    """Holds the ``blocks`` written so far, the open one, the open styles and the nesting.

    ``end`` the open block before changing the nesting. What is written while ``target`` is not
    empty is a link that leads there; to what is written next links lead by its ``names``.
    """

    def __init__(self) -> None:
        self.nesting = Nesting()
        self.blocks: list[Block] = []
        self._draft = Draft()
        self._styles: list[Style] = []
        self.names: list[str] = []
        self.target = ""

    def begin(self, shape: Shape, level: int = 0, marker: str = "") -> None:
        """End the open block and begin one of that shape."""
        self.end()
        self._draft = Draft(shape, level, marker)

    def begin_item(self) -> None:
        """End the open block and begin an item of the innermost list."""
        self.end_item()
        self._draft = self.nesting.new_item()

    def begin_cell(self) -> None:
        """Part what follows in the open row from the cell before."""
        if not self._draft.is_blank:
            self.write(" | ")

    def end(self) -> None:
        """End the open block; a blank one leaves nothing, but an item waits for its text."""
        if not self._finish_draft() and self._draft.marker:
            return
        self._draft = Draft()

    def end_item(self, is_kept: bool = True) -> None:
        """End the open block, also if it is an item without text, and keep it or not."""
        if is_kept:
            self._finish_draft()
        self._draft = Draft()

    def end_paragraph(self) -> None:
        """End the open block unless it is still blank, or a row, which may hold paragraphs."""
        if self._draft.is_blank:
            return
        if self._draft.shape is Shape.ROW:
            self.write(" ")
        else:
            self.end()

    def write(self, text: str) -> None:
        """Add to the open block."""
        if self.names and text.strip():
            self._draft.name(self.names)
            self.names.clear()
        self._draft.write(text, self._styles, self.target)

    def break_line(self) -> None:
        """A line break within the block."""
        self._draft.break_line()

    def open_style(self, style: Style) -> None:
        """Set what follows in a style."""
        if len(self._styles) < MOST_STYLES:
            self._styles.append(style)

    def close_style(self, style: Style) -> None:
        """End a style; one that is not open is ignored."""
        if style not in self._styles:
            return
        self._styles.remove(style)
        if style not in self._styles:
            self._draft.close(style)

    def has_style(self, style: Style) -> bool:
        """Whether a style is open."""
        return style in self._styles

    def preformatted(self, text: str) -> None:
        """A block whose lines and spaces stay as they are."""
        self.end_item()
        if text.strip():
            kept = text.expandtabs(4).strip("\n").rstrip()
            names = tuple((name, 0) for name in self.names)
            self.names.clear()
            self.blocks.append(Block(Shape.PREFORMATTED, kept, names=names))

    def finish(self, source: Source) -> Flow:
        """The flow that was written."""
        self.end()
        return Flow(tuple(self.blocks), source)

    def _finish_draft(self) -> bool:
        """Make a block of the draft; whether there was anything in it."""
        text, runs = self._draft.finished()
        if not text:
            return False
        self.nesting.place(self._draft)
        shape, level, marker = self._draft.shape, self._draft.level, self._draft.marker
        above = self.blocks[-1].shape if self.blocks else None
        is_tight = shape is Shape.ROW and above is Shape.ROW
        links, names = self._draft.links(text), self._draft.names(text)
        self.blocks.append(Block(shape, text, level, marker, runs, is_tight, links, names))
        return True
