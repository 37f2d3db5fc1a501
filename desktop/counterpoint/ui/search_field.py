"""What looks like a field in the header and opens the palette, so that it is found."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counterpoint.app.commands import Row
from counterpoint.ui.key_caps import caps_for
from counterpoint.ui.labels import Label
from counterpoint.ui.plain import tip
from counterpoint.ui.theme import CONTROL_HEIGHT, RADIUS_FIELD, Look

WORDS = "Find a command, document or claim"
WIDEST, NARROWEST = 360, 300
"""Logical pixels."""


class SearchField(QWidget):
    """Never takes the keyboard: the palette that it opens has a field that does."""

    pressed = Signal(str)

    def __init__(self, look: Look, parent: QWidget, row: Row) -> None:
        super().__init__(parent)
        self._look = look
        self._command = row.id
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(WORDS)
        self.setToolTip(tip(row.help))
        words = Label(look, "muted")
        words.say(WORDS)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 5, 0)
        line.addWidget(words, 1)
        for key in row.keys[:1]:
            line.addWidget(caps_for(look, key))
        look.changed.connect(self.update)

    def fit(self, room: QRect, middle: int) -> bool:
        """Stand around the middle, inside a room of the header; whether there is enough."""
        half = min(WIDEST // 2, middle - room.left(), room.right() - middle)
        is_shown = 2 * half >= NARROWEST
        self.setVisible(is_shown)
        top = room.center().y() - CONTROL_HEIGHT // 2
        self.setGeometry(middle - half, top, 2 * half, CONTROL_HEIGHT)
        return is_shown

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self._command)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.setBrush(theme.colour("card"))
        painter.setPen(theme.colour("line"))
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, RADIUS_FIELD, RADIUS_FIELD)
