"""Links on pages: what the pointer shows of them, and following one."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from counterpoint.app.commands import Command
from counterpoint.app.desk import Aspect, Pane, index_of
from counterpoint.documents.client import jobs
from counterpoint.documents.client.links import PageLink, PageLinks
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.feeds import LATER, SOON, Feed
from counterpoint.ui.folder_sheet import SheetButton
from counterpoint.ui.go_to import GoTo
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay
from counterpoint.ui.page_view import PageView
from counterpoint.ui.plain import shown
from counterpoint.ui.pointing import DRAG_DISTANCE
from counterpoint.ui.theme import Look
from counterpoint.ui.window import MainWindow

WIDTH, ADDRESS_HEIGHT = 520, 84
"""Logical pixels of the card that asks, and of the address on it."""

ABOVE_GOAL = 12.0
"""Page units that show above the place a link leads to."""

NO_LINK = "There is no link in this sentence."
NOT_YET = "The links of this page are still being looked for; try again in a moment."


class KnownLinks(QObject):
    """Owns the links told so far, by feed and page; asks for what is not known yet."""

    def __init__(self) -> None:
        super().__init__()
        self._links: WeakKeyDictionary[Feed, dict[int, tuple[PageLink, ...]]] = WeakKeyDictionary()

    def of(self, feed: Feed, page: int, priority: int = LATER - 1) -> tuple[PageLink, ...] | None:
        """The links of a page; None while they are asked for."""
        if feed not in self._links:
            known = self._links[feed] = {}
            feed.lined.connect(lambda _job, reply: _keep(known, reply))
        if page not in self._links[feed]:
            feed.ask(jobs.Links(page), priority, self)
        return self._links[feed].get(page)


def _keep(known: dict[int, tuple[PageLink, ...]], reply: object) -> None:
    if isinstance(reply, PageLinks):
        known[reply.page] = reply.links


class PaneLinks(QObject):
    """Follows the pointer over one pane's pages; ``pressed`` carries the link that was clicked."""

    pressed = Signal(object)
    pointed = Signal(str)

    def __init__(self, pages: PageView, links_on: Callable[[int], tuple[PageLink, ...]]) -> None:
        super().__init__(pages)
        self._pages = pages
        self._links_on = links_on
        self._press: tuple[PageLink, QPointF] | None = None
        self._under: PageLink | None = None
        pages.viewport().setMouseTracking(True)
        pages.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._show(None)
        if not isinstance(event, QMouseEvent):
            return False
        link = self._link_at(event.position())
        if event.type() == QEvent.Type.MouseMove:
            self._show(link)
        elif event.type() == QEvent.Type.MouseButtonPress:
            is_left = event.button() == Qt.MouseButton.LeftButton
            self._press = (link, event.position()) if link and is_left else None
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._release(link, event.position())
        return False

    def _release(self, link: PageLink | None, point: QPointF) -> None:
        """What was pressed is followed once the click has put the cursor beside it."""
        press, self._press = self._press, None
        if press is None or press[0] != link:
            return
        if (point - press[1]).manhattanLength() < DRAG_DISTANCE:
            QTimer.singleShot(0, self, lambda: self.pressed.emit(link))

    def _show(self, link: PageLink | None) -> None:
        if link == self._under:
            return
        self._under = link
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor
        self._pages.viewport().setCursor(shape)
        self.pointed.emit(target_of(link) if link else "")

    def _link_at(self, point: QPointF) -> PageLink | None:
        stack = self._pages.sizing.stack
        if stack is None or not stack.fixed or not stack.sizes:
            return None
        place = point + QPointF(self._pages.horizontalScrollBar().value(), self._pages.top)
        page = stack.page_at(place.y())
        found = self._links_on(page)
        return next((one for one in found if stack.rectangle(page, one.area).contains(place)), None)


def target_of(link: PageLink) -> str:
    """Where a link leads, in plain words."""
    return link.address or f"To page {link.page + 1} of this document"


