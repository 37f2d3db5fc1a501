"""What has arrived of one document's pages in one pane, and what is still asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from counterpoint.documents.client import jobs
from counterpoint.documents.client.pages import PageLines
from counterpoint.documents.client.replies import Arranged, Opened, Picture
from counterpoint.ui.feeds import LATER, SOON, Feed
from counterpoint.ui.pictures import Pictures


class PageSource(QObject):
    """Owns pictures, lines and sizes of the pages of one pane, in one layout at a time."""

    arranged = Signal()
    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.feed: Feed | None = None
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.layout = jobs.Layout()
        self._pictures = Pictures()
        self._lines: dict[int, PageLines] = {}
        self._asked: set[jobs.Job] = set()
        self._wanted_layout: jobs.Layout | None = None

    @property
    def document(self) -> Opened | None:
        """What is known of the document; None until it is open."""
        return self.feed.document if self.feed else None

    def set_feed(self, feed: Feed | None) -> None:
        """Take another document, or none; what is held of the last one goes."""
        for signal, slot in self._connections(self.feed):
            signal.disconnect(slot)
        self.feed = feed
        self._forget_pages()
        self._pictures.clear()
        self.sizes, self._wanted_layout = (), None
        for signal, slot in self._connections(feed):
            signal.connect(slot)

    def arrange(self, layout: jobs.Layout) -> None:
        """Ask for the sizes of all pages in a layout; ``arranged`` follows, unless they stay."""
        if self.feed is not None and layout != self._wanted_layout:
            self._wanted_layout = layout
            self.feed.ask(jobs.Arrange(layout))

    def picture(self, page: int, scale: float, ink: int) -> QImage | None:
        """A page's picture, or the nearest there is while it is asked for."""
        job = jobs.Render(page, scale, None, ink, self.layout)
        if self._pictures.get(job) is None:
            self._ask(job, SOON)
        return self._pictures.nearest(job)

    def lines(self, page: int) -> PageLines | None:
        """Where a page's characters stand; None while that is asked for."""
        if page not in self._lines:
            self._ask(jobs.Lines(page, self.layout), SOON)
        return self._lines.get(page)

    def prefetch(self, page: int, scale: float, ink: int) -> None:
        """Ask for a page that will soon be scrolled to."""
        job = jobs.Render(page, scale, None, ink, self.layout)
        if 0 <= page < len(self.sizes) and self._pictures.get(job) is None:
            self._ask(job, LATER - 1)
            self._ask(jobs.Lines(page, self.layout), LATER - 1)

    def forget_but(self, pages: range) -> None:
        """Drop what is asked for of other pages: the reader has scrolled on."""
        for job in list(self._asked):
            if isinstance(job, jobs.Render | jobs.Lines) and job.page not in pages and self.feed:
                self.feed.forget(job)
                self._asked.discard(job)

    def _ask(self, job: jobs.Render | jobs.Lines, priority: int) -> None:
        if self.feed is None or job in self._asked:
            return
        self._asked.add(job)
        self.feed.ask(job, priority)

    def _connections(self, feed: Feed | None) -> list[tuple[SignalInstance, Callable[..., None]]]:
        if feed is None:
            return []
        return [
            (feed.arranged, self._take_sizes),
            (feed.pictured, self._take_picture),
            (feed.lined, self._take_lines),
        ]

    def _take_sizes(self, layout: jobs.Layout, reply: Arranged) -> None:
        if layout == self._wanted_layout:
            self._forget_pages()
            self.layout, self.sizes = layout, reply.sizes
            self.arranged.emit()

    def _take_picture(self, job: jobs.Render, picture: Picture) -> None:
        self._asked.discard(job)
        if job.layout == self.layout:
            self._pictures.put(job, picture)
            self.arrived.emit()

    def _take_lines(self, job: jobs.Lines, lines: PageLines) -> None:
        self._asked.discard(job)
        if job.layout == self.layout:
            self._lines[job.page] = lines
            self.arrived.emit()

    def _forget_pages(self) -> None:
        self._lines.clear()
        self._asked.clear()
