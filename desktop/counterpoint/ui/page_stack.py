"""Where the pages of a document lie below one another on the screen."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from PySide6.QtCore import QRectF

from counterpoint.documents.client.pages import Rectangle

PAGE_GAP = 16.0
"""Logical pixels between two fixed pages."""

OUTER_MARGIN = 20.0
"""Logical pixels of window around a sheet."""

LEFT_MARGIN, RIGHT_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 52.0, 36.0, 48.0, 72.0
"""Logical pixels of paper around the text of reflowable pages at zoom 1; marks stand left."""


@dataclass(frozen=True)
class PageStack:
    """Pages in a column. ``sizes`` in page units, ``scale`` logical pixels per unit.

    Fixed pages are sheets with gaps; the pages of a reflowable document join into one sheet. All
    rectangles are in logical pixels from the top left corner of the stack. ``content_width`` is
    that of the widest page with its margins.
    """

    sizes: tuple[tuple[float, float], ...]
    scale: float
    width: float
    fixed: bool
    tops: tuple[float, ...] = field(init=False)
    height: float = field(init=False)
    content_width: float = field(init=False)

    def __post_init__(self) -> None:
        widest = max((width for width, _ in self.sizes), default=0.0) * self.scale
        object.__setattr__(self, "content_width", widest + 2 * OUTER_MARGIN + sum(self.sides))
        above = OUTER_MARGIN if self.fixed else OUTER_MARGIN + round(TOP_MARGIN * self.scale)
        gap = PAGE_GAP if self.fixed else 0.0
        steps = [round(height * self.scale) + gap for _, height in self.sizes]
        tops = tuple(accumulate(steps, initial=above))
        below = 0.0 if self.fixed else BOTTOM_MARGIN * self.scale
        object.__setattr__(self, "tops", tops[:-1])
        object.__setattr__(self, "height", tops[-1] - gap + below + OUTER_MARGIN)

    @property
    def sides(self) -> tuple[float, float]:
        """The paper left and right of the text of reflowable pages; 0 for fixed ones."""
        return (0.0, 0.0) if self.fixed else (LEFT_MARGIN * self.scale, RIGHT_MARGIN * self.scale)

    def page(self, index: int) -> QRectF:
        """A page's rectangle: the whole sheet of a fixed page, the text of a reflowable one."""
        width, height = self.sizes[index]
        before, after = self.sides
        room = max(self.width, self.content_width) - width * self.scale - before - after
        left = round(room / 2 + before)  # text is sharp only on whole pixels
        return QRectF(left, self.tops[index], width * self.scale, height * self.scale)

    def sheets(self, pages: range) -> list[QRectF]:
        """The paper that those pages stand on."""
        if self.fixed:
            return [self.page(index) for index in pages]
        before, after = self.sides
        text = self.page(0).adjusted(-before, 0, after, 0)
        height = self.height - 2 * OUTER_MARGIN
        return [QRectF(text.left(), OUTER_MARGIN, text.width(), height)]

    def pages_between(self, top: float, bottom: float) -> range:
        """The pages that show between two heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        return range(first, min(len(self.sizes), bisect_left(self.tops, bottom)))

    def rectangle(self, page: int, units: Rectangle) -> QRectF:
        """A rectangle of a page, in logical pixels of the stack."""
        origin = self.page(page).topLeft()
        return QRectF(
            origin.x() + units.x0 * self.scale,
            origin.y() + units.y0 * self.scale,
            (units.x1 - units.x0) * self.scale,
            (units.y1 - units.y0) * self.scale,
        )

    def page_at(self, height: float) -> int:
        """The page at a height, or the nearest one."""
        return min(max(0, bisect_right(self.tops, height) - 1), len(self.sizes) - 1)
