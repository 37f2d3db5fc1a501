"""A process whose project becomes read-only while it is open.

Usage: hermit FOLDER UID. Opens the project as the user of that id, prints "ready", waits for a
line, saves claim 2, prints why that fails, closes, and prints how it ended.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from counterpoint.storage.store import Store
from tests.storage.samples import ANA, LONG, claim


def main(folder: str, user: str) -> None:
    """Work and report."""
    os.setuid(int(user))
    store = Store.open(Path(folder), ANA)
    failed = threading.Event()
    store.subscribe(lambda progress: failed.set() if progress.failure else None)
    print(store.read_only_reason or "ready", flush=True)  # noqa: T201 - its one way to say it
    sys.stdin.readline()
    store.save([claim(2)])
    assert failed.wait(LONG)
    print(store.progress.failure, flush=True)  # noqa: T201
    print(store.close(0.1), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
