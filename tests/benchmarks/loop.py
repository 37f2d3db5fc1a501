"""Blocks of the window's event loop over a PDF of 5,000 pages, and while its worker hangs.

The longest block and the 99th percentile of all beats of a timer of one millisecond, in each
phase. What the system let the window wait for a processor is not counted as its own; it is in
the details.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer

from tests.benchmarks.heartbeat import Block, Heartbeat, longest, usual
from tests.benchmarks.papers import long_paper
from tests.benchmarks.rows import Row, hand_over
from tests.benchmarks.sitting import Sitting

REPEAT = 33
"""Milliseconds between two repeats of a key that is held."""

FRAME, FLUNG = 16, 300
"""Milliseconds between two steps of a fling, and logical pixels of each."""

LONGEST, USUAL = 50, 16


class Reading:
    """Owns the sitting and the heartbeat; each method is one phase."""

    def __init__(self, folder: Path) -> None:
        self.paper = long_paper(folder)
        self.sitting = Sitting()
        self.sitting.rest(1.0)
        self.heart = Heartbeat()

    def phases(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What is done, in order, and how it is called."""
        yield "opening", self.open
        yield "index being built", self.build
        yield "jumps: G, g g", self.jump
        yield "PgDown held", lambda: self.sitting.hold("PgDown", 120, REPEAT)
        yield "fling", self.fling
        yield "j held", lambda: self.sitting.hold("j", 150, REPEAT)
        yield "find as you type", self.find
        if os.name == "posix":
            yield "worker stopped", self.hang
            yield "worker replaced", self.replace

    def open(self) -> None:
        """Open the file, and read on while its text is extracted."""
        self.sitting.open(None, self.paper)

    def build(self) -> None:
        """The whole text goes to the index."""
        texts = self.sitting.program.searching.texts
        assert texts is not None
        texts.want()
        self.sitting.wait(lambda: texts.read == len(texts.documents))

    def fling(self) -> None:
        """Some screens a second, faster than pages can be drawn."""
        bar = self.sitting.pages().verticalScrollBar()
        timer = QTimer(interval=FRAME)
        timer.timeout.connect(lambda: bar.setValue(bar.value() + FLUNG))
        timer.start()
        self.sitting.rest(3.0)
        timer.stop()
        self.sitting.wait(lambda: self.sitting.is_settled)

    def find(self) -> None:
        """Type words that stand on every page, letter by letter."""
        self.sitting.press_soon("Ctrl+F")
        self.sitting.rest(0.3)
        for letter in "harbour":
            self.sitting.press_soon(letter)
            self.sitting.rest(0.15)
        self.sitting.rest(1.0)
        self.sitting.press_soon("Esc")
        self.sitting.rest(0.3)

    def jump(self) -> None:
        """To the end and back, over and over."""
        for _ in range(10):
            self.sitting.press_soon("Shift+G")
            self.sitting.rest(0.25)
            self.sitting.press_soon("g g")
            self.sitting.rest(0.25)

    def hang(self) -> None:
        """The worker is stopped in the midst of things; the reader goes on pressing keys."""
        self.sitting.press_soon("Shift+G")
        self.sitting.rest(0.5)
        os.kill(self.sitting.feed.worker_pid, signal.SIGSTOP)
        self.sitting.hold("PgUp", 60, REPEAT)
        self.sitting.hold("j", 30, REPEAT)
        self.sitting.hold("k", 30, REPEAT)
        if self.sitting.is_settled:
            raise RuntimeError("the process that was stopped is not the one in use")

    def replace(self) -> None:
        """It is ended, and the window starts another."""
        os.kill(self.sitting.feed.worker_pid, signal.SIGKILL)
        self.sitting.rest(0.5)
        self.sitting.wait(lambda: self.sitting.is_settled)
        self.sitting.hold("PgUp", 30, REPEAT)


def measure(folder: Path) -> list[Row]:
    """Two rows for each phase."""
    reading = Reading(folder)
    rows: list[Row] = []
    for name, act in reading.phases():
        before = len(reading.heart.blocks)
        reading.heart.begin(name)
        act()
        reading.heart.stop()
        rows += _rows(name, reading.heart.blocks[before:])
    reading.sitting.close()
    return rows


def _rows(phase: str, blocks: list[Block]) -> list[Row]:
    found = (
        ("longest", longest(blocks), max(block.late for block in blocks), LONGEST),
        ("p99", usual(blocks), 0.0, USUAL),
    )
    return [
        Row(
            name="loop",
            what=f"{what} block, {phase}",
            unit="ms",
            ours=1000 * value,
            reference=None,
            result=1000 * value,
            result_unit="ms",
            goal=goal,
            details={"beats": len(blocks), "with waits for a processor": 1000 * with_waits},
        )
        for what, value, with_waits, goal in found
    ]


if __name__ == "__main__":
    hand_over(measure)
