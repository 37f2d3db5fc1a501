"""Links on pages: what the pointer shows of them, and following one."""

from collections.abc import Callable
from itertools import islice
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from counterpoint.app.commands import Command
from counterpoint.app.desk import Aspect, Pane, index_of
from counterpoint.app.walking import sentence_under
from counterpoint.documents.client import jobs
from counterpoint.documents.client.links import PageLink, PageLinks
from counterpoint.documents.client.pages import Line, PageLines
from counterpoint.domain.reading import Passage
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.feeds import LATER, SOON, Feed
from counterpoint.ui.go_to import GoTo
from counterpoint.ui.page_scenes import pages_of
from counterpoint.ui.page_scroll import ViewPlace
from counterpoint.ui.page_view import PageView
from counterpoint.ui.pointing import DRAG_DISTANCE

ABOVE_GOAL = 12.0
"""Page units that show above the place a link leads to."""

NO_LINK = "There is no link in this sentence."
ELSEWHERE = "To another place in this document"

MOST_PAGES = 200
"""Pages of a document whose links are kept."""

MOST_SELECTED = 8
"""Pages of the selection whose links are looked for."""

LEAD = 6.0
"""Page units that a place may lie below the top of the line it is meant for."""

LinksOn = Callable[[int], tuple[PageLink, ...]]
"""Gives the links of a page, as far as they are known."""


class KnownLinks(QObject):
    """Owns the links told so far, by feed, page and layout; asks for what is not known yet.

    ``came`` carries each answer of a page with its feed and job; None where there is none.
    """

    came = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._links: WeakKeyDictionary[Feed, dict[jobs.Links, tuple[PageLink, ...]]]
        self._links = WeakKeyDictionary()

    def of(
        self, feed: Feed, job: jobs.Links, priority: int = LATER - 1
    ) -> tuple[PageLink, ...] | None:
        """The links of a page; None while they are asked for."""
        known = self._known(feed)
        if job not in known:
            feed.ask(job, priority, self)
        return known.get(job)

    def ask_lines(self, feed: Feed, page: int) -> None:
        """Ask where the text of a page stands, as the page is in the file."""
        self._known(feed)
        feed.ask(jobs.Lines(page), SOON, self)

    def _known(self, feed: Feed) -> dict[jobs.Links, tuple[PageLink, ...]]:
        if feed not in self._links:
            self._links[feed] = {}
            feed.lined.connect(lambda job, reply: self._take(feed, job, reply))
            feed.missed.connect(lambda job: self.came.emit(feed, job, None))
        return self._links[feed]

    def _take(self, feed: Feed, job: object, reply: object) -> None:
        known = self._known(feed)
        if isinstance(job, jobs.Links) and isinstance(reply, PageLinks):
            known[job] = reply.links
            while len(known) > MOST_PAGES:
                del known[next(iter(known))]
        self.came.emit(feed, job, reply)


class PaneLinks(QObject):
    """Follows the pointer over one pane's pages; ``pressed`` carries the link that was clicked."""

    pressed = Signal(object)
    pointed = Signal(str)

    def __init__(self, pages: PageView, links_on: LinksOn) -> None:
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
        stack = self._pages.sizing.stack
        self.pointed.emit(target_of(link, stack is None or stack.fixed) if link else "")

    def _link_at(self, point: QPointF) -> PageLink | None:
        stack = self._pages.sizing.stack
        if stack is None or not stack.sizes:
            return None
        place = point + QPointF(self._pages.horizontalScrollBar().value(), self._pages.top)
        page = stack.page_at(place.y())
        found = self._links_on(page)
        return next((one for one in found if stack.rectangle(page, one.area).contains(place)), None)


def target_of(link: PageLink, is_fixed: bool) -> str:
    """Where a link leads, in plain words."""
    if link.address:
        return link.address
    return f"To page {link.page + 1} of this document" if is_fixed else ELSEWHERE


def more_of(number: int, count: int) -> str:
    """What is said of a sentence's other links; ``number`` is from 0."""
    if count == 1:
        return ""
    return f"Link {number + 1} of {count} in this sentence. Ctrl+Enter shows the next one."


