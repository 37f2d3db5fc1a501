"""The strip below the pages: what the keys do here, what has gone wrong, what is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counterpoint.app.keymap import caps_of
from counterpoint.app.messages import Messages
from counterpoint.app.trouble import local_now
from counterpoint.ui.key_caps import CAP_HEIGHT, caps_width, paint_caps
from counterpoint.ui.labels import Label
from counterpoint.ui.long_message import LongMessage
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import shown, tip
from counterpoint.ui.theme import SMALL_SIZE, STRIP_HEIGHT, Look, interface_font
from counterpoint.ui.unsaved_sign import UnsavedSign

LEAST_NAME = 26
GAP, SIDE, BETWEEN = 9, 16, 16
"""Logical pixels: the shortest name worth showing, the room between two hints, at the strip's
ends, and between what stands in it."""


@dataclass(frozen=True)
class Hint:
    """A key and what it does; ``colours`` are a kind's in the light and the dark theme.

    ``command`` is empty where only the key does it.
    """

    command: str
    key: str
    label: str
    colours: tuple[str, str] | None = None


@dataclass(frozen=True)
class _Placed:
    """A hint at its place: its key is ``side`` logical pixels wide, and drawn as ``caps``."""

    hint: Hint
    rect: QRect
    caps: tuple[str, ...]
    side: int
    name: str


class Hints(QWidget):
    """Shows keys with their colour and name; each can be pressed. Names go where room is short."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lead = ""
        self._is_tight = False
        self._hints: Sequence[Hint] = ()
        self._layout: Sequence[_Placed] | None = None
        self.setFont(_font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(200)
        self.setMouseTracking(True)
        look.changed.connect(self._lay_anew)

    @property
    def shown(self) -> Sequence[Hint]:
        """The keys that show."""
        return self._hints

    def show_hints(self, lead: str, hints: Sequence[Hint]) -> None:
        """Show other keys, after a few words that say what they are for."""
        if (lead, hints) != (self._lead, self._hints):
            self._lead, self._hints = lead, hints
            self._lay_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_anew()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for one in self._placed():
            if one.hint.command and one.rect.contains(event.position().toPoint()):
                self.pressed.emit(one.hint.command)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        under = next((one.hint for one in self._placed() if one.rect.contains(point)), None)
        self.setToolTip(tip(under.label) if under else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.theme.colour("muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._lead)
        for one in self._placed():
            self._paint(painter, one)

    def _lay_anew(self) -> None:
        self._layout = None
        self.update()

    def _paint(self, painter: QPainter, one: _Placed) -> None:
        theme, hint, rect = self._look.theme, one.hint, one.rect
        start = QPointF(rect.left(), rect.center().y() + 0.5)
        key = QRectF(start.x(), start.y() - CAP_HEIGHT / 2, one.side, CAP_HEIGHT)
        paint_caps(painter, theme, start, [one.caps])
        left = rect.left() + one.side + 6
        if hint.colours:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(hint.colours[1] if theme.is_dark else hint.colours[0]))
            dash = QRectF(left, rect.center().y() - 1, 13, 3)
            if self._is_tight:
                dash = QRectF(key.left() + 3, key.bottom() + 2, key.width() - 6, 3)
            painter.drawRoundedRect(dash, 1.5, 1.5)
            left += 0 if self._is_tight else 19
        painter.setFont(self.font())
        painter.setPen(theme.colour("text"))
        room = QRect(left, rect.top(), rect.right() - left, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, one.name)

    def _name(self, hint: Hint, room: int) -> str:
        if room < LEAST_NAME:
            return ""
        return self.fontMetrics().elidedText(hint.label, Qt.TextElideMode.ElideRight, room)

    def _placed(self) -> Sequence[_Placed]:
        """Where each hint stands: measured once for a width."""
        if self._layout is None:
            self._layout = self._measured()
        return self._layout

    def _measured(self) -> list[_Placed]:
        """Where room is short, colours go below keys and names are cut."""
        metrics = self.fontMetrics()
        lead = metrics.horizontalAdvance(self._lead) + 14 if self._lead else 0
        names = [metrics.horizontalAdvance(hint.label) + 4 for hint in self._hints]
        caps = [caps_of(hint.key) for hint in self._hints]
        sides = [round(caps_width([each])) for each in caps]
        keys = [side + 6 for side in sides]
        dashes = [19 if hint.colours else 0 for hint in self._hints]
        spare = self.width() - lead - sum(keys) - GAP * len(keys)
        self._is_tight = sum(names) + sum(dashes) > spare
        bare = keys if self._is_tight else [a + b for a, b in zip(keys, dashes, strict=True)]
        spare -= sum(bare) - sum(keys)
        most = _widest_that_fit(names, spare)
        placed, left = [], lead
        for number, (hint, width) in enumerate(zip(self._hints, bare, strict=True)):
            shown = min(names[number], most)
            rect = QRect(left, 0, width + shown, self.height())
            name = self._name(hint, shown - 1)
            placed.append(_Placed(hint, rect, caps[number], sides[number], name))
            left += width + shown + GAP
        return placed


def _widest_that_fit(names: Sequence[int], room: int) -> int:
    """How wide a name may be so that all fit into the room; 0 where nothing can be read."""
    for most in range(max(names, default=0), LEAST_NAME, -1):
        if sum(min(name, most) for name in names) <= room:
            return most
    return 0


def _font() -> QFont:
    return interface_font(12.5)


class KindStrip(Panel):
    """Holds hints at the left, the state of saving and counts at the right.

    A message stands in the hints' place for some seconds, or until the next command; one that is
    too long for it lies above the strip, over ``window``. ``sign`` is there while something is
    not saved.
    """

    pressed = Signal(str)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, "top")
        self.setFixedHeight(STRIP_HEIGHT)
        self.messages = Messages()
        self._is_long = False
        self.hints = Hints(look)
        self.hints.pressed.connect(self.pressed)
        self._message = Label(look, size=12.5)
        self._message.setVisible(False)
        self._message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.long = LongMessage(look, window)
        self.long.pressed.connect(self.clear)
        self.sign = UnsavedSign(look)
        self.sign.clicked.connect(lambda: self.pressed.emit("file.save"))
        self.state = Label(look, "muted", SMALL_SIZE)
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 1, SIDE, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.hints, 1)
        row.addWidget(self._message, 1)
        row.addWidget(self.sign)
        row.addWidget(self.state)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)

    @property
    def message(self) -> str:
        """The message that shows; empty where none does."""
        return shown(self.messages.shown)

    def say(self, *sentences: str, is_lasting: bool = False) -> None:
        """Show a message; one that is ``is_lasting``, about lost or unsaved work, has no end."""
        self.messages.say(*sentences, now=local_now(), is_lasting=is_lasting)
        self._is_long = False
        self._arrange()
        self._timer.start(self.messages.milliseconds)
        if self.messages.is_lasting:
            self._timer.stop()

    def take_back(self, sentence: str) -> None:
        """Show a sentence no longer that has ceased to be true."""
        self.messages.take_back(sentence)
        self._arrange()

    def pass_on(self) -> None:
        """A command follows: the keys show again, and what is long may be read to its end."""
        self._arrange()
        if self._is_long:
            self.messages.pass_on()
        else:
            self.clear()

    def clear(self) -> None:
        """Show the keys again."""
        self._timer.stop()
        self.messages.clear()
        self._is_long = False
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clear()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_long = False
        self._arrange()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # a message may have lost its room to the state of saving
        return super().event(event)

    def _arrange(self) -> None:
        """Give the message its place; one that has become long stays so until another comes."""
        text = self.message
        self._is_long = bool(text) and (self._is_long or not self._fits(text))
        is_short = bool(text) and not self._is_long
        self._message.say(text if is_short else "")
        self._message.setVisible(is_short)
        self.hints.setVisible(not is_short)
        self.sign.be_short(is_short)
        self.long.say(text if self._is_long else "", self.geometry())

    def _fits(self, text: str) -> bool:
        """Whether a message has room in the strip."""
        sides = [self.state.sizeHint().width()] if self.state.text() else []
        if not self.sign.isHidden():
            sides.append(self.sign.short_width)
        room = self.width() - 2 * SIDE - sum(side + BETWEEN for side in sides)
        return self._message.fontMetrics().horizontalAdvance(text) + 2 <= room
