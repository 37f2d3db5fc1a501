"""Keys drawn as they look on the board."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counterpoint.app.keymap import caps_of
from counterpoint.ui.theme import RADIUS_MARK, Look, Theme, interface_font

CAP_HEIGHT = 18
NEAR, APART = 3, 8
"""Logical pixels between the strokes of a sequence, and between alternatives."""

Alternatives = Sequence[Sequence[str]]
"""Each with a cap for every stroke."""


def caps_for(look: Look, keys: str) -> "Caps":
    """Keys as they are written in commands, such as ``Ctrl+O``, to stand among widgets."""
    return Caps(look, *caps_of(keys))


def caps_width(keys: Alternatives) -> float:
    """How wide keys are drawn, in logical pixels."""
    widths = [sum(map(_width, caps)) + NEAR * (len(caps) - 1) for caps in keys]
    return sum(widths) + APART * max(0, len(keys) - 1)


def paint_caps(painter: QPainter, theme: Theme, start: QPointF, keys: Alternatives) -> None:
    """Draw keys from a point at their left and in the middle of their height."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = start.x()
    for caps in keys:
        for cap in caps:
            rect = QRectF(left, start.y() - CAP_HEIGHT / 2, _width(cap), CAP_HEIGHT)
            _paint(painter, theme, rect, cap)
            left = rect.right() + NEAR
        left += APART - NEAR


class Caps(QWidget):
    """Keys that stand among other widgets."""

    def __init__(self, look: Look, *caps: str) -> None:
        super().__init__()
        self._look = look
        self._keys = [caps]
        self.setFixedSize(round(caps_width(self._keys)), CAP_HEIGHT)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        start = QPointF(0, CAP_HEIGHT / 2)
        paint_caps(QPainter(self), self._look.theme, start, self._keys)


def _paint(painter: QPainter, theme: Theme, rect: QRectF, text: str) -> None:
    painter.setFont(_font())
    painter.setBrush(theme.colour("panel"))
    painter.setPen(theme.colour("line"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_MARK, RADIUS_MARK)
    painter.setPen(theme.colour("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _width(text: str) -> float:
    return max(CAP_HEIGHT, round(QFontMetricsF(_font()).horizontalAdvance(text)) + 12)


def _font() -> QFont:
    return interface_font(11, QFont.Weight.DemiBold)
