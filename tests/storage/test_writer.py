"""The writer thread, with a pen whose disk does as the test says."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Sequence

import pytest

from counterpoint.storage.journal import Gesture, Put
from counterpoint.storage.writer import FAULT, Progress, Writer
from tests.storage.samples import LONG


class Pen:
    """Owns a disk made of lists."""

    def __init__(self, *refusals: Exception) -> None:
        self.refusals = list(refusals)
        self.lines: list[Gesture] = []
        self.rewrites = 0
        self.is_ready = True
        self.is_current = True
        self.is_long = False
        self.needs_rewrite = False
        self.closed = False

    def append(self, gestures: Sequence[Gesture]) -> None:
        """Keep the gestures unless the disk refuses."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.lines += gestures

    def rewrite(self) -> int:
        """Count rewrites."""
        self.rewrites += 1
        return 0

    def close(self) -> None:
        """Note it."""
        self.closed = True


class Told:
    """Owns what a listener heard, and lets a test wait for it."""

    def __init__(self) -> None:
        self.heard: list[Progress] = []
        self.changed = threading.Condition()

    def __call__(self, progress: Progress) -> None:
        """Listen."""
        with self.changed:
            self.heard.append(progress)
            self.changed.notify_all()

    def wait_for(self, what: Callable[[Progress], bool]) -> bool:
        """Wait until something was heard."""
        with self.changed:
            return self.changed.wait_for(lambda: any(map(what, self.heard)), LONG)


def gesture(number: int) -> Gesture:
    """One of many."""
    return (Put("claims", str(number), b"{}"),)


def full() -> OSError:
    """A disk without room."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_gestures_are_written_in_order() -> None:
    pen = Pen()
    writer = Writer()
    writer.start(pen)
    tickets = [writer.submit(gesture(number)) for number in range(50)]
    assert writer.wait(LONG)
    assert tickets == list(range(1, 51))
    assert pen.lines == [gesture(number) for number in range(50)]
    assert writer.close(LONG)
    assert pen.closed


def test_a_refusing_disk_is_told_at_once_and_tried_again() -> None:
    pen, told = Pen(full()), Told()
    writer = Writer()
    writer.listeners.append(told)
    writer.start(pen)
    writer.submit(gesture(1))
    assert told.wait_for(lambda progress: "disk is full" in (progress.failure or ""))
    writer.submit(gesture(2))
    assert not writer.wait(0)
    writer.compact()
    assert writer.close(LONG)
    assert pen.lines == [gesture(1), gesture(2)]
    assert told.heard[-1] == Progress(2, None)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EEXIST, "a file stands where a folder of the project belongs"),
        (errno.ENOTDIR, "a file stands where a folder of the project belongs"),
        (errno.EFBIG, "the file has reached the size the system allows"),
        (errno.EMFILE, "“ana-\ufffd.json”: too many open files"),
    ],
)
def test_a_failure_is_said_in_words(number: int, words: str) -> None:
    told = Told()
    writer = Writer()
    writer.listeners.append(told)
    writer.start(Pen(OSError(number, os.strerror(number), "/x/ana-\udcff.json")))
    writer.submit(gesture(1))
    assert told.wait_for(lambda progress: progress.failure is not None)
    assert writer.close(LONG)
    failure = told.heard[0].failure or ""
    assert words in failure
    assert "Errno" not in failure
    assert failure.endswith(".")


def test_closing_on_a_refusing_disk_says_that_something_is_lost() -> None:
    pen = Pen(*[full() for _ in range(1000)])
    writer = Writer()
    writer.start(pen)
    writer.submit(gesture(1))
    assert not writer.close(0.01)
    assert not writer.is_running
    assert pen.lines == []


def test_a_failed_rewrite_at_the_end_loses_nothing_and_is_no_failure() -> None:
    class Unwilling(Pen):
        def rewrite(self) -> int:
            raise full()

    pen = Unwilling()
    writer = Writer()
    writer.start(pen)
    writer.submit(gesture(1))
    assert writer.wait(LONG)
    pen.needs_rewrite = True
    assert writer.close(LONG)
    assert writer.progress == Progress(1, None)


def test_a_clean_close_rewrites_only_what_needs_it() -> None:
    for needs_rewrite in False, True:
        pen = Pen()
        pen.needs_rewrite = needs_rewrite
        writer = Writer()
        writer.start(pen)
        assert writer.close(LONG)
        assert pen.rewrites == int(needs_rewrite)


def test_a_fault_of_the_program_is_told_and_the_next_gesture_tries_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crashes: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", crashes.append)
    pen = Pen(ZeroDivisionError("ours"))
    writer = Writer()
    writer.start(pen)
    writer.submit(gesture(1))
    with writer._changed:
        assert writer._changed.wait_for(lambda: writer.progress.failure == FAULT, LONG)
    writer.submit(gesture(2))
    writer.compact()
    assert writer.wait(LONG)
    assert pen.lines == [gesture(1), gesture(2)]
    assert writer.close(LONG)
    assert [crash.exc_type for crash in crashes] == [ZeroDivisionError]
