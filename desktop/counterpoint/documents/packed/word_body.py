"""Reading a part of a Word document that holds text, as a stream of elements."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from counterpoint.documents.flow.blocks import Block
from counterpoint.documents.packed.events import Attributes, read_exactly
from counterpoint.documents.packed.word_fields import Choices, Fields, target_told
from counterpoint.documents.packed.word_format import (
    PROPERTIES,
    by_full_name,
    relation_of,
    value_of,
)
from counterpoint.documents.packed.word_stories import NewStory, Of, Stories
from counterpoint.documents.packed.word_story import Story

_DROPPED = (
    "w:pPrChange w:rPrChange w:sectPrChange w:tblPrChange w:trPrChange w:tcPrChange"
    " w:tblGridChange w:numberingChange w:delText w:delInstrText w:rt w:ffData"
)
"""What was so before, how a word is spoken."""

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_SURROGATES = range(0xD800, 0xE000)
_OWN_CHARACTERS = range(0xE000, 0xF900)
"""Characters that mean something only in one font."""


def _end_table(story: Story) -> None:
    story.tables.end()


_STORY_ENDS: Mapping[str, Callable[[Story], None]] = by_full_name(
    {"w:r": Story.end_run, "m:r": Story.end_run, "w:tbl": _end_table}
)

NoteName = tuple[str, str]
"""The kind of a note, "footnote" or "endnote", and its id."""


def note_name(note: NoteName) -> str:
    """The name by which links lead to a note; bookmarks have no spaces in theirs."""
    return " ".join(note)


def mark_name(note: NoteName) -> str:
    """The name by which a note leads back to its mark."""
    return f"mark {note_name(note)}"


NumberOf = Callable[[str, int], str]
"""Gives the mark of the nth note of a kind, from 1."""


@dataclass
class Part:
    """What was read of a part.

    ``marks`` has the notes that are referred to, in the order of the text, each with its mark;
    empty where the note bears a mark of its own. ``notes`` has the blocks of each.
    """

    blocks: tuple[Block, ...] = ()
    marks: dict[NoteName, str] = field(default_factory=dict)
    notes: dict[NoteName, tuple[Block, ...]] = field(default_factory=dict)


def read_part(
    content: bytes, new_story: NewStory, number_of: NumberOf, addresses: Mapping[str, str]
) -> Part:
    """The text of a part, which names the addresses that it leads to by the ids given."""
    body = _Body(new_story, number_of)
    body.addresses = addresses
    read_exactly(content, body.start, body.end, body.text)
    return body.finish()


class _Body:
    """Holds the open stories, and how deep it is in what is left out."""

    def __init__(self, new_story: NewStory, number_of: NumberOf) -> None:
        self.stories, self.fields, self.choices = Stories(new_story), Fields(), Choices()
        self._number_of = number_of
        self._part = Part()
        self._numbers: Counter[str] = Counter()
        self._left_out = 0
        self._in_text = False
        self._note = ""
        self.addresses: Mapping[str, str] = {}
        self._starts, self._ends = _starts(self), _ends(self)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._left_out:
            self._left_out += 1
            return
        act = self._starts.get(name)
        if act:
            act(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
            return
        act = self._ends.get(name)
        if act:
            act()
            return
        ended = _STORY_ENDS.get(name)
        if ended:
            ended(self.stories.current)

    def text(self, words: str) -> None:
        """Text of an element that holds text, or between elements."""
        if self._left_out or self.fields.take(words):
            return
        if self._in_text:
            self.stories.current.writer.write(words)

    def finish(self) -> Part:
        """All that was read."""
        self._part.blocks = self.stories.finish()
        return self._part

    def end_paragraph(self) -> None:
        """A paragraph ends."""
        self.fields.end_paragraph()
        self.stories.end_paragraph()

    def begin_text(self) -> None:
        """An element that holds text begins."""
        self._in_text = self._is_shown()

    def end_text(self) -> None:
        """An element that holds text ends."""
        self._in_text = False

    def write(self, words: str) -> None:
        """A character that is an element; a tab among the properties is none."""
        if words and self._is_shown():
            self.stories.current.writer.write(words)

    def break_line(self) -> None:
        """A line break, or the break of a column or page within a paragraph."""
        if self._is_shown():
            self.stories.current.writer.break_line()

    def leave_out(self, is_left_out: bool = True) -> None:
        """The element that just began is left out, if so, with all in it."""
        self._left_out = int(is_left_out)

    def refer(self, kind: str, attributes: Attributes) -> None:
        """The mark of a note, written here or, where it is the note's own, in the same run."""
        if not self._is_shown():
            return
        name = (kind, value_of(attributes, "id"))
        story = self.stories.current
        story.begin_mark()
        story.writer.target = f"#{note_name(name)}"
        story.writer.names.append(mark_name(name))
        if value_of(attributes, "customMarkFollows") not in ("", "0", "false", "off"):
            self._part.marks.setdefault(name, "")
            return
        if name not in self._part.marks:
            self._numbers[kind] += 1
            self._part.marks[name] = self._number_of(kind, self._numbers[kind])
        story.writer.write(self._part.marks[name])

    def begin_note(self, attributes: Attributes) -> None:
        """A note begins, or the line above the notes."""
        self._note = value_of(attributes, "id")
        self.leave_out(value_of(attributes, "type") in _SEPARATORS)
        if not self._left_out:
            self.stories.begin_note()

    def end_note(self, kind: str) -> None:
        """A note ends."""
        self._part.notes[kind, self._note] = self.stories.finish()

    def _is_shown(self) -> bool:
        return self.fields.are_shown and self.stories.is_in_text


