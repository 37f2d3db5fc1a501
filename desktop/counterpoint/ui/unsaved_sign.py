"""The sign in the strip that stays while the disk does not take what the reader does."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from counterpoint.ui.plain import shown, tip
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font

HEIGHT, INSET, MARK, GAP = 24, 9, 15, 7
"""Logical pixels: the sign, the room at its ends, the mark in it, and between mark and words."""


class UnsavedSign(QAbstractButton):
    """An exclamation mark and a few words on a ground of their own; pressed, it tries again.

    It takes no focus: the keys are the page's.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._whole = self._short = ""
        self._is_short = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the pointer comes
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setVisible(False)
        look.changed.connect(self.update)

    def say(self, words: str, short: str = "", why: str = "") -> None:
        """Show words, or ``short`` while it is to be short; no words take the sign away."""
        self._whole, self._short = shown(words), shown(short)
        self.setAccessibleName(self._whole)
        self.setToolTip(tip(why))
        self.setVisible(bool(words))
        self.be_short(self._is_short)

    def be_short(self, is_short: bool) -> None:
        """Leave room for a message beside it, or show all its words."""
        self._is_short = is_short
        words = self._short if is_short else self._whole
        if words != self.text():
            self.setText(words)
            self.updateGeometry()
            self.update()

    @property
    def short_width(self) -> int:
        """How wide it is beside a message, in logical pixels."""
        return _width_of(self._short)

    def sizeHint(self) -> QSize:
        return QSize(_width_of(self.text()), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("alarm", 0.88 if self.underMouse() else 1.0))
        ground = QRectF(self.rect())
        painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)
        painter.setBrush(theme.colour("card"))
        middle = ground.center().y()
        mark = QRectF(INSET - 2, middle - MARK / 2, MARK, MARK)
        painter.drawEllipse(mark)
        painter.setPen(theme.colour("alarm"))
        painter.setFont(interface_font(10.5, QFont.Weight.Bold))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "!")
        painter.setPen(theme.colour("card"))
        painter.setFont(_font())
        room = ground.adjusted(mark.right() + GAP, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, align, self.text())


def _width_of(words: str) -> int:
    return INSET - 2 + MARK + GAP + QFontMetrics(_font()).horizontalAdvance(words) + INSET + 2


def _font() -> QFont:
    return interface_font(SMALL_SIZE + 0.5, QFont.Weight.DemiBold)
