"""The power goes at any moment while a scripted reader works: each state a disk may be left in."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from counterpoint.storage.folder import create
from counterpoint.storage.places import HOME_VARIABLE
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.disk import Disk, Event, Kind, Recorder, State, put
from tests.storage.faults.forks import side_by_side
from tests.storage.faults.hand import Hand
from tests.storage.faults.judging import Told, judged
from tests.storage.faults.script import Do, Gesture, Script, Step
from tests.storage.faults.system import System

READERS = {False: 1, True: 40}
STEPS = 14
STATES = {False: 2, True: 8}
"""Of each moment, at most."""

AT_ONCE = 2


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """One case for each state."""
    seeds = range(READERS[is_long])
    chains = [partial(_reader, folder / f"reader-{seed}", seed, STATES[is_long]) for seed in seeds]
    return side_by_side(chains, AT_ONCE)


def _reader(folder: Path, seed: int, most: int) -> Iterator[Case]:
    folder.mkdir()
    os.environ[HOME_VARIABLE] = str(folder / "home")
    steps = list(Script(seed, {}).steps(STEPS))
    gestures = [step for step in steps if not isinstance(step, Do)]
    root = folder / "disk"
    events = _record(root, steps)
    yield from _replay(root, events, gestures, most)
    shutil.rmtree(folder)


def _record(root: Path, steps: list[Step]) -> list[Event]:
    """Let somebody make a project and work in it, and note what that does to the disk."""
    root.mkdir()
    system, recorder = System(root), Recorder(root / "Summit")
    with system.installed(), system.ruled(recorder):
        path = create(root / "Summit", "Summit").path
        Hand(path, lambda line: recorder.told(int(line))).work(steps)
    return recorder.events


def _replay(root: Path, events: list[Event], gestures: list[Gesture], most: int) -> Iterator[Case]:
    disk, chance, acknowledged = Disk(root), random.Random(len(events)), 0
    place = root.parent / "found"
    for number, event in enumerate(events):
        disk.apply(event)
        if event.kind is Kind.TOLD:
            acknowledged = event.number
        for state in disk.states(most, chance):
            name = f"{root.parent.name}, after event {number} ({event.said or event.kind.value})"
            told = Told(gestures, acknowledged, may_find=True)
            yield _found(name, (state, root, place), told)


def _found(name: str, left: tuple[State, Path, Path], told: Told) -> Case:
    """Put a state on a disk, and start again."""
    state, root, place = left
    place.mkdir()
    put(state, root, place)
    project = place / "Summit"
    if not (project / "project.counterpoint").exists():
        case = Case(name, lost=told.acknowledged, silent=told.acknowledged)
    else:
        with System(place).installed():
            case = judged(name, project, told)
    shutil.rmtree(place)
    return case


if __name__ == "__main__":
    hand_over(cases)
