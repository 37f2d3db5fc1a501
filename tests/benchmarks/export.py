"""10,000 claims, tied to one another here and there, as one Markdown note."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import perf_counter

from counterpoint.domain.project import Project
from counterpoint.exchange.markdown import markdown_note
from counterpoint.storage.store import Store
from tests.benchmarks.projects import identity_here, large_project
from tests.benchmarks.rows import Row, hand_over, milliseconds, spread

CLAIMS = 10_000
ROUNDS = 7
GOAL = 1000


def measure(folder: Path) -> list[Row]:
    """The note alone: neither opening the project nor writing the file."""
    store = Store.open(large_project(folder, CLAIMS), identity_here())
    project = Project("installation", "reader")
    project.load(store.records())
    store.close()
    found = milliseconds([_seconds(project) for _ in range(ROUNDS)])
    return [
        Row(
            name="export",
            what="10,000 claims as Markdown",
            unit="ms",
            ours=median(found),
            reference=None,
            result=median(found),
            result_unit="ms",
            goal=GOAL,
            details=spread(found),
        )
    ]


def _seconds(project: Project) -> float:
    started = perf_counter()
    markdown_note("A large project", project)
    return perf_counter() - started


if __name__ == "__main__":
    hand_over(measure)
