"""A page of text that the cache lacks: from the request to the paint.

The reference draws the same page at the same scale with PyMuPDF alone, in a process of its own,
by turns with the program.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import perf_counter

from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Picture
from tests.benchmarks.children import Child
from tests.benchmarks.frames import Frames
from tests.benchmarks.papers import write_pdf
from tests.benchmarks.rows import Row, hand_over, milliseconds, spread
from tests.benchmarks.sitting import Sitting

PAGES = 600
STRIDE = 5
"""Pages between two that are asked for: farther than the program looks ahead."""

SIZES = {"half a window": (1280, 800), "half a large window": (2560, 1440)}
GOAL = 1.3


class Turner:
    """Owns a sitting with one paper; goes to pages and says how long each took to show."""

    def __init__(self, paper: Path) -> None:
        self.sitting = Sitting()
        self.sitting.open(None, paper)
        self.sitting.feed.pictured.connect(self._take)
        Frames(self.sitting.window, self.sitting.pages().viewport()).drawn.connect(self._see)
        self.scale = 1.0
        self._wanted: int | None = None
        self._arrived = 0.0
        self._shown = 0.0

    def resize(self, size: tuple[int, int]) -> None:
        """Draw the window smaller or larger."""
        self.sitting.window.resize(*size)
        self.sitting.rest(0.5)
        self.sitting.wait(lambda: self.sitting.is_settled)

    def show(self, page: int) -> tuple[float, float]:
        """Go to a page; seconds from the request until its pixels are here, and until the paint."""
        view = self.sitting.pages()
        # All pages are of one size: 20 pixels above the first and below the last, 16 between.
        pitch = (view.verticalScrollBar().maximum() + view.view_height - 24) / PAGES
        self._wanted, self._shown = page, 0.0
        started = perf_counter()
        view.scroll_to(20 + page * pitch, at_once=True)
        self.sitting.wait(lambda: self._shown > 0)
        self.sitting.wait(lambda: self.sitting.is_settled)
        return self._arrived - started, self._shown - started

    def _take(self, job: jobs.Render, _picture: Picture) -> None:
        if job.page == self._wanted:
            self._wanted, self.scale = None, job.scale
            self._arrived = perf_counter()

    def _see(self, _began: float, ended: float) -> None:
        """A picture is painted as it arrives, before this hears of it."""
        if self._wanted is None and not self._shown and ended >= self._arrived:
            self._shown = ended


def measure(folder: Path) -> list[Row]:
    """A row for each size of the window."""
    paper = write_pdf(folder / "600 pages.pdf", PAGES)
    turner = Turner(paper)
    pages = iter(range(10, PAGES, STRIDE))
    with Child("page_alone", paper) as alone:
        rows = [_compare(turner, alone, [next(pages) for _ in range(55)], w) for w in SIZES]
    turner.sitting.close()
    return rows


def _compare(turner: Turner, alone: Child, pages: list[int], window: str) -> Row:
    turner.resize(SIZES[window])
    ours: list[float] = []
    arrival: list[float] = []
    reference: list[float] = []
    for page in pages:
        arrived, shown = turner.show(page)
        arrival.append(arrived)
        ours.append(shown)
        reference.append(float(alone.ask([page, turner.scale])))
    warm, arrival, reference = (milliseconds(all_[5:]) for all_ in (ours, arrival, reference))
    details = {**spread(warm, "ours "), **spread(reference, "reference ")}
    return Row(
        name="page",
        what=f"text page at {turner.scale:.2f} px/pt, {window}",
        unit="ms",
        ours=median(warm),
        reference=median(reference),
        result=median(warm) / median(reference),
        result_unit="×",
        goal=GOAL,
        details={**details, **spread(arrival, "arrival ")},
    )


if __name__ == "__main__":
    hand_over(measure)
