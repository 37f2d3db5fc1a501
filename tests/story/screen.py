"""A virtual screen with a window manager, and the program on it as a person has it."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

TOOLS = ("Xvfb", "openbox", "xdotool")
PATIENCE = 30.0
"""Seconds after which what has not come about fails the test."""


def lacking() -> str:
    """The tools that are not there, in a few words; empty where all are."""
    return ", ".join(tool for tool in TOOLS if shutil.which(tool) is None)


@dataclass
class Screen:
    """Holds a display; ``home`` stands for what the program keeps for a person."""

    display: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """What the program is started with."""
        kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        return {**kept, "DISPLAY": self.display, "COUNTERPOINT_HOME": str(self.home)}

    def run(self, *words: str) -> str:
        """A tool's output on this display."""
        done = subprocess.run(words, env=self.environment, stdout=subprocess.PIPE, check=False)
        return done.stdout.decode()

    def start(self, *arguments: object) -> RunningProgram:
        """Start the program and wait for its window."""
        command = [sys.executable, "-m", "counterpoint", *map(str, arguments)]
        program = RunningProgram(self, subprocess.Popen(command, env=self.environment))
        program.find_window()
        return program


class RunningProgram:
    """Owns a program's process; its reader presses real keys."""

    def __init__(self, screen: Screen, process: subprocess.Popen[bytes]) -> None:
        self._screen = screen
        self.process = process
        self.window = ""

    def find_window(self) -> None:
        """Wait until the window is there and has the keyboard."""
        self.wait(lambda: bool(self._search()))
        self.window = self._search()
        self._screen.run("xdotool", "windowfocus", "--sync", self.window)

    @property
    def title(self) -> str:
        """What the window is called."""
        return self._screen.run("xdotool", "getwindowname", self.window).strip()

    def press(self, keys: str) -> None:
        """Press keys by their X names: ``j 1 shift+j``."""
        self._screen.run("xdotool", "key", "--delay", "25", *keys.split())

    def kill(self) -> None:
        """End the process as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def close(self) -> int:
        """Close the window as its reader would; the exit code."""
        self.press("ctrl+q")
        return self.process.wait(PATIENCE)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Look again and again until a condition holds."""
        end = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < end, "it did not come about in time"
            assert self.process.poll() is None, "the program has ended"

    def _search(self) -> str:
        pid = str(self.process.pid)
        found = self._screen.run("xdotool", "search", "--onlyvisible", "--pid", pid).split()
        return found[-1] if found else ""


@contextmanager
def virtual_screen(home: Path) -> Iterator[Screen]:
    """A display of its own with a window manager, gone afterwards."""
    with one_at_a_time():
        server, display = started_server()
    screen = Screen(display, home)
    manager = subprocess.Popen(["openbox"], env=screen.environment, stderr=subprocess.DEVNULL)
    try:
        yield screen
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(PATIENCE)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until nobody else starts a display: two that start at once may take one number."""
    folder = os.open(tempfile.gettempdir(), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def started_server() -> tuple[subprocess.Popen[bytes], str]:
    """A display that is there, and its name.

    It stays as it is when its last client leaves: a tool that asks something before the window
    manager has come would else have it begin anew, and it takes nobody meanwhile.
    """
    reading, writing = os.pipe()
    size = ("-screen", "0", "1280x800x24")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *size, "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        return server, f":{answer.readline().strip()}"
