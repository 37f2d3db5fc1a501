"""The card that finds words in all documents: a field, and below it what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counterpoint.app.searching import ResultRow, Results, key_of
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, keys_row, rule
from counterpoint.ui.plain import tip
from counterpoint.ui.search_list import EDGE, ROW, ResultList
from counterpoint.ui.theme import SMALL_SIZE, Look

WIDTH, FIELD_HEIGHT, FOOT_HEIGHT, LINE_HEIGHT = 860, 52, 30, 26
FEWEST_ROWS, MOST_ROWS = 4, 14

WITH_CONTROL = {Qt.Key.Key_N: Qt.Key.Key_Down, Qt.Key.Key_P: Qt.Key.Key_Up}
PLACEHOLDER = "Find in all documents"


class SearchView(Overlay):
    """Asks for what is typed and shows what comes of it.

    ``typed`` carries the words; ``chosen`` a row and whether it is for the other pane, once the
    card is gone, or while it stays where the row only leads to more.
    """

    typed = Signal(str)
    chosen = Signal(object, bool)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window)
        self._shown_query: str | None = None
        self._awaited: bool | None = None
        self.field = QLineEdit(placeholderText=PLACEHOLDER)
        self.field.setAccessibleName(PLACEHOLDER)
        self.field.setFixedHeight(FIELD_HEIGHT)
        self.field.setStyleSheet(
            "QLineEdit { border: none; background: transparent; font-size: 15px; padding: 0 16px; }"
        )
        self.status = Label(look, "muted", SMALL_SIZE)
        self.refusals = Label(look, "muted", SMALL_SIZE)
        self.list = ResultList(look)
        self._lay_out(look)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._follow_typing)
        self.list.pressed.connect(lambda row: self._choose(row, False))

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        top = min(72, room.height() // 12)
        lines = LINE_HEIGHT * (1 + self.refusals.isVisibleTo(self))
        around = FIELD_HEIGHT + FOOT_HEIGHT + lines + 2 * EDGE + 6
        fitting = (room.height() - 2 * top - around) // ROW
        rows = max(1, min(max(len(self.list.results), FEWEST_ROWS), MOST_ROWS, fitting))
        return QRect((room.width() - width) // 2, top, width, rows * ROW + around)

    def show_results(self, results: Results) -> None:
        """Show what was found so far for a query."""
        current = results.current
        if results.query == self._shown_query and self.list.current is not None:
            current = key_of(self.list.current) or current
        self._shown_query = results.query
        self.list.show_rows(results.rows, current)
        self.fit()
        if self._awaited is not None and self.list.current is not None:
            self._choose(self.list.current, self._awaited)

    def say(self, status: str, nothing: str, refused: Sequence[str]) -> None:
        """How far things are; what stands where no rows are; which documents cannot be read."""
        self.status.say(status)
        self.list.say_nothing(nothing)
        self.refusals.setVisible(bool(refused))
        self.refusals.say(refused[0] if len(refused) == 1 else _several(refused))
        self.refusals.setToolTip(tip("  ·  ".join(refused)))
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._take(event)
        return super().eventFilter(watched, event)

    def _lay_out(self, look: Look) -> None:
        foot = keys_row(
            look,
            ("↑", "↓", "choose"),
            ("Enter", "open"),
            ("Shift", "Enter", "in the other pane"),
            ("Esc", "close"),
        )
        foot.setContentsMargins(16, 5, 16, 7)
        foot.addStretch(1)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(QMargins(1, 1, 1, 1))
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(rule(look))
        column.addLayout(_line(self.status))
        column.addWidget(self.list, 1)
        column.addLayout(_line(self.refusals))
        column.addWidget(rule(look))
        column.addLayout(foot)
        self.refusals.hide()

    def _follow_typing(self, words: str) -> None:
        self._awaited = None
        self.typed.emit(words)

    def _take(self, event: QKeyEvent) -> bool:
        """Whether a key moves in the list, or ends it all."""
        key, is_shifted = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            key = WITH_CONTROL.get(key, key)
        page = max(1, self.list.height() // ROW - 1)
        steps = {
            Qt.Key.Key_Down: (1, True),
            Qt.Key.Key_Up: (-1, True),
            Qt.Key.Key_PageDown: (page, False),
            Qt.Key.Key_PageUp: (-page, False),
        }
        if key in steps and not is_shifted:
            self.list.step(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_enter(bool(is_shifted))
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _press_enter(self, beside: bool) -> None:
        """Choose the current row; where nothing is found yet, the first that will be."""
        if self._shown_query == self.field.text() and self.list.current is not None:
            self._choose(self.list.current, beside)
        else:
            self._awaited = beside

    def _choose(self, row: ResultRow | None, beside: bool) -> None:
        self._awaited = None
        if row is None:
            return
        if row.hit is not None:
            self.dismiss()
        self.chosen.emit(row, beside)


def _several(refused: Sequence[str]) -> str:
    return f"{len(refused)} documents cannot be searched; point here to see why."


def _line(label: Label) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(16, 0, 16, 0)
    label.setFixedHeight(LINE_HEIGHT)
    line.addWidget(label, 1)
    return line
