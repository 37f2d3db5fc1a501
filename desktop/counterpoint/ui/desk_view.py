"""The panes side by side, kept in step with the desk."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from counterpoint.app.describing import position_in, source_of
from counterpoint.app.desk import Aspect, Pane
from counterpoint.app.marks import Mark
from counterpoint.app.session import Session
from counterpoint.app.walking import sentence_under
from counterpoint.documents.client.pages import RawOffset
from counterpoint.domain.changes import Change
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import Passage
from counterpoint.ui.feeds import Feed
from counterpoint.ui.page_painting import PaintedClaim
from counterpoint.ui.pane import PaneWidget
from counterpoint.ui.surroundings import Surroundings

OpenFeed = Callable[[str], Feed | None]
"""The feed of a document by its id; None where the document is not to be had."""


class DeskView(QSplitter):
    """Holds one widget for each pane of the desk; ``open_feed`` gives a document's worker."""

    def __init__(self, around: Surroundings, session: Session, open_feed: OpenFeed) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._around = around
        self._session = session
        self._open_feed = open_feed
        self._widgets: dict[int, PaneWidget] = {}
        self._shown: dict[int, Passage | None] = {}
        self._painted: dict[int, tuple[str | None, int]] = {}
        self._version = 0
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

    def follow(self, aspect: Aspect) -> None:
        """The desk has changed."""
        if aspect in (Aspect.PANES, Aspect.TEXT):
            self._version += 1
            self._arrange()
        else:
            self._paint_all()

    def _follow_project(self, _change: Change) -> None:
        self._version += 1
        self._paint_all()

    def page_on(self, direction: int) -> None:
        """Scroll by a screenful and take the cursor along."""
        pages, desk = self.active.pages, self._session.desk
        pages.scroll_page(direction)
        text = desk.text
        first = pages.first_in_view()
        offset = text.offset_of(*first) if first else None
        if offset is not None:
            desk.select(sentence_under(text, offset))

    def _arrange(self) -> None:
        """One widget for each pane, in the desk's order."""
        panes = self._session.desk.panes
        for gone in self._widgets.keys() - {pane.id for pane in panes}:
            self._widgets.pop(gone).deleteLater()
        for index, pane in enumerate(panes):
            if pane.id not in self._widgets:
                self._widgets[pane.id] = self._make_widget(pane.id)
            if self.widget(index) is not self._widgets[pane.id]:
                self.insertWidget(index, self._widgets[pane.id])
            self._widgets[pane.id].set_feed(self._open_feed(pane.document or ""))
            self.setStretchFactor(index, 1)
        if self.count() != len(self._shown):
            self.setSizes([10_000] * self.count())
        self._paint_all()

    def _make_widget(self, identity: int) -> PaneWidget:
        widget = PaneWidget(self._around.look)
        pointing = widget.pages.pointing
        pointing.pressed.connect(lambda: self._activate(identity))
        guard = self._around.guard
        pointing.clicked.connect(lambda at: guard(lambda: self._select_sentence(at)))
        pointing.swept.connect(lambda *ends: guard(lambda: self._select_sweep(*ends)))
        return widget

    def _activate(self, identity: int) -> None:
        desk = self._session.desk
        index = next(i for i, pane in enumerate(desk.panes) if pane.id == identity)
        if index != desk.active:
            desk.activate(index)

    def _select_sentence(self, at: RawOffset) -> None:
        text = self._session.desk.text
        offset = text.offset_of(*at)
        if offset is not None:
            self._session.desk.select(sentence_under(text, offset))

    def _select_sweep(self, first: RawOffset, last: RawOffset) -> None:
        text = self._session.desk.text
        start, end = text.offset_of(*first), text.offset_of(*last)
        end = len(text.text) if end is None else end
        if start is not None and start < end:
            self._session.desk.select(Passage(start, end))

    def _paint_all(self) -> None:
        desk = self._session.desk
        for index, pane in enumerate(desk.panes):
            self._paint(pane, index == desk.active)
        self._shown = {pane.id: pane.selection for pane in desk.panes}

    def _paint(self, pane: Pane, is_active: bool) -> None:
        widget = self._widgets[pane.id]
        document = self._session.project.get(Document, pane.document or "")
        text = self._session.desk.texts.get(pane.document or "")
        widget.header.set_active(is_active)
        title, source = (document.title, source_of(document)) if document else ("", "")
        widget.header.name(title, source)
        if text is None or pane.selection is None:
            widget.header.place.say("")
            return
        places = text.places(pane.selection)
        widget.header.place.say(position_in(text, pane.selection))
        seen = (pane.document, self._version)
        if self._painted.get(pane.id) != seen:
            self._painted[pane.id] = seen
            widget.pages.show_claims(painted_claims(self._session, pane.document or ""))
        widget.pages.show_cursor(places, self._framed(is_active), is_active)
        if self._shown.get(pane.id) != pane.selection:
            widget.pages.reveal(places)

    def _framed(self, is_active: bool) -> frozenset[str]:
        """The claims that are framed: under the cursor, and the two of a tie in the making."""
        desk = self._session.desk
        if desk.relating is not None:
            return frozenset({desk.relating.source, desk.relating.proposal or ""})
        mark = self._session.mark_under_cursor() if is_active else None
        return frozenset({mark.claim.id}) if mark else frozenset()


def painted_claims(session: Session, document: str) -> list[PaintedClaim]:
    """A document's claims as its pages show them, in reading order."""
    text, project = session.desk.texts[document], session.project
    levels: list[tuple[int, int]] = []
    return [
        PaintedClaim(
            mark.claim.id,
            text.places(mark.passage),
            project.scheme.kind(mark.claim.kind),
            bool(project.relations_of(mark.claim.id)),
            _free_level(levels, mark),
        )
        for mark in session.marks.of(document)
    ]


def _free_level(levels: list[tuple[int, int]], mark: Mark) -> int:
    """The lowest rule that no earlier claim on the same words has; ``levels`` is (level, end)."""
    levels[:] = [(level, end) for level, end in levels if end > mark.passage.start]
    taken = {level for level, _ in levels}
    level = next(level for level in range(len(taken) + 1) if level not in taken)
    levels.append((level, mark.passage.end))
    return level
