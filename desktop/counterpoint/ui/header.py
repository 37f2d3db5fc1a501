"""The bar at the top: the menu, the project's name, and what is done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counterpoint.app.commands import Row
from counterpoint.ui.labels import Key, Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.theme import CONTROL_HEIGHT, HEADER_HEIGHT, Look


class MenuButton(QWidget):
    """Three strokes that open the menu."""

    pressed = Signal(QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._is_under = False
        self.setFixedSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Menu")
        self.setToolTip("Menu (F10)")
        look.changed.connect(self.update)

    def enterEvent(self, _event: object) -> None:
        self._is_under = True
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._is_under = False
        self.update()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        if self._is_under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        pen = QPen(theme.colour("text"), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for height in (9.5, 14, 18.5):
            painter.drawLine(
                QRectF(8, height, 12, 0).topLeft(), QRectF(8, height, 12, 0).topRight()
            )


class Deed(QWidget):
    """A word with its key that does something when pressed."""

    pressed = Signal(str)

    def __init__(self, look: Look, row: Row) -> None:
        super().__init__()
        self._command = row.id
        title = row.title.split()[0]
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        word = Label(look, "muted")
        word.say(title)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(word)
        line.addWidget(Key(look, row.keys[0].replace("+", " ")))
        self.setAccessibleName(title)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit(self._command)


class HeaderBar(Panel):
    """Shows the project; says which deed was pressed."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "bottom")
        self.setFixedHeight(HEADER_HEIGHT)
        self._look = look
        self.menu_button = MenuButton(look)
        self.name = Label(look, size=14, bold=True)
        self.counts = Label(look, "muted")
        self.counts.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._deeds: list[Deed] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 0, 16, 1)
        self._row.setSpacing(10)
        self._row.addWidget(self.menu_button)
        self._row.addWidget(self.name)
        self._row.addWidget(self.counts)
        self._row.addStretch(1)

    def show_deeds(self, rows: Sequence[Row]) -> None:
        """The words at the right, each with its first key."""
        for deed in self._deeds:
            deed.deleteLater()
        self._deeds = [Deed(self._look, row) for row in rows]
        for deed in self._deeds:
            deed.pressed.connect(self.pressed)
            self._row.addWidget(deed)

    def sizeHint(self) -> QSize:
        return QSize(600, HEADER_HEIGHT)
