"""A small card on which everything about the look of pages is set, while the pages follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counterpoint.app.appearance import index_in, stepped
from counterpoint.app.settings import SETTINGS, Setting
from counterpoint.ui.keys import KeyTaker
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, keys_row, paint_card_shadow, rule
from counterpoint.ui.sheet import heading_of
from counterpoint.ui.theme import (
    CONTROL_HEIGHT,
    HEADER_HEIGHT,
    RADIUS_FIELD,
    SMALL_SIZE,
    Look,
    interface_font,
    reading_font,
)

WIDTH, MARGIN, EDGE = 440, 20, 12
"""Logical pixels: the widest the card gets, the room at its sides, and from it to the window's."""

LINE, NAMES, PAD = 38, 100, 8
"""Height of a line, room for its name, and room at both sides of a choice."""

SMALLER, LARGER = "A −", "A +"


@dataclass(frozen=True)
class Spot:
    """A place to press: what it says, where it is, and how far on from what holds it leads."""

    words: str
    area: QRect
    step: int


class ChoiceLine(KeyTaker):
    """Shows a field's choices side by side; the one that holds has the accent.

    ``stepped`` says how far on from it the reader goes.
    """

    stepped = Signal(int)

    def __init__(self, look: Look, setting: Setting) -> None:
        super().__init__()
        self._look = look
        self.setting = setting
        self.setFixedHeight(LINE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self._follow)
        self._follow()

    @property
    def spots(self) -> Sequence[Spot]:
        """Where it can be pressed; a long row of sizes shows the one that holds, and both ways."""
        at, choices = index_in(self._look.settings, self.setting), self.setting.choices
        words = [(one.word, index - at) for index, one in enumerate(choices)]
        if len(choices) > 4:
            words = [(SMALLER, -1), (f"{choices[at].word} px", 0), (LARGER, 1)]
        return self._spread(words)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Plus: 1}
        if Qt.Key(event.key()) in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab goes on as the card has it."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        spot = next((one for one in self.spots if one.area.contains(place)), None)
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.stepped.emit(spot.step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setBrush(theme.colour("accent", 0.10))
            painter.drawRect(self.rect())
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(0, 0, 3, self.height())
        painter.setFont(interface_font())
        painter.setPen(theme.colour("text" if self.hasFocus() else "muted"))
        names = QRect(MARGIN, 0, NAMES, self.height())
        painter.drawText(names, Qt.AlignmentFlag.AlignVCenter, self.setting.title)
        for spot in self.spots:
            self._paint_spot(painter, spot)

    def _paint_spot(self, painter: QPainter, spot: Spot) -> None:
        theme, holds = self._look.theme, spot.step == 0
        painter.setPen(theme.colour("accent") if holds else theme.colour("line"))
        painter.setBrush(theme.colour("accent", 0.14) if holds else Qt.BrushStyle.NoBrush)
        area = QRectF(spot.area).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS_FIELD, RADIUS_FIELD)
        painter.setFont(self._font(spot))
        painter.setPen(theme.colour("text" if holds else "muted"))
        painter.drawText(spot.area, Qt.AlignmentFlag.AlignCenter, spot.words)

    def _spread(self, words: Sequence[tuple[str, int]]) -> list[Spot]:
        """Spots from the right edge of the names on; the room that is left is shared."""
        bold = interface_font(weight=QFont.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        wanted = [round(metrics.horizontalAdvance(word)) + 2 * PAD for word, _ in words]
        room = self.width() - 2 * MARGIN - NAMES - 6 * (len(words) - 1)
        spare = max(0, room - sum(wanted)) // len(words)
        spots, left = [], MARGIN + NAMES
        top = (self.height() - CONTROL_HEIGHT) // 2
        for (word, step), width in zip(words, wanted, strict=True):
            spots.append(Spot(word, QRect(left, top, width + spare, CONTROL_HEIGHT), step))
            left += width + spare + 6
        return spots

    def _font(self, spot: Spot) -> QFont:
        """Letters are shown as they are."""
        if spot.words == "Serif":
            return reading_font(14)
        return interface_font(weight=QFont.Weight.DemiBold if spot.step == 0 else 400)

    def _follow(self) -> None:
        word = self.setting.choices[index_in(self._look.settings, self.setting)].word
        self.setAccessibleName(f"{self.setting.title}: {word}")
        self.update()


class AppearanceCard(Overlay):
    """Stands in a corner, so that the pages are seen; ``chosen`` carries the new settings."""

    chosen = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window)
        self.lines = [ChoiceLine(look, setting) for setting in SETTINGS]
        self.setAccessibleName("Appearance")
        self._column = QVBoxLayout(self.card)
        self._lay_out()
        for line in self.lines:
            line.stepped.connect(lambda by, field=line.setting.field: self._step(field, by))

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 2 * EDGE)
        left, top = room.width() - width - EDGE, HEADER_HEIGHT + EDGE
        return QRect(left, top, width, min(self._column.sizeHint().height(), room.height() - top))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from line to line, and round."""
        at = next((index for index, one in enumerate(self.lines) if one.hasFocus()), -1)
        following = self.lines[(at + (1 if forward else -1)) % len(self.lines)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dismiss()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No veil: what is set is judged by how the pages look."""
        paint_card_shadow(QPainter(self), self._look.theme, self.card.geometry())

    def _step(self, field: str, by: int) -> None:
        line = next(one for one in self.lines if one.setting.field == field)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(stepped(self._look.settings, field, by))

    def _lay_out(self) -> None:
        heading = heading_of(self._look, "Appearance")
        keys = keys_row(self._look, ("↑", "↓", "line"), ("←", "→", "change"), ("Esc", "close"))
        keys.setContentsMargins(MARGIN, 8, MARGIN, 8)
        keys.addStretch(1)
        self._column.setContentsMargins(1, 14, 1, 1)
        self._column.setSpacing(0)
        self._column.addLayout(_inset(heading, 0, 8))
        first_of_text = next(line for line in self.lines if line.setting.is_of_text)
        for line in self.lines:
            if line is first_of_text:
                self._part()
            self._column.addWidget(line)
        self._column.addSpacing(6)
        self._column.addWidget(rule(self._look))
        self._column.addLayout(keys)

    def _part(self) -> None:
        note = Label(self._look, "muted", SMALL_SIZE)
        note.say("Text without pages of its own: web pages, e-books, notes")
        self._column.addSpacing(6)
        self._column.addWidget(rule(self._look))
        self._column.addLayout(_inset(note, 10, 4))


def _inset(label: Label, above: int, below: int) -> QVBoxLayout:
    """A label in line with the names, with so much room above and below it."""
    around = QVBoxLayout()
    around.setContentsMargins(MARGIN, above, MARGIN, below)
    around.addWidget(label)
    return around
