"""Calls of other starts, heard by a window over a real socket."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from counterpoint.app.ports import Call
from counterpoint.storage.ringing.doorbell import hang, ring
from counterpoint.ui.calls import Reception
from tests.story.desk import ReaderAtDesk


def answered(desk: ReaderAtDesk, folder: Path, call: Call) -> bool:
    """Ring as another start does while the window's event loop turns; whether it was taken."""
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(ring, folder, call, 10.0)
        desk.wait(waiting.done)
        return waiting.result()


def test_an_open_window_takes_a_call_and_a_closed_one_does_not(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "r"
    bell = hang(folder, Call)
    assert bell is not None
    reception = Reception(bell, desk.program)
    assert answered(desk, folder, Call(files=(before,)))
    desk.wait(lambda: desk.program.workbench is not None)
    desk.wait(lambda: desk.bench.opening.left == 0)
    desk.leave()
    assert not answered(desk, folder, Call(files=(before,)))
    reception.close()
