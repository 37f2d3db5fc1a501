"""A project that another process writes is read, and written once that one has let go."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.samples import environment
from tests.story.desk import ReaderAtDesk

FUND = "The ministers will agree on a fund."


class Holder:
    """Owns another process of this installation, which has the project open."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.story.holder", str(folder)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
        )
        self.hear("open")

    def hear(self, word: str) -> None:
        """Wait until it says so."""
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == word

    def do(self, line: str) -> None:
        """Have it done and saved."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        self.hear("saved")

    def end(self) -> None:
        """Let it close the project."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait() == 0


@pytest.fixture
def holder(desk: ReaderAtDesk, before: Path) -> Iterator[Holder]:
    """A process that has the project open, as this window has it after that."""
    desk.open(before)
    desk.press("} } } 1")
    desk.wait_saved()
    path = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    held = Holder(path)
    desk.open_project(path)
    yield held
    held.process.kill()
    held.process.wait()
    for pipe in (held.process.stdin, held.process.stdout):
        assert pipe is not None
        pipe.close()


def test_the_reader_is_told_from_the_start_and_refused(desk: ReaderAtDesk, holder: Holder) -> None:
    assert desk.state == "Read only"
    assert desk.message.startswith("The project is open for reading only:")
    assert str(holder.process.pid) in desk.message
    reason = desk.message
    for keys in ("2", "*", "Delete", "Enter", "Ctrl+Z"):
        desk.window.strip.clear()
        desk.press(keys)
        assert desk.message == ("There is nothing to undo." if "Z" in keys else reason)
    assert desk.claims == [("forecast", FUND)]


def test_what_the_other_writes_is_seen_and_then_the_window_can_write(
    desk: ReaderAtDesk, holder: Holder
) -> None:
    holder.do("note cost?")
    desk.wait(lambda: desk.bench.session.project.claims()[0].note == "cost?")
    holder.end()
    desk.wait(lambda: "You can write in this project now" in desk.message)
    assert "open for reading only" not in desk.message
    assert desk.state == "Saved"
    desk.press("2")
    desk.wait_saved()
    assert desk.claims == [("fact", FUND)]
    assert desk.bench.session.project.claims()[0].note == "cost?"
