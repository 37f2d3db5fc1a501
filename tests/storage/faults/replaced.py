"""Files replaced, restored, emptied, removed or blocked, while open and while closed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import MappingProxyType

from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.meddled import Meddled
from tests.storage.faults.scratch import scratch
from tests.storage.faults.specimens import JOURNAL, SNAPSHOT
from tests.storage.samples import claim

EVERY = {False: 7, True: 1}
"""Of all cases in a row, one in so many is made; no number of choices below has it as a factor."""

CLOSED, LOOKED, WRITTEN, LEFT = "while closed", "then looked at", "then written to", "then closed"
TARGETS: Mapping[str, Sequence[str]] = MappingProxyType(
    {"snapshot": (SNAPSHOT,), "journal": (JOURNAL,), "pair": (SNAPSHOT, JOURNAL)}
)
TIMES: Mapping[str, float | None] = MappingProxyType(
    {"as it was": None, "now": 0, "a day ago": -86_400, "in ten years": 315_360_000}
)


@dataclass(frozen=True)
class Fault:
    """What is done to which files, when, and what time they then bear."""

    deed: str
    target: str
    time: str
    then: str

    def __str__(self) -> str:
        """Enough to make it again."""
        return f"the {self.target} {self.deed}, its time {self.time}, {self.then}"


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """A case for every deed, file, time and moment."""
    thens = (CLOSED, LOOKED, WRITTEN, LEFT)
    faults = [Fault(*each) for each in product(DEEDS, TARGETS, TIMES, thens)]
    with scratch(folder) as place:
        for number, fault in enumerate(faults[:: EVERY[is_long]]):
            yield _case(Path(place) / str(number), fault)


def _case(root: Path, fault: Fault) -> Case:
    project = Meddled(root)
    if fault.then == CLOSED:
        project.close()
    for name in TARGETS[fault.target]:
        _meddle(project, name, fault)
    if fault.then == CLOSED:
        project.expect_only_what_stands()
    if fault.deed == OTHERS:
        project.expect_others(*(claim(8 + n) for n in _others(fault)))
    if fault.then == LOOKED:
        project.look()
    elif fault.then == WRITTEN:
        project.go_on()
    return project.judged(str(fault), is_told=_is_noticed(fault))


def _others(fault: Fault) -> Sequence[int]:
    """Of the two records of the others, the first is in the snapshot, the second in the journal."""
    return {"snapshot": (0,), "journal": (1,), "pair": (0, 1)}[fault.target]


def _is_noticed(fault: Fault) -> bool:
    """Whether anybody can know: a sound file that was put there while nobody looked is just that.

    A journal that is empty or absent says nothing, and a clean close leaves none.
    """
    if fault.then != CLOSED:
        return True
    is_empty = fault.deed in {"is emptied", "is removed"} and fault.target == "journal"
    return fault.deed not in {RESTORED, OTHERS, "is removed"} and not is_empty


def _meddle(project: Meddled, name: str, fault: Fault) -> None:
    path = project.path(name)
    before = path.stat().st_mtime_ns if path.exists() else None
    DEEDS[fault.deed](project, path)
    seconds = TIMES[fault.time]
    if path.is_file() and not path.is_symlink():
        now = path.stat().st_mtime_ns
        moment = (before or now) if seconds is None else now + int(seconds * 1_000_000_000)
        os.utime(path, ns=(moment, moment))


def _restore(project: Meddled, path: Path) -> None:
    path.write_bytes(project.older[path.name])


def _replace(project: Meddled, path: Path) -> None:
    temporary = path.with_name(f".syncing.{path.name}")
    temporary.write_bytes(project.others[path.name])
    temporary.replace(path)


def _empty(_project: Meddled, path: Path) -> None:
    path.write_bytes(b"")


def _spoil(_project: Meddled, path: Path) -> None:
    path.write_bytes(b"Something else\n" * 40)


def _remove(_project: Meddled, path: Path) -> None:
    path.unlink(missing_ok=True)


def _block(project: Meddled, path: Path) -> None:
    _remove(project, path)
    path.mkdir()


def _link(project: Meddled, path: Path) -> None:
    _remove(project, path)
    path.symlink_to(project.precious)


def _pipe(project: Meddled, path: Path) -> None:
    _remove(project, path)
    os.mkfifo(path)


RESTORED, OTHERS = "is restored from a backup", "is replaced by another version"
DEEDS: Mapping[str, Callable[[Meddled, Path], None]] = MappingProxyType(
    {
        RESTORED: _restore,
        OTHERS: _replace,
        "is emptied": _empty,
        "is spoilt": _spoil,
        "is removed": _remove,
        "becomes a folder": _block,
        "becomes a link": _link,
        "becomes a pipe": _pipe,
    }
)


if __name__ == "__main__":
    hand_over(cases)
