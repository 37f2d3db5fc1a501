"""What sheets have in common: a heading, a list that has the keys, and a row of buttons."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay
from counterpoint.ui.theme import CONTROL_HEIGHT, RADIUS_FIELD, SMALL_SIZE, Look, interface_font

MARGIN, INSET, HEAD_HEIGHT, FOOT_HEIGHT = 20, 12, 56, 60
"""Logical pixels: room at a sheet's edge and in a button, and above and below the list."""

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_End: 1_000_000,
    Qt.Key.Key_Home: -1_000_000,
}
"""How many rows a key leads on in a list."""

Part = QWidget | QLayout


def heading_of(look: Look, words: str) -> Label:
    """What stands first on a sheet."""
    heading = Label(look, size=15, bold=True)
    heading.say(words)
    return heading


def buttons_row(*buttons: QWidget) -> QHBoxLayout:
    """Buttons at the right of a row; what is put in at its beginning stands at the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


class ListSheet(Overlay):
    """A heading, a list, a note and buttons; Enter and the button ``go`` do the same.

    Subclasses say what that is in ``choose``, and where the card stands in ``place``.
    """

    def __init__(self, look: Look, window: QWidget, heading: str, deed: str) -> None:
        super().__init__(look, window)
        self.heading = heading_of(look, heading)
        self.cancel = SheetButton(look, "Cancel", "Esc")
        self.go = SheetButton(look, deed, "Enter", is_default=True)
        self.setAccessibleName(heading)
        self.cancel.clicked.connect(self.dismiss)
        self.go.clicked.connect(self.choose)

    def choose(self) -> None:
        """Do what the sheet is for."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        else:
            super().keyPressEvent(event)

    def lay_out(self, rows: QWidget, note: Part, aside: Part, head: Part | None = None) -> None:
        """Put the parts on the card; ``aside`` stands at the left of the buttons.

        The heading is the whole head where no other is given.
        """
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        if head is None:
            self.heading.setContentsMargins(MARGIN, 0, MARGIN, 0)
            self.heading.setFixedHeight(HEAD_HEIGHT - 2)
        foot = buttons_row(self.cancel, self.go)
        left = MARGIN - INSET if isinstance(aside, SheetButton) else MARGIN
        foot.setContentsMargins(left, 12, MARGIN, 18)
        _add(foot, aside, 0)
        for at, part in enumerate((self.heading if head is None else head, rows, note, foot)):
            _add(column, part, at)
        column.setStretchFactor(rows, 1)


class SheetButton(QAbstractButton):
    """A word with its key. It takes no focus: the keys are the sheet's own."""

    def __init__(self, look: Look, word: str, key: str, is_default: bool = False) -> None:
        super().__init__()
        self._look = look
        self._key = key
        self._is_default = is_default
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the pointer comes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        self.setText(word)

    def sizeHint(self) -> QSize:
        word = QFontMetrics(_word_font()).horizontalAdvance(self.text())
        key = QFontMetrics(_key_font()).horizontalAdvance(self._key)
        return QSize(word + key + 8 + 2 * INSET, CONTROL_HEIGHT + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground())
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_FIELD, RADIUS_FIELD)
        inner = self.rect().adjusted(INSET, 0, -INSET, 0)
        painter.setFont(_word_font())
        painter.setPen(self._ink("text"))
        painter.drawText(inner, _LEFT, self.text())
        painter.setFont(_key_font())
        painter.setPen(self._ink("muted"))
        painter.drawText(inner, _RIGHT, self._key)

    def _ground(self) -> QColor:
        theme = self._look.theme
        if self._is_default and self.isEnabled():
            return theme.colour("accent", 0.88 if self.underMouse() else 1.0)
        if self._is_default or self.underMouse():
            return theme.colour("line")
        return QColor(Qt.GlobalColor.transparent)

    def _ink(self, token: str) -> QColor:
        theme = self._look.theme
        if not self.isEnabled():
            return theme.colour("muted")
        return theme.colour("card" if self._is_default else token)


def _add(row: QBoxLayout, part: Part, at: int) -> None:
    if isinstance(part, QWidget):
        row.insertWidget(at, part)
    else:
        row.insertLayout(at, part)


def _word_font() -> QFont:
    return interface_font(weight=QFont.Weight.Medium)


def _key_font() -> QFont:
    return interface_font(SMALL_SIZE)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
