"""One document's pages in a pane."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from counterpoint.ui.feeds import Ear, Feed
from counterpoint.ui.page_layout import PageLayout
from counterpoint.ui.page_painter import Outlook, PagePainter
from counterpoint.ui.page_scenes import (
    ClaimsOn,
    Scenes,
    Target,
    no_claims,
    nothing_found,
)
from counterpoint.ui.page_scroll import BEGINNING, PageAim, PageScroll
from counterpoint.ui.page_source import PageSource
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.page_zooming import PageZooming
from counterpoint.ui.pictures import Shelf
from counterpoint.ui.pointing import PagePointing
from counterpoint.ui.theme import Look


class PageView(PageScroll):
    """Shows one document; knows claims and the cursor only as things to paint."""

    def __init__(self, look: Look, shelf: Shelf) -> None:
        super().__init__()
        self._look = look
        self.source = self._source = PageSource(shelf)
        self._ear = Ear()
        self.scenes = self._scenes = Scenes(self._source)
        self._stack: PageStack | None = None
        self._direction = 1
        self._painter = PagePainter(look, self._source, self._scenes)
        self.sizing = PageLayout(
            self._source, lambda: self.viewport().size(), lambda: look.settings
        )
        for owned in (self._source, self.sizing):  # or their slots outlive the view
            owned.setParent(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._settle = QTimer(self, singleShot=True, interval=30)
        self._settle.timeout.connect(self.sizing.fit)
        self.sizing.changed.connect(self._take_layout)
        self._source.arrived.connect(self._take_arrival)
        self._painter.renewed.connect(self.viewport().update)
        look.changed.connect(self._look_ahead)
        look.changed.connect(self.sizing.fit)
        self.zooming = PageZooming(look, self, self.sizing)
        self.pointing = PagePointing(self, self._scenes, lambda: self._stack)
        self.aim = PageAim(self, self._scenes, lambda: self._stack)
        self._source.rearranging.connect(self.aim.hold)

    @property
    def is_fitted(self) -> bool:
        """Whether the pages are laid out, or asked for, for the width the view has now."""
        return not self._settle.isActive()

    @property
    def undrawn(self) -> list[int]:
        """The pages in view that say that they could not be drawn."""
        return self._painter.undrawn

    def where(self, places: tuple[Target, ...]) -> list[QRectF]:
        """The lines of those places in the viewport; none while that is not known."""
        if self._stack is None:
            return []
        corner = QPointF(self.horizontalScrollBar().value(), self.top)
        return [line.translated(-corner) for line in self._scenes.where(self._stack, places)]

    def set_feed(self, feed: Feed | None) -> None:
        """Show another document, or none."""
        if self._source.feed is feed:
            return
        self._ear.listen()
        self._source.set_feed(feed)
        if feed is not None:
            self._ear.listen((feed.opened, self.sizing.fit))
        self._stack = None
        self.sizing.reset()
        self._scenes.set_claims(no_claims)
        self._scenes.found_on = nothing_found
        self._scenes.forget_measures()
        self._painter.forget()
        self.aim.forget()
        self.pointing.end()
        self.sizing.fit()
        self.viewport().update()

    def show_claims(self, claims: ClaimsOn) -> None:
        """What tells the claims to paint on a page."""
        if self._scenes.set_claims(claims):
            self.viewport().update()

    def renew_claims(self, pages: Iterable[int], *, at_once: bool) -> None:
        """The claims on those pages have changed; draw them ``at_once``, or page by page."""
        changed = self._scenes.renew_claims(pages, at_once=at_once)
        if not at_once:
            self._painter.renew(changed)
        elif changed:
            self.viewport().update()

    def show_cursor(
        self, places: tuple[Target, ...], framed: frozenset[str], is_active: bool
    ) -> None:
        """Where the sentence cursor is, which claims are framed, and whether keys act here."""
        if self._scenes.set_cursor(places, framed, is_active):
            self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        outlook = self._outlook
        if outlook is None or not outlook.stack.sizes:
            painter.fillRect(self.viewport().rect(), self._look.theme.colour("window"))
            return
        painter.translate(-outlook.area.topLeft())
        self._painter.paint(painter, outlook)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if dy:
            self._direction = 1 if dy < 0 else -1
        super().scrollContentsBy(dx, dy)
        self._look_ahead()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()
        self._look_ahead()

    @property
    def _outlook(self) -> Outlook | None:
        if self._stack is None:
            return None
        area = QRectF(self.viewport().rect())
        area.translate(self.horizontalScrollBar().value(), self.top)
        return Outlook(self._stack, area, self.devicePixelRatioF(), self._direction)

    def _look_ahead(self) -> None:
        """Something else shows now, or looks other: ask for it before it is painted."""
        outlook = self._outlook
        if outlook is not None:
            self._painter.look_ahead(outlook, self.aim.awaited)
        self.viewport().update()

    def _take_layout(self) -> None:
        """Pages lie anew: what was at the upper edge stays there."""
        stack = self.sizing.stack
        if stack is None:
            return
        place = self.aim.place or BEGINNING
        self._stack = stack
        self._scenes.forget_measures()
        self.set_extent(stack.content_width, stack.height)
        if not stack.fixed:  # its lines are others now: what was in sight is no measure
            across = self.horizontalScrollBar()
            across.setValue(across.maximum() // 2)
        self.aim.rest_at(place)
        self._look_ahead()

    def _take_arrival(self, page: int) -> None:
        """Painted at once: an update would wait for whatever else the event loop has to do."""
        page_area = self._painter.take(page)
        if not self.pointing.is_pressed:
            self.aim.approach()
        area = page_area.translated(0, -self.top).toAlignedRect()
        seen = self.viewport().rect() & QRect(0, area.top(), self.viewport().width(), area.height())
        if not seen.isEmpty():
            self.viewport().repaint(seen)
