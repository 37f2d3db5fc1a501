"""The panes side by side, kept in step with the desk."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter

from counterpoint.app.describing import position_in, source_of
from counterpoint.app.desk import Aspect, Desk, Pane, has_no_words, index_of
from counterpoint.app.marks import Mark, Order, order_of
from counterpoint.app.session import Session
from counterpoint.app.walking import sentence_under
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.anchors import Region
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind
from counterpoint.ui.claim_tips import ClaimTips
from counterpoint.ui.feeds import Feed
from counterpoint.ui.page_painting import PaintedClaim
from counterpoint.ui.page_scenes import pages_of
from counterpoint.ui.pane import PaneWidget
from counterpoint.ui.pane_places import PanePlaces, Seen
from counterpoint.ui.pictures import Shelf
from counterpoint.ui.region_painting import region_level
from counterpoint.ui.region_presses import (
    select_drawn,
    select_sweep,
    take_click,
    take_page_along,
)
from counterpoint.ui.renewal import Renewal
from counterpoint.ui.surroundings import Surroundings

PAGES_MILLISECONDS = 1000
"""Between two renewals of pages on which others mark much: each draws all claims of them anew."""

AT_ONCE = 20
"""Records of one change whose pages are drawn in the frame that follows; of more, page by page."""

OpenFeed = Callable[[str], Feed | None]
"""The feed of a document by its id; None where the document is not to be had."""


class ClaimsByPage:
    """Owns which claims of one document stand on which page, kept in step with the project.

    What is painted of a claim is made when its page is; so a change costs what it touches.
    """

    def __init__(self, session: Session, document: str, text: ReadingText) -> None:
        self._session = session
        self._document = document
        self.text = text
        self._opened: Opened | None = None
        self._by_page: dict[int, dict[str, Mark]] = {}
        self._pages: dict[str, set[int]] = {}
        self._known: dict[str, PaintedClaim] = {}

    def on(self, opened: Opened, page: int) -> list[PaintedClaim]:
        """The claims that touch a page, in reading order; the reader's own first."""
        if self._opened is None:
            self._opened = opened
            for mark in self._session.marks.of(self._document):
                self._put(opened, mark)
        levels: list[tuple[int, int]] = []
        marks = sorted(self._by_page.get(page, {}).values(), key=self._place_of)
        drawn: list[tuple[int, Region]] = []
        return [
            self._painted(mark, region_level(drawn, mark.region))
            if mark.region
            else self._painted(mark, _free_level(levels, mark))
            for mark in marks
        ]

    def follow(self, change: Change) -> set[int]:
        """The project has changed; the pages that are to be painted anew."""
        if self._opened is None:
            return set()
        if any(isinstance(edit.after, Kind) for edit in change.edits):
            self._known.clear()
            return set(self._by_page)
        pages: set[int] = set()
        for identity in _touched(change):
            pages |= self._renew(self._opened, identity)
        return pages

    def _renew(self, opened: Opened, identity: str) -> set[int]:
        """Put a claim where it is now; the pages it was and is on."""
        self._known.pop(identity, None)
        before = self._pages.pop(identity, set())
        for page in before:
            del self._by_page[page][identity]
        mark = self._session.marks.of_claim(identity)
        if mark is None or mark.claim.document != self._document:
            return before
        return before | self._put(opened, mark)

    def _put(self, opened: Opened, mark: Mark) -> set[int]:
        targets = (mark.region,) if mark.region else self.text.places(mark.passage)
        pages = {page for target in targets for page in pages_of(opened, target)}
        self._pages[mark.claim.id] = pages
        for page in pages:
            self._by_page.setdefault(page, {})[mark.claim.id] = mark
        return pages

    def _painted(self, mark: Mark, level: int) -> PaintedClaim:
        held = self._known.get(mark.claim.id)
        if held is not None and held.level == level:
            return held
        project, claim = self._session.project, mark.claim
        kind, is_tied = project.scheme.kind(claim.kind), project.is_tied(claim.id)
        places = () if mark.region else self.text.places(mark.passage)
        is_theirs = claim.reader != project.reader
        made = PaintedClaim(claim.id, places, kind, is_tied, level, mark.region, is_theirs)
        self._known[claim.id] = made
        return made

    def _place_of(self, mark: Mark) -> tuple[Order, bool, str]:
        """Reading order; of those on the same words, the reader's own come first."""
        is_theirs = mark.claim.reader != self._session.project.reader
        return order_of(mark.passage, mark.region), is_theirs, mark.claim.id


