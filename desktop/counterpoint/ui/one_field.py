"""A card with one field: what it is about, what is typed, and what may be done with it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from counterpoint.ui.overlay import Overlay, centred
from counterpoint.ui.plain import shown
from counterpoint.ui.sheet import INSET, SheetButton, buttons_row, heading_of
from counterpoint.ui.theme import Look

WIDTH, MARGIN = 520, 20
"""Logical pixels: the widest the card gets, and the room at its edges."""

LONGEST = 4000
"""Characters of what is typed."""


class FieldCard(Overlay):
    """Asks for one line; ``typed`` carries it and the card stays, ``given_up`` that there is none.

    A card that is gone without either was put away by something else.
    """

    typed = Signal(str)
    given_up = Signal()

    def __init__(self, look: Look, window: QWidget, heading: str, deed: str) -> None:
        super().__init__(look, window)
        self._heading = heading_of(look, heading)
        self.setAccessibleName(shown(heading))
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.cancel = SheetButton(look, "Cancel", "Esc")
        self.go = SheetButton(look, deed, "Enter", is_default=True)
        self.row = QHBoxLayout()
        self._foot = buttons_row(self.cancel, self.go)
        self._column = QVBoxLayout(self.card)
        self._lay_out()
        self.field.textChanged.connect(lambda _: self.go.setEnabled(self.has_words))
        self.go.clicked.connect(self._give)
        self.cancel.clicked.connect(self._give_up)
        look.changed.connect(self._dress)
        self.say("")
        self._dress()
        self.go.setEnabled(False)

    @property
    def has_words(self) -> bool:
        """Whether anything is typed."""
        return bool(self.field.text().strip())

    def say(self, sentence: str) -> None:
        """Say something below the field; an empty sentence takes it away."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence) and self.note.parent() is not None)
        self.fit()

    def add_aside(self, button: QAbstractButton) -> None:
        """Put one more button at the left of the foot."""
        self._foot.insertWidget(0, button)
        self._foot.setContentsMargins(-INSET, 0, 0, 0)  # its words stand below the field's edge

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        column = self._column
        wanted = column.heightForWidth(width) if column.hasHeightForWidth() else 0
        height = min(max(wanted, column.minimumSize().height()), room.height() - 24)
        return centred(room, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        if self.go.isEnabled():
            self.typed.emit(self.field.text())

    def _give_up(self) -> None:
        self.given_up.emit()
        self.dismiss()

    def _lay_out(self) -> None:
        self.row.setSpacing(8)
        self.row.addWidget(self.field, 1)
        column = self._column
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addLayout(self.row)
        column.addWidget(self.note)
        column.addLayout(self._foot)

    def _dress(self) -> None:
        self.note.setStyleSheet(f"color: {self._look.theme.muted};")
