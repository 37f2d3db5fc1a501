"""One document's pages in a pane."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from counterpoint.domain.anchors import Place
from counterpoint.ui.feeds import Ear, Feed
from counterpoint.ui.page_layout import PageLayout
from counterpoint.ui.page_painting import paint_page, paint_sheet
from counterpoint.ui.page_scenes import (
    ClaimsOn,
    Scenes,
    no_claims,
    nothing_found,
    pages_of,
)
from counterpoint.ui.page_scroll import BEGINNING, PageAim, PageScroll
from counterpoint.ui.page_source import Colours, PageSource
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.pointing import PagePointing
from counterpoint.ui.theme import Look, interface_font

OVERLAP = 56
"""Logical pixels that stay in sight when a screenful is scrolled."""

UNDRAWN = "This page could not be drawn."


class PagePainter:
    """Paints the pages in view, asks for what they lack, and looks a page ahead.

    ``undrawn`` has the pages of the last picture that say that they could not be drawn.
    """

    def __init__(self, look: Look, source: PageSource, scenes: Scenes) -> None:
        self._look = look
        self._source = source
        self._scenes = scenes
        self.undrawn: list[int] = []

    def paint(self, painter: QPainter, stack: PageStack, pages: range, ratio: float) -> None:
        """Paint pages of a stack; ``ratio`` is device pixels per logical pixel."""
        theme = self._look.paper
        ink = theme.colour("page_text").rgb() & 0xFFFFFF
        colours = Colours(tone=theme.name) if stack.fixed else Colours(ink)
        pixels = stack.scale * ratio, colours
        self.undrawn = []
        for sheet in stack.sheets(pages):
            paint_sheet(painter, theme, sheet)
        for page in pages:
            image = self._source.picture(page, *pixels)
            paint_page(painter, theme, self._scenes.scene(stack, page, image), stack.fixed)
            if image is None and self._source.is_missed(page):
                self._say_undrawn(painter, stack, page)
        self._source.prefetch(pages.stop, *pixels)
        self._source.prefetch(pages.start - 1, *pixels)

    def _say_undrawn(self, painter: QPainter, stack: PageStack, page: int) -> None:
        self.undrawn.append(page)
        painter.setPen(self._look.paper.colour("muted"))
        painter.setFont(interface_font())
        room = stack.page(page).adjusted(0, OVERLAP, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, UNDRAWN)


class PageView(PageScroll):
    """Shows one document; knows claims and the cursor only as things to paint."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._source = PageSource()
        self._ear = Ear()
        self.scenes = self._scenes = Scenes(self._source)
        self._stack: PageStack | None = None
        self._painter = PagePainter(look, self._source, self._scenes)
        self.sizing = PageLayout(
            self._source, lambda: self.viewport().width(), lambda: look.settings
        )
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._settle = QTimer(self, singleShot=True, interval=30)
        self._settle.timeout.connect(self.sizing.fit)
        self.sizing.changed.connect(self._take_layout)
        self._source.arrived.connect(self._take_arrival)
        look.changed.connect(self.viewport().update)
        look.changed.connect(self.sizing.fit)
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

    def where(self, places: tuple[Place, ...]) -> list[QRectF]:
        """The lines of those places in the viewport; none while that is not known."""
        if self._stack is None:
            return []
        corner = QPointF(self.horizontalScrollBar().value(), self.top)
        return [line.translated(-corner) for line in self._scenes.where(self._stack, places)]

    def zoom_by(self, steps: int) -> None:
        """Larger (steps above 0) or smaller; 0 is the width of the pane, or text's own size."""
        self.sizing.zoom_by(steps)

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
        self.aim.forget()
        self.pointing.end()
        self.sizing.fit()
        self.viewport().update()

    def show_claims(self, claims: ClaimsOn) -> None:
        """What tells the claims to paint on a page."""
        self._scenes.set_claims(claims)
        self.viewport().update()

    def renew_claims(self, pages: Iterable[int]) -> None:
        """The claims on those pages have changed."""
        self._scenes.renew_claims(pages)
        self.viewport().update()

    def show_cursor(
        self, places: tuple[Place, ...], framed: frozenset[str], is_active: bool
    ) -> None:
        """Where the sentence cursor is, which claims are framed, and whether keys act here."""
        self._scenes.set_cursor(places, framed, is_active)
        self.viewport().update()

    def scroll_page(self, direction: int) -> None:
        """A screenful down (1) or up (-1)."""
        self.scroll_to(self.goal + direction * (self.view_height - OVERLAP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.theme.colour("window"))
        if self._stack is None or not self._stack.sizes:
            return
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.translate(-self.horizontalScrollBar().value(), -self.top)
        pages = self._stack.pages_between(self.top, self.top + self.view_height)
        self._source.forget_but({*range(pages.start - 1, pages.stop + 1), *self._awaited})
        self._painter.paint(painter, self._stack, pages, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    @property
    def _awaited(self) -> set[int]:
        """The pages, however far, whose lines the view needs to come to where it is going."""
        document = self._source.document
        if document is None:
            return set()
        return {page for place in self.aim.awaited for page in pages_of(document, place)}

    def _take_layout(self) -> None:
        """Pages lie anew: what was at the upper edge stays there."""
        stack = self.sizing.stack
        if stack is None:
            return
        place = self.aim.place or BEGINNING
        self._stack = stack
        self._scenes.forget_measures()
        self.set_extent(stack.content_width, stack.height)
        self.aim.rest_at(place)
        self.viewport().update()

    def _take_arrival(self) -> None:
        self.viewport().update()
        if not self.pointing.is_pressed:
            self.aim.approach()
