"""A card over the dimmed window, which has all keys while it is there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from counterpoint.ui.key_caps import Caps
from counterpoint.ui.keys import KeyTaker
from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.theme import RADIUS_CARD, SMALL_SIZE, Look, Theme

SHADOW = 14
"""Logical pixels a card's shadow reaches."""


class Card(QWidget):
    """A rounded ground for what an overlay shows; its children stay a pixel off the edge."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.theme.colour("line"))
        painter.setBrush(self._look.theme.colour("card"))
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(ground, RADIUS_CARD, RADIUS_CARD)


def paint_card_shadow(painter: QPainter, theme: Theme, card: QRect) -> None:
    """The soft edge of a card that lies over the window."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for reach in range(1, SHADOW):
        painter.setPen(QColor(0, 0, 0, (SHADOW - reach) * (5 if theme.is_dark else 2)))
        ring = QRectF(card).adjusted(-reach, 1 - reach, reach, 2 + reach)
        painter.drawRoundedRect(ring, RADIUS_CARD + reach, RADIUS_CARD + reach)


def centred(room: QRect, width: int, height: int) -> QRect:
    """Where a card of that size stands in a room: in its middle, a little above it."""
    return QRect((room.width() - width) // 2, (room.height() - height) * 2 // 5, width, height)


def focus_round(widgets: Sequence[QWidget], is_forward: bool) -> None:
    """Give the keys to the widget after the one that has them, and round.

    A field that gets them by Tab selects its words itself.
    """
    at = next((index for index, one in enumerate(widgets) if one.hasFocus()), 0)
    following = widgets[(at + (1 if is_forward else -1)) % len(widgets)]
    following.setFocus(Qt.FocusReason.TabFocusReason)


def rule(look: Look) -> Panel:
    """A hairline across a card."""
    line = Panel(look, "top")
    line.setFixedHeight(1)
    return line


def keys_row(look: Look, *words: tuple[str, ...]) -> QHBoxLayout:
    """Keys with what they do: of each words the last says it, the others are caps."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for *caps, deed in words:
        row.addWidget(Caps(look, *caps))
        label = Label(look, "muted", SMALL_SIZE)
        label.say(deed)
        row.addWidget(label)
        row.addSpacing(12)
    return row


class Overlay(KeyTaker):
    """Covers the window it lies on; ``dismissed`` follows when it is gone.

    ``unused`` carries the event of a key that closes nothing here.

    A press outside the card closes it, and so does a focus that goes elsewhere in the window.
    Whatever had the focus before gets it back.
    """

    dismissed = Signal()
    unused = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._before: QWidget | None = None
        self.card = Card(look, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        look.changed.connect(self.update)

    def open(self, first: QWidget | None = None) -> None:
        """Show it; ``first`` has the focus, the overlay itself where none is named."""
        self._before = QApplication.focusWidget()
        if self._before is not None:
            self._before.destroyed.connect(self._forget)
        self._cover()
        self.show()
        self.raise_()
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def dismiss(self) -> None:
        """Close; the focus goes back to where it was."""
        if not self.isVisible():
            return
        had_focus = self._holds(QApplication.focusWidget())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow_focus)
        self._window.removeEventFilter(self)
        self.hide()
        if had_focus:
            before = self._before
            is_there = before is not None and isValid(before) and before.isVisible()
            back = before if before is not None and is_there else self._window
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.dismissed.emit()
        self.deleteLater()

    def _forget(self) -> None:
        """What had the focus is gone itself: a page below may be replaced meanwhile."""
        self._before = None

    def place(self, room: QRect) -> QRect:
        """Where the card stands in a room; subclasses know better."""
        return room.adjusted(24, 24, -24, -24)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._cover()
        return False

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab stays in here."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing here has a use for is not for what lies below either."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            self.unused.emit(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        is_dark = self._look.theme.is_dark
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110 if is_dark else 46))
        paint_card_shadow(painter, self._look.theme, self.card.geometry())

    def fit(self) -> None:
        """Put the card where it belongs now; its shadow goes along."""
        before, after = self.card.geometry(), self.place(self.rect())
        if before != after:
            self.card.setGeometry(after)
            self.update(before.united(after).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW + 2))

    def _cover(self) -> None:
        self.setGeometry(QRect(QPoint(0, 0), self._window.size()))
        self.fit()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Never stay open without the keys."""
        if new is not None and new.window() is self._window and not self._holds(new):
            self.dismiss()
