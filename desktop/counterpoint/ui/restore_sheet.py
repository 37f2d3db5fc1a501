"""The sheet that asks which backup to restore, and says what that would change."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counterpoint.app.restoring import Restoration
from counterpoint.domain.backups import Backup
from counterpoint.ui.backup_rows import ROW, BackupRows
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import centred, keys_row
from counterpoint.ui.sheet import FOOT_HEIGHT, MARGIN, STEPS, ListSheet
from counterpoint.ui.theme import SMALL_SIZE, Look

WIDTH, HEAD_HEIGHT, NOTE_HEIGHT = 520, 67, 50
"""Logical pixels: the widest the sheet gets, and room above and for notes."""

MOST_ROWS = 9.5
"""Rows that show at once; half of one says that there are more."""

HEADING = "Restore a backup"
PROMISE = "What you made since stays. Ctrl+Z takes a restored backup out again."
COMPARING = "Comparing with what is there now …"


class RestoreSheet(ListSheet):
    """Lists backups; ``pointed`` carries the one gone to, ``chosen`` the one to restore."""

    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, look: Look, window: QWidget, backups: Sequence[Backup], now: datetime
    ) -> None:
        super().__init__(look, window, HEADING, "Restore")
        self.rows = BackupRows(look, backups, now)
        self.prospect = Label(look)
        self.stays = Label(look, "muted", SMALL_SIZE)
        self._pointed: Backup | None = None
        keys = keys_row(look, ("↑", "↓", "choose"))
        self.lay_out(self.rows, self._note(), keys, self._head())
        self.rows.moved.connect(self._point)
        self.wait()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        rows = min(self.rows.whole_height, round(MOST_ROWS * ROW))
        height = min(HEAD_HEIGHT + rows + NOTE_HEIGHT + FOOT_HEIGHT, room.height() - 48)
        return centred(room, width, height)

    def wait(self) -> None:
        """Say that it is not known yet what the current backup would change."""
        self.refuse(COMPARING)

    def refuse(self, sentence: str) -> None:
        """Say why the current backup cannot be restored."""
        self.prospect.say(sentence)
        self.stays.say("")
        self.go.setEnabled(False)

    def offer(self, restoration: Restoration) -> None:
        """Say what the current backup would change."""
        self.prospect.say(restoration.prospect)
        self.stays.say(restoration.stays)
        self.go.setEnabled(bool(restoration.records))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.rows.step(STEPS[key])
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Restore the current backup, if it can be."""
        if self.go.isEnabled():
            self.dismiss()
            self.chosen.emit(self.rows.current)

    def _head(self) -> QVBoxLayout:
        promise = Label(self._look, "muted", SMALL_SIZE)
        promise.say(PROMISE)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 12)
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addWidget(promise)
        return head

    def _note(self) -> QVBoxLayout:
        note = QVBoxLayout()
        note.setContentsMargins(MARGIN, 12, MARGIN, 0)
        note.setSpacing(4)
        note.addWidget(self.prospect)
        note.addWidget(self.stays)
        note.addStretch(1)
        return note

    def _point(self) -> None:
        """Another row is the current one; the same again changes nothing."""
        before, self._pointed = self._pointed, self.rows.current
        if self._pointed != before:
            self.wait()
            self.pointed.emit(self._pointed)
