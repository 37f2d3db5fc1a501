"""A start of the program, as far as the doorbell goes, for tests that need a second process.

Usage: ringer FOLDER SECONDS [FILE]. Prints "ready" and waits for a line. Then it rings with that
file, or becomes a window: prints "taken", or "window" and the files it is called with, until its
standard input ends.
"""

from __future__ import annotations

import select
import sys
from pathlib import Path

from counterpoint.storage.ringing.doorbell import ring_or_hang
from tests.storage.samples import Call


def main(folder: str, seconds: str, *files: str) -> None:
    """Ring or hang."""
    print("ready", flush=True)  # noqa: T201 - its one way to say it
    sys.stdin.readline()
    call = Call(files=tuple(map(Path, files)))
    entry = ring_or_hang(Path(folder), call, Call, float(seconds))
    print("taken" if entry.is_taken else "window", flush=True)  # noqa: T201
    if entry.doorbell is None:
        return
    while sys.stdin not in select.select([entry.doorbell, sys.stdin], [], [])[0]:
        for ring in entry.doorbell.rings():
            print(*ring.call.files, flush=True)  # noqa: T201
            ring.answer(True)
    entry.doorbell.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
