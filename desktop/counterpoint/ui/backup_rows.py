"""The backups of a project, each with its time and how many claims it has."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from counterpoint.app.describing import counted
from counterpoint.app.restoring import row_names
from counterpoint.domain.backups import Backup
from counterpoint.ui.row_area import Measures, PaintedRows
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font

ROW, EDGE, INSET = 34, 8, 12
"""Logical pixels: a row, the room around all of them, the room inside each."""

UNREADABLE = "cannot be read"
"""What is said of a backup that is damaged."""


class BackupRows(PaintedRows):
    """Owns how many claims each backup has, as far as that was found out."""

    def __init__(self, look: Look, backups: Sequence[Backup], now: datetime) -> None:
        super().__init__(look, Measures(ROW, EDGE))
        local = [replace(backup, made=backup.made.astimezone()) for backup in backups]
        self._names = row_names(local, now)
        self._claims: dict[Backup, int | None] = {}
        self.backups = backups
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.row_pressed.connect(self.go_to)
        self.moved.connect(self._announce)
        self.set_count(len(backups))
        self._announce()

    @property
    def current(self) -> Backup:
        """The backup of the current row."""
        return self.backups[self.current_row]

    def take(self, backup: Backup, claims: int | None) -> None:
        """Show how many claims a backup has; None where it cannot be read."""
        self._claims[backup] = claims
        self._announce()
        self.viewport().update()

    def words_of(self, row: int) -> tuple[str, str]:
        """What a row says of its backup: when it was made, and what is in it."""
        return self._names[row], self._told(self.backups[row])

    def paint_row(self, painter: QPainter, row: int) -> None:
        rect, theme = self.rect_of(row), self._look.theme
        inner: QRect = rect.adjusted(INSET, 0, -INSET, 0)
        time, told = self.words_of(row)
        is_damaged = told == UNREADABLE
        painter.setFont(interface_font())
        painter.setPen(theme.colour("muted" if is_damaged else "text"))
        painter.drawText(inner, _MIDDLE, time)
        painter.setFont(interface_font(SMALL_SIZE))
        painter.setPen(theme.colour("muted"))
        painter.drawText(inner, _MIDDLE | Qt.AlignmentFlag.AlignRight, told)

    def _told(self, backup: Backup) -> str:
        if backup not in self._claims:
            return "…"
        claims = self._claims[backup]
        return UNREADABLE if claims is None else counted(claims, "claim")

    def _announce(self) -> None:
        """Let the current row be read aloud."""
        self.setAccessibleName(", ".join(self.words_of(self.current_row)))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
