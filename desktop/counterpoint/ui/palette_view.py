"""The command palette on the screen: a field, and below it what fits."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counterpoint.app.palette import Entry, Hit, Palette
from counterpoint.ui.hit_list import EDGE, ROW, HitList
from counterpoint.ui.icons import Icons
from counterpoint.ui.overlay import Overlay, keys_row, rule
from counterpoint.ui.theme import Look

WIDTH, FIELD_HEIGHT, FOOT_HEIGHT = 640, 52, 30
MOST_ROWS = 11
TURN_SECONDS = 0.004
"""How long each turn of the event loop is spent looking."""

WITH_CONTROL = {Qt.Key.Key_N: Qt.Key.Key_Down, Qt.Key.Key_P: Qt.Key.Key_Up}
PLACEHOLDER = "Find a command, document or claim"


class PaletteView(Overlay):
    """Looks for what is typed, a slice at each turn of the event loop.

    ``chosen`` carries the entry, after the palette is gone and the focus back where it was.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, window: QWidget, palette: Palette, icons: Icons | None) -> None:
        super().__init__(look, window)
        self._palette = palette
        self._search: Iterator[tuple[Hit, ...]] = iter(())
        self._is_awaited = False
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._look_on)
        self.field = QLineEdit(placeholderText=PLACEHOLDER)
        self.field.setAccessibleName(PLACEHOLDER)
        self.field.setFixedHeight(FIELD_HEIGHT)
        self.field.setStyleSheet(
            "QLineEdit { border: none; background: transparent; font-size: 15px; padding: 0 16px; }"
        )
        self.list = HitList(look, icons)
        self._lay_out(look)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._begin)
        self.list.pressed.connect(self._choose)
        self._begin("")

    @property
    def is_settled(self) -> bool:
        """Whether everything was looked at for what is typed."""
        return not self._turns.isActive()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        top = min(72, room.height() // 12)
        around = FIELD_HEIGHT + FOOT_HEIGHT + 2 * EDGE + 4
        fitting = (room.height() - 2 * top - around) // ROW
        rows = max(1, min(len(self.list.hits), MOST_ROWS, fitting))
        height = rows * ROW + around
        return QRect((room.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._take(event)
        return super().eventFilter(watched, event)

    def dismiss(self) -> None:
        self._turns.stop()
        super().dismiss()

    def _lay_out(self, look: Look) -> None:
        foot = keys_row(look, ("↑", "↓", "choose"), ("Enter", "do it"), ("Esc", "close"))
        foot.setContentsMargins(16, 5, 16, 7)
        foot.addStretch(1)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(QMargins(1, 1, 1, 1))
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(rule(look))
        column.addWidget(self.list, 1)
        column.addWidget(rule(look))
        column.addLayout(foot)

    def _begin(self, query: str) -> None:
        """Look for something else; the first slice at once, for it has all commands."""
        self._is_awaited = False
        self._search = self._palette.search(query)
        self.list.show_hits((), keep=False)
        self._turns.start()
        self._look_on()

    def _look_on(self) -> None:
        """Look for some milliseconds, then show what was found so far."""
        end, hits = perf_counter() + TURN_SECONDS, self.list.hits
        for found in self._search:
            hits = found
            if perf_counter() >= end:
                break
        else:
            self._turns.stop()
        if hits != self.list.hits:
            self.list.show_hits(hits, keep=True)
        if self.is_settled:
            self.list.settle()
        if hits or self.is_settled:  # or the card would shrink and grow at each letter
            self.fit()
        if self._is_awaited and (hits or self.is_settled):
            self._choose(self.list.current)

    def _take(self, event: QKeyEvent) -> bool:
        """Whether a key moves in the list, or ends it all."""
        if event.isAutoRepeat() and not self.field.text() and event.text().isprintable():
            return bool(event.text())  # the key that has opened this is still held
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            key = WITH_CONTROL.get(key, key)
        page = max(1, self.list.height() // ROW - 1)
        steps = {
            Qt.Key.Key_Down: (1, True),
            Qt.Key.Key_Up: (-1, True),
            Qt.Key.Key_PageDown: (page, False),
            Qt.Key.Key_PageUp: (-page, False),
            Qt.Key.Key_Home: (-len(self.list.hits), False),
            Qt.Key.Key_End: (len(self.list.hits), False),
        }
        if key in steps and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.list.step(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.current)
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _choose(self, entry: Entry | None) -> None:
        """Do what a row says; while nothing is found yet, the first that will be."""
        self._is_awaited = entry is None and not self.is_settled
        if entry is not None:
            self.dismiss()
            self.chosen.emit(entry)
