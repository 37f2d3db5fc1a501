"""What a PDF's own highlights say, checked on arrival: text, colour, comment and author."""

from dataclasses import dataclass

from counterpoint.documents.client.checks import Fields
from counterpoint.documents.client.frames import Frame, ProtocolError

FORMS = ("highlight", "underline", "squiggly", "strikeout")
"""The text markup annotations of ISO 32000-1, 12.5.6.10, by their names in small letters."""

MOST, MOST_RANGES = 20_000, 2_000
"""Highlights that one job tells of, and pieces of text that one of them covers."""

COMMENT_LIMIT = 20_000
"""Characters of the longest comment."""


@dataclass(frozen=True)
class RawRange:
    """A range of a section's raw text: code points, end-exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class FileHighlight:
    """A passage that was marked in the file itself; what is unknown is empty.

    ``form`` is one of FORMS, ``colour`` 0xRRGGBB, ``date`` ISO 8601. ``ranges`` are the pieces of
    the section's raw text that it covers, ascending, and empty where it covers no text.
    """

    section: int
    form: str
    colour: int
    ranges: tuple[RawRange, ...] = ()
    comment: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True)
class FileHighlights:
    """The highlights of some sections, in the file's order."""

    found: tuple[FileHighlight, ...]


def file_highlights(frame: Frame) -> FileHighlights:
    """The answer to a job for highlights; raises ProtocolError where it is not exactly right."""
    found = Fields(frame.head).objects("highlights", MOST)
    return FileHighlights(tuple(_highlight(fields) for fields in found))


def _highlight(fields: Fields) -> FileHighlight:
    form = fields.text("form", 20)
    if form not in FORMS:
        raise ProtocolError("There is no such form of highlight.")
    ranges = [
        RawRange(one.count("start"), one.count("end"))
        for one in fields.objects("ranges", MOST_RANGES)
    ]
    ends = [end for one in ranges for end in (one.start, one.end)]
    if ends != sorted(ends) or any(one.start == one.end for one in ranges):
        raise ProtocolError("The pieces of a highlight are not in order.")
    return FileHighlight(
        section=fields.count("section"),
        form=form,
        colour=fields.count("colour", 0xFFFFFF),
        ranges=tuple(ranges),
        comment=fields.text("comment", COMMENT_LIMIT),
        author=fields.text("author"),
        date=fields.text("date", 40),
    )
