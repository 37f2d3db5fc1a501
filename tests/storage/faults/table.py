"""The table of faults as it is printed."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from tests.storage.faults.cases import Row

HEADINGS = ("fault", "cases", "lost", "unreadable", "silent", "wrong", "seconds")
MOST_TOLD = 5
"""Cases of one kind that are named below the table."""


def table(rows: Sequence[Row]) -> str:
    """All rows under their headings, then what was wrong and what could not be tried."""
    lines = [HEADINGS, *(cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join([*(line(each, widths) for each in lines), *remarks(rows)])


def cells(row: Row) -> tuple[str, ...]:
    """The row as the table shows it."""
    counts = (row.cases, row.lost, row.unreadable, row.silent, row.wrong)
    return (row.kind, *(f"{count:,}" for count in counts), f"{row.seconds:.0f}")


def line(each: Sequence[str], widths: Sequence[int]) -> str:
    """One line of the table."""
    first, *others = (
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(each, widths, strict=True))
    )
    return "  ".join([first, *others])


def remarks(rows: Sequence[Row]) -> Iterator[str]:
    """What was wrong, and what could not be tried here, in sentences."""
    for row in rows:
        yield from (f"{row.kind}, {told}" for told in row.faulty[:MOST_TOLD])
        if len(row.faulty) > MOST_TOLD:
            yield f"{row.kind}, and {len(row.faulty) - MOST_TOLD} more."
        yield from (f"{row.kind}, skipped: {why}" for why in row.skipped)


def report(rows: Sequence[Row]) -> str:
    """The rows and the machine as JSON."""
    machine = {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
    }
    found = [{**asdict(row), "sound": row.is_sound} for row in rows]
    return json.dumps({"machine": machine, "rows": found}, indent=1, ensure_ascii=False) + "\n"
