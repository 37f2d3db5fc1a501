"""Folders and files that may not be written, for somebody who is not root: always, or for a while.

Where root runs this, what works is a process of nobody's.
"""

from __future__ import annotations

import os
import pwd
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from time import monotonic

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import create, open_folder
from counterpoint.storage.places import HOME_VARIABLE
from counterpoint.storage.store import Store
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.filling import Ear
from tests.storage.faults.forks import Fork, Say, side_by_side
from tests.storage.faults.judging import Found, Told, judged, lost_of
from tests.storage.faults.script import Gesture
from tests.storage.samples import ANA, LONG, claim, held, saved

TARGETS = ("project", "readers", "file", "journal", "backups", "documents")
MOMENTS = ("before the start", "before the first gesture", "while working", "before the end")
THEN = ("and writable again", "to the end")
QUICK = 12
AT_ONCE = 2
SEARCHED, READ = 0o500, 0o400
ALL, WRITTEN = 0o700, 0o600
NOBODY = "nobody"
KEPT = "kept"
A_MOMENT = 0.2
"""Seconds for which a disk that refuses is waited for at the end."""

GESTURES: tuple[Gesture, ...] = tuple((claim(number),) for number in range(3, 8))


@dataclass(frozen=True)
class Plan:
    """What may not be written, from when on, and what then."""

    target: str
    moment: str
    then: str

    def __str__(self) -> str:
        return f"{self.target} read-only {self.moment}, {self.then}"


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """One case for each thing that may not be written, and each moment."""
    plans = [Plan(*each) for each in product(TARGETS, MOMENTS, THEN)]
    chosen = plans if is_long else random.Random(len(plans)).sample(plans, QUICK)
    # The folder of this run is closed to others; nobody must be able to get to theirs.
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}-") as place:
        Path(place).chmod(0o711)
        numbered = enumerate(chosen)
        chains = [partial(_tried, Path(place, str(number)), plan) for number, plan in numbered]
        yield from side_by_side(chains, AT_ONCE)


def _tried(place: Path, plan: Plan) -> Iterator[Case]:
    place.mkdir()
    os.environ[HOME_VARIABLE] = str(place / "home")
    path = create(place / "Summit", "Summit").path
    before = {record.id: record for record in (claim(1), claim(2))}
    saved(open_folder(path), *before.values())
    _give_away(place)
    worker = Fork(partial(_work, path, plan))
    said = list(worker.lines())
    wrong = [line for line in said if not line.isdigit() and line != KEPT]
    wrong += ["it ended badly"] if worker.wait() else []
    acknowledged = max([0, *(int(line) for line in said if line.isdigit())])
    _allow(path)
    # A backup that could not be made when the project was closed is told at the next start.
    may_find = KEPT in said or plan.target == "backups"
    told = Told(GESTURES, acknowledged, before, may_find=may_find)
    case = judged(str(plan), path, told)
    yield replace(case, wrong="; ".join(filter(None, [case.wrong, *wrong])))


def _give_away(place: Path) -> None:
    """Have everything be nobody's, where this is root's."""
    if os.geteuid() == 0:
        shutil.chown(place, NOBODY)
        for path in place.rglob("*"):
            shutil.chown(path, NOBODY)


def _become_nobody() -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam(NOBODY)
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)


def _work(path: Path, plan: Plan, say: Say) -> None:
    """Work, and say how much is saved, and what is not as it must be."""
    _become_nobody()
    target = _target(path, plan.target)
    _forbid(target, plan.moment == MOMENTS[0])
    store = Store.open(path, ANA)
    store.subscribe(Ear(say).hear)
    if lost_of(Found(held(store)), Told([], 0, {"claim-1": claim(1), "claim-2": claim(2)})):
        say("what is there is not shown")
    for number, gesture in enumerate(GESTURES):
        _forbid(target, plan.moment == MOMENTS[1] and number == 0)
        _forbid(target, plan.moment == MOMENTS[2] and number == 2)
        _save(store, gesture, say)
    _forbid(target, plan.moment == MOMENTS[3])
    if plan.then == THEN[0]:
        store = _go_on(store, path)
    _close(store, say)


def _save(store: Store, gesture: Gesture, say: Say) -> None:
    """One gesture, which is saved, or refused in words."""
    try:
        store.save(gesture)
    except Refusal:
        return
    end = monotonic() + LONG
    while not store.wait_saved(0.01) and not store.progress.failure:
        if monotonic() > end:
            say("nobody was told")
            return


def _go_on(store: Store, path: Path) -> Store:
    """Everything may be written again."""
    _allow(path)
    if not store.read_only_reason:
        store.compact()
        return store
    news = store.look()
    assert news is not None
    store.take(news)
    for gesture in GESTURES:
        store.save(gesture)
    return store


def _close(store: Store, say: Say) -> None:
    may_write = not store.read_only
    ending = store.close(A_MOMENT)
    if may_write and (ending.is_saved or ending.is_kept):
        say(str(len(GESTURES)))
    if ending.is_kept:
        say(KEPT)
    if ending.failure:
        say(f"it is lost: {ending.failure}")


def _target(path: Path, name: str) -> Path:
    own = path / "readers" / ANA.file_name
    return {"project": path, "file": own, "journal": Path(f"{own}.journal")}.get(name, path / name)


def _forbid(target: Path, now: bool) -> None:
    """Let nobody write it from now on; what is not there cannot be forbidden."""
    if now and target.exists():
        target.chmod(SEARCHED if target.is_dir() else READ)


def _allow(path: Path) -> None:
    for one in (path, *path.rglob("*")):
        one.chmod(ALL if one.is_dir() else WRITTEN)


if __name__ == "__main__":
    hand_over(cases)
