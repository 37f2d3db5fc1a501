"""Backing up the open project while its reader works."""

from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from counterpoint.app.backups import Backups
from counterpoint.ui.background import Background
from counterpoint.ui.saving import Saver

HALF_HOUR = 30 * 60 * 1000
"""Milliseconds between two backups."""

SETTLED = 60 * 1000
"""Milliseconds after opening, before old backups are looked through: opening needs the disk."""


class BackingUp(QObject):
    """Owns when backups are made, and what was said last of one that failed.

    ``said`` carries the sentence: once, until one can be made again or fails for another reason.
    While the disk refuses anyway, which the reader has been told, it is silent.
    """

    said = Signal(str)

    def __init__(self, backups: Backups, disk: Background, saving: Saver) -> None:
        super().__init__()
        self._backups = backups
        self._saving = saving
        self._disk = disk
        self._told = ""
        self.timer = QTimer(self, interval=HALF_HOUR)
        self.timer.timeout.connect(self.catch_up)
        self.timer.start()
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(lambda: disk.jot(backups.thin))
        self._settled.start()
        if backups.is_due:  # it was not closed properly, or was found damaged
            self.catch_up()

    def catch_up(self) -> None:
        """Back up what has changed, off the event loop."""

        self._disk.run(self._backups.catch_up, self._tell)

    def close(self) -> None:
        """Start no more."""
        self.timer.stop()
        self._settled.stop()

    def _tell(self, tried: Future[str]) -> None:
        if tried.cancelled():
            return
        failure = tried.result()
        if failure and self._saving.failure:
            return
        is_news, self._told = failure != self._told, failure
        if failure and is_news:
            self.said.emit(failure)
