"""Qt from beginning to end: the application, its window, its event loop, or one picture of it."""

import contextlib
import os
import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication

from counterpoint.app.ports import Call, Doorbell
from counterpoint.app.trouble import went_wrong
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.calls import Reception
from counterpoint.ui.icons import application_icon
from counterpoint.ui.program import Program, Services

FRAME = QSize(8, 40)
"""What a window manager adds to a window; how much is known only once it has."""

PROGRAM = "counterpoint"
"""What the program is called by the window system (WM_CLASS), wherever it was started from."""

DESKTOP_FILE = "org.counterpoint_reader.Counterpoint"
"""The bare name of the desktop entry, by which a desktop knows whose window this is."""

UPDATE_TIME = "QT_QPA_UPDATE_IDLE_TIME"
"""Milliseconds that Qt waits, in case there is more to paint: 5 unless it is told otherwise."""

FIRST_SIZE = (1280, 800)
"""The window's size, in logical pixels, where the screen has room for it."""

SETTLE_MILLISECONDS = 40
STILL_LOOKS = 6
MOST_LOOKS = 1500
"""A picture is taken after six looks at a window that stays the same, within a minute."""


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application, in Fusion and with its name; of the arguments Qt takes its own."""
    os.environ.setdefault(UPDATE_TIME, "0")
    application = QApplication(list(arguments))
    application.setApplicationName(PROGRAM)
    application.setApplicationDisplayName("Counterpoint")
    application.setDesktopFileName(DESKTOP_FILE)
    application.setStyle("Fusion")
    return application


@dataclass(frozen=True)
class Start:
    """What the window opens with; ``doorbell`` is where later starts reach it, None for nowhere.

    ``is_fresh`` leaves out what is remembered of the last run. ``hear_crashes`` is given who is
    told of errors that nobody foresaw.
    """

    call: Call
    is_fresh: bool = False
    doorbell: Doorbell | None = None
    hear_crashes: Callable[[Callable[[Path | None], None]], None] | None = None


def run(services: Services, start: Start) -> int:
    """Show the window until it is closed; the exit code, 1 where something was lost."""
    application = make_application([PROGRAM])
    application.setWindowIcon(application_icon(services.resources / "app"))
    program = Program(services)
    if start.hear_crashes is not None:
        start.hear_crashes(partial(tell_of_crash, program))
    _place(program, start)
    program.window.show()
    program.start(start.call, fresh=start.is_fresh)
    reception = Reception(start.doorbell, program) if start.doorbell else None
    stopper = _end_on_signals(program, application)
    application.commitDataRequest.connect(lambda _: program.leaving.brace(program.workbench))
    code = _run_loop(application)
    program.close()
    if reception is not None:
        reception.close()
    del stopper
    return 1 if program.is_lost else code


def tell_of_crash(program: Program, report: Path | None) -> None:
    """Say that something went wrong, and where the report is. From any thread."""

    def tell() -> None:
        bench = program.workbench
        program.stage.say(went_wrong(report, bench is None or bench.saving.is_done))

    program.around.mailbox.post(tell)


def _place(program: Program, start: Start) -> None:
    """Give the window its last size and place, or one that the screen has room for."""
    keeping = program.stage.keeping
    if not start.is_fresh and keeping.place_window(keeping.last_window()):
        return
    room = QGuiApplication.primaryScreen().availableSize()
    room -= FRAME
    width, height = min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height())
    program.window.resize(width, height)


def picture(services: Services, project: Path, size: tuple[int, int]) -> bytes:
    """A project's window as PNG, once its panes show what they shall; ``size`` in pixels.

    Raises Refusal where the project cannot be opened, or its documents take too long.
    """
    application = make_application([PROGRAM])
    program = Program(services)
    program.window.resize(*size)
    program.stage.keeping.is_over = True
    services.workers.on_locked = None  # nobody is there to be asked
    program.window.show()
    program.start(Call(project))
    shots: list[bytes] = []
    timer = QTimer(interval=SETTLE_MILLISECONDS)
    patience = Patience(program)
    timer.timeout.connect(lambda: patience.look(shots, application.quit))
    timer.start()
    _run_loop(application)
    timer.stop()
    program.close()
    if not shots:
        raise Refusal("The documents took too long to show; try again or check the project.")
    return shots[0]


def _run_loop(application: QApplication) -> int:
    return application.exec()


class Patience:
    """Waits until a window has been still for some looks in a row, but not for ever."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._still = 0
        self._looks = 0

    def look(self, shots: list[bytes], stop: Callable[[], None]) -> None:
        """Look once; put the picture into ``shots`` when the window is still, and stop."""
        bench = self._program.workbench
        is_still = bench is not None and bench.desk.is_settled
        self._still = self._still + 1 if is_still else 0
        self._looks += 1
        if self._still >= STILL_LOOKS:
            shots.append(_as_png(self._program.window.grab()))
        if shots or self._looks > MOST_LOOKS:
            stop()


def _as_png(pixmap: QPixmap) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _end_on_signals(program: Program, application: QApplication) -> QSocketNotifier | None:
    """Let SIGTERM, SIGINT and SIGHUP save what there is and end the program; nobody is asked.

    Python's own handlers run only between two steps of Python, and Qt's loop makes none while it
    waits: a byte with the signal's number wakes it. A signal that whoever started us has ignored,
    as nohup does with SIGHUP, stays ignored.
    """
    if os.name != "posix":
        return None
    numbers = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    heeded = {one for one in numbers if signal.getsignal(one) is not signal.SIG_IGN}
    inside, outside = socket.socketpair()
    for end in (inside, outside):
        end.setblocking(False)
    signal.set_wakeup_fd(outside.fileno())
    for number in heeded:
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(inside.fileno(), QSocketNotifier.Type.Read, program)
    notifier.setProperty("sockets", [inside, outside])

    def heed() -> None:
        with contextlib.suppress(BlockingIOError):
            if heeded.intersection(inside.recv(64)):
                program.close()
                application.exit()

    notifier.activated.connect(heed)
    return notifier
