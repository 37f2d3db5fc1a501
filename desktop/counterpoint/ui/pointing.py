"""Pointer gestures on pages: a click on a sentence, a sweep over words."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from counterpoint.ui.page_scenes import Scenes
from counterpoint.ui.page_scroll import PageScroll
from counterpoint.ui.page_stack import PageStack

DRAG_DISTANCE = 6
"""Logical pixels the pointer must move before a press counts as a sweep."""

EDGE_STEP = 24
"""Logical pixels scrolled at each move of a sweep beyond the view's edge."""


class PagePointing(QObject):
    """Owns the press in progress; until it has ended, nothing else may scroll the view.

    ``clicked`` carries the raw offset of the character under the pointer, ``swept`` the first and
    the last caret of a sweep.
    """

    pressed = Signal()
    clicked = Signal(object)
    swept = Signal(object, object)

    def __init__(
        self, view: PageScroll, scenes: Scenes, stack: Callable[[], PageStack | None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._stack = stack
        self._scenes = scenes
        self._press: QPointF | None = None
        self._is_sweep = False
        view.viewport().installEventFilter(self)

    @property
    def is_pressed(self) -> bool:
        """Whether a gesture is in progress."""
        return self._press is not None

    def end(self) -> None:
        """What was pressed is there no more."""
        self._press = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or self._stack() is None:
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._begin(event)
            case QEvent.Type.MouseMove if self._press is not None:
                self._follow(self._press, event)
            case QEvent.Type.MouseButtonRelease if self._press is not None:
                self._release(self._in_stack(event.position()))
            case _:
                return False
        return True

    def _begin(self, event: QMouseEvent) -> None:
        self._view.halt()
        self._press, self._is_sweep = self._in_stack(event.position()), False
        self.pressed.emit()

    def _follow(self, press: QPointF, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.end()  # it was let go where nobody told us
            return
        self._move(press, self._in_stack(event.position()))
        self._scroll_at_edge(event.position().y())

    def _move(self, press: QPointF, here: QPointF) -> None:
        if not self._is_sweep and (here - press).manhattanLength() < DRAG_DISTANCE:
            return
        self._is_sweep = True
        stack = self._stack()
        if stack is None:
            return
        first, last = self._scenes.caret_at(stack, press), self._scenes.caret_at(stack, here)
        if first is not None and last is not None and first != last:
            self.swept.emit(min(first, last), max(first, last))

    def _release(self, here: QPointF) -> None:
        stack = self._stack()
        if not self._is_sweep and stack is not None:
            found = self._scenes.offset_at(stack, here)
            if found is not None:
                self.clicked.emit(found)
        self.end()

    def _scroll_at_edge(self, height: float) -> None:
        beyond = min(height, 0) + max(height - self._view.view_height, 0)
        if beyond and self._is_sweep:
            self._view.scroll_to(self._view.top + (EDGE_STEP if beyond > 0 else -EDGE_STEP), True)

    def _in_stack(self, point: QPointF) -> QPointF:
        return point + QPointF(self._view.horizontalScrollBar().value(), self._view.top)
