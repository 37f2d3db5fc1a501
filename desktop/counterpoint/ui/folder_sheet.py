"""The sheet that asks which files of a folder to add."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from counterpoint.app.describing import counted
from counterpoint.app.folders import Offer
from counterpoint.ui.folder_rows import ROW, FileRows
from counterpoint.ui.overlay import centred
from counterpoint.ui.sheet import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    MARGIN,
    STEPS,
    ListSheet,
    SheetButton,
)
from counterpoint.ui.theme import SMALL_SIZE, Look

WIDTH = 620
"""Logical pixels: the widest the sheet gets."""

MOST_ROWS = 16.5
"""Rows that show at once; half of one says that there are more."""

TICKED_AT_ONCE = 8
"""A folder with no more files than this is likely to be meant as a whole."""


class FolderSheet(ListSheet):
    """Lists files with ticks; ``chosen`` carries those that shall be added, after it has gone."""

    chosen = Signal(list)

    def __init__(self, look: Look, window: QWidget, folder: str, offer: Offer) -> None:
        super().__init__(look, window, f"Add documents from “{folder}”", "Add")
        self.files = FileRows(look, offer.files, len(offer.files) <= TICKED_AT_ONCE)
        self.note = _note(offer.note)
        self.all = SheetButton(look, "Select all", "Ctrl A")
        self.note.setContentsMargins(MARGIN, 12, MARGIN, 0)
        self.lay_out(self.files, self.note, self.all)
        self.all.clicked.connect(self._tick_all)
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
        elif key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._tick_all()
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Add what is ticked."""
        chosen = self.files.ticked
        if chosen:
            self.dismiss()
            self.chosen.emit(chosen)

    def _tick_all(self) -> None:
        """Tick every file, or none where all are ticked."""
        self.files.tick_all(len(self.files.ticked) < len(self.files.files))

    def _say_how_many(self) -> None:
        number = len(self.files.ticked)
        self.go.setText(f"Add {counted(number, 'document')}" if number else "Add documents")
        self.go.setEnabled(number > 0)
        self.all.setText("Select none" if number == len(self.files.files) else "Select all")

    def _dress(self) -> None:
        ink = self._look.theme.muted
        self.note.setStyleSheet(f"color: {ink}; font-size: {SMALL_SIZE}px;")


def _note(text: str) -> QLabel:
    note = QLabel(text)
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setWordWrap(True)
    if not text:
        note.hide()  # and never shown before it has a parent: it would be a window of its own
    return note
