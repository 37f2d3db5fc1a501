"""The sheet that asks before a project is left that is not all saved."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from counterpoint.app.trouble import Plea
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, centred
from counterpoint.ui.plain import shown
from counterpoint.ui.sheet import INSET, SheetButton, buttons_row
from counterpoint.ui.theme import Look

WIDTH, MARGIN = 660, 20
"""Logical pixels: the widest the sheet gets, and the room at its edges."""


class UnsavedSheet(Overlay):
    """Asks one plea after the other, until it is dismissed.

    ``went_on`` follows the button that Enter presses, ``copy_wanted`` and ``given_up`` the others.
    """

    went_on = Signal()
    copy_wanted = Signal()
    given_up = Signal()

    def __init__(self, look: Look, window: QWidget, plea: Plea) -> None:
        super().__init__(look, window)
        self.plea = plea
        self.heading = Label(look, size=15, bold=True)
        self.reason, self.promise, self.note = _words(), _words(), _words()
        self.copy = SheetButton(look, "Save a copy elsewhere …", "c")
        self.leave = SheetButton(look, plea.leave, "a")
        self.cancel = SheetButton(look, "Cancel", "Esc")
        self.go = SheetButton(look, plea.go, "Enter", is_default=True)
        self._column = QVBoxLayout(self.card)
        self._lay_out()
        self.copy.clicked.connect(self.copy_wanted)
        self.leave.clicked.connect(self.given_up)
        self.cancel.clicked.connect(self.dismiss)
        self.go.clicked.connect(self.went_on)
        look.changed.connect(self._dress)
        self._dress()
        self.ask(plea)

    def ask(self, plea: Plea, note: str = "") -> None:
        """Ask this instead; ``note`` says what has come of the last answer."""
        self.plea = plea
        self.heading.say(plea.heading)
        self.setAccessibleName(shown(plea.heading))
        self.leave.setText(plea.leave)
        self.go.setText(plea.go)
        self.leave.setVisible(bool(plea.leave))
        for hidden in (self.copy, self.cancel):
            hidden.setVisible(not plea.is_patient)
        self.reason.setText(shown(plea.reason))
        self.promise.setText(shown(plea.promise))
        self.say(note)

    def say(self, note: str) -> None:
        """Say what has come of the last answer; an empty note takes it away."""
        self.note.setText(shown(note))
        self.note.setVisible(bool(note))
        for button in (self.copy, self.leave, self.go):
            button.updateGeometry()
        self.fit()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        wanted = self._column.heightForWidth(width)
        return centred(room, width, min(wanted, room.height() - 24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit()
        elif event.key() == Qt.Key.Key_C and not self.plea.is_patient:
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_A and self.plea.leave:
            self.given_up.emit()
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        foot = buttons_row(self.cancel, self.go)
        foot.setContentsMargins(0, 6, 0, 0)
        for at, button in enumerate((self.copy, self.leave)):
            foot.insertWidget(at, button)
        column = self._column
        column.setContentsMargins(MARGIN - INSET, 18, MARGIN, 18)
        column.setSpacing(10)
        for words in (self.heading, self.reason, self.promise, self.note):
            words.setContentsMargins(INSET, 0, 0, 0)  # as the words on the first button
            column.addWidget(words)
        column.addLayout(foot)

    def _dress(self) -> None:
        theme = self._look.theme
        self.reason.setStyleSheet(f"color: {theme.text};")
        self.promise.setStyleSheet(f"color: {theme.muted};")
        self.note.setStyleSheet(f"color: {theme.text}; font-weight: 600;")


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
