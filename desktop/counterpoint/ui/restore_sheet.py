"""The sheet that asks which backup to restore, and says what that would change."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.app.restoring import Restoration
from counterpoint.domain.backups import Backup
from counterpoint.ui.backup_rows import ROW, BackupRows
from counterpoint.ui.folder_sheet import STEPS, SheetButton
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, centred, keys_row
from counterpoint.ui.theme import SMALL_SIZE, Look

WIDTH, MARGIN, HEAD_HEIGHT, NOTE_HEIGHT, FOOT_HEIGHT = 520, 20, 67, 50, 60
"""Logical pixels: the widest the sheet gets, its margin, room above, for notes and below."""

MOST_ROWS = 9.5
"""Rows that show at once; half of one says that there are more."""

HEADING = "Restore a backup"
PROMISE = "What you made since stays. Ctrl+Z takes a restored backup out again."
COMPARING = "Comparing with what is there now …"


class RestoreSheet(Overlay):
    """Lists backups; ``pointed`` carries the one gone to, ``chosen`` the one to restore."""

    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, look: Look, window: QWidget, backups: Sequence[Backup], now: datetime
    ) -> None:
        super().__init__(look, window)
        self.rows = BackupRows(look, backups, now)
        self.prospect = Label(look)
        self.stays = Label(look, "muted", SMALL_SIZE)
        self.cancel = SheetButton(look, "Cancel", "Esc")
        self.restore = SheetButton(look, "Restore", "Enter", is_default=True)
        self.setAccessibleName(HEADING)
        self._pointed: Backup | None = None
        self._lay_out()
        self.cancel.clicked.connect(self.dismiss)
        self.restore.clicked.connect(self._choose)
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
        self.restore.setEnabled(False)

    def offer(self, restoration: Restoration) -> None:
        """Say what the current backup would change."""
        self.prospect.say(restoration.prospect)
        self.stays.say(restoration.stays)
        self.restore.setEnabled(bool(restoration.records))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.rows.step(STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        heading = Label(self._look, size=15, bold=True)
        heading.say(HEADING)
        promise = Label(self._look, "muted", SMALL_SIZE)
        promise.say(PROMISE)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 12)
        head.setSpacing(4)
        head.addWidget(heading)
        head.addWidget(promise)
        note = QVBoxLayout()
        note.setContentsMargins(MARGIN, 12, MARGIN, 0)
        note.setSpacing(4)
        note.addWidget(self.prospect)
        note.addWidget(self.stays)
        note.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        column.addLayout(note)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 12, MARGIN, 18)
        foot.setSpacing(8)
        foot.addLayout(keys_row(self._look, ("↑", "↓", "choose")))
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.restore)
        return foot

    def _point(self) -> None:
        """Another row is the current one; the same again changes nothing."""
        before, self._pointed = self._pointed, self.rows.current
        if self._pointed != before:
            self.wait()
            self.pointed.emit(self._pointed)

    def _choose(self) -> None:
        if self.restore.isEnabled():
            self.dismiss()
            self.chosen.emit(self.rows.current)
