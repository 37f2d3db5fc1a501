"""Two processes of one installation on one project: one writes, the other takes over."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic

from counterpoint.storage.folder import create
from counterpoint.storage.places import HOME_VARIABLE
from counterpoint.storage.store import Store
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.forks import Fork, Say, side_by_side
from tests.storage.faults.judging import Told, judged
from tests.storage.faults.script import Gesture
from tests.storage.samples import ANA, LONG, claim, held

CASES = {False: 6, True: 200}
AT_ONCE = 2
GESTURES = 12
WRITES, READS, READY = "writes", "reads", "ready"
BETWEEN_LOOKS = 0.01
"""Seconds."""


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """One case for each pair of processes."""
    seeds = range(CASES[is_long])
    return side_by_side([partial(_pair, folder / str(seed), seed) for seed in seeds], AT_ONCE)


@dataclass
class Partner:
    """Holds one of two processes, the gates it waits at, and what it said of itself."""

    number: int
    process: Fork
    gate: int
    role: str = ""
    acknowledged: int = 0
    said: list[str] = field(default_factory=list)

    def listen(self, until: str = "", gestures: int = GESTURES) -> None:
        """Hear it until it says this, or has so many gestures acknowledged, or ends."""
        while (line := self.process.line()) is not None:
            self.said.append(line)
            self.acknowledged = int(line) if line.isdigit() else self.acknowledged
            if line == until or (not until and self.acknowledged >= gestures):
                return

    def end(self, is_killed: bool) -> None:
        """Kill it or wait for its end, and hear the rest."""
        if is_killed:
            self.process.kill()
        self.listen(until="its end")
        os.close(self.gate)
        if self.process.wait() and not is_killed:
            self.said.append("it ended badly")


def _pair(folder: Path, seed: int) -> Iterator[Case]:
    folder.mkdir()
    os.environ[HOME_VARIABLE] = str(folder / "home")
    path = create(folder / "Summit", "Summit").path
    chance = random.Random(seed)
    is_killed, gestures = chance.random() < 0.5, chance.randint(1, GESTURES)
    partners = [_started(path, number) for number in (1, 2)]
    for partner in partners:
        partner.listen(until=READY)
        partner.role = WRITES if WRITES in partner.said else READS
        partner.said.clear()
    for partner in partners:
        os.write(partner.gate, b"!")
    name = f"pair {seed}, the first {'killed' if is_killed else 'closed'}"
    first, second = sorted(partners, key=lambda partner: partner.role == READS)
    if is_killed and first.role == WRITES:
        first.listen(gestures=gestures)
    first.end(is_killed)
    second.end(is_killed=False)
    yield _judged(name, path, first, second)


def _judged(name: str, path: Path, first: Partner, second: Partner) -> Case:
    earlier, later = _gestures(first.number), _gestures(second.number)
    known, lost = earlier[: first.acknowledged], later[second.acknowledged :]
    gestures = [*known, *later[: second.acknowledged], *earlier[first.acknowledged :], *lost]
    case = judged(name, path, Told(gestures, first.acknowledged + second.acknowledged))
    wrong = [case.wrong]
    if (first.role, second.role) != (WRITES, READS):
        wrong.append(f"one {first.role} and the other {second.role}")
    if second.acknowledged < GESTURES:
        wrong.append(f"the second never wrote everything: {second.said}")
    saw = next((int(line.split()[1]) for line in second.said if line.startswith("saw")), 0)
    silent = max(first.acknowledged - saw, 0)
    return replace(case, silent=case.silent + silent, wrong="; ".join(filter(None, wrong)))


def _gestures(number: int) -> list[Gesture]:
    return [(claim(1000 * number + each),) for each in range(GESTURES)]


def _started(path: Path, number: int) -> Partner:
    waiting, gate = os.pipe()
    process = Fork(partial(_partner, path, number, waiting))
    os.close(waiting)
    return Partner(number, process, gate)


def _partner(path: Path, number: int, gate: int, say: Say) -> None:
    """Open at the same time as the other, write at once or after it, and close."""
    store = Store.open(path, ANA)
    say(READS if store.read_only else WRITES)
    say(READY)
    os.read(gate, 1)
    if store.read_only:
        _take_over(store)
        say(f"saw {len(held(store))}")
    store.subscribe(lambda progress: say(str(progress.acknowledged)))
    for gesture in _gestures(number):
        store.save(gesture)
    assert store.close(LONG)


def _take_over(store: Store) -> None:
    """Look until the other is gone."""
    end, clock = monotonic() + LONG, Event()
    while store.read_only:
        assert monotonic() < end, store.read_only_reason
        clock.wait(BETWEEN_LOOKS)
        news = store.look()
        if news is not None:
            store.take(news)


if __name__ == "__main__":
    hand_over(cases)
