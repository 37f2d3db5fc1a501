"""The highlights that a PDF has of its own, and the characters that lie under them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from counterpoint.documents.client.highlights import (
    COMMENT_LIMIT,
    MOST,
    MOST_RANGES,
    FileHighlight,
    FileHighlights,
    RawRange,
)
from counterpoint.documents.client.pages import Line, Rectangle
from counterpoint.documents.worker.answers import Answer
from counterpoint.documents.worker.engine import PdfFile
from counterpoint.documents.worker.extraction import page_lines
from counterpoint.documents.worker.markups import TYPES, markup_of
from counterpoint.domain.dates import date_of_stamp

YELLOW = 0xFFFF00
"""What a highlight without a colour is shown in."""

AUTHOR_LIMIT = 2000


def highlights_of(file: PdfFile, first: int, last: int) -> FileHighlights:
    """The highlights of the pages from ``first`` to ``last`` (exclusive)."""
    found = (one for page in range(first, last) for one in _on_page(file, page))
    return FileHighlights(tuple(islice(found, MOST)))


def highlights_answer(highlights: FileHighlights) -> Answer:
    """The frame that says them."""
    return {"highlights": [_said(one) for one in highlights.found]}, b""


def _on_page(file: PdfFile, page: int) -> Iterator[FileHighlight]:
    annotations = islice(file.annotations(page, tuple(TYPES)), MOST)
    markups = [markup_of(annotation) for annotation in annotations]
    lines = page_lines(file, page) if markups else []
    for markup in markups:
        yield FileHighlight(
            section=page,
            form=markup.form,
            colour=YELLOW if markup.colour is None else markup.colour,
            ranges=tuple(_covered(markup.boxes, lines)[:MOST_RANGES]),
            comment=markup.comment[:COMMENT_LIMIT],
            author=" ".join(markup.author.split())[:AUTHOR_LIMIT],
            date=date_of_stamp(markup.date),
        )


def _covered(boxes: Sequence[Rectangle], lines: Sequence[Line]) -> list[RawRange]:
    """The characters whose middle lies in one of the boxes; what lies side by side is one range."""
    offsets = sorted({raw for line in lines for box in boxes for raw in _under(box, line)})
    ranges: list[RawRange] = []
    for raw in offsets:
        if ranges and ranges[-1].end == raw:
            ranges[-1] = RawRange(ranges[-1].start, raw + 1)
        else:
            ranges.append(RawRange(raw, raw + 1))
    return ranges


def _under(box: Rectangle, line: Line) -> Iterator[int]:
    """The raw offsets of a line's characters that a box covers.

    Boxes are drawn by hand or by rule of thumb: one belongs to a line whose middle it holds.
    """
    across = (box.x0, box.x1) if line.vertical else (box.y0, box.y1)
    along = (box.y0, box.y1) if line.vertical else (box.x0, box.x1)
    if not across[0] <= (line.top + line.bottom) / 2 <= across[1]:
        return
    for index in range(line.count):
        if along[0] <= line.middle(index) <= along[1]:
            yield line.raw_start + index


def _said(one: FileHighlight) -> dict[str, object]:
    return {
        "section": one.section,
        "form": one.form,
        "colour": one.colour,
        "ranges": [{"start": covered.start, "end": covered.end} for covered in one.ranges],
        "comment": one.comment,
        "author": one.author,
        "date": one.date,
    }
