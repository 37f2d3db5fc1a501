"""Every call to the system of every operation fails in every way, or is the last before a kill."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.places import HOME_VARIABLE
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.forks import Fork, Say, side_by_side
from tests.storage.faults.judging import Found, Told, judged, lost_of
from tests.storage.faults.rules import EXIT_CODE, KILLS, Fault, faults_at
from tests.storage.faults.scenes import SCENES, Scene, look_and_take, make
from tests.storage.faults.setting import Setting
from tests.storage.faults.system import Call
from tests.storage.samples import LONG, claim, held

QUICK = 8
"""Faults of each operation in the quick set."""

AT_ONCE = 4


@dataclass(frozen=True)
class Plan:
    """Every fault of an operation, and what its reader does and is promised in a sound system."""

    faults: Sequence[Fault]
    promised: Told


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """One case for each way in which a call of an operation can fail."""
    return side_by_side([partial(_scene, folder, scene, is_long) for scene in SCENES], AT_ONCE)


def _scene(folder: Path, scene: Scene, is_long: bool) -> Iterator[Case]:
    place = folder / scene.name.replace(" ", "-")
    os.environ[HOME_VARIABLE] = str(place / "home")
    plan = _plan(place, scene)
    chance = random.Random(scene.name)
    some = plan.faults if is_long else chance.sample(plan.faults, min(QUICK, len(plan.faults)))
    for fault in some:
        place.mkdir()
        if fault.how in KILLS:
            yield _killed(place, scene, fault, plan.promised)
        else:
            yield _failed(place, scene, fault)
        shutil.rmtree(place)


def _plan(place: Path, scene: Scene) -> Plan:
    """Run an operation in a sound system, and note its calls."""
    calls: list[Call] = []

    def note(call: Call) -> Any:
        calls.append(call)
        return call.perform()

    place.mkdir()
    setting = Setting(place)
    with setting.system.installed():
        scene.prepare(setting)
        setting.under(note, scene.act)
        _recover(setting)
    shutil.rmtree(place)
    return Plan([fault for call in calls for fault in faults_at(call)], setting.promised)


def _failed(place: Path, scene: Scene, fault: Fault) -> Case:
    """Let a call fail; then the fault is over, and everything must come right."""
    setting = Setting(place)
    with setting.system.installed():
        scene.prepare(setting)
        setting.told.clear()
        wrong = [_act(setting, scene, fault)]
        silent = _untold(setting)
        wrong += [_recover(setting), scene.check(setting)]
        promised = replace(setting.promised, may_find=scene.may_find)
        case = judged(f"{scene.name}: {fault}", setting.path, promised)
    wrong.append(case.wrong)
    return replace(case, silent=case.silent + silent, wrong="; ".join(filter(None, wrong)))


def _act(setting: Setting, scene: Scene, fault: Fault) -> str:
    """Do what the scene is about; what is wrong with how a refusal was told."""
    try:
        setting.under(fault, scene.act)
    except Refusal as refusal:
        setting.told.append(str(refusal))
    except OSError as error:
        setting.told.append(str(error))
        return f"an error of the system reached the caller: {error!r}"
    is_saved = setting.acknowledged == len(setting.gestures)
    return "" if is_saved or setting.is_told else "nobody was told"


def _untold(setting: Setting) -> int:
    """How much an open store shows otherwise than it is, where nobody was told of anything.

    It may show it at its next look.
    """
    if setting.store is None or setting.is_told:
        return 0
    look_and_take(setting)
    everything = replace(setting.promised, acknowledged=len(setting.gestures))
    return lost_of(Found(held(setting.store)), everything)


def _recover(setting: Setting) -> str:
    """The fault is over: go on, and close; what is wrong where that is not possible."""
    try:
        if setting.store is not None and setting.store.read_only:
            setting.close()
        if setting.store is None:
            make(setting) if not _is_made(setting) else setting.open()
        setting.opened.compact()
        if not setting.opened.wait_saved(LONG):
            return f"it does not go on: {setting.opened.progress.failure}"
        setting.save(claim(8))
        setting.close()
    except (OSError, Refusal) as error:
        return f"it does not go on: {error}"
    return ""


def _is_made(setting: Setting) -> bool:
    return (setting.path / "project.counterpoint").is_file()


def _killed(place: Path, scene: Scene, fault: Fault, told: Told) -> Case:
    """Let a call be the last of a process; the next start must find everything."""
    worker = Fork(partial(_work, place, scene, fault))
    *_, acknowledged = ("0", *worker.lines())
    code = worker.wait()
    setting = Setting(place)
    name = f"{scene.name}: {fault}"
    if not _is_made(setting):
        return Case(name, lost=int(acknowledged), wrong=_made_anew(setting))
    promised = replace(told, acknowledged=int(acknowledged), may_find=scene.may_find)
    case = judged(name, setting.path, promised)
    ended = "" if code in {0, EXIT_CODE} else f"exit code {code}"
    wrong = "; ".join(filter(None, [case.wrong, scene.check(setting), ended]))
    return replace(case, wrong=wrong)


def _made_anew(setting: Setting) -> str:
    try:
        make(setting)
    except Refusal as refusal:
        return f"it cannot be made again: {refusal}"
    setting.close()
    return ""


def _work(place: Path, scene: Scene, fault: Fault, say: Say) -> None:
    setting = Setting(place, say)
    with setting.system.installed():
        scene.prepare(setting)
        setting.under(fault, scene.act)


if __name__ == "__main__":
    hand_over(cases)
