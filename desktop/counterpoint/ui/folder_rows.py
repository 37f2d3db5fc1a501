"""The files of a folder, each with a tick."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from counterpoint.app.folders import Found, size_words
from counterpoint.ui.plain import shown
from counterpoint.ui.row_area import Measures, PaintedRows
from counterpoint.ui.theme import SMALL_SIZE, Look, Theme, interface_font

ROW, EDGE, INSET = 32, 8, 12
"""Logical pixels: a row, the room around all of them, the room inside each."""

TICK, GAP = 16, 12
NAME_SHARE = 0.7
"""How much of the room a name may take from its folder."""


class FileRows(PaintedRows):
    """Owns which files are ticked."""

    changed = Signal()

    def __init__(self, look: Look, files: Sequence[Found], is_ticked: bool) -> None:
        super().__init__(look, Measures(ROW, EDGE))
        self.files = files
        self._ticks = [is_ticked] * len(files)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.row_pressed.connect(self.toggle)
        self.moved.connect(self._announce)
        self.set_count(len(files))
        self._announce()

    @property
    def ticked(self) -> list[Found]:
        """The files that shall be added, in their order."""
        return [found for found, tick in zip(self.files, self._ticks, strict=True) if tick]

    def toggle(self, row: int) -> None:
        """Tick a row or take its tick away; it becomes the current one."""
        self._ticks[row] = not self._ticks[row]
        self.go_to(row)
        self.changed.emit()

    def tick_all(self, is_ticked: bool) -> None:
        """Tick every row or none."""
        self._ticks = [is_ticked] * len(self.files)
        self.go_to(self.current_row)
        self.changed.emit()

    def paint_row(self, painter: QPainter, row: int) -> None:
        rect, theme = self.rect_of(row), self._look.theme
        inner = rect.adjusted(INSET, 0, -INSET, 0)
        top = rect.center().y() - TICK // 2 + 1
        _paint_tick(painter, theme, QRectF(inner.left(), top, TICK, TICK), self._ticks[row])
        _paint_words(painter, theme, self.files[row], inner.adjusted(TICK + GAP, 0, 0, 0))

    def _announce(self) -> None:
        """Let the current row be read aloud."""
        found = self.files[self.current_row]
        state = "ticked" if self._ticks[self.current_row] else "not ticked"
        self.setAccessibleName(f"{shown(found.path)}, {size_words(found.size)}, {state}")


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
