"""Resident memory of the window and of its worker after all of 5,000 pages were on the screen."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from tests.benchmarks.papers import long_paper
from tests.benchmarks.rows import Row, hand_over
from tests.benchmarks.sitting import Sitting

STATUS = Path("/proc/self/status")
WINDOW = (1280, 1400)
"""Two pages and a bit show at a time."""

PAGES = 5000
SHOWN = 6
"""Pages that are asked for as soon as the document is open."""

GOAL = 350


def measure(folder: Path) -> list[Row]:
    """Two rows; none where the system does not say what memory a process has."""
    if not STATUS.exists():
        return []
    sitting = Sitting(WINDOW)
    sitting.rest(0.5)
    empty = _megabytes("VmRSS")
    sitting.open(None, long_paper(folder))
    read = _megabytes("VmRSS")
    pages = _scroll_through(sitting)
    after = _megabytes("VmRSS")
    worker = _megabytes("VmRSS", sitting.feed.worker_pid)
    worker_peak = _megabytes("VmHWM", sitting.feed.worker_pid)
    details = {"empty window": empty, "text read": read, "pages": pages}
    sitting.close()
    return [
        Row(
            name="memory",
            what="window's resident memory, 5,000 pages",
            unit="MB",
            ours=after,
            reference=empty,
            result=after,
            result_unit="MB",
            goal=GOAL,
            details={**details, "peak": _megabytes("VmHWM")},
        ),
        Row(
            name="memory",
            what="its worker's resident memory",
            unit="MB",
            ours=worker,
            reference=None,
            result=worker,
            result_unit="MB",
            details={"peak": worker_peak},
        ),
    ]


def _scroll_through(sitting: Sitting) -> int:
    """Go down by screens, each once its pages are there.

    Returns how many pages were.
    """
    view, seen = sitting.pages(), set[int]()
    sitting.feed.lined.connect(lambda job, _: seen.add(job.page))
    pitch = (view.verticalScrollBar().maximum() + view.view_height - 24) / PAGES
    for page in range(SHOWN, PAGES, 2):
        view.scroll_to(20 + page * pitch, at_once=True)
        sitting.wait(partial(seen.__contains__, page + 1))
    return len(seen)


def _megabytes(field: str, process: int | str = "self") -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(rf"{field}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    hand_over(measure)
