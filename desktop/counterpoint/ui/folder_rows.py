"""The files of a folder, each with a tick."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from counterpoint.app.folders import Found, size_words
from counterpoint.ui.plain import shown
from counterpoint.ui.theme import RADIUS_FIELD, SMALL_SIZE, Look, Theme, interface_font

ROW, EDGE, INSET = 32, 8, 12
"""Logical pixels: a row, the room around all of them, the room inside each."""

TICK, GAP = 16, 12
NAME_SHARE = 0.7
"""How much of the room a name may take from its folder."""


class FileRows(QAbstractScrollArea):
    """Owns which files are ticked and which row is the current one; only what shows is drawn."""

    changed = Signal()

    def __init__(self, look: Look, files: Sequence[Found], is_ticked: bool) -> None:
        super().__init__()
        self._look = look
        self.files = files
        self.current = 0
        self._ticks = [is_ticked] * len(files)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(ROW)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.viewport().update)
        self._announce()

    @property
    def ticked(self) -> list[Found]:
        """The files that shall be added, in their order."""
        return [found for found, tick in zip(self.files, self._ticks, strict=True) if tick]

    @property
    def whole_height(self) -> int:
        """How high it is, in logical pixels, where every row shows."""
        return len(self.files) * ROW + 2 * EDGE

    def toggle(self, row: int) -> None:
        """Tick a row or take its tick away; it becomes the current one."""
        self._ticks[row] = not self._ticks[row]
        self._go_to(row)
        self.changed.emit()

    def tick_all(self, is_ticked: bool) -> None:
        """Tick every row or none."""
        self._ticks = [is_ticked] * len(self.files)
        self._go_to(self.current)
        self.changed.emit()

    def step(self, rows: int) -> None:
        """Move so many rows on, at most to the end."""
        self._go_to(min(max(self.current + rows, 0), len(self.files) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.viewport().height()
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setRange(0, max(0, self.whole_height - height))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            row = self._row_at(event.position().toPoint())
            if row is not None:
                self.toggle(row)
        return super().viewportEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        ground = self.viewport().rect()
        painter.fillRect(ground, theme.colour("card"))
        for top in (0, ground.height() - 1):
            painter.fillRect(0, top, ground.width(), 1, theme.colour("line"))
        painter.setClipRect(ground.adjusted(0, 1, 0, -1))
        for row in self._rows_in_view():
            self._paint_row(painter, row)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        rect, theme = self._rect(row), self._look.theme
        if row == self.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent", 0.14))
            painter.drawRoundedRect(rect, RADIUS_FIELD, RADIUS_FIELD)
        inner = rect.adjusted(INSET, 0, -INSET, 0)
        top = rect.center().y() - TICK // 2 + 1
        _paint_tick(painter, theme, QRectF(inner.left(), top, TICK, TICK), self._ticks[row])
        _paint_words(painter, theme, self.files[row], inner.adjusted(TICK + GAP, 0, 0, 0))

    def _go_to(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        self.current = row
        bar, top = self.verticalScrollBar(), row * ROW
        lowest = top + ROW + 2 * EDGE - self.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), top))
        self._announce()
        self.viewport().update()

    def _announce(self) -> None:
        """Let the current row be read aloud."""
        found = self.files[self.current]
        state = "ticked" if self._ticks[self.current] else "not ticked"
        self.setAccessibleName(f"{shown(found.path)}, {size_words(found.size)}, {state}")

    def _rows_in_view(self) -> range:
        top = self.verticalScrollBar().value() - EDGE
        last = (top + self.viewport().height()) // ROW + 1
        return range(max(0, top // ROW), min(last, len(self.files)))

    def _row_at(self, point: QPoint) -> int | None:
        row = (point.y() + self.verticalScrollBar().value() - EDGE) // ROW
        return row if 0 <= row < len(self.files) else None

    def _rect(self, row: int) -> QRect:
        top = EDGE + row * ROW - self.verticalScrollBar().value()
        return QRect(EDGE, top, self.viewport().width() - 2 * EDGE, ROW)


def _paint_tick(painter: QPainter, theme: Theme, box: QRectF, is_ticked: bool) -> None:
    painter.setPen(theme.colour("accent" if is_ticked else "muted"))
    painter.setBrush(theme.colour("accent" if is_ticked else "card"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if is_ticked:
        pen = QPen(theme.colour("card"), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.translate(box.topLeft())
        painter.drawLines([QLineF(4.25, 8.25, 7, 11), QLineF(7, 11, 11.75, 5)])
        painter.translate(-box.topLeft())


def _paint_words(painter: QPainter, theme: Theme, found: Found, room: QRect) -> None:
    """Name, folder and size, in three places of one line."""
    plain, small = interface_font(), interface_font(SMALL_SIZE)
    painter.setFont(small)
    painter.setPen(theme.colour("muted"))
    size = size_words(found.size)
    painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignRight, size)
    room = room.adjusted(0, 0, -QFontMetrics(small).horizontalAdvance(size) - GAP, 0)
    metrics = QFontMetrics(plain)
    share = round(room.width() * (NAME_SHARE if found.folder else 1))
    name = metrics.elidedText(shown(found.name), Qt.TextElideMode.ElideMiddle, share)
    rest = room.adjusted(metrics.horizontalAdvance(name) + GAP, 1, 0, 1)
    folder = QFontMetrics(small).elidedText(
        shown(found.folder), Qt.TextElideMode.ElideMiddle, rest.width()
    )
    painter.drawText(rest, _MIDDLE, folder)
    painter.setFont(plain)
    painter.setPen(theme.colour("text"))
    painter.drawText(room, _MIDDLE, name)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
