"""Cutting a flow into strips of about sixty lines, which the window stacks into one sheet.

The cuts fall between blocks and do not depend on the layout, so a character stays on its strip
whatever the measure and the size of type.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.documents.flow.blocks import Block, Flow, Shape

STRIP_LINES = 60
"""Lines of a strip, about, at the usual measure."""

LINE_CHARACTERS = 70
"""Characters of a line at the usual measure."""

PIECE_LIMIT = 12_000
"""Characters: a longer block is cut at a space, for a layout's time grows with its length."""


@dataclass(frozen=True)
class Piece:
    """A block, or a part of a very long one. ``start`` is where its text begins in the raw text.

    ``follows`` is the block set above it, None at the document's beginning; the block itself
    where the piece goes on with it.
    """

    block: Block
    start: int
    text: str
    offset: int
    follows: Block | None

    @property
    def end(self) -> int:
        """The raw offset after its last character."""
        return self.start + len(self.text)

    @property
    def is_continued(self) -> bool:
        """Whether it goes on with a block that began earlier."""
        return self.offset > 0


@dataclass(frozen=True)
class Strip:
    """Pieces that are laid out together."""

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """The raw offset of its first character."""
        return self.pieces[0].start


def strips_of(flow: Flow) -> tuple[Strip, ...]:
    """All strips of a flow; one without pieces where the flow is empty is left out."""
    strips: list[Strip] = []
    held: list[Piece] = []
    lines = 0.0
    for piece in _pieces(flow):
        needed = _lines_of(piece)
        if held and lines + needed > STRIP_LINES and not _stays(held[-1], lines):
            strips.append(Strip(tuple(held)))
            held, lines = [], 0.0
        held.append(piece)
        lines += needed
    if held:
        strips.append(Strip(tuple(held)))
    return tuple(strips)


def _lines_of(piece: Piece) -> float:
    """Lines a piece takes at the usual measure, its surroundings included."""
    return len(piece.text) / LINE_CHARACTERS + piece.text.count("\n") + 1.5


def _stays(piece: Piece, lines: float) -> bool:
    """Whether what follows belongs on the same strip: below a heading, unless there is no end."""
    is_short = len(piece.text) < LINE_CHARACTERS and lines < 2 * STRIP_LINES
    return is_short and piece.block.shape is Shape.HEADING


def _pieces(flow: Flow) -> Iterator[Piece]:
    above: Block | None = None
    for block, start in zip(flow.blocks, flow.starts, strict=True):
        for offset, end in _cuts(block.text):
            follows = block if offset else above
            yield Piece(block, start + offset, block.text[offset:end], offset, follows)
        above = block


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of at most PIECE_LIMIT characters; each ends after a line feed or space if it can."""
    start = 0
    while len(text) - start > PIECE_LIMIT:
        limit = start + PIECE_LIMIT
        end = max(text.rfind("\n", start, limit), text.rfind(". ", start, limit) + 1)
        if end <= start:
            end = text.rfind(" ", start, limit)
        end = end + 1 if end > start else limit
        yield start, end
        start = end
    yield start, len(text)
