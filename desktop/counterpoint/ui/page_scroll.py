"""A scroll area that moves smoothly to a height and never jumps on its own."""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStyle, QWidget

SCROLL_MILLISECONDS = 110


class PageScroll(QAbstractScrollArea):
    """Owns the scroll position and the motion towards the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(40)
        self._motion = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    @property
    def top(self) -> int:
        """The height, in logical pixels of the content, at the view's upper edge."""
        return self.verticalScrollBar().value()

    @property
    def goal(self) -> int:
        """Where the motion under way ends, or the place where the view rests."""
        moving = self._motion.state() == QPropertyAnimation.State.Running
        return int(self._motion.endValue()) if moving else self.top

    @property
    def view_height(self) -> int:
        """Logical pixels of content that show."""
        return self.viewport().height()

    def set_extent(self, width: float, height: float) -> None:
        """The size of the content, in logical pixels."""
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(self.view_height)
        vertical.setRange(0, max(0, round(height) - self.view_height))
        horizontal.setPageStep(self.viewport().width())
        excess = max(0, round(width) - self.viewport().width())
        horizontal.setRange(0, excess)
        horizontal.setValue(excess // 2)

    def scroll_to(self, height: float, at_once: bool = False) -> None:
        """Bring a height to the view's upper edge, smoothly unless motion is reduced."""
        bar = self.verticalScrollBar()
        goal = min(max(0, round(height)), bar.maximum())
        self._motion.stop()
        if at_once or not self._has_motion() or goal == bar.value():
            bar.setValue(goal)
            return
        self._motion.setDuration(SCROLL_MILLISECONDS)
        self._motion.setStartValue(bar.value())
        self._motion.setEndValue(goal)
        self._motion.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._motion.stop()
        super().wheelEvent(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def _has_motion(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.style().styleHint(hint, None, self) > 0
