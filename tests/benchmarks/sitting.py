"""The program with its window, in this process: opened, pressed, waited for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from counterpoint.app.keymap import Stroke
from counterpoint.app.own_keys import OwnKeys
from counterpoint.app.ports import Call
from counterpoint.app.settings import Settings
from counterpoint.documents.client.launch import start_worker
from counterpoint.main import edit_keys, open_library, resources_folder, start_index
from counterpoint.storage.memory import Memory
from counterpoint.storage.places import state_folder
from counterpoint.ui.feeds import Feed
from counterpoint.ui.page_view import PageView
from counterpoint.ui.program import Program, Services
from counterpoint.ui.start import make_application
from counterpoint.ui.workbench import Workbench
from counterpoint.ui.workers import Workers

PATIENCE = 180.0
"""Seconds after which what has not come about ends the benchmark."""

LOOK_MILLISECONDS = 1
"""Between two looks at what is waited for."""


class Sitting:
    """Owns the application, one program and its window; there can be one in a process."""

    def __init__(self, size: tuple[int, int] = (1280, 800)) -> None:
        self._application = make_application(["bench"])
        workers = Workers([start_worker(), start_worker()])
        services = Services(
            library=open_library(),
            memory=Memory(state_folder() / "memory"),
            settings=Settings("light"),
            keep_settings=lambda _: None,
            workers=workers,
            start_index=start_index,
            resources=resources_folder(),
            own_keys=OwnKeys(),
            edit_keys=edit_keys,
        )
        self.program = Program(services)
        self.window = self.program.window
        self.window.resize(*size)
        self.window.show()

    @property
    def bench(self) -> Workbench:
        """The project on the screen."""
        assert self.program.workbench is not None
        return self.program.workbench

    @property
    def feed(self) -> Feed:
        """What drives the worker of the document in the active pane."""
        feed = self.bench.feeds.of(self.bench.session.desk.pane.document or "")
        assert feed is not None
        return feed

    @property
    def has_text(self) -> bool:
        """Whether the active pane's document can be walked through."""
        workbench = self.program.workbench
        return workbench is not None and workbench.session.desk.pane.selection is not None

    @property
    def is_settled(self) -> bool:
        """Whether every pane shows all it has asked for."""
        workbench = self.program.workbench
        return workbench is not None and workbench.desk.is_settled

    def pages(self, pane: int = 0) -> PageView:
        """The pages of a pane."""
        return self.bench.desk.widget_of(self.bench.session.desk.panes[pane]).pages

    def start(self, project: Path | None, *files: Path) -> None:
        """Open a project, or files, without waiting for them."""
        self.program.start(Call(project, files), fresh=True)

    def open(self, project: Path | None, *files: Path) -> None:
        """Open a project, or files, and wait until everything shows and can be read."""
        self.start(project, *files)
        self.wait(lambda: self.has_text and self.is_settled)

    def press(self, key: str) -> None:
        """Press one key, as the window's system would hand it over: ``j``, ``Ctrl+Z``."""
        stroke = Stroke.parse(key)
        code = Qt.Key[f"Key_{NAMED.get(stroke.key, stroke.key.upper())}"]
        held = Qt.KeyboardModifier.NoModifier
        if stroke.ctrl:
            held |= Qt.KeyboardModifier.ControlModifier
        if stroke.shift:
            held |= Qt.KeyboardModifier.ShiftModifier
        letter = stroke.key.upper() if stroke.shift else stroke.key
        text = letter if len(letter) == 1 and not stroke.ctrl else ""
        handle = self.window.windowHandle()
        assert handle is not None
        # Not QTest's: that lets the event loop turn before it returns.
        QCoreApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, code, held, text))

    def press_soon(self, keys: str) -> None:
        """Press keys, one after the other, from the event loop: ``g g``."""
        for delay, key in enumerate(keys.split()):
            QTimer.singleShot(5 * delay, partial(self.press, key))

    def hold(self, key: str, times: int, milliseconds: int) -> None:
        """Press a key again and again, from the event loop, as one that is held repeats."""
        left = iter(range(times))
        timer = QTimer(interval=milliseconds)
        timer.timeout.connect(lambda: self.press(key) if next(left, None) is not None else None)
        timer.start()
        self.rest(times * milliseconds / 1000)
        timer.stop()

    def rest(self, seconds: float) -> None:
        """Let the event loop run for a while."""
        end = monotonic() + seconds
        self.wait(lambda: monotonic() >= end)

    def wait(self, condition: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Let the event loop run until a condition holds; TimeoutError where it does not."""
        end = monotonic() + patience
        loop = QEventLoop()
        looks = QTimer(interval=LOOK_MILLISECONDS)
        # Looked at once a turn: what has come about may be over again a moment later.
        looks.timeout.connect(lambda: loop.exit(0) if condition() else None)
        looks.timeout.connect(lambda: loop.exit(1) if monotonic() > end else None)
        looks.start()
        is_late = loop.exec()
        looks.stop()
        if is_late:
            raise TimeoutError("what was waited for has not come about")

    def close(self) -> None:
        """Close the window."""
        self.window.close()


NAMED = {"PgDown": "PageDown", "PgUp": "PageUp", "Esc": "Escape", "Enter": "Return"}
"""Qt's names of keys where they differ from ours."""
