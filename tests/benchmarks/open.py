"""Opening a project of 50,000 claims, beside reading and parsing the same JSON."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import msgspec

from counterpoint.domain.project import Project
from counterpoint.storage.store import Store
from tests.benchmarks.projects import identity_here, large_project
from tests.benchmarks.rows import Row, hand_over, milliseconds, ratio

CLAIMS = 50_000
ROUNDS = 5
GOAL = 1.5


def measure(folder: Path) -> list[Row]:
    """One row against Python's own parser, one (which only informs) against the quickest."""
    identity = identity_here()
    path = large_project(folder, CLAIMS)
    file = path / "readers" / identity.file_name
    ours: list[float] = []
    plain: list[float] = []
    quick: list[float] = []
    for _ in range(ROUNDS):
        ours.append(_timed(lambda: _opened(path)))
        plain.append(_timed(lambda: json.loads(file.read_bytes())))
        quick.append(_timed(lambda: msgspec.json.decode(file.read_bytes())))
    return [
        _row("50,000 claims, beside json.loads", milliseconds(ours), milliseconds(plain)),
        _row("the same, beside msgspec", milliseconds(ours), milliseconds(quick), goal=None),
    ]


def _opened(path: Path) -> Store:
    store = Store.open(path, identity_here())
    project = Project("installation", "reader", refuse=store.read_only_reason)
    project.load(store.records())
    return store


def _timed(read: Callable[[], object]) -> float:
    """Seconds that reading takes; what was read is let go before the next round."""
    started = perf_counter()
    held = read()
    seconds = perf_counter() - started
    if isinstance(held, Store):
        held.close()
    del held
    gc.collect()
    return seconds


def _row(what: str, ours: list[float], reference: list[float], goal: float | None = GOAL) -> Row:
    return replace(ratio("open", what, ours, reference), goal=goal)


if __name__ == "__main__":
    hand_over(measure)
