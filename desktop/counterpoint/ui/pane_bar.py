"""A slim bar at the foot of a pane, with a field; it lies over the page, which does not move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from counterpoint.ui.keys import KeyTaker
from counterpoint.ui.overlay import focus_round
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import tip
from counterpoint.ui.theme import RADIUS_MARK, SMALL_SIZE, Look, interface_font

BAR_HEIGHT, BUTTON_HEIGHT, FIELD_HEIGHT = 40, 26, 28
LEAST_BUTTON = 26


@dataclass(frozen=True)
class BarFace:
    """What a small button shows: a sign, and a tooltip that names its key."""

    sign: str
    help: str
    is_underlined: bool = False
    is_choice: bool = False


class BarButton(KeyTaker):
    """A sign to press, with the pointer or with Space; a choice stays down until pressed again."""

    pressed = Signal()

    def __init__(self, look: Look, face: BarFace) -> None:
        super().__init__()
        self._look = look
        self._face = face
        self.is_on = False
        self._is_under = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip(face.help))
        self.setAccessibleName(face.help)
        width = QFontMetricsF(self._font()).horizontalAdvance(face.sign) + 12
        self.setFixedSize(QSize(max(LEAST_BUTTON, round(width)), BUTTON_HEIGHT))
        look.changed.connect(self.update)

    def press(self) -> None:
        """Do what a press does."""
        self.is_on = self._face.is_choice and not self.is_on
        self.update()
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.press()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def enterEvent(self, _event: object) -> None:
        self._is_under = True
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._is_under = False
        self.update()

    def focusInEvent(self, _event: object) -> None:
        self.update()

    def focusOutEvent(self, _event: object) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        clear = QColor(0, 0, 0, 0)
        under = theme.colour("text", 0.07)
        painter.setBrush(
            theme.colour("accent", 0.18) if self.is_on else under if self._is_under else clear
        )
        painter.setPen(QPen(theme.colour("accent"), 1.5) if self.hasFocus() else QPen(clear))
        painter.drawRoundedRect(ground, RADIUS_MARK, RADIUS_MARK)
        painter.setFont(self._font())
        painter.setPen(theme.colour("accent" if self.is_on else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._face.sign)

    def _font(self) -> QFont:
        font = interface_font(SMALL_SIZE + 1, QFont.Weight.DemiBold)
        font.setUnderline(self._face.is_underlined)
        return font


class PaneBar(Panel):
    """Stands over the foot of a pane while it is open; ``closed`` follows the Esc key.

    ``edited`` follows each change of the words, those still being composed included.
    """

    edited = Signal()
    entered = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, pane: QWidget, placeholder: str) -> None:
        super().__init__(look, "top")
        self.setParent(pane)
        self._pane = pane
        self._composed = ""
        self.field = QLineEdit(placeholderText=placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setFixedHeight(FIELD_HEIGHT)
        self.field.setMinimumWidth(48)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.edited)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 1, 8, 0)
        self.row.setSpacing(4)
        self.keys: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]] = {}
        self.optional: Sequence[tuple[int, QWidget]] = ()
        pane.installEventFilter(self)
        self.setVisible(False)

    @property
    def words(self) -> str:
        """What stands in the field, with what an input method is still composing."""
        at, text = self.field.cursorPosition(), self.field.text()
        return text[:at] + self._composed + text[at:]

    def open(self, words: str) -> None:
        """Show it with these words, all selected, and give it the keys."""
        self.field.blockSignals(True)
        self.field.setText(words)
        self.field.blockSignals(False)
        self._composed = ""
        self.setVisible(True)
        self._fit()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field:
            if event.type() == QEvent.Type.Resize:
                self._fit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event)
        elif isinstance(event, QInputMethodEvent):
            self._composed = event.preeditString()
            QTimer.singleShot(0, self, self.edited.emit)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in here."""
        inside = [self.field, *(one for one in self.findChildren(BarButton) if one.isVisible())]
        focus_round(inside, forward)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _take(self, event: QKeyEvent) -> bool:
        """Whether a key is for the bar itself."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif (key, held) in self.keys:
            self.keys[key, held]()
        else:
            return False
        return True

    def _fit(self) -> None:
        """Stand at the foot of the pane; what there is no room for goes."""
        pane = self._pane
        for least, widget in self.optional:
            widget.setVisible(pane.width() >= least)
        self.setGeometry(0, pane.height() - BAR_HEIGHT, pane.width(), BAR_HEIGHT)