class DeskView(QSplitter):
    """Holds one widget for each pane of the desk; ``open_feed`` gives a document's worker.

    ``counted`` follows when panes have come or gone; ``renewal`` paints what came from others.
    """

    counted = Signal()

    def __init__(self, around: Surroundings, session: Session, open_feed: OpenFeed) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._around = around
        self._session = session
        self._open_feed = open_feed
        self._widgets: dict[int, PaneWidget] = {}
        self._shown: dict[int, Seen] = {}
        self._shelf = Shelf()
        self.places = PanePlaces()
        self._claims: dict[str, ClaimsByPage] = {}
        self._outdated: dict[str, set[int]] = {}
        self.renewal = Renewal(self._renew, self, PAGES_MILLISECONDS)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        session.desk.subscribe(self.follow)
        session.project.subscribe(self._follow_project)
        self._arrange()

    def widget_of(self, pane: Pane) -> PaneWidget:
        """The widget that shows a pane."""
        return self._widgets[pane.id]

    @property
    def active(self) -> PaneWidget:
        """The widget of the active pane."""
        return self._widgets[self._session.desk.pane.id]

    @property
    def is_settled(self) -> bool:
        """Whether every pane shows all it has asked for."""
        return all(widget.is_settled for widget in self._widgets.values())

    def pane_at(self, point: QPoint) -> PaneWidget | None:
        """The pane at a point of this widget, in logical pixels."""
        panes = self._widgets.values()
        return next((pane for pane in panes if pane.geometry().contains(point)), None)

    def follow(self, aspect: Aspect) -> None:
        """The desk has changed."""
        if aspect is Aspect.TEXT:
            self._claims.clear()  # they may have been found elsewhere in a text that is known
        if aspect is Aspect.SIGHT:
            _bring_in(self._session.desk, self.widget_of)
        elif aspect in (Aspect.PANES, Aspect.TEXT):
            self._arrange()
        else:
            self._paint_all()

    def _follow_project(self, change: Change) -> None:
        is_small = len(change.edits) <= AT_ONCE
        for document, claims in self._claims.items():
            pages = claims.follow(change)
            if change.is_foreign:
                self._outdated.setdefault(document, set()).update(pages)
            else:
                _renew_pages(self, self._session.desk, {document: pages}, at_once=is_small)
        if any(isinstance(record, Kind | RelationKind) for record in change.records):
            self._claims.clear()  # they may have another colour
        if change.is_foreign:
            self.renewal.be_due()
        else:
            self._paint_all()

    def _renew(self) -> None:
        """Paint anew what others have changed."""
        outdated, self._outdated = self._outdated, {}
        _renew_pages(self, self._session.desk, outdated, at_once=False)
        self._paint_all()

    def page_on(self, direction: int) -> None:
        """Scroll by a screenful and take the cursor along, unless the end is reached already."""
        pages, desk = self.active.pages, self._session.desk
        before = pages.goal
        pages.scroll_page(direction)
        if pages.goal == before:
            return
        if has_no_words(desk.texts.get(desk.pane.document or "")):
            take_page_along(self._session, pages)
            return
        text = desk.text
        first = pages.aim.first_in_view()
        offset = text.offset_of(*first) if first else None
        if offset is not None:
            desk.select(sentence_under(text, offset))

    def _arrange(self) -> None:
        """One widget for each pane, in the desk's order."""
        panes = self._session.desk.panes
        has_changed = len(panes) != len(self._widgets)
        for gone in self._widgets.keys() - {pane.id for pane in panes}:
            widget = self._widgets.pop(gone)
            widget.set_feed(None)
            widget.setParent(None)
            widget.deleteLater()
        for index, pane in enumerate(panes):
            if pane.id not in self._widgets:
                self._widgets[pane.id] = self._make_widget(pane.id)
            if self.widget(index) is not self._widgets[pane.id]:
                self.insertWidget(index, self._widgets[pane.id])
            self._put(pane)
            self.setStretchFactor(index, 1)
        widths, self.places.widths = self.places.widths, ()
        if len(widths) == self.count() and all(widths):
            self.setSizes(list(widths))
        elif has_changed:
            self.setSizes([10_000] * self.count())
        shown = {pane.document for pane in panes}
        self._claims = {id_: claims for id_, claims in self._claims.items() if id_ in shown}
        self._paint_all()
        if has_changed:
            self.counted.emit()

    def _put(self, pane: Pane) -> None:
        """Show a pane's document, where it was left in this pane."""
        widget = self._widgets[pane.id]
        before = self._shown.get(pane.id, (None, None))
        if before[0] != pane.document:
            self.places.leave(pane.id, before, widget.pages)
        widget.set_feed(self._open_feed(pane.document or ""))
        if before[0] != pane.document and self.places.enter(pane, widget.pages):
            self._shown[pane.id] = (pane.document, pane.selected)

    def _make_widget(self, identity: int) -> PaneWidget:
        widget = PaneWidget(self._around.look, self._shelf)
        pointing, guard, session = widget.pages.pointing, self._around.guard, self._session
        widget.pressed.connect(lambda: _activate(session, identity))
        pages = widget.pages
        ClaimTips(session, pages, lambda: _document_in(session.desk, identity))
        pointing.clicked.connect(lambda at: guard(lambda: take_click(session, pages, at)))
        pointing.swept.connect(lambda *ends: guard(lambda: select_sweep(session, *ends)))
        pointing.drawn.connect(lambda *drawn: guard(lambda: select_drawn(session, pages, *drawn)))
        return widget

    def _paint_all(self) -> None:
        desk = self._session.desk
        for index, pane in enumerate(desk.panes):
            self._paint(pane, index == desk.active)
        self._shown = {pane.id: (pane.document, pane.selected) for pane in desk.panes}

    def _paint(self, pane: Pane, is_active: bool) -> None:
        widget = self._widgets[pane.id]
        document = self._session.project.get(Document, pane.document or "")
        text = self._session.desk.texts.get(pane.document or "")
        widget.header.set_active(is_active)
        title, source = (document.title, source_of(document)) if document else ("", "")
        widget.header.name(title, source)
        selected = pane.selected
        if text is None or selected is None:
            is_bare = has_no_words(text)
            widget.header.place.say("No text on these pages" if is_bare else "")
            return
        places = (selected,) if isinstance(selected, Region) else text.places(selected)
        widget.header.place.say(position_in(text, selected))
        if widget.pages.scenes.is_outlining != pane.is_outlining:
            widget.pages.scenes.is_outlining = pane.is_outlining
            widget.pages.viewport().update()
        widget.pages.pointing.draws = pane.is_outlining
        widget.pages.show_claims(self._claims_of(pane.document or "", text).on)
        widget.pages.show_cursor(places, _framed(self._session, is_active), is_active)
        before = self._shown.get(pane.id)
        is_moved = before != (pane.document, selected)
        # The text has come, and its first sentence is selected, after the reader has scrolled on.
        has_place = widget.pages.goal > 0 or widget.pages.aim.is_resting
        is_late = before == (pane.document, None) and pane.claim is None and has_place
        if is_moved and not is_late and not widget.pages.pointing.is_pressed:
            widget.pages.aim.reveal(places)

    def _claims_of(self, document: str, text: ReadingText) -> ClaimsByPage:
        held = self._claims.get(document)
        if held is None or held.text is not text:
            held = self._claims[document] = ClaimsByPage(self._session, document, text)
        return held


