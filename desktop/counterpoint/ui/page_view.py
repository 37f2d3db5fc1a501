"""One document's pages in a pane."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from counterpoint.documents.client.pages import RawOffset
from counterpoint.domain.anchors import Place
from counterpoint.ui.feeds import Feed
from counterpoint.ui.page_layout import PageLayout
from counterpoint.ui.page_painting import PaintedClaim, paint_page, paint_sheet
from counterpoint.ui.page_scenes import Scenes
from counterpoint.ui.page_scroll import PageScroll
from counterpoint.ui.page_source import PageSource
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.pointing import PagePointing
from counterpoint.ui.theme import Look

CALM_TOP, CALM_BOTTOM = 0.10, 0.75
"""The shares of the view's height between which the cursor moves without a scroll."""

OVERLAP = 56
"""Logical pixels that stay in sight when a screenful is scrolled."""


class PageView(PageScroll):
    """Shows one document; knows claims and the cursor only as things to paint."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._source = PageSource()
        self._scenes = Scenes(self._source)
        self._stack: PageStack | None = None
        self._revealing: tuple[Place, ...] = ()
        self._pages = PageLayout(self._source, lambda: self.viewport().width())
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._settle = QTimer(self, singleShot=True, interval=30)
        self._settle.timeout.connect(self._pages.fit)
        self._pages.changed.connect(self._take_layout)
        self._source.arrived.connect(self._take_arrival)
        look.changed.connect(self.viewport().update)
        self.pointing = PagePointing(self, self._scenes, lambda: self._stack)

    def where(self, places: tuple[Place, ...]) -> list[QRectF]:
        """The lines of those places in the viewport; none while that is not known."""
        if self._stack is None:
            return []
        corner = QPointF(self.horizontalScrollBar().value(), self.top)
        return [line.translated(-corner) for line in self._scenes.where(self._stack, places)]

    def zoom_by(self, steps: int) -> None:
        """Larger (steps above 0) or smaller; 0 is the width of the pane, or text's own size."""
        self._pages.zoom_by(steps)

    def set_feed(self, feed: Feed | None) -> None:
        """Show another document, or none."""
        if self._source.feed is feed:
            return
        self._source.set_feed(feed)
        self._stack = None
        self._pages.reset()
        self._scenes.set_claims(())
        if feed is not None:
            feed.opened.connect(self._pages.fit)
            self._pages.fit()
        self.viewport().update()

    def show_claims(self, claims: Sequence[PaintedClaim]) -> None:
        """The claims to paint, in reading order."""
        self._scenes.set_claims(claims)
        self.viewport().update()

    def show_cursor(
        self, places: tuple[Place, ...], framed: frozenset[str], is_active: bool
    ) -> None:
        """Where the sentence cursor is, which claims are framed, and whether keys act here."""
        self._scenes.set_cursor(places, framed, is_active)
        self.viewport().update()

    def reveal(self, places: tuple[Place, ...], at_once: bool = False) -> None:
        """Scroll, no more than needed, until those places can be read."""
        self._revealing = places
        if self._stack is None:
            return
        lines = self._scenes.where(self._stack, places)
        if not lines:
            return
        self._revealing = ()
        top, bottom = lines[0].top(), lines[-1].bottom()
        upper = self.goal + CALM_TOP * self.view_height
        lower = self.goal + CALM_BOTTOM * self.view_height
        if top < upper or (bottom > lower and top > upper):
            is_near = abs(top - self.goal) < 3 * self.view_height
            self.scroll_to(top - 0.25 * self.view_height, at_once or not is_near)

    def scroll_page(self, direction: int) -> None:
        """A screenful down (1) or up (-1)."""
        self.scroll_to(self.goal + direction * (self.view_height - OVERLAP))

    def first_in_view(self) -> RawOffset | None:
        """The first whole line that shows where the view comes to rest; None if not known."""
        if self._stack is None:
            return None
        return self._scenes.first_line(self._stack, self.goal, self.goal + self.view_height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self._look.theme
        painter.fillRect(self.viewport().rect(), theme.colour("window"))
        if self._stack is None or not self._stack.sizes:
            return
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.translate(-self.horizontalScrollBar().value(), -self.top)
        pages = self._stack.pages_between(self.top, self.top + self.view_height)
        for sheet in self._stack.sheets(pages):
            paint_sheet(painter, theme, sheet, self._stack.fixed)
        for page in pages:
            scene = self._scenes.scene(self._stack, page, self._source.picture(page, *self._pixels))
            paint_page(painter, theme, scene, self._stack.fixed)
        self._look_ahead(pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    @property
    def _pixels(self) -> tuple[float, int]:
        """Pixels per page unit, and the colour of text, as pictures are asked for."""
        scale = (self._stack.scale if self._stack else 1.0) * self.devicePixelRatioF()
        return scale, self._look.theme.colour("page_text").rgb() & 0xFFFFFF

    def _look_ahead(self, pages: range) -> None:
        near = range(pages.start - 1, pages.stop + 1)
        self._source.forget_but(near)
        self._source.prefetch(pages.stop, *self._pixels)
        self._source.prefetch(pages.start - 1, *self._pixels)

    def _take_layout(self) -> None:
        """Pages lie anew: what was at the upper edge stays there."""
        stack = self._pages.stack
        if stack is None:
            return
        kept = self.first_in_view() if self._stack else None
        self._stack = stack
        self._scenes.forget_measures()
        self.set_extent(stack.content_width, stack.height)
        if kept is not None and not self._revealing:
            self._revealing = (Place(kept.section, kept.raw, kept.raw + 1, ""),)
        self.viewport().update()

    def _take_arrival(self) -> None:
        self.viewport().update()
        if self._revealing:
            self.reveal(self._revealing, at_once=True)
