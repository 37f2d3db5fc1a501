"""The sheet that lists what the strip has said."""

import re
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counterpoint.app.messages import Message
from counterpoint.app.trouble import clock
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, centred, keys_row, rule
from counterpoint.ui.plain import shown
from counterpoint.ui.sheet import heading_of
from counterpoint.ui.theme import BODY_SIZE, SMALL_SIZE, Look, interface_font

WIDTH, MARGIN, HEAD_HEIGHT, AROUND = 620, 20, 52, 24
"""Logical pixels: the widest the sheet gets, its margin, its head, and the room around it."""

LONGEST_WORD = 24
"""Characters after which a word may be broken."""

NOTHING = "Nothing has been said since the program was started."


class MessageSheet(Overlay):
    """Lists messages with their times; the keys of lists scroll it, Escape closes it."""

    def __init__(self, look: Look, window: QWidget, latest: Sequence[Message]) -> None:
        super().__init__(look, window)
        self.sentences = [shown(message.sentence) for message in latest]
        self._now = datetime.now().astimezone()
        self._words: list[QLabel] = []
        self._list = QWidget()
        self._area = QScrollArea()
        self._fill(latest)
        self._lay_out()
        self.setAccessibleName(f"Last messages. {'  '.join(self.sentences)}")
        look.changed.connect(self._dress)
        self._dress()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 2 * AROUND)
        grid = self._list.layout()
        wanted = grid.heightForWidth(width - 2) if grid is not None else 0
        return centred(room, width, min(wanted + HEAD_HEIGHT + 2, room.height() - 2 * AROUND))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        bar.setValue(bar.value() + steps.get(Qt.Key(event.key()), 0))
        super().keyPressEvent(event)

    def _fill(self, latest: Sequence[Message]) -> None:
        grid = QGridLayout(self._list)
        grid.setContentsMargins(MARGIN, 14, MARGIN, 18)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, message in enumerate(latest):
            time = Label(self._look, "muted", SMALL_SIZE)
            time.say(clock(message.said, self._now))
            time.setMinimumWidth(time.sizeHint().width())
            time.setContentsMargins(0, 2, 0, 0)  # on the line of the first words
            grid.addWidget(time, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._written(self.sentences[row]), row, 1)
        if not latest:
            grid.addWidget(self._written(NOTHING), 0, 1)

    def _written(self, sentence: str) -> QLabel:
        label = QLabel(_breakable(sentence))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(interface_font(BODY_SIZE))
        self._words.append(label)
        return label

    def _lay_out(self) -> None:
        title = heading_of(self._look, "Last messages")
        title.setFixedHeight(HEAD_HEIGHT - 1)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN - 12, 0)
        head.addWidget(title, 1)
        head.addLayout(keys_row(self._look, ("↑", "↓", "scroll"), ("Esc", "close")))
        area = self._area
        area.setWidget(self._list)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule(self._look))
        column.addWidget(area, 1)

    def _dress(self) -> None:
        theme = self._look.theme
        self._area.setStyleSheet("QScrollArea { background: transparent; }")
        self._area.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        for label in self._words:
            label.setStyleSheet(f"color: {theme.text}; background: transparent;")


def _breakable(sentence: str) -> str:
    """A sentence whose longest words, such as files' names, may go on in the next line."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", sentence)
