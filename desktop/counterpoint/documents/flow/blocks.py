"""What a reflowable document is parsed to: blocks in reading order, without any layout."""

from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate

from counterpoint.domain.reading import Role


class Shape(Enum):
    """How a block is set."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    NOTE = "note"
    PREFORMATTED = "preformatted"
    ROW = "row"


class Style(Enum):
    """How a run of a block is set."""

    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"
    RAISED = "sup"
    NOTE_MARK = "mark"


ROLES = {
    Shape.PARAGRAPH: Role.BODY,
    Shape.HEADING: Role.HEADING,
    Shape.ITEM: Role.LIST,
    Shape.QUOTE: Role.BODY,
    Shape.CAPTION: Role.CAPTION,
    Shape.NOTE: Role.FOOTNOTE,
    Shape.PREFORMATTED: Role.OTHER,
    Shape.ROW: Role.OTHER,
}


@dataclass(frozen=True)
class Run:
    """A styled range of a block's text: code points, end-exclusive."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True)
class Hyperlink:
    """A range of a block's text that leads elsewhere: code points, end-exclusive.

    ``target`` is an address as the file writes it, or "#" and a name that a block of the flow
    has. An empty range at the beginning is that of the block's marker.
    """

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Block:
    """A paragraph or its like. A line feed in ``text`` is a line break within the block.

    ``level`` is a heading's level or the depth of an item or quote, from 1. ``marker`` stands
    before an item and is no part of the text. A ``tight`` block follows closely on the one before.
    ``names`` are those that links lead to, each with its offset in the text.
    """

    shape: Shape
    text: str
    level: int = 0
    marker: str = ""
    runs: tuple[Run, ...] = ()
    tight: bool = False
    links: tuple[Hyperlink, ...] = ()
    names: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Source:
    """What a file says about itself; empty where it says nothing. Dates as they stand there.

    ``made`` is when the file was made, which says less than a date that is printed in it.
    ``address`` is where on the web it was kept from.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""
    made: str = ""
    address: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of a table of contents: its level from 1, its words, the number of its block."""

    level: int
    title: str
    block: int


@dataclass(frozen=True)
class Flow:
    """A document's blocks. Its raw text is the blocks' texts, parted by one line feed.

    ``contents`` is the file's own table of contents, where that says more than its headings.
    ``starts`` has the raw offset of each block.
    """

    blocks: tuple[Block, ...]
    source: Source = Source()
    contents: tuple[Entry, ...] = ()
    starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends = accumulate((len(block.text) + 1 for block in self.blocks), initial=0)
        object.__setattr__(self, "starts", tuple(ends)[:-1])

    @property
    def raw(self) -> str:
        """The raw text of the one section."""
        return "\n".join(block.text for block in self.blocks)
