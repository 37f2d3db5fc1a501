"""The left side of the desk: the catalogue, and the outline of the active document."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from counterpoint.app.describing import byline_of, counted, told_titles
from counterpoint.app.desk import Aspect
from counterpoint.app.session import Session
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import Passage, ReadingText, Role
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind
from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import shown, tip
from counterpoint.ui.renewal import Renewal
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font
from counterpoint.ui.wrapping import draw_lines, line_height, wrapped

MOST_TITLE_LINES = 3
MOST_HEADINGS = 400
"""Headings that are listed; an outline beyond that is no overview."""

HEADINGS_A_TURN = 8
"""Headings that are added in one turn of the event loop."""

Heading = tuple[str, int]
"""What a heading says, and where in the reading text it begins."""


@dataclass(frozen=True)
class Entry:
    """A document as the panel lists it."""

    document: str
    title: str
    byline: str
    claims: int
    kinds: tuple[Kind, ...]
    is_active: bool


class DocumentEntry(QWidget):
    """One document: title, byline, and a dot for each claim."""

    pressed = Signal(str)

    def __init__(self, look: Look, entry: Entry) -> None:
        super().__init__()
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.tell(entry)

    def tell(self, entry: Entry) -> None:
        """Take what is known of the document now."""
        self._entry = entry
        self.setAccessibleName(f"{entry.title}, {counted(entry.claims, 'claim')}")
        self.setToolTip(tip(entry.title))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._title_rect().height() + (20 if self._entry.byline else 0) + 42)

    def resizeEvent(self, _event: object) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit(self._entry.document)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, entry = self._look.theme, self._entry
        if entry.is_active:
            painter.fillRect(self.rect(), theme.colour("accent", 0.10))
            painter.fillRect(0, 0, 3, self.height(), theme.colour("accent"))
        title = self._title_rect()
        painter.setFont(_title_font())
        painter.setPen(theme.colour("text"))
        draw_lines(painter, QPointF(title.topLeft()), self._title_lines())
        top = title.bottom() + 4
        painter.setFont(interface_font(SMALL_SIZE))
        painter.setPen(theme.colour("muted"))
        if entry.byline:
            byline = QRect(title.left(), top, title.width(), 18)
            metrics = painter.fontMetrics()
            cut = metrics.elidedText(entry.byline, Qt.TextElideMode.ElideRight, title.width())
            painter.drawText(byline, Qt.AlignmentFlag.AlignVCenter, cut)
            top += 20
        left = self._paint_dots(painter, title.left(), top + 9)
        place = QRect(left, top, self.width() - left - 8, 18)
        painter.setPen(theme.colour("muted"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, counted(entry.claims, "claim"))

    def _paint_dots(self, painter: QPainter, left: int, middle: int) -> int:
        painter.setPen(Qt.PenStyle.NoPen)
        for kind in self._entry.kinds:
            painter.setBrush(self._look.theme.kind(kind))
            painter.drawRoundedRect(left, middle - 3, 7, 7, 2, 2)
            left += 10
        return left + (6 if self._entry.kinds else 0)

    def _title_lines(self) -> list[str]:
        return wrapped(shown(self._entry.title), _title_font(), self._room, MOST_TITLE_LINES)

    def _title_rect(self) -> QRect:
        return QRect(16, 11, self._room, len(self._title_lines()) * line_height(_title_font()))

    @property
    def _room(self) -> int:
        return max(self.width() - 28, 60)


def _title_font() -> QFont:
    return interface_font(13, QFont.Weight.Medium)


class HeadingEntry(Label):
    """One heading of the outline."""

    pressed = Signal(int)

    def __init__(self, look: Look, text: str, offset: int) -> None:
        super().__init__(look, "muted", 12.5)
        self._offset = offset
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContentsMargins(20, 4, 8, 4)
        self.say(text)

    def sizeHint(self) -> QSize:
        return QSize(100, self.fontMetrics().height() + 8)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit(self._offset)


class Section(QWidget):
    """Widgets below one another under a name; nothing where there are none."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = Label(look, "muted", SMALL_SIZE, bold=True)
        self._name.setContentsMargins(16, 6, 8, 4)
        self._name.setMinimumHeight(28)
        self._name.say(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addWidget(self._name)
        self.setVisible(False)

    def clear(self) -> None:
        """Take all away but the name."""
        while (item := self.column.takeAt(1)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()


class DocumentList(Section):
    """The documents of a project; only what has changed of one is told anew."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Documents")
        self._shown: list[Entry] = []
        self._widgets: list[DocumentEntry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these documents."""
        shown, self._shown = self._shown, entries
        if [one.document for one in shown] != [one.document for one in entries]:
            self._list_anew(entries)
            return
        for before, entry, widget in zip(shown, entries, self._widgets, strict=True):
            if entry != before:
                widget.tell(entry)

    def _list_anew(self, entries: list[Entry]) -> None:
        self.clear()
        self._widgets = [DocumentEntry(self._look, entry) for entry in entries]
        for widget in self._widgets:
            widget.pressed.connect(self.pressed)
            self.column.addWidget(widget)
        self.setVisible(bool(entries))


class Outline(Section):
    """The headings of a text, added some at a time: a long document has hundreds."""

    pressed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Outline")
        self._shown: tuple[Heading, ...] = ()
        self._rest: Iterator[Heading] = iter(())
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._add_some)

    def show_headings(self, headings: tuple[Heading, ...]) -> None:
        """Show these headings; those that are out of sight follow."""
        if headings == self._shown:
            return
        self._shown, self._rest = headings, iter(headings)
        self.clear()
        self.setVisible(bool(headings))
        self._turns.start()
        self._add_some()

    def _add_some(self) -> None:
        some = list(islice(self._rest, HEADINGS_A_TURN))
        for text, offset in some:
            widget = HeadingEntry(self._look, text, offset)
            widget.pressed.connect(self.pressed)
            self.column.addWidget(widget)
        if len(some) < HEADINGS_A_TURN:
            self._turns.stop()


class DocumentsPanel(Panel):
    """Follows the project and the desk; says which document or heading was pressed.

    ``renewal`` counts what came from others.
    """

    document_pressed = Signal(str)
    heading_pressed = Signal(int)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self._session = session
        self._text: ReadingText | None = None
        self._told: tuple[Heading, ...] = ()
        self._entries: dict[str, Entry] = {}
        self._uncounted: set[str] = set()
        self._documents = DocumentList(look)
        self._outline = Outline(look)
        column = QVBoxLayout()
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(2)
        for part in (self._documents, self._outline):
            column.addWidget(part)
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        area.setWidget(inner)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        self._documents.pressed.connect(self.document_pressed)
        self._outline.pressed.connect(self.heading_pressed)
        self.renewal = Renewal(self._renew, self)
        session.project.subscribe(self._follow_project)
        session.desk.subscribe(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """List what the project holds now."""
        documents = self._session.project.documents()
        titles = told_titles(documents)
        self._entries = {one.id: self._entry(one, titles[one.id]) for one in documents}
        self._documents.show_entries(list(self._entries.values()))
        self._outline.show_headings(self._headings())

    def _follow_project(self, change: Change) -> None:
        """Count anew what a change concerns; a claim changes no title and no order."""
        records = [
            record for edit in change.edits for record in (edit.before, edit.after) if record
        ]
        if not all(isinstance(record, Claim | Relation) for record in records):
            self.refresh()
            return
        self._uncounted |= {record.document for record in records if isinstance(record, Claim)}
        self.renewal.be_due()
        if not change.is_foreign:
            self.renewal.catch_up()

    def _renew(self) -> None:
        """Say how many claims the documents have whose claims have changed."""
        uncounted, self._uncounted = self._uncounted, set()
        for identity in uncounted & self._entries.keys():
            document = self._session.project.get(Document, identity)
            if document is not None:
                self._entries[identity] = self._entry(document, self._entries[identity].title)
        self._documents.show_entries(list(self._entries.values()))

    def _follow(self, aspect: Aspect) -> None:
        if aspect is not Aspect.SELECTION:
            self.refresh()

    def _entry(self, document: Document, title: str) -> Entry:
        session = self._session
        counts = session.tally.kinds_of(document.id)
        kinds = [kind for kind in session.project.scheme.active_kinds() if counts[kind.id]]
        is_active = session.desk.pane.document == document.id
        byline = byline_of(document)
        return Entry(document.id, title, byline, counts.total(), tuple(kinds), is_active)

    def _headings(self) -> tuple[Heading, ...]:
        text = self._session.desk.texts.get(self._session.desk.pane.document or "")
        if text is None:
            return ()
        if text is not self._text:
            first = islice(_headings_of(text), MOST_HEADINGS)
            found = ((text.quote(passage), passage.start) for passage in first)
            self._text, self._told = text, tuple(found)
        return self._told


def _headings_of(text: ReadingText) -> Iterator[Passage]:
    """The headings of a text, found in C: a long document has a hundred thousand paragraphs."""
    at = -1
    with suppress(ValueError):
        while True:
            at = text.roles.index(Role.HEADING, at + 1)
            yield text.paragraph(at)