class Links(QObject):
    """Owns what the panes' pointers do over links, and which link of a sentence came last.

    ``asked`` carries an address to be opened, and what to say of the sentence's other links.
    """

    asked = Signal(str, str)
    pointed = Signal(str)

    def __init__(self, go_to: GoTo) -> None:
        super().__init__()
        self._go_to = go_to
        self._session, self._view = go_to.session, go_to.view
        self._known = KnownLinks()
        self._known.came.connect(self._take)
        self._owed: tuple[int, Passage] | None = None
        self._last: tuple[int, Passage | None, int] = (-1, None, 0)
        self._going: tuple[Pane, PageLink] | None = None
        self._panes: dict[int, PaneLinks] = {}
        self._session.desk.subscribe(self._follow_desk)
        self._follow_desk(Aspect.PANES)

    def open(self) -> None:
        """Follow a link in the sentence once all are known; refuses where there is none.

        The first comes first, and the next one when the same sentence is asked again.
        """
        desk, pane = self._session.desk, self._session.desk.pane
        links, here = self._links_in(pane), (pane.id, desk.selection)
        self._owed = here if links is None else None
        if links is not None:
            number = (self._last[2] + 1) % len(links) if self._last[:2] == here else 0
            self._last = (*here, number)
            self.follow(pane, links[number], more_of(number, len(links)))

    def follow(self, pane: Pane, link: PageLink, more: str = "") -> None:
        """Go where a link leads; an address is asked about first."""
        feed, text = self._feed(pane), self._session.desk.texts.get(pane.document or "")
        if link.address:
            self.asked.emit(link.address, more)
        elif feed is None or feed.document is None or link.page >= feed.document.pages:
            return
        elif feed.document.fixed and text is not None and text.sentence_count:
            self._going = (pane, link)
            self._known.ask_lines(feed, link.page)
        elif feed.document.fixed or text is None:
            self._go_to.go_to_page(pane, link.page)
        else:
            offset = text.offset_of(0, link.raw)
            if offset is not None:
                self._go_to.go_to_passage(pane, sentence_under(text, offset))

    def _links_in(self, pane: Pane) -> list[PageLink] | None:
        """The links in the sentence, each goal once; None while not all are known.

        Refuses without any.
        """
        desk, pages = self._session.desk, self._view.widget_of(pane).pages
        feed, stack, layout = self._feed(pane), pages.sizing.stack, pages.sizing.in_use
        places = desk.text.places(desk.selection)
        if feed is None or stack is None or layout is None:
            raise Refusal(NO_LINK)
        corner = QPointF(pages.horizontalScrollBar().value(), pages.top)
        rows = [row.translated(corner) for row in pages.where(places)]
        found: dict[tuple[object, ...], PageLink] = {}
        for page in self._pages_of(pane):
            links = self._known.of(feed, jobs.Links(page, layout), SOON)
            if links is None:
                return None
            for link in links:
                area = stack.rectangle(page, link.area)
                flows = any(one.start < link.end and link.start < one.end for one in places)
                if any(_touches(area, row) for row in rows) if stack.fixed else flows:
                    goal = (link.address, link.page, link.x, link.y, link.raw)
                    found.setdefault(goal, link)
        if not found:
            raise Refusal(NO_LINK)
        return list(found.values())

    def _take(self, feed: Feed, job: object, reply: object) -> None:
        """Go on with what had to wait for an answer."""
        desk, owed = self._session.desk, self._owed
        if isinstance(job, jobs.Links) and owed is not None:
            self._owed = None
            if owed == (desk.pane.id, desk.pane.selection):
                self._open_late()
        if isinstance(job, jobs.Lines) and self._going is not None:
            pane, link = self._going
            if self._feed(pane) is feed and job == jobs.Lines(link.page):
                self._going = None
                self._arrive(pane, link, reply if isinstance(reply, PageLines) else None)

    def _open_late(self) -> None:
        try:
            self.open()
        except Refusal as refusal:
            self.pointed.emit(str(refusal))

    def _arrive(self, pane: Pane, link: PageLink, lines: PageLines | None) -> None:
        """Go to the sentence that stands where a link of a fixed page leads."""
        pages, text = (
            self._view.widget_of(pane).pages,
            self._session.desk.texts[pane.document or ""],
        )
        stack, layout = pages.sizing.stack, pages.sizing.in_use
        line = line_at(lines, link.x, link.y) if lines is not None and link.y > 0 else None
        offset = text.offset_of(line.section, line.raw_start) if line is not None else None
        if stack is None or layout is None or offset is None:
            self._go_to.go_to_page(pane, link.page)
            return
        place = None
        if not layout.turn and link.page < len(stack.sizes):
            share = min(max(link.y - ABOVE_GOAL, 0.0) / stack.sizes[link.page][1], 1.0)
            place = ViewPlace(link.page, share)
        self._go_to.go_to_passage(pane, sentence_under(text, offset), place)

    def _pages_of(self, pane: Pane) -> list[int]:
        desk, feed = self._session.desk, self._feed(pane)
        if feed is None or feed.document is None or pane.selection is None:
            return []
        places = desk.text_of(pane).places(pane.selection)
        found = (page for place in places for page in pages_of(feed.document, place))
        return list(dict.fromkeys(islice(found, MOST_SELECTED)))

    def _feed(self, pane: Pane) -> Feed | None:
        return self._go_to.feeds.of(pane.document or "")

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
        layout = self._view.widget_of(desk.pane).pages.sizing.in_use
        if feed is not None and text is not None and layout is not None:
            for page in self._pages_of(desk.pane):
                self._known.of(feed, jobs.Links(page, layout))

    def _watch(self, identity: int) -> PaneLinks:
        desk = self._session.desk
        index = index_of(desk.panes, identity) or 0
        pages = self._view.widget_of(desk.panes[index]).pages

        def pane() -> Pane | None:
            index = index_of(desk.panes, identity)
            return None if index is None else desk.panes[index]

        def links_on(page: int) -> tuple[PageLink, ...]:
            there = pane()
            feed, layout = self._feed(there) if there else None, pages.sizing.in_use
            if feed is None or layout is None:
                return ()
            return self._known.of(feed, jobs.Links(page, layout)) or ()

        def follow(link: PageLink) -> None:
            there = pane()
            if there is not None:
                self.follow(there, link)

        made = PaneLinks(pages, links_on)
        made.pressed.connect(follow)
        made.pointed.connect(self.pointed)
        return made


def line_at(lines: PageLines, x: float, y: float) -> Line | None:
    """The first line at a place of an upright page or below it; None where there is none."""
    below = [line for line in lines.lines if line.count and not line.vertical]
    below = [line for line in below if line.top >= y - LEAD and max(line.edges) > x]
    return min(below, key=lambda line: (round(line.top), min(line.edges)), default=None)


def _touches(area: QRectF, line: QRectF) -> bool:
    return area.intersects(line.adjusted(0, 3, 0, -3))


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
