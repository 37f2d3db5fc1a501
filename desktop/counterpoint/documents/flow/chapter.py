"""A chapter of a book: XHTML read as a page is, but every element ends where it says it ends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from counterpoint.documents.flow.blocks import Flow
from counterpoint.documents.flow.hiding import VOID
from counterpoint.documents.flow.web import WebReader, without_open_comments

_DECLARATIONS = re.compile(r"<!DOCTYPE[^\[>]{0,1000}\[[^\]]*\]\s*>", re.IGNORECASE)
"""A document type with declarations inside, which a page's parser would take for text."""

_HEAD = 8_000
_CDATA = "CDATA["


@dataclass(frozen=True)
class Chapter:
    """A chapter's flow, and the number of the block at which each id of it stands."""

    flow: Flow
    places: Mapping[str, int]


def parse_chapter(text: str) -> Chapter:
    """A chapter from its XHTML."""
    reader = _ChapterReader()
    whole = _DECLARATIONS.sub("", text[:_HEAD], count=1) + text[_HEAD:]
    reader.feed(without_open_comments(whole))
    reader.close()
    flow = reader.finish()
    places: dict[str, int] = {}
    for number, block in enumerate(flow.blocks):
        for name, _ in block.names:
            places.setdefault(name, number)
    return Chapter(flow, places)


class _ChapterReader(WebReader):
    """Reads as a page is read, but takes elements at their word."""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, whatever it is."""
        if tag in VOID:
            super().handle_startendtag(tag, attrs)
            return
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def unknown_decl(self, data: str) -> None:
        """Text that was marked as holding no elements."""
        if data.startswith(_CDATA):
            self.handle_data(data.removeprefix(_CDATA))
