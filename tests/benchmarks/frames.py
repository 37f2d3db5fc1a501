"""When a window draws."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class Frames(QObject):
    """Tells when a window has drawn: begin and end of each frame, in seconds of perf_counter.

    A frame is all that one request for an update paints, the copy to the screen included, or what
    one of the widgets that are ``watched`` too paints without a request.
    """

    drawn = Signal(float, float)

    def __init__(self, window: QWidget, *watched: QWidget) -> None:
        super().__init__(window)
        self._began = 0.0
        for widget in (window, *watched):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        is_request = event.type() == QEvent.Type.UpdateRequest
        if is_request or (event.type() == QEvent.Type.Paint and not self._began):
            self._began = perf_counter()
            # Drawing is over when the event loop is free again.
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        if self._began:
            self.drawn.emit(self._began, perf_counter())
        self._began = 0.0
