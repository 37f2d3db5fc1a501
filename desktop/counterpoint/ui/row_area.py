"""Rows of one height that scroll, drawn by us: only those that show cost anything."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from counterpoint.ui.theme import RADIUS_FIELD, Look, Theme


def paint_ground(painter: QPainter, theme: Theme, ground: QRect) -> None:
    """What rows between two hairlines stand on; they are kept from painting over these."""
    painter.fillRect(ground, theme.colour("card"))
    for top in (0, ground.height() - 1):
        painter.fillRect(0, top, ground.width(), 1, theme.colour("line"))
    painter.setClipRect(ground.adjusted(0, 1, 0, -1))


def paint_current(painter: QPainter, theme: Theme, row: QRect) -> None:
    """What the current row stands on."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent", 0.14))
    painter.drawRoundedRect(row, RADIUS_FIELD, RADIUS_FIELD)


@dataclass(frozen=True)
class Measures:
    """Logical pixels: the height of a row, and the room around all of them."""

    row: int
    edge: int


class RowArea(QAbstractScrollArea):
    """Owns which row is the current one; never takes the keyboard.

    ``row_pressed`` carries the row that was pressed with the left button, ``row_pointed`` the one
    under the pointer, where the viewport follows that; ``moved`` tells of another current row.
    """

    row_pressed = Signal(int)
    row_pointed = Signal(int)
    moved = Signal()

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self._measures = measures
        self._count = 0
        self.current_row = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(measures.row)

    @property
    def whole_height(self) -> int:
        """How high it is, in logical pixels, where every row shows."""
        return self._count * self._measures.row + 2 * self._measures.edge

    @property
    def rows_in_view(self) -> range:
        """The rows of which anything shows."""
        row = self._measures.row
        top = self.verticalScrollBar().value() - self._measures.edge
        last = (top + self.viewport().height()) // row + 1
        return range(max(0, top // row), min(last, self._count))

    def row_at(self, point: QPoint) -> int | None:
        """The row at a point of the viewport, if there is one."""
        place = point.y() + self.verticalScrollBar().value() - self._measures.edge
        row = place // self._measures.row
        return row if 0 <= row < self._count else None

    def rect_of(self, row: int) -> QRect:
        """Where a row is drawn in the viewport."""
        edge, height = self._measures.edge, self._measures.row
        top = edge + row * height - self.verticalScrollBar().value()
        return QRect(edge, top, self.viewport().width() - 2 * edge, height)

    def set_count(self, count: int) -> None:
        """Have so many rows."""
        self._count = count
        self._measure()

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        self.current_row = row
        bar, top = self.verticalScrollBar(), row * self._measures.row
        lowest = top + self._measures.row + 2 * self._measures.edge - self.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), top))
        self.moved.emit()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self.go_to(self.current_row)

    def viewportEvent(self, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return super().viewportEvent(event)
        event.accept()  # what lies below shall not take a press for one beside its card
        row = self.row_at(event.position().toPoint())
        if row is not None:
            self._tell(event, row)
        return True

    def _tell(self, event: QMouseEvent, row: int) -> None:
        is_release = event.type() == QEvent.Type.MouseButtonRelease
        if event.type() == QEvent.Type.MouseMove:
            self.row_pointed.emit(row)
        elif is_release and event.button() == Qt.MouseButton.LeftButton:
            self.row_pressed.emit(row)

    def _measure(self) -> None:
        height = self.viewport().height()
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setRange(0, max(0, self.whole_height - height))


class PaintedRows(RowArea):
    """Rows on a card's ground, the current one marked; ``paint_row`` draws what is on each."""

    def __init__(self, look: Look, measures: Measures) -> None:
        super().__init__(measures)
        self._look = look
        look.changed.connect(self.viewport().update)

    def step(self, rows: int) -> None:
        """Move so many rows on, at most to the end."""
        self.go_to(min(max(self.current_row + rows, 0), self._count - 1))

    def paint_row(self, painter: QPainter, row: int) -> None:
        """Draw what is on a row, within its ``rect_of``."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self.viewport()), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, theme, self.viewport().rect())
        for row in self.rows_in_view:
            if row == self.current_row:
                paint_current(painter, theme, self.rect_of(row))
            self.paint_row(painter, row)
