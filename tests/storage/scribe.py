"""A process that writes claims through the store, for tests that kill it or limit it.

Usage: scribe FOLDER FIRST COUNT [LIMIT]. Writes COUNT claims from number FIRST on, and prints the
number of each once it is acknowledged. LIMIT is the largest file it may write, in bytes: on the
first failure it prints "failure: …", lifts the limit and goes on.
"""

from __future__ import annotations

import resource
import sys
import threading
from pathlib import Path

from counterpoint.storage.store import Store
from counterpoint.storage.writer import Progress
from tests.storage.samples import ANA, LONG, claim

MANY = 10_000
AHEAD = 8
"""Claims that may wait to be acknowledged, as when somebody types fast."""


class Scribe:
    """Owns what the process has been told of its saving."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.printed = 0
        self.failed = threading.Event()
        self.ahead = threading.Semaphore(AHEAD)

    def told(self, progress: Progress) -> None:
        """Print what is acknowledged, and the first failure."""
        while self.printed < progress.acknowledged:
            print(self.first + self.printed, flush=True)  # noqa: T201 - its one way to say it
            self.printed += 1
            self.ahead.release()
        if progress.failure and not self.failed.is_set():
            print(f"failure: {progress.failure}", flush=True)  # noqa: T201
            self.failed.set()
            self.ahead.release(MANY)


def main(folder: str, first: str, count: str, limit: str = "") -> None:
    """Write and report."""
    scribe = Scribe(int(first))
    store = Store.open(Path(folder), ANA)
    store.subscribe(scribe.told)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    for number in range(int(count)):
        scribe.ahead.acquire()
        store.save([claim(int(first) + number)])
    if limit:
        assert scribe.failed.wait(LONG)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        store.compact()
    assert store.wait_saved(LONG)
    assert store.close(LONG)
    print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
