"""From the command to the first page painted, beside the least a window with a page can be.

Both are whole processes, measured from before they are started; the clock is the system's own.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.client.replies import Picture
from tests.benchmarks.papers import write_pdf
from tests.benchmarks.rows import Row, hand_over, milliseconds, ratio

ROUNDS = 10
GOAL = 1.3


def measure(folder: Path) -> list[Row]:
    """One row for a file whose project there is already, one for a file that is new."""
    known = write_pdf(folder / "known.pdf", 20)
    bare = ["start_bare", *_pixels(folder, known)]
    _seconds(["start_ours", known])
    _seconds(bare)
    again: list[float] = []
    first: list[float] = []
    least: list[float] = []
    for number in range(ROUNDS):
        new = write_pdf(folder / f"new {number}.pdf", 20, seed=100 + number)
        again.append(_seconds(["start_ours", known]))
        least.append(_seconds(bare))
        first.append(_seconds(["start_ours", new]))
    return [
        _row("to the first page, known file", milliseconds(again), milliseconds(least)),
        _row("to the first page, new file", milliseconds(first), milliseconds(least)),
    ]


def _pixels(folder: Path, paper: Path) -> list[object]:
    """A file with the first page's pixels, their width and height."""
    with BlockingWorker() as worker:
        worker.open(str(paper))
        picture = worker.ask(jobs.Render(0, 1.0))
    assert isinstance(picture, Picture)
    path = folder / "page.raw"
    path.write_bytes(picture.pixels)
    return [path, picture.width, picture.height]


def _seconds(command: Sequence[object]) -> float:
    """From before the process is started to the moment it says its page is painted."""
    module, *arguments = map(str, command)
    words = [sys.executable, "-P", "-m", f"tests.benchmarks.{module}", *arguments]
    started = monotonic()
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
    return float(done.stdout.split()[0]) - started


def _row(what: str, ours: list[float], reference: list[float]) -> Row:
    return replace(ratio("start", what, ours, reference), goal=GOAL)


if __name__ == "__main__":
    hand_over(measure)
