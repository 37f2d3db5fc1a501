"""Kill -9 at random moments while a scripted reader works through the real store."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from counterpoint.domain.records import Record
from counterpoint.storage.folder import create
from counterpoint.storage.places import HOME_VARIABLE
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.forks import Fork, Say, side_by_side
from tests.storage.faults.hand import Hand
from tests.storage.faults.judging import Told, judged, look
from tests.storage.faults.script import Do, Gesture, Script

KILLS = {False: 50, True: 1000}
IN_A_ROW = 10
"""Kills that one project endures."""

AT_ONCE = 4
STEPS = 300
"""More than any process lives to do."""

PAUSE_SECONDS = 0.02
"""At most, from the last gesture that is waited for to the kill."""


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """One case a kill."""
    starts = range(0, KILLS[is_long], IN_A_ROW)
    return side_by_side([partial(_project, folder, first) for first in starts], AT_ONCE)


def _project(folder: Path, first: int) -> Iterator[Case]:
    os.environ[HOME_VARIABLE] = str(folder / f"home-{first}")
    path = create(folder / f"killed-{first}", "Killed").path
    held: dict[str, Record] = {}
    for seed in range(first, first + IN_A_ROW):
        acknowledged, ended = _killed(path, seed)
        case = judged(f"kill {seed}", path, Told(_gestures(seed, held), acknowledged, held))
        yield replace(case, wrong="; ".join(filter(None, [case.wrong, ended])))
        held = dict(look(path).records)


def _gestures(seed: int, held: dict[str, Record]) -> list[Gesture]:
    return [step for step in Script(seed, held).steps(STEPS) if not isinstance(step, Do)]


def _killed(path: Path, seed: int) -> tuple[int, str]:
    """Let somebody work and kill them: how many gestures were said to be saved, what went wrong."""
    chance = random.Random(seed)
    worker = Fork(partial(_work, path, seed))
    acknowledged = "0"
    for _ in range(chance.choice([0, 1, 1, 2, 3, 5, 10, 30])):
        acknowledged = worker.line() or acknowledged
    worker.says_nothing_for(chance.uniform(0, PAUSE_SECONDS))
    worker.kill()
    *_, acknowledged = (acknowledged, *worker.lines())
    code = worker.wait()
    ended = "" if code == -signal.SIGKILL else f"the reader ended first, with exit code {code}"
    return int(acknowledged), ended


def _work(path: Path, seed: int, say: Say) -> None:
    hand = Hand(path, say)
    hand.work(Script(seed, hand.records).steps(STEPS))


if __name__ == "__main__":
    hand_over(cases)
