"""Blocks of the event loop while the files of ten other installations come into an open project.

Each holds 5,000 claims and 500 ties. The longest block and the 99th percentile of all beats of a
timer of one millisecond, while the reader goes on pressing a key; what the system let the window
wait for a processor is not counted as its own. The second row says how long it takes until all
claims are there.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from counterpoint.domain.claims import Claim
from counterpoint.domain.project import Project
from counterpoint.domain.records import new_id
from counterpoint.domain.relations import Relation
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store
from tests.benchmarks.heartbeat import Block, Heartbeat, longest, usual
from tests.benchmarks.projects import PATIENCE, large_project
from tests.benchmarks.rows import Row, hand_over
from tests.benchmarks.sitting import Sitting

INSTALLATIONS, CLAIMS = 10, 5_000
"""How many others there are, and how many claims each has made, as many as the reader."""

REPEAT = 33
"""Milliseconds between two repeats of a key that is held."""

LONGEST, USUAL = 50, 16


def measure(folder: Path) -> list[Row]:
    """Two rows of blocks, and one of the time it takes."""
    project = large_project(folder, CLAIMS)
    others = [_file_of(project, folder, number) for number in range(INSTALLATIONS)]
    sitting = Sitting()
    sitting.open(project)
    sitting.rest(3.0)  # what an opened project sees to first
    tally, wanted = sitting.bench.session.tally, CLAIMS * (INSTALLATIONS + 1)
    heart = Heartbeat()
    heart.begin("merging")
    began = perf_counter()
    for file in others:
        shutil.move(file, project / "readers" / file.name)
    sitting.wait(lambda: _pressed(sitting) and tally.total == wanted)
    sitting.wait(lambda: sitting.bench.watching.is_idle)
    took = perf_counter() - began
    heart.stop()
    rows = [*_rows(heart.blocks), _row("until all are there", took, "s", None)]
    sitting.close()
    return rows


def _pressed(sitting: Sitting) -> bool:
    sitting.hold("j", 1, REPEAT)
    return True


def _file_of(project: Path, folder: Path, number: int) -> Path:
    """What another reader has written in a copy of a project: the same claims, as their own."""
    identity = Identity(f"reader{number}", f"Reader {number}", f"installation{number}")
    copy = folder / f"copy {number}"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("documents", "backups"))
    store = Store.open(copy, identity)
    theirs = Project(identity.installation, identity.reader)
    theirs.load(store.records())
    claims = [replace(one, id=new_id(), reader=identity.reader) for one in theirs.all(Claim)]
    pairs = zip(claims[::10], claims[1::10], strict=True)
    ties = [
        Relation(id=new_id(), source=a.id, target=b.id, kind="supports", reader=identity.reader)
        for a, b in pairs
    ]
    store.save(theirs.put("Make", *claims, *ties).records)
    if not (store.wait_saved(PATIENCE) and store.close(PATIENCE)):
        raise OSError("a copy of the project could not be saved")
    aside = folder / identity.file_name
    shutil.move(copy / "readers" / identity.file_name, aside)
    shutil.rmtree(copy)
    return aside


def _rows(blocks: list[Block]) -> list[Row]:
    late = 1000 * max(block.late for block in blocks)
    details = {"beats": len(blocks), "with waits for a processor": late}
    return [
        replace(_row("longest block", 1000 * longest(blocks), "ms", LONGEST), details=details),
        replace(_row("p99 block", 1000 * usual(blocks), "ms", USUAL), details=details),
    ]


def _row(what: str, value: float, unit: str, goal: float | None) -> Row:
    name = f"{what}, ten files of 5,000 claims"
    return Row("merging", name, unit, value, None, value, unit, goal)


if __name__ == "__main__":
    hand_over(measure)
