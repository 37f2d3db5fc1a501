"""The sheet that asks which claims a file's own highlights are."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counterpoint.app.describing import counted
from counterpoint.app.importing import Haul
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.scheme import Scheme
from counterpoint.ui.colour_rows import ROW, ColourRows
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import centred, keys_row
from counterpoint.ui.sheet import FOOT_HEIGHT, HEAD_HEIGHT, MARGIN, ListSheet
from counterpoint.ui.theme import SMALL_SIZE, Look

WIDTH, NOTE_HEIGHT = 560, 34
"""Logical pixels: the widest the sheet gets, and room for a note."""

PLAIN = "highlight"
"""The kind that a colour stands for until the reader gives it another."""

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_End: 1000, Qt.Key.Key_Home: -1000}


class HighlightsSheet(ListSheet):
    """Lists colours with kinds; ``chosen`` carries the kind (id) of each colour to import."""

    chosen = Signal(object)

    def __init__(
        self, look: Look, window: QWidget, haul: Haul, of: tuple[ReadingText, Scheme]
    ) -> None:
        heading = f"{counted(haul.total, 'highlight')} in this file"
        super().__init__(look, window, heading, "Make claims")
        text, self._scheme = of
        quotes = [text.quote(group.found[0].passage) for group in haul.groups]
        self.rows = ColourRows(look, haul.groups, quotes, self._scheme.kind(PLAIN))
        self.note = Label(look, "muted", SMALL_SIZE)
        self.note.say(left_out(haul))
        self.note.setContentsMargins(MARGIN, 12, MARGIN, 0)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.lay_out(
            self.rows, self.note, keys_row(look, ("1", "0", "kind"), ("Space", "leave out"))
        )
        self.rows.changed.connect(self._say_how_many)
        self._say_how_many()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        rows = min(self.rows.whole_height, round(6.5 * ROW))
        wanted = HEAD_HEIGHT + rows + NOTE_HEIGHT + FOOT_HEIGHT
        height = min(wanted, room.height() - 24)
        return centred(room, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        kind = self._scheme.kind_of_key(event.text())
        if key in STEPS:
            self.rows.step(STEPS[key])
        elif kind is not None:
            self.rows.give(kind)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rows.give(self._scheme.kind(PLAIN) if self.rows.is_left_out() else None)
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Make claims of the colours that have a kind."""
        kinds = self.rows.kinds
        if kinds:
            self.dismiss()
            self.chosen.emit(kinds)

    def _say_how_many(self) -> None:
        number = self.rows.chosen
        self.go.setText(f"Make {counted(number, 'claim')}" if number else "Make claims")
        self.go.setEnabled(number > 0)


def left_out(haul: Haul) -> str:
    """What of a file's highlights is not offered, in a sentence; empty where all is."""
    parts = [
        f"{counted(haul.without_text, 'highlight')} without text" if haul.without_text else "",
        f"{counted(haul.known, 'highlight')} that are claims already" if haul.known else "",
        f"{counted(haul.unread, 'page')} that could not be read" if haul.unread else "",
    ]
    named = ", ".join(part for part in parts if part)
    return f"Left out: {named}." if named else ""
