"""The left side of the desk: the catalogue, and the outline of the active document."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from counterpoint.app.describing import byline_of, counted
from counterpoint.app.desk import Aspect
from counterpoint.app.session import Session
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import Role
from counterpoint.domain.scheme import Kind
from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import shown, tip
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font
from counterpoint.ui.wrapping import draw_lines, line_height, wrapped

MOST_TITLE_LINES = 3
MOST_HEADINGS = 400
"""Headings that are listed; an outline beyond that is no overview."""


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
        self._entry = entry
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{entry.title}, {counted(entry.claims, 'claim')}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip(entry.title))

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


class DocumentsPanel(Panel):
    """Follows the project and the desk; says which document or heading was pressed."""

    document_pressed = Signal(str)
    heading_pressed = Signal(int)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self._session = session
        self._shown: tuple[Entry, ...] = ()
        self._outline: tuple[tuple[str, int], ...] = ()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 12, 0, 12)
        self._column.setSpacing(2)
        inner = QWidget()
        inner.setLayout(self._column)
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
        session.project.subscribe(self.refresh)
        session.desk.subscribe(self._follow)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """List what the project holds now."""
        entries = tuple(self._entry(document) for document in self._session.project.documents())
        outline = self._headings()
        if (entries, outline) == (self._shown, self._outline):
            return
        self._shown, self._outline = entries, outline
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._add_section("Documents", [self._document_widget(entry) for entry in entries])
        self._add_section("Outline", [self._heading_widget(*one) for one in outline])
        self._column.addStretch(1)

    def _follow(self, aspect: Aspect) -> None:
        if aspect is not Aspect.SELECTION:
            self.refresh()

    def _add_section(self, name: str, widgets: Sequence[QWidget]) -> None:
        if not widgets:
            return
        title = Label(self._look, "muted", SMALL_SIZE, bold=True)
        title.setContentsMargins(16, 6, 8, 4)
        title.setMinimumHeight(28)
        title.say(name)
        for widget in (title, *widgets):
            self._column.addWidget(widget)

    def _document_widget(self, entry: Entry) -> QWidget:
        widget = DocumentEntry(self._look, entry)
        widget.pressed.connect(self.document_pressed)
        return widget

    def _heading_widget(self, text: str, offset: int) -> QWidget:
        widget = HeadingEntry(self._look, text, offset)
        widget.pressed.connect(self.heading_pressed)
        return widget

    def _entry(self, document: Document) -> Entry:
        session = self._session
        counts = session.tally.kinds_of(document.id)
        kinds = [kind for kind in session.project.scheme.active_kinds() if counts[kind.id]]
        is_active = session.desk.pane.document == document.id
        byline = byline_of(document)
        return Entry(document.id, document.title, byline, counts.total(), tuple(kinds), is_active)

    def _headings(self) -> tuple[tuple[str, int], ...]:
        text = self._session.desk.texts.get(self._session.desk.pane.document or "")
        if text is None:
            return ()
        starts = (i for i, role in enumerate(text.roles) if role == Role.HEADING)
        found = [(text.quote(text.paragraph(i)), text.paragraph(i).start) for i in starts]
        return tuple(found[:MOST_HEADINGS])
