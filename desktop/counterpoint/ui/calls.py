"""Other starts of the program, which hand over what they were asked to open."""

import os
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Qt

from counterpoint.app.ports import Call, Doorbell
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.program import Program


class Reception(QObject):
    """Owns the doorbell of a window; takes the calls that are for it and declines the others."""

    def __init__(self, doorbell: Doorbell, program: Program) -> None:
        super().__init__()
        self._doorbell = doorbell
        self._program = program
        self._notifier = QSocketNotifier(doorbell.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Hear no more."""
        self._notifier.setEnabled(False)
        self._doorbell.close()

    def _hear(self) -> None:
        for ring in self._doorbell.rings():
            is_taken = self._takes(ring.call)
            ring.answer(is_taken)
            if is_taken:
                self._come_forward(ring.call.token)
                self._program.stage.say("")
                self._program.window.guard(partial(self._program.entrance.serve, ring.call))

    def _takes(self, call: Call) -> bool:
        if not self._program.window.isVisible():  # it has just been closed
            return False
        try:
            return self._program.entrance.takes(call)
        except Refusal:
            return False

    def _come_forward(self, token: str) -> None:
        """Show the window to the reader; a desktop wants proof that they have asked for it."""
        window = self._program.window
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt's Wayland plugin looks
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
