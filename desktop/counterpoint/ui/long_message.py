"""A message that is longer than the strip: some lines over the lower edge of the desk."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counterpoint.ui.overlay import Overlay
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import shown
from counterpoint.ui.theme import Look, interface_font
from counterpoint.ui.wrapping import draw_lines, line_height, wrapped

MOST_LINES = 6
SIDE, ABOVE = 16, 9
"""Logical pixels at the sides of the words, and above and below them."""


class LongMessage(Panel):
    """Lies above the strip, on the ground of the strip; nothing moves for it."""

    pressed = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, "top")
        self.setParent(window)
        self._window = window
        self.setFont(interface_font(12.5))
        self._lines: list[str] = []
        self.setVisible(False)

    @property
    def lines(self) -> list[str]:
        """What shows, line by line."""
        return self._lines

    def say(self, text: str, strip: QRect) -> None:
        """Show a text above the strip; no text takes it away."""
        self.setAccessibleName(shown(text))
        self._lines = wrapped(shown(text), self.font(), strip.width() - 2 * SIDE, MOST_LINES)
        height = len(self._lines) * line_height(self.font()) + 2 * ABOVE
        self.setGeometry(strip.left(), strip.top() - height, strip.width(), height)
        self.update()
        if text and self.isHidden():
            self.setVisible(True)
            self._rise()
        self.setVisible(bool(text))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._look.theme.colour("text"))
        draw_lines(painter, QPointF(SIDE, ABOVE), self._lines)

    def _rise(self) -> None:
        """Come over the desk, and stay below what is asked over it."""
        self.raise_()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for sheet in self._window.findChildren(Overlay, options=direct):
            sheet.raise_()
