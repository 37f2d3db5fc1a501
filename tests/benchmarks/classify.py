"""From a key to the claim painted and synced to the disk, in projects of 100 and 50,000 claims.

A round presses one key in each of two windows and syncs one bare line of the same size, on the
same disk; so whatever the machine does meanwhile happens to all three.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

from tests.benchmarks.children import Child
from tests.benchmarks.projects import large_project
from tests.benchmarks.rows import Row, hand_over, milliseconds, p99, spread

FEW, MANY = 100, 50_000
WARM, ROUNDS, FEWEST = 5, 120, 20
BUDGET = 60.0
"""Seconds after which a program that is far from its goal is asked no more than it must be."""

MOST_MORE, MOST_TIMES = 16, 1.5


@dataclass
class _Found:
    """Holds the seconds of every round: a bare line, and the key in either project."""

    bare: list[float] = field(default_factory=list)
    few: list[float] = field(default_factory=list)
    many: list[float] = field(default_factory=list)
    many_painted: list[float] = field(default_factory=list)
    many_synced: list[float] = field(default_factory=list)


def measure(folder: Path) -> list[Row]:
    """One row for each goal, and one that compares the smaller project with the bare line."""
    found = _Found()
    with ExitStack() as stack:
        few, many = (stack.enter_context(_window(folder, count)) for count in (FEW, MANY))
        few.listen()
        many.listen()
        sync = _bare_line(folder / "bare.journal")
        end = monotonic() + BUDGET
        while _goes_on(len(found.bare) - WARM, monotonic() > end):
            _round(found, few, many, sync)
    return _rows(found)


def _goes_on(rounds: int, is_late: bool) -> bool:
    return rounds < (FEWEST if is_late else ROUNDS)


def _window(folder: Path, claims: int) -> Child:
    """A window with a copy of a project of so many claims."""
    path = folder / "classified" / str(claims)
    shutil.copytree(large_project(folder, claims), path)
    return Child("classify_window", path)


def _round(found: _Found, few: Child, many: Child, sync: Callable[[int], float]) -> None:
    in_few, in_many = few.ask("1"), many.ask("1")
    found.bare.append(sync(in_many["bytes"]))
    found.few.append(max(in_few["painted"], in_few["synced"]))
    found.many.append(max(in_many["painted"], in_many["synced"]))
    found.many_painted.append(in_many["painted"])
    found.many_synced.append(in_many["synced"])


def _bare_line(path: Path) -> Callable[[int], float]:
    """What appends and syncs a line of so many bytes, and says how many seconds that took."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def sync(size: int) -> float:
        line = b"x" * (size - 1) + b"\n"
        started = perf_counter()
        os.write(descriptor, line)
        os.fsync(descriptor)
        return perf_counter() - started

    return sync


def _rows(found: _Found) -> list[Row]:
    bare, few, many = (milliseconds(all_[WARM:]) for all_ in (found.bare, found.few, found.many))
    painted, synced = (
        milliseconds(found.many_painted[WARM:]),
        milliseconds(found.many_synced[WARM:]),
    )
    details = {**spread(many, "ours "), **spread(painted, "painted "), **spread(synced, "synced ")}
    name, unit = "classify", "ms"
    return [
        Row(
            *(name, "p99, 50,000 claims, more than a bare line", unit, p99(many), p99(bare)),
            *(p99(many) - p99(bare), "ms", MOST_MORE, details),
        ),
        Row(
            *(name, "50,000 claims, beside 100", unit, median(many), median(few)),
            *(median(many) / median(few), "×", MOST_TIMES, spread(few, "reference ")),
        ),
        Row(
            *(name, "p99, 100 claims, more than a bare line", unit, p99(few), p99(bare)),
            *(p99(few) - p99(bare), "ms", None, spread(bare, "reference ")),
        ),
    ]


if __name__ == "__main__":
    hand_over(measure)