def _starts(body: _Body) -> dict[str, Callable[[Attributes], None]]:
    text = {
        "w:p": lambda found: body.stories.begin_paragraph(),
        "w:pPr": lambda found: body.stories.begin_properties(Of.PARAGRAPH),
        "w:rPr": lambda found: body.stories.begin_properties(Of.RUN),
        "w:r": lambda found: body.stories.begin_run(body.fields.target),
        "m:r": lambda found: body.stories.begin_run(body.fields.target),
        "w:t": lambda found: body.begin_text(),
        "m:t": lambda found: body.begin_text(),
        "w:tab": lambda found: body.write(" "),
        "w:ptab": lambda found: body.write(" "),
        "w:noBreakHyphen": lambda found: body.write("-"),
        "w:sym": lambda found: body.write(_symbol(value_of(found, "char"))),
        "w:br": lambda found: body.break_line(),
        "w:cr": lambda found: body.break_line(),
        "w:instrText": lambda found: body.fields.begin_words(),
        "w:footnoteReference": lambda found: body.refer("footnote", found),
        "w:endnoteReference": lambda found: body.refer("endnote", found),
    }
    return by_full_name(text | _link_starts(body) | _frame_starts(body)) | {
        name: partial(body.stories.note_property, name) for name in PROPERTIES
    }


def _link_starts(body: _Body) -> dict[str, Callable[[Attributes], None]]:
    def mark(found: Attributes) -> None:
        body.fields.mark(value_of(found, "fldCharType"))
        body.stories.current.writer.target = body.fields.target

    def open_link(found: Attributes) -> None:
        address, anchor = body.addresses.get(relation_of(found), ""), value_of(found, "anchor")
        body.fields.open_link(f"{address}#{anchor}" if anchor else address)

    return {
        "w:fldChar": mark,
        "w:fldSimple": lambda found: body.fields.open_link(target_told(value_of(found, "instr"))),
        "w:hyperlink": open_link,
        "w:bookmarkStart": lambda found: body.stories.current.writer.names.append(
            value_of(found, "name")
        ),
    }


def _frame_starts(body: _Body) -> dict[str, Callable[[Attributes], None]]:
    def take_out(found: Attributes) -> None:
        body.stories.take_out()
        body.leave_out()

    return {
        "w:tbl": lambda found: body.stories.current.tables.begin(),
        "w:gridCol": lambda found: body.stories.current.tables.add_column(),
        "w:tr": lambda found: body.stories.current.begin_row(),
        "w:trPr": lambda found: body.stories.begin_properties(Of.ROW),
        "w:tc": lambda found: body.stories.current.begin_cell(),
        "w:del": take_out,
        "w:moveFrom": take_out,
        "w:txbxContent": lambda found: body.stories.begin_box(),
        "w:footnote": body.begin_note,
        "w:endnote": body.begin_note,
        "w:showingPlcHdr": lambda found: body.choices.expect_placeholder(),
        "w:sdtContent": lambda found: body.leave_out(body.choices.is_placeholder()),
        "mc:AlternateContent": lambda found: body.choices.begin(),
        "mc:Choice": lambda found: body.leave_out(not body.choices.take()),
        "mc:Fallback": lambda found: body.leave_out(not body.choices.take()),
        **dict.fromkeys(_DROPPED.split(), lambda found: body.leave_out()),
    }


def _ends(body: _Body) -> dict[str, Callable[[], None]]:
    return by_full_name(
        {
            "w:p": body.end_paragraph,
            "w:pPr": body.stories.end_properties,
            "w:rPr": body.stories.end_properties,
            "w:trPr": body.stories.end_properties,
            "w:t": body.end_text,
            "m:t": body.end_text,
            "w:instrText": body.fields.end_words,
            "w:fldSimple": body.fields.close_link,
            "w:hyperlink": body.fields.close_link,
            "w:tr": body.stories.end_row,
            "w:txbxContent": body.stories.end_box,
            "w:footnote": lambda: body.end_note("footnote"),
            "w:endnote": lambda: body.end_note("endnote"),
            "mc:AlternateContent": body.choices.end,
        }
    )


def _symbol(code: str) -> str:
    """A character by its code in hexadecimal digits; nothing where only its font knows it."""
    if not code or len(code) > 5 or not set(code.lower()) <= set("0123456789abcdef"):
        return ""
    number = int(code, 16)
    is_known = number >= 0x20 and number not in _OWN_CHARACTERS and number not in _SURROGATES
    return chr(number) if is_known else ""