class Links(QObject):
    """Owns what the panes' pointers do over links; ``asked`` carries an address to be opened."""

    asked = Signal(str)
    pointed = Signal(str)

    def __init__(self, go_to: GoTo) -> None:
        super().__init__()
        self._go_to = go_to
        self._session, self._view = go_to.session, go_to.view
        self._known = KnownLinks()
        self._panes: dict[int, PaneLinks] = {}
        self._session.desk.subscribe(self._follow_desk)
        self._follow_desk(Aspect.PANES)

    def open(self) -> None:
        """Follow the first link in the sentence; refuses where there is none."""
        desk, pane = self._session.desk, self._session.desk.pane
        pages = self._view.widget_of(pane).pages
        stack, feed = pages.sizing.stack, self._feed(pane)
        rows = pages.where(desk.text.places(desk.selection))
        corner = QPointF(pages.horizontalScrollBar().value(), pages.top)
        if feed is None or stack is None:
            raise Refusal(NO_LINK)
        for page in self._pages_of(pane):
            links = self._known.of(feed, page, SOON)
            if links is None:
                raise Refusal(NOT_YET)
            for link in links:
                area = stack.rectangle(page, link.area).translated(-corner)
                if any(_touches(area, row) for row in rows):
                    self.follow(pane, link)
                    return
        raise Refusal(NO_LINK)

    def follow(self, pane: Pane, link: PageLink) -> None:
        """Go where a link leads; an address is asked about first."""
        stack = self._view.widget_of(pane).pages.sizing.stack
        if link.address:
            self.asked.emit(link.address)
        elif stack is not None and link.page < len(stack.sizes):
            height = stack.sizes[link.page][1]
            share = min(max(link.y - ABOVE_GOAL, 0.0) / height, 1.0)
            self._go_to.go_to_page(pane, link.page, share)

    def _pages_of(self, pane: Pane) -> list[int]:
        desk = self._session.desk
        return sorted({place.section for place in desk.text_of(pane).places(desk.selection)})

    def _feed(self, pane: Pane) -> Feed | None:
        feed = self._go_to.feeds.of(pane.document or "")
        return feed if feed is not None and feed.document and feed.document.fixed else None

    def _follow_desk(self, aspect: Aspect) -> None:
        """Panes have come or gone; the links of the sentence's page are asked for beforehand."""
        desk = self._session.desk
        if aspect is Aspect.PANES:
            there = {pane.id for pane in desk.panes}
            self._panes = {one: links for one, links in self._panes.items() if one in there}
            for pane in desk.panes:
                if pane.id not in self._panes:
                    self._panes[pane.id] = self._watch(pane.id)
        feed, text = self._feed(desk.pane), desk.texts.get(desk.pane.document or "")
        if feed is not None and text is not None and desk.pane.selection is not None:
            for page in self._pages_of(desk.pane):
                self._known.of(feed, page)

    def _watch(self, identity: int) -> PaneLinks:
        desk = self._session.desk

        def pane() -> Pane | None:
            index = index_of(desk.panes, identity)
            return None if index is None else desk.panes[index]

        def links_on(page: int) -> tuple[PageLink, ...]:
            there = pane()
            feed = self._feed(there) if there else None
            return (self._known.of(feed, page) or ()) if feed else ()

        def follow(link: PageLink) -> None:
            there = pane()
            if there is not None:
                self.follow(there, link)

        index = index_of(desk.panes, identity) or 0
        made = PaneLinks(self._view.widget_of(desk.panes[index]).pages, links_on)
        made.pressed.connect(follow)
        made.pointed.connect(self.pointed)
        return made


def _touches(area: QRectF, line: QRectF) -> bool:
    return area.intersects(line.adjusted(0, 3, 0, -3))


class LinkCard(Overlay):
    """Shows an address as a whole, and opens it only when the reader says so."""

    def __init__(self, look: Look, window: QWidget, address: str) -> None:
        super().__init__(look, window)
        self.address = address
        is_mail = address.lower().startswith("mailto:")
        self.setAccessibleName(f"Open {address}?")
        heading = Label(look, size=15, bold=True)
        heading.say("Write to this address?" if is_mail else "Open this address in the browser?")
        self.whole = QPlainTextEdit(shown(address))
        self.whole.setReadOnly(True)
        self.whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.whole.setFixedHeight(ADDRESS_HEIGHT)
        cancel = SheetButton(look, "Cancel", "Esc")
        copy = SheetButton(look, "Copy address", "c")
        go = SheetButton(look, "Write" if is_mail else "Open in browser", "Enter", is_default=True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button, act in ((cancel, self.dismiss), (copy, self.copy), (go, self.go)):
            button.clicked.connect(act)
            foot.addWidget(button)
        self._column = column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addWidget(heading)
        column.addWidget(self.whole)
        column.addLayout(foot)

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        height = self._column.sizeHint().height()
        return QRect((room.width() - width) // 2, (room.height() - height) * 2 // 5, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif event.key() == Qt.Key.Key_C:
            self.copy()
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.address)
        self.dismiss()

    def go(self) -> None:
        """Hand the address to the desktop."""
        self.dismiss()
        QDesktopServices.openUrl(QUrl(self.address, QUrl.ParsingMode.StrictMode))


def ask_to_open(window: MainWindow, look: Look, address: str) -> None:
    """Show an address and ask whether to open it."""
    window.cover(LinkCard(look, window, address))


COMMANDS: tuple[Command[Links], ...] = (
    Command(
        "go.link",
        "Open the link",
        Links.open,
        ("Ctrl+Enter",),
        "Go",
        help="Follows the link in the sentence; an address outside is shown first.",
        icon="link",
        also="url web address browser follow hyperlink",
    ),
)
