"""How long a thread is kept from running while another works, without an event loop."""

from __future__ import annotations

import threading
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

_SCHEDULER = Path("/proc/thread-self/schedstat")
"""Linux: nanoseconds a thread has run, nanoseconds it has waited for a processor, turns."""

_INTERVAL = 0.001


class Pulse:
    """Owns a thread that wants to run every millisecond.

    ``blocks`` are the seconds by which it came late, without the time for which it was ready and
    the system had no processor for it.
    """

    def __init__(self) -> None:
        self.blocks: list[float] = []
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ends.set()
        self._thread.join()

    @property
    def longest(self) -> float:
        """Seconds of the longest block."""
        return max(self.blocks, default=0.0)

    def _beat(self) -> None:
        last, waited = perf_counter(), _waited()
        while not self._ends.wait(_INTERVAL):
            now, since = perf_counter(), _waited()
            self.blocks.append(max(0.0, now - last - _INTERVAL - (since - waited)))
            last, waited = perf_counter(), since


def _waited() -> float:
    try:
        return int(_SCHEDULER.read_bytes().split()[1]) / 1e9
    except OSError:
        return 0.0
