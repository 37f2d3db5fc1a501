"""The sheet that asks which files of a folder to add."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counterpoint.app.describing import counted
from counterpoint.app.folders import Offer
from counterpoint.ui.folder_rows import ROW, FileRows
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, centred
from counterpoint.ui.theme import CONTROL_HEIGHT, RADIUS_FIELD, SMALL_SIZE, Look, interface_font

WIDTH = 620
MARGIN, INSET, HEAD_HEIGHT, FOOT_HEIGHT = 20, 12, 56, 60
"""Logical pixels: the widest the sheet gets, room at its edge and in a button, above and below."""

MOST_ROWS = 16.5
"""Rows that show at once; half of one says that there are more."""

TICKED_AT_ONCE = 8
"""A folder with no more files than this is likely to be meant as a whole."""

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_End: 1_000_000,
    Qt.Key.Key_Home: -1_000_000,
}


class FolderSheet(Overlay):
    """Lists files with ticks; ``chosen`` carries those that shall be added, after it has gone."""

    chosen = Signal(list)

    def __init__(self, look: Look, window: QWidget, folder: str, offer: Offer) -> None:
        super().__init__(look, window)
        self.heading = Label(look, size=15, bold=True)
        self.heading.say(f"Add documents from “{folder}”")
        self.files = FileRows(look, offer.files, len(offer.files) <= TICKED_AT_ONCE)
        self.note = _note(offer.note)
        self.all = SheetButton(look, "Select all", "Ctrl A")
        self.cancel = SheetButton(look, "Cancel", "Esc")
        self.add = SheetButton(look, "Add", "Enter", is_default=True)
        self._lay_out()
        self.setAccessibleName(f"Add documents from “{folder}”")
        self.all.clicked.connect(self._tick_all)
        self.cancel.clicked.connect(self.dismiss)
        self.add.clicked.connect(self._choose)
        self.files.changed.connect(self._say_how_many)
        look.changed.connect(self._dress)
        self._dress()
        self._say_how_many()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        note = self.note.heightForWidth(width - 2) if self.note.text() else 0
        rows = min(self.files.whole_height, round(MOST_ROWS * ROW))
        height = min(HEAD_HEIGHT + rows + note + FOOT_HEIGHT, room.height() - 48)
        return centred(room, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.files.step(STEPS[key])
        elif key == Qt.Key.Key_Space:
            self.files.toggle(self.files.current_row)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._tick_all()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.heading.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.heading.setFixedHeight(HEAD_HEIGHT - 2)
        self.note.setContentsMargins(MARGIN, 12, MARGIN, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN - INSET, 12, MARGIN, 18)
        foot.setSpacing(8)
        foot.addWidget(self.all)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.add)
        column.addWidget(self.heading)
        column.addWidget(self.files, 1)
        column.addWidget(self.note)
        column.addLayout(foot)

    def _tick_all(self) -> None:
        """Tick every file, or none where all are ticked."""
        self.files.tick_all(len(self.files.ticked) < len(self.files.files))

    def _choose(self) -> None:
        chosen = self.files.ticked
        if chosen:
            self.dismiss()
            self.chosen.emit(chosen)

    def _say_how_many(self) -> None:
        number = len(self.files.ticked)
        self.add.setText(f"Add {counted(number, 'document')}" if number else "Add documents")
        self.add.setEnabled(number > 0)
        self.all.setText("Select none" if number == len(self.files.files) else "Select all")

    def _dress(self) -> None:
        ink = self._look.theme.muted
        self.note.setStyleSheet(f"color: {ink}; font-size: {SMALL_SIZE}px;")


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


def _note(text: str) -> QLabel:
    note = QLabel(text)
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setWordWrap(True)
    if not text:
        note.hide()  # and never shown before it has a parent: it would be a window of its own
    return note


def _word_font() -> QFont:
    return interface_font(weight=QFont.Weight.Medium)


def _key_font() -> QFont:
    return interface_font(SMALL_SIZE)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
