"""The program as its command starts it, until its first page is painted; says when that was.

All but ``open_window`` is the program's own way from the command line on, and that one differs
from ``counterpoint.main.open_window`` only in workers that tell when a picture is taken from them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from counterpoint.app.ports import Call
from counterpoint.cli.command_line import run
from counterpoint.documents.client.launch import WorkerProcess, start_worker
from counterpoint.main import given, refuse_without_display, services

if TYPE_CHECKING:
    from counterpoint.cli.services import WindowRequest


class TellingWorker(WorkerProcess):
    """Passes everything on to a worker, and tells when a page's pixels are taken from it."""

    def __init__(self, worker: WorkerProcess, pictured: Callable[[], None]) -> None:
        self._worker = worker
        self._pictured = pictured
        self.process = worker.process

    @property
    def fileno(self) -> int:
        return self._worker.fileno

    def write(self, frame: bytes) -> bool:
        return self._worker.write(frame)

    def read(self) -> bytes:
        return self._worker.read()

    def pixels(self, size: int) -> bytes:
        self._pictured()
        return self._worker.pixels(size)

    def kill(self) -> None:
        self._worker.kill()


def open_window(request: WindowRequest) -> int:
    """Show the window until the first page is painted."""
    refuse_without_display()
    spares = [start_worker()]
    from counterpoint.ui.start import Start
    from counterpoint.ui.start import run as show

    told: list[WorkerProcess] = [TellingWorker(worker, _watch_frames) for worker in spares]
    return show(given(told), Start(Call(request.project, request.files), is_fresh=True))


def _watch_frames() -> None:
    """A picture is here: the next frame of the window shows it."""
    from PySide6.QtWidgets import QAbstractScrollArea, QApplication

    from tests.benchmarks.frames import Frames

    window = next(widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    if window.findChild(Frames) is None:
        views = (view.viewport() for view in window.findChildren(QAbstractScrollArea))
        Frames(window, *views).drawn.connect(lambda *_: _tell(window.close))


def _tell(close: Callable[[], bool]) -> None:
    sys.stdout.write(f"{monotonic()}\n")
    sys.stdout.flush()
    close()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], replace(services(), open_window=open_window)))
