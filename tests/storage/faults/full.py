"""A disk that fills and is freed while somebody works: a limit of the system's, and a real one."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.filling import tried
from tests.storage.faults.forks import side_by_side

LIMITS = {False: 8, True: 200}
DISKS = {False: 6, True: 150}
AT_ONCE = 3
LARGEST = 60_000
"""Bytes; what is written here needs about as much."""

MOUNTED = 'mount -t tmpfs -o size=4m,mode=700 none "$1" && shift && exec "$@"'


class Limit:
    """The largest file that this process may write, in bytes (setrlimit(2))."""

    def __init__(self, most: int) -> None:
        self._most = most

    def fill(self) -> None:
        """Set it."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._most, resource.RLIM_INFINITY))

    def free(self) -> None:
        """Lift it."""
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """Files that may not grow beyond so many bytes, then a small disk that fills."""
    seeds = range(LIMITS[is_long])
    yield from side_by_side([partial(_limited, folder, seed) for seed in seeds], AT_ONCE)
    yield from _on_a_small_disk(folder / "disk", DISKS[is_long])


def _limited(folder: Path, seed: int) -> Iterator[Case]:
    most = random.Random(seed).randint(0, LARGEST)
    place = folder / str(seed)
    place.mkdir()
    yield tried(place, seed, f"files of {most} bytes at most", Limit(most))


def _on_a_small_disk(place: Path, count: int) -> Iterator[Case]:
    """The same on a disk of a few megabytes, which only this process and its children see."""
    place.mkdir()
    module = [sys.executable, "-m", "tests.storage.faults.filling", str(place), str(count)]
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", MOUNTED, "sh", str(place)]
    try:
        done = subprocess.run([*command, *module], capture_output=True, check=False)
    except FileNotFoundError:
        yield Case("a small disk", skipped="there is no unshare(1) here")
        return
    cases = [msgspec.json.decode(line, type=Case) for line in done.stdout.splitlines()]
    yield from cases
    if done.returncode and not cases:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        yield Case("a small disk", skipped=f"nothing can be mounted here ({reason})")
    elif len(cases) < count:
        yield Case("a small disk", wrong=f"it ended badly: {done.stderr.decode(errors='replace')}")


if __name__ == "__main__":
    hand_over(cases)
