"""The stories of a part of a Word document that are open at once: a box stands in a paragraph."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from counterpoint.documents.flow.blocks import Block
from counterpoint.documents.packed.events import Attributes
from counterpoint.documents.packed.word_format import NOTHING_SAID, PROPERTIES, Format
from counterpoint.documents.packed.word_story import Story

MOST_STORIES = 16
"""Boxes inside boxes that are told apart; deeper ones are read where they stand."""

NewStory = Callable[[bool], Story]
"""Makes a story, and is told whether it is a note."""


class Of(Enum):
    """Whose properties are being read."""

    NOTHING = "nothing"
    PARAGRAPH = "pPr"
    PARAGRAPH_END = "rPr in pPr"
    RUN = "rPr"
    ROW = "trPr"


@dataclass
class _Open:
    """A story, and what is said of its open paragraph, run and row."""

    story: Story
    reading: Of = Of.NOTHING
    said: Format = NOTHING_SAID
    paragraph: Format = NOTHING_SAID
    goes_on: bool = False
    is_row_deleted: bool = False


class Stories:
    """Holds the open stories, the innermost last."""

    def __init__(self, new_story: NewStory) -> None:
        self._new_story = new_story
        self._open = [_Open(new_story(False))]
        self._too_deep = 0

    @property
    def current(self) -> Story:
        """The innermost story."""
        return self._open[-1].story

    @property
    def is_in_text(self) -> bool:
        """Whether what comes may be text: it is neither a property nor hidden."""
        now = self._open[-1]
        return now.reading is Of.NOTHING and now.story.is_shown

    def begin_paragraph(self) -> None:
        """A paragraph begins; what it is comes next, if anything is said of it."""
        now = self._open[-1]
        now.reading, now.paragraph, now.goes_on = Of.NOTHING, NOTHING_SAID, False

    def end_paragraph(self) -> None:
        """The open paragraph ends."""
        now = self._open[-1]
        now.story.end_paragraph(now.paragraph, now.goes_on)

    def begin_run(self, target: str = "") -> None:
        """A run begins; how it looks comes next, if anything is said of it.

        It leads to ``target`` if there is one.
        """
        now = self._open[-1]
        now.story.writer.target = target
        now.story.begin_paragraph(now.paragraph)
        now.story.begin_run(NOTHING_SAID)

    def begin_properties(self, of: Of) -> None:
        """The properties of what is open begin; those of a run may be its paragraph's mark's."""
        now = self._open[-1]
        if of is Of.RUN and now.reading is Of.PARAGRAPH:
            now.reading = Of.PARAGRAPH_END
        elif of is not Of.RUN or now.story.in_run:
            now.reading = of
            now.said = NOTHING_SAID

    def note_property(self, name: str, attributes: Attributes) -> None:
        """A property by its full name."""
        now = self._open[-1]
        if now.reading in (Of.PARAGRAPH, Of.RUN):
            now.said = replace(now.said, **PROPERTIES[name](attributes))

    def end_properties(self) -> None:
        """The innermost properties end."""
        now = self._open[-1]
        ended, now.reading = now.reading, Of.NOTHING
        if ended is Of.PARAGRAPH_END:
            now.reading = Of.PARAGRAPH
        elif ended is Of.PARAGRAPH:
            now.paragraph = now.said
            now.story.begin_paragraph(now.said)
        elif ended is Of.RUN and now.said is not NOTHING_SAID:
            now.story.end_run()
            now.story.begin_run(now.said)

    def take_out(self) -> None:
        """What is open was deleted: the end of a paragraph, or a row."""
        now = self._open[-1]
        now.goes_on = now.goes_on or now.reading is Of.PARAGRAPH_END
        now.is_row_deleted = now.is_row_deleted or now.reading is Of.ROW

    def end_row(self) -> None:
        """A row ends."""
        now = self._open[-1]
        now.story.end_row(now.is_row_deleted)
        now.is_row_deleted = False

    def begin_box(self) -> None:
        """A box begins in the open paragraph."""
        if len(self._open) < MOST_STORIES:
            self._open.append(_Open(self._new_story(False)))
        else:
            self._too_deep += 1

    def end_box(self) -> None:
        """The innermost box ends; its text comes after the paragraph it stands in."""
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            blocks = self._open.pop().story.finish()
            self.current.add_box(blocks)

    def begin_note(self) -> None:
        """A note begins, in a part of notes."""
        self._open = [_Open(self._new_story(True))]

    def finish(self) -> tuple[Block, ...]:
        """The blocks of the outermost story, which is begun anew."""
        while len(self._open) > 1:
            self.end_box()
        blocks = self.current.finish()
        self._open, self._too_deep = [_Open(self._new_story(False))], 0
        return blocks
