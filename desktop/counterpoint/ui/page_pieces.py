"""Which pictures a view needs: whole pages or, where those would be too large, tiles."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF

from counterpoint.ui.page_stack import PageStack

WHOLE_PIXELS = 8 << 20
"""Device pixels of the largest page that is drawn whole."""

TILE = 1024
"""Device pixels, both ways, of a part of a larger page."""

Clip = tuple[int, int, int, int]


@dataclass(frozen=True)
class Piece:
    """A page, or the part of it inside ``clip``; ``left`` … ``height`` in device pixels of it."""

    page: int
    clip: Clip | None
    left: int
    top: int
    width: int
    height: int


def pieces(stack: PageStack, sight: QRectF, ratio: float) -> list[Piece]:
    """What shows of a stack inside ``sight``; ``ratio`` is device pixels per logical pixel."""
    found: list[Piece] = []
    for page in stack.pages_between(sight.top(), sight.bottom()):
        width, height = (max(1, round(units * stack.scale * ratio)) for units in stack.sizes[page])
        if width * height <= WHOLE_PIXELS:
            found.append(Piece(page, None, 0, 0, width, height))
        else:
            area = stack.page(page)
            seen = sight.intersected(area).translated(-area.topLeft())
            found += _tiles(page, QRect(0, 0, width, height), _enlarged(seen, ratio))
    return found


def _tiles(page: int, whole: QRect, seen: QRect) -> Iterator[Piece]:
    seen = seen.intersected(whole)
    if seen.isEmpty():
        return
    for top in range(seen.top() // TILE * TILE, seen.bottom() + 1, TILE):
        for left in range(seen.left() // TILE * TILE, seen.right() + 1, TILE):
            width = min(TILE, whole.width() - left)
            height = min(TILE, whole.height() - top)
            clip = left, top, left + width, top + height
            yield Piece(page, clip, left, top, width, height)


def _enlarged(area: QRectF, ratio: float) -> QRect:
    corner, size = area.topLeft() * ratio, area.size() * ratio
    return QRectF(corner, size).toAlignedRect()
