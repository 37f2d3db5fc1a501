"""How long an event loop is blocked, by a timer that should come every millisecond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

from tests.benchmarks.rows import p99

INTERVAL = 0.001
"""Seconds from one beat to the next on an idle machine."""

SCHEDULER = Path("/proc/thread-self/schedstat")
"""Linux: nanoseconds a thread has run, nanoseconds it has waited for a processor, turns."""


@dataclass(frozen=True)
class Block:
    """The event loop was away. All in seconds.

    ``late`` is how much later than due the beat came; ``waited`` how much of that the thread was
    ready and another process had the processor. ``began`` is on the clock of perf_counter.
    """

    began: float
    late: float
    waited: float
    phase: str

    @property
    def own(self) -> float:
        """What the program itself is to blame for: all but the wait for a processor."""
        return max(0.0, self.late - self.waited)


class Heartbeat(QObject):
    """Owns the timer and every beat so far; ``phase`` names what the window does meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.phase = ""
        self.blocks: list[Block] = []
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = perf_counter()
        self._waited = _waited()

    def begin(self, phase: str) -> None:
        """Count from now on as this phase."""
        self.phase = phase
        self._last, self._waited = perf_counter(), _waited()
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now, waited = perf_counter(), _waited()
        late = max(0.0, now - self._last - INTERVAL)
        self.blocks.append(Block(self._last, late, waited - self._waited, self.phase))
        # What this method takes is not the program's: the next beat is due from here.
        self._last, self._waited = perf_counter(), waited


def longest(blocks: Sequence[Block]) -> float:
    """Seconds of the longest block."""
    return max(block.own for block in blocks)


def usual(blocks: Sequence[Block]) -> float:
    """Seconds, the 99th percentile over all beats."""
    return p99([block.own for block in blocks])


def _waited() -> float:
    """Seconds this thread has waited for a processor; 0 where the system does not say."""
    try:
        return int(SCHEDULER.read_bytes().split()[1]) / 1e9
    except OSError:
        return 0.0
