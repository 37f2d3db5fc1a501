"""Grounds of one colour with a hairline, for what stands around the pages."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counterpoint.ui.theme import Look


class Panel(QWidget):
    """A ground in the panel colour; the side ``edge`` (top, bottom, left) has a hairline."""

    def __init__(self, look: Look, edge: str = "") -> None:
        super().__init__()
        self._look = look
        self._edge = edge
        look.changed.connect(self.update)

    def set_edge(self, edge: str) -> None:
        """Move the hairline to another side, or leave it out."""
        self._edge = edge
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        lines = {
            "left": (0, 0, 1, self.height()),
            "top": (0, 0, self.width(), 1),
            "bottom": (0, self.height() - 1, self.width(), 1),
        }
        if self._edge in lines:
            painter.fillRect(*lines[self._edge], theme.colour("line"))
