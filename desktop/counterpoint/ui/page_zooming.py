"""Larger and smaller by wheel and pinch, around the pointer, and how large the pages are."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent

from counterpoint.ui.labels import Label
from counterpoint.ui.page_layout import ZOOM_STEP, PageLayout
from counterpoint.ui.page_scroll import PageScroll
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.theme import SMALL_SIZE, Look

PINCH = Qt.NativeGestureType.ZoomNativeGesture

NOTCH = 120
"""Eighths of a degree that one notch of a wheel turns."""

SHOWN_MILLISECONDS = 1200
ROOM = 12
"""How long the zoom is shown, and its distance from the view's corner in logical pixels."""


class PageZooming(QObject):
    """Owns the note that tells the zoom of one view; follows wheel and pinch over it."""

    def __init__(self, look: Look, view: PageScroll, sizing: PageLayout) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._sizing = sizing
        self.note = Label(look, "text", SMALL_SIZE, bold=True)
        self.note.setParent(view.viewport())
        self.note.setContentsMargins(10, 4, 10, 4)
        self.note.hide()
        self._shown = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._shown.timeout.connect(self.note.hide)
        sizing.zoomed.connect(self._tell)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event:
            case QWheelEvent() if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                factor = ZOOM_STEP ** (event.angleDelta().y() / NOTCH)
            case QNativeGestureEvent() if event.gestureType() == PINCH:
                factor = max(0.1, 1 + event.value())
            case _:
                return False
        self._around(event.position(), factor)
        return True

    def _around(self, point: QPointF, factor: float) -> None:
        """Zoom; what is under the pointer stays there where pages are fixed."""
        before, across = self._sizing.stack, self._view.horizontalScrollBar()
        held = _held(before, point + QPointF(across.value(), self._view.top)) if before else None
        self._view.halt()
        self._sizing.zoom_to(self._sizing.zoom * factor)
        stack = self._sizing.stack
        if held is None or stack is None or not stack.fixed:
            return
        page, units = held
        now = stack.page(page).topLeft() + units * stack.scale - point
        self._view.scroll_to(now.y(), at_once=True)
        across.setValue(round(now.x()))

    def _tell(self) -> None:
        theme, note = self._look.theme, self.note
        note.setStyleSheet(
            f"background: {theme.card}; border: 1px solid {theme.line}; border-radius: 7px;"
        )
        note.say(self._sizing.told)
        note.adjustSize()
        note.resize(note.fontMetrics().horizontalAdvance(self._sizing.told) + 28, 28)
        room = self._view.viewport().rect()
        note.move(room.right() - note.width() - ROOM, room.bottom() - note.height() - ROOM)
        note.show()
        self._shown.start()


def _held(stack: PageStack, point: QPointF) -> tuple[int, QPointF] | None:
    """The page at a point of a stack and the place on it, in page units."""
    page = stack.page_at(point.y())
    return page, (point - stack.page(page).topLeft()) / stack.scale
