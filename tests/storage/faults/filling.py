"""Somebody who works while the disk fills up and is freed again.

Run as ``python -m tests.storage.faults.filling FOLDER COUNT``, it fills the disk of that folder,
which must be a small one of its own, and prints a case for each time.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Protocol

import msgspec

from counterpoint.domain.documents import Document
from counterpoint.storage.folder import create
from counterpoint.storage.places import HOME_VARIABLE
from counterpoint.storage.store import Store
from counterpoint.storage.writer import Progress
from tests.storage.faults.cases import Case
from tests.storage.faults.forks import Fork, Say
from tests.storage.faults.judging import Told, judged
from tests.storage.faults.script import Do, Gesture, Script
from tests.storage.samples import ANA, LONG

STEPS = 40
MARGIN = 3 << 19
"""Bytes, half as many again as the store wants to stay free beside a file it writes anew."""


class Room(Protocol):
    """A disk, or part of one."""

    def fill(self) -> None:
        """Leave little of it, or nothing."""
        ...

    def free(self) -> None:
        """Have it as it was."""
        ...


class Ballast:
    """Owns a file that takes all of a disk but so many bytes."""

    def __init__(self, path: Path, left: int) -> None:
        self._path = path
        self._left = left

    def fill(self) -> None:
        """Write it; a disk takes no more than it has."""
        size = shutil.disk_usage(self._path.parent).free - self._left
        self._path.write_bytes(bytes(max(size, 0)))

    def free(self) -> None:
        """Remove it."""
        self._path.unlink()


class Ear:
    """Owns what somebody was told of saving, and passes it on."""

    def __init__(self, say: Say) -> None:
        self.told = Event()
        self._say = say

    def hear(self, progress: Progress) -> None:
        """Listen."""
        self._say(str(progress.acknowledged))
        if progress.failure:
            self.told.set()


def gestures_of(seed: int) -> Sequence[Gesture]:
    """What is done while the disk fills."""
    steps = Script(seed, {}).steps(STEPS)
    gestures = (step for step in steps if not isinstance(step, Do))
    return [one for one in gestures if not any(isinstance(each, Document) for each in one)]


def work(path: Path, seed: int, room: Room, say: Say) -> None:
    """Work while the disk is full, twice, and go on when there is room."""
    gestures = gestures_of(seed)
    store, ear = Store.open(path, ANA), Ear(say)
    store.subscribe(ear.hear)
    half = len(gestures) // 2
    for part in gestures[:half], gestures[half:]:
        room.fill()
        ear.told.clear()
        for gesture in part:
            store.save(gesture)
        # Either all of it finds room, or somebody is told.
        while not store.wait_saved(0.01) and not ear.told.is_set():
            pass
        room.free()
        store.compact()
        if not store.wait_saved(LONG):
            say(f"it does not go on: {store.progress.failure}")
    if not store.close(LONG).is_saved:
        say("not everything was saved at the end")


def tried(folder: Path, seed: int, what: str, room: Room) -> Case:
    """Let somebody work where there is so little room; a process of its own."""
    os.environ[HOME_VARIABLE] = str(folder / "home")
    path = create(folder / "Summit", "Summit").path
    worker = Fork(partial(work, path, seed, room))
    said = list(worker.lines())
    wrong = [line for line in said if not line.isdigit()]
    wrong += ["it ended badly"] if worker.wait() else []
    acknowledged = max([0, *(int(line) for line in said if line.isdigit())])
    gestures = gestures_of(seed)
    if acknowledged < len(gestures):
        wrong.append(f"{len(gestures) - acknowledged} gestures were never saved")
    case = judged(what, path, Told(gestures, acknowledged))
    return replace(case, wrong="; ".join(filter(None, [case.wrong, *wrong])))


def main(place: Path, count: int) -> None:
    """Print a case for each time the disk fills."""
    for seed in range(count):
        left = random.Random(seed).choice([0, 100, 5_000, 20_000, 1 << 20, MARGIN])
        folder = place / str(seed)
        folder.mkdir()
        case = tried(folder, seed, f"{left} bytes of a disk left", Ballast(place / "ballast", left))
        sys.stdout.write(msgspec.json.encode(case).decode() + "\n")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
