"""A row of small choices that wraps."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from counterpoint.app.listing import Choice
from counterpoint.ui.page_painting import paint_badge
from counterpoint.ui.plain import tip
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font

HEIGHT, GAP, PAD, MARK = 22, 6, 10, 15


class Chips(QWidget):
    """Shows choices as pills; those that hold are drawn in the accent."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._choices: Sequence[Choice] = ()
        self.setFont(interface_font(SMALL_SIZE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show other choices."""
        if list(choices) != list(self._choices):
            self._choices = choices
            self._fit()
            self.update()

    def sizeHint(self) -> QSize:
        rects = self._rects()
        return QSize(120, rects[-1].bottom() + 1 if rects else HEIGHT)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self._name_at(event.pos())), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        for rect, choice in zip(self._rects(), self._choices, strict=True):
            if rect.contains(point):
                self.pressed.emit(choice.name)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        theme = self._look.theme
        for rect, choice in zip(self._rects(), self._choices, strict=True):
            painter.setPen(theme.colour("accent" if choice.is_on else "line"))
            painter.setBrush(theme.colour("accent", 0.12) if choice.is_on else theme.colour("card"))
            painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), HEIGHT / 2 - 1, HEIGHT / 2 - 1)
            painter.setPen(theme.colour("accent" if choice.is_on else "muted"))
            self._paint_label(painter, rect, choice)

    def _paint_label(self, painter: QPainter, rect: QRect, choice: Choice) -> None:
        if choice.kind is None:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, choice.label)
            return
        ink, font = painter.pen(), painter.font()
        mark = QRectF(rect.left() + 5, rect.top() + (HEIGHT - MARK) / 2, MARK, MARK)
        paint_badge(painter, mark, choice.kind, self._look.theme)
        painter.setPen(ink)
        painter.setFont(font)
        room = rect.adjusted(5 + MARK + 5, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, choice.label)

    def _name_at(self, point: QPoint) -> str:
        for rect, choice in zip(self._rects(), self._choices, strict=True):
            if rect.contains(point) and choice.kind is not None:
                return choice.kind.name
        return ""

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _rects(self) -> list[QRect]:
        rects: list[QRect] = []
        left = top = 0
        for choice in self._choices:
            text = self.fontMetrics().horizontalAdvance(choice.label)
            width = text + (MARK + 18 if choice.kind else 2 * PAD)
            if left and left + width > self.width():
                left, top = 0, top + HEIGHT + GAP
            rects.append(QRect(left, top, width, HEIGHT))
            left += width + GAP
        return rects
