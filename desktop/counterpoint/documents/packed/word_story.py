"""Writing one story of a Word document: its main text, a text box or a note."""

from collections.abc import Iterable

from counterpoint.documents.flow.blocks import Block, Shape, Source, Style
from counterpoint.documents.flow.writer import FlowWriter
from counterpoint.documents.packed.word_format import NOTHING_SAID, Format
from counterpoint.documents.packed.word_numbers import Numbering
from counterpoint.documents.packed.word_styles import Styles
from counterpoint.documents.packed.word_tables import Tables

NO_NUMBER = "0"


class Story:
    """Holds what is written, the open paragraph, runs and tables, and boxes that wait.

    Told of elements in the order they stand; those out of place harm nothing.
    """

    def __init__(self, styles: Styles, numbering: Numbering, is_note: bool = False) -> None:
        self._styles, self._numbering = styles, numbering
        self.writer, self.tables = FlowWriter(), Tables()
        self.writer.nesting.is_note = is_note
        self._paragraph = NOTHING_SAID
        self._is_begun = self._goes_on = False
        self._runs: list[tuple[Style, ...]] = []
        self._hidden: list[bool] = []
        self._boxes: list[Block] = []

    @property
    def is_shown(self) -> bool:
        """Whether text of the open run is shown."""
        return not (self._hidden and self._hidden[-1])

    @property
    def in_run(self) -> bool:
        """Whether a run is open."""
        return bool(self._runs)

    def begin_paragraph(self, said: Format) -> None:
        """What the open paragraph is; what follows is its text."""
        if self._is_begun:
            return
        self._is_begun = True
        self._paragraph = self._styles.whole(said, said.style or self._styles.default)
        goes_on, self._goes_on = self._goes_on, False
        number = self._number_of(said)
        if goes_on:
            return
        if self.tables.in_row:
            self.writer.end_paragraph()
            return
        shape, level = self._styles.shape_of(said)
        if number and number[0] and shape is Shape.PARAGRAPH:
            self.writer.begin(Shape.ITEM, number[1] + 1, number[0])
        else:
            marker = number[0] if number and shape is Shape.HEADING else ""
            self.writer.begin(shape, level, marker)

    def end_paragraph(self, said: Format, goes_on: bool = False) -> None:
        """End the open paragraph, unless the next one goes on with it."""
        self.begin_paragraph(said)
        self._is_begun = False
        self._goes_on = goes_on
        if goes_on or self.tables.in_row:
            return
        self.writer.end_item()
        self.writer.blocks += self._taken_boxes()

    def begin_run(self, said: Format) -> None:
        """A run begins, inside another perhaps."""
        nothing = said is NOTHING_SAID  # as most runs do
        look = said if nothing else self._styles.whole(said, said.style or "")
        hidden = self._paragraph.hidden if look.hidden is None else look.hidden
        styles = [Style.EMPHASIS] if look.italic else []
        styles += [Style.STRONG] if look.bold else []
        styles += [Style.RAISED] if look.raised else []
        for style in styles:
            self.writer.open_style(style)
        self._runs.append(tuple(styles))
        self._hidden.append(bool(hidden))

    def end_run(self) -> None:
        """The innermost run ends."""
        if self._runs:
            for style in self._runs.pop():
                self.writer.close_style(style)
            self._hidden.pop()
        self.writer.close_style(Style.NOTE_MARK)

    def begin_mark(self) -> None:
        """What follows in this run is the mark of a note."""
        self.writer.close_style(Style.RAISED)
        self.writer.open_style(Style.NOTE_MARK)

    def begin_row(self) -> None:
        """A row of the innermost table begins."""
        if self.tables.begin_row():
            self.writer.begin(Shape.ROW)

    def begin_cell(self) -> None:
        """A cell begins."""
        if self.tables.in_outer_row:
            self.writer.begin_cell()

    def end_row(self, is_deleted: bool = False) -> None:
        """A row ends."""
        if self.tables.end_row():
            self._goes_on = False
            self.writer.end_item(is_kept=not is_deleted)
            self.writer.blocks += self._taken_boxes()

    def add_box(self, blocks: Iterable[Block]) -> None:
        """Blocks that stand after the open paragraph or row."""
        self._boxes += blocks

    def finish(self) -> tuple[Block, ...]:
        """All blocks."""
        self.writer.end_item()
        self.writer.blocks += self._taken_boxes()
        return self.writer.finish(Source()).blocks

    def _taken_boxes(self) -> list[Block]:
        taken, self._boxes = self._boxes, []
        return taken

    def _number_of(self, said: Format) -> tuple[str, int] | None:
        name = self._paragraph.number
        if not name or name == NO_NUMBER:
            return None
        depth = said.depth if said.number else self._paragraph.depth
        return self._numbering.marker(name, depth, said.style or "")
