"""A repair that is killed has lost nothing, wherever that was, and the next one does the rest."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.storage.checking.repair import repair
from counterpoint.storage.folder import ProjectFolder
from tests.storage.samples import ANA, relation, saved, unclean
from tests.storage.wounds import faults, records_of, said_of, source

CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.truncate"})
KILLED, MOST = 9, 200


def wounded(folder: ProjectFolder) -> None:
    """Everything at once: damage, a conflict copy, a tie without an end, no project file."""
    one = source(folder)
    tie = replace(relation("claim-1", "nowhere"), writer=ANA.installation)
    path = saved(folder, one, said_of(one, 1), tie)
    copy = path.with_name("ana-laptop (conflicted copy 2031-06-22).json")
    older = path.read_bytes()
    saved(folder, said_of(one, 2))
    other = path.read_bytes()
    path.write_bytes(older)
    saved(folder, said_of(one, 4))
    unclean(folder, [said_of(one, 3)])
    copy.write_bytes(other)
    path.write_bytes(path.read_bytes().replace(b"nie", b"nee"))
    (folder.path / "project.counterpoint").unlink()


def killed_at(number: int, path: Path) -> bool:
    """Repair in a process that dies at its change of that number; whether it came so far."""
    child = os.fork()
    if child == 0:
        _repair_and_die(number, path)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED)
    return code == KILLED


def _repair_and_die(number: int, path: Path) -> None:
    left = [number]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        is_write = event == "open" and _writes(arguments[2])
        if is_write or event in CHANGES:
            left[0] -= 1
            if left[0] == 0:
                os._exit(KILLED)

    sys.addaudithook(hook)
    try:
        repair(path, ANA)
        os._exit(0)
    finally:
        os._exit(1)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_wherever_it_is_killed(folder: ProjectFolder, tmp_path: Path) -> None:
    wounded(folder)
    before = records_of(folder.path)
    done = tmp_path / "done" / "Summit"
    shutil.copytree(folder.path, done)
    repair(done, ANA)
    after = records_of(done)
    assert before.keys() == after.keys()
    for number in range(1, MOST):
        place = tmp_path / str(number) / "Summit"
        shutil.copytree(folder.path, place)
        was_killed = killed_at(number, place)
        assert records_of(place) in (before, after)
        repair(place, ANA)
        assert records_of(place) == after
        assert not [one for one in faults(replace(folder, path=place)) if one.repairable]
        shutil.rmtree(place)
        if not was_killed:
            break
    assert 15 < number < MOST - 1
