"""What a benchmark finds: rows of one table, and their JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median, quantiles

HEADINGS = ("name", "what", "ours", "reference", "result", "goal", "met")


@dataclass(frozen=True)
class Row:
    """One finding. ``ours`` and ``reference`` are in ``unit``; ``result`` in what ``goal`` is in.

    The goal is the most that ``result`` may be; None where a number only informs. ``details``
    holds what else was measured, for the JSON.
    """

    name: str
    what: str
    unit: str
    ours: float
    reference: float | None
    result: float
    result_unit: str
    goal: float | None = None
    details: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        return None if self.goal is None else self.result <= self.goal

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as the table shows it."""
        met = {True: "yes", False: "NO", None: ""}[self.is_met]
        return (
            self.name,
            self.what,
            _number(self.ours, self.unit),
            "" if self.reference is None else _number(self.reference, self.unit),
            _number(self.result, self.result_unit),
            "" if self.goal is None else f"≤ {self.goal:g} {self.result_unit}",
            met,
        )


Measure = Callable[[Path], list[Row]]
"""A benchmark: given a folder for its files, it measures and returns its rows."""


def ratio(name: str, what: str, ours: Sequence[float], reference: Sequence[float]) -> Row:
    """A row that says how many times the reference ours takes; both are in milliseconds."""
    return Row(
        name=name,
        what=what,
        unit="ms",
        ours=median(ours),
        reference=median(reference),
        result=median(ours) / median(reference),
        result_unit="×",
        details={**spread(ours, "ours "), **spread(reference, "reference ")},
    )


def milliseconds(seconds: Sequence[float]) -> list[float]:
    """Seconds as milliseconds."""
    return [1000 * one for one in seconds]


def p99(values: Sequence[float]) -> float:
    """The 99th percentile; of fewer than a hundred values, interpolated towards the largest."""
    return quantiles(values, n=100, method="inclusive")[98]


def spread(values: Sequence[float], prefix: str = "") -> dict[str, float]:
    """Number, median, 99th percentile and maximum, for the details of a row."""
    return {
        f"{prefix}samples": len(values),
        f"{prefix}median": median(values),
        f"{prefix}p99": p99(values),
        f"{prefix}max": max(values),
    }


def hand_over(measure: Measure) -> None:
    """Run a benchmark in the folder named by the first argument; its rows as JSON on stdout."""
    rows = measure(Path(sys.argv[1]))
    json.dump([asdict(row) for row in rows], sys.stdout)


def table(rows: Sequence[Row]) -> str:
    """All rows under their headings, in columns."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.ljust(width) if column < 2 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def _number(value: float, unit: str) -> str:
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f} {unit}"
