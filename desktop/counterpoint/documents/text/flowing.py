"""The reading text of a flow: its blocks as they are, without the marks of notes."""

import re
from collections.abc import Iterator

from counterpoint.documents.flow.blocks import ROLES, Block, Flow, Style
from counterpoint.documents.text.composing import Fragment, Paragraph, compose
from counterpoint.documents.text.sentences import language_of
from counterpoint.domain.reading import ReadingText

_NOTE_MARK = re.compile(
    r"[\[(]?(?:\d{1,4}|[ivxl]{1,7}|[a-z]|[*†‡§¶]{1,3})[\])]?[.:]?|[↩↵⏎↑^←]\ufe0e?", re.IGNORECASE
)
"""A number, a letter or a sign, or the arrow that leads back from a note."""


def read_flow(flow: Flow) -> ReadingText:
    """Reading text over one section, number 0."""
    language = language_of(flow.raw, flow.source.language)
    blocks = zip(flow.blocks, flow.starts, strict=True)
    return compose((_paragraph(block, start) for block, start in blocks), language)


def _paragraph(block: Block, start: int) -> Paragraph:
    ranges = _read_ranges(block)
    fragments = (
        Fragment(block.text[first:last].replace("\n", " "), 0, start + first)
        for first, last in ranges
    )
    return Paragraph(ROLES[block.shape], tuple(fragments))


def _read_ranges(block: Block) -> Iterator[tuple[int, int]]:
    at = 0
    for run in sorted(block.runs, key=lambda run: run.start):
        is_mark = run.style is Style.NOTE_MARK and run.start >= at
        if is_mark and _NOTE_MARK.fullmatch(block.text[run.start : run.end].strip()):
            yield at, run.start
            at = run.end
    yield at, len(block.text)
