"""Frames while two panes scroll, in step, over pages that are cached and full of highlights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.frames import Frames
from tests.benchmarks.papers import write_pdf
from tests.benchmarks.projects import make_project
from tests.benchmarks.rows import Row, hand_over, milliseconds, p99, spread
from tests.benchmarks.sitting import Sitting

PAGES, CLAIMS = 16, 500
WINDOW = (1920, 1080)
STEP, STRIDE = 61, 600
"""Pixels from one frame to the next: while measuring, and while the cache is being filled."""

GOAL = 8


def measure(folder: Path) -> list[Row]:
    """One row, over every frame of a way down and up again."""
    paper = write_pdf(folder / "16 pages.pdf", PAGES)
    project = make_project(folder / "500 highlights", [paper], CLAIMS)
    sitting = Sitting(WINDOW)
    sitting.open(project)
    desk = sitting.bench.session.desk
    desk.show(desk.pane.document, 1)
    sitting.wait(lambda: sitting.is_settled)
    list(_frames(sitting, STRIDE))
    found = milliseconds(list(_frames(sitting, STEP)))
    sitting.close()
    return [
        Row(
            name="scroll",
            what=f"p99 frame, two panes, {CLAIMS} highlights",
            unit="ms",
            ours=median(found),
            reference=None,
            result=p99(found),
            result_unit="ms",
            goal=GOAL,
            details=spread(found),
        )
    ]


def _frames(sitting: Sitting, step: int) -> Iterator[float]:
    """Seconds that each frame takes, the scrolling itself included."""
    drawn: list[float] = []
    frames = Frames(sitting.window)
    frames.drawn.connect(lambda began, ended: drawn.append(ended - began))
    views = [sitting.pages(pane) for pane in (0, 1)]
    bottom = views[0].verticalScrollBar().maximum()
    for top in (*range(step, bottom, step), *range(bottom, 0, -step)):
        drawn.clear()
        began = perf_counter()
        for view in views:
            view.scroll_to(top, at_once=True)
        scrolling = perf_counter() - began
        sitting.wait(lambda: bool(drawn))
        yield scrolling + drawn[0]
        sitting.wait(lambda: sitting.is_settled)
    frames.setParent(None)


if __name__ == "__main__":
    hand_over(measure)