def _framed(session: Session, is_active: bool) -> frozenset[str]:
    """The claims that are framed: under the cursor, and the two of a tie in the making."""
    desk = session.desk
    if desk.relating is not None:
        return frozenset({desk.relating.source, desk.relating.proposal or ""})
    mark = session.mark_under_cursor() if is_active else None
    return frozenset({mark.claim.id}) if mark else frozenset()


def _renew_pages(
    view: DeskView, desk: Desk, outdated: Mapping[str, set[int]], *, at_once: bool
) -> None:
    for pane in desk.panes:
        pages = view.widget_of(pane).pages
        pages.renew_claims(outdated.get(pane.document or "", ()), at_once=at_once)


def _bring_in(desk: Desk, widget_of: Callable[[Pane], PaneWidget]) -> None:
    """Scroll to the selection that is asked for."""
    pane = next(pane for pane in desk.panes if pane.id == desk.sought)
    text, selected = desk.texts.get(pane.document or ""), pane.selected
    if text is not None and selected is not None:
        places = (selected,) if isinstance(selected, Region) else text.places(selected)
        widget_of(pane).pages.aim.reveal(places)


def _document_in(desk: Desk, pane: int) -> str | None:
    """The document (id) in a pane; None where there is none."""
    index = index_of(desk.panes, pane)
    return None if index is None else desk.panes[index].document


def _activate(session: Session, pane: int) -> None:
    desk = session.desk
    index = next(i for i, one in enumerate(desk.panes) if one.id == pane)
    if index != desk.active:
        desk.activate(index)


def _touched(change: Change) -> set[str]:
    """The claims (ids) that look different after a change."""
    ids: set[str] = set()
    for record in change.records:
        if isinstance(record, Claim):
            ids.add(record.id)
        elif isinstance(record, Relation):
            ids |= {record.source, record.target}
    return ids


def _free_level(levels: list[tuple[int, int]], mark: Mark) -> int:
    """The lowest rule that no earlier claim on the same words has; ``levels`` is (level, end)."""
    levels[:] = [(level, end) for level, end in levels if end > mark.passage.start]
    taken = {level for level, _ in levels}
    level = next(level for level in range(len(taken) + 1) if level not in taken)
    levels.append((level, mark.passage.end))
    return level
