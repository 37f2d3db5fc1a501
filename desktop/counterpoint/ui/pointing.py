"""Pointer gestures on pages: a click, a sweep over words, a rectangle drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from counterpoint.documents.client.pages import PageLines, RawOffset, Rectangle
from counterpoint.ui.page_scenes import Scenes
from counterpoint.ui.page_scroll import PageScroll
from counterpoint.ui.page_stack import PageStack

DRAG_DISTANCE = 6
"""Logical pixels the pointer must move before a press counts as a sweep."""

EDGE_STEP = 24
"""Logical pixels scrolled at each move of a sweep beyond the view's edge."""

DRAWING_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""Keys of which either turns a sweep into the drawing of a rectangle; many desktops move windows
by Alt and the pointer, so there are two."""


@dataclass(frozen=True)
class Point:
    """A place on a page that was clicked, in page units from the page's corner as it is seen.

    ``offset`` is the character nearest to it, None on a page without text; ``is_on_text`` tells
    that it is under the point, and that the reader did not ask for a region.
    """

    page: int
    x: float
    y: float
    offset: RawOffset | None = None
    is_on_text: bool = False


class PagePointing(QObject):
    """Owns the press in progress; until it has ended, nothing else may scroll the view.

    ``clicked`` carries a Point, ``swept`` the first and the last caret of a sweep, ``drawn`` a
    page and the corners of a rectangle on it in page units, in any order. ``draws`` makes every
    sweep one that draws.
    """

    pressed = Signal()
    clicked = Signal(object)
    swept = Signal(object, object)
    drawn = Signal(int, object)

    def __init__(
        self, view: PageScroll, scenes: Scenes, stack: Callable[[], PageStack | None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._stack = stack
        self._scenes = scenes
        self._press: QPointF | None = None
        self._is_sweep = self._is_drawing = self._has_cross = False
        self.draws = False
        view.viewport().installEventFilter(self)

    @property
    def is_pressed(self) -> bool:
        """Whether a gesture is in progress."""
        return self._press is not None

    def end(self) -> None:
        """What was pressed is there no more."""
        self._press = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        stack = self._stack()
        if not isinstance(event, QMouseEvent) or stack is None or not stack.sizes:
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._begin(event, stack)
            case QEvent.Type.MouseMove if self._press is not None:
                self._follow(self._press, event)
            case QEvent.Type.MouseButtonRelease if self._press is not None:
                self._release(event, stack)
            case QEvent.Type.MouseMove:
                self._show_cross(self._would_draw(event, stack))
                return False
            case _:
                return False
        return True

    def _begin(self, event: QMouseEvent, stack: PageStack) -> None:
        self._view.halt()
        self._press, self._is_sweep = self._in_stack(event.position()), False
        self.pressed.emit()
        self._is_drawing = self._would_draw(event, stack)

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
        if self._is_drawing:
            page = stack.page_at(press.y())
            corner = stack.page(page).topLeft()
            one, other = (press - corner) / stack.scale, (here - corner) / stack.scale
            self.drawn.emit(page, Rectangle(one.x(), one.y(), other.x(), other.y()))
            return
        first, last = self._scenes.caret_at(stack, press), self._scenes.caret_at(stack, here)
        if first is not None and last is not None and first != last:
            self.swept.emit(min(first, last), max(first, last))

    def _release(self, event: QMouseEvent, stack: PageStack) -> None:
        if not self._is_sweep:
            here = self._in_stack(event.position())
            lines, x, y = self._scenes.locate(stack, here)
            offset = lines.offset_at(x, y) if lines is not None else None
            is_on_text = lines is not None and lines.offset_on(x, y) is not None
            asks = bool(event.modifiers() & DRAWING_KEYS)
            if lines is not None:
                page = stack.page_at(here.y())
                self.clicked.emit(Point(page, x, y, offset, is_on_text and not asks))
        self.end()

    def _would_draw(self, event: QMouseEvent, stack: PageStack) -> bool:
        """Whether a sweep that begins here draws: where keys say so, or nothing can be swept."""
        if not stack.fixed:
            return False
        if self.draws or event.modifiers() & DRAWING_KEYS:
            return True
        lines, _, _ = self._scenes.locate(stack, self._in_stack(event.position()))
        return lines is not None and not _has_text(lines)

    def _show_cross(self, has_cross: bool) -> None:
        """The pointer over pages tells whether it draws."""
        if has_cross != self._has_cross:
            self._has_cross = has_cross
            shapes = Qt.CursorShape
            self._view.viewport().setCursor(shapes.CrossCursor if has_cross else shapes.IBeamCursor)

    def _scroll_at_edge(self, height: float) -> None:
        beyond = min(height, 0) + max(height - self._view.view_height, 0)
        if beyond and self._is_sweep:
            self._view.scroll_to(self._view.top + (EDGE_STEP if beyond > 0 else -EDGE_STEP), True)

    def _in_stack(self, point: QPointF) -> QPointF:
        return point + QPointF(self._view.horizontalScrollBar().value(), self._view.top)


def _has_text(lines: PageLines) -> bool:
    return any(line.count for line in lines.lines)
