"""What has arrived of one document's pages in one pane, and what is still asked for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from counterpoint.documents.client import jobs
from counterpoint.documents.client.pages import PageLines
from counterpoint.documents.client.replies import Arranged, Opened, Picture
from counterpoint.ui.feeds import SOON, Ear, Feed, PageJob
from counterpoint.ui.page_pieces import Piece
from counterpoint.ui.pictures import Held, Pictures, Shelf


class Requests:
    """Owns what one pane has asked of a document, and what it could not have."""

    def __init__(self) -> None:
        self.feed: Feed | None = None
        self._asked: dict[PageJob, int] = {}
        self._missed: set[PageJob] = set()

    def ask(self, job: PageJob, priority: int) -> None:
        """Ask for a job, unless it was asked for as urgently already or cannot be had."""
        if self.feed is None or job in self._missed:
            return
        if priority < self._asked.get(job, priority + 1):
            self._asked[job] = priority
            self.feed.ask(job, priority, self)

    def take(self, job: PageJob) -> bool:
        """Whether an answer is wanted here; it is not waited for any more."""
        return self._asked.pop(job, None) is not None

    def miss(self, job: PageJob) -> bool:
        """Remember, if it is wanted here, that a job cannot be done; whether it is."""
        is_wanted = self.take(job)
        if is_wanted:
            self._missed.add(job)
        return is_wanted

    def is_missed(self, page: int) -> bool:
        """Whether a page could not be drawn."""
        return any(isinstance(job, jobs.Render) and job.page == page for job in self._missed)

    def forget_but(self, wanted: Collection[PageJob]) -> None:
        """Drop what else is asked for."""
        for job in [job for job in self._asked if job not in wanted]:
            del self._asked[job]
            if self.feed is not None:
                self.feed.forget(job, self)

    def forget(self) -> None:
        """Drop all, and ask anew for what could not be had."""
        self.forget_but(())
        self._missed.clear()


@dataclass(frozen=True)
class Colours:
    """What a page is drawn in: ``ink`` (0xRRGGBB) where text flows, else its ``tone``."""

    ink: int = 0
    tone: jobs.Tone = "light"


PAGES_HELD = 200
"""Pages whose lines are kept; the one that came first goes first."""


class PageSource(QObject):
    """Owns pictures, lines and sizes of the pages of one pane, in one layout at a time.

    What of a page cannot be had is not asked for again until layout or document change.
    ``rearranging`` comes before pages of another layout take the place of those that are held,
    ``arrived`` with each page of which there is more now.
    """

    rearranging = Signal()
    arranged = Signal()
    arrived = Signal(int)

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.layout = jobs.Layout()
        self._pictures = Pictures(shelf)
        self._lines: dict[int, PageLines] = {}
        self._requests = Requests()
        self._ear = Ear()
        self._wanted_layout: jobs.Layout | None = None

    @property
    def feed(self) -> Feed | None:
        """Where the pages come from."""
        return self._requests.feed

    @property
    def document(self) -> Opened | None:
        """What is known of the document; None until it is open."""
        return self.feed.document if self.feed else None

    def set_feed(self, feed: Feed | None) -> None:
        """Take another document, or none; what is held of the last one goes."""
        self._forget_pages()
        _forget_layout(self.feed, self._wanted_layout, self)
        self._ear.listen()
        self._requests.feed = feed
        self._pictures.clear()
        self.sizes, self._wanted_layout = (), None
        if feed is not None:
            self._ear.listen(
                (feed.arranged, self._take_sizes),
                (feed.pictured, self._take_picture),
                (feed.lined, self._take_lines),
                (feed.missed, self._take_miss),
            )

    def arrange(self, layout: jobs.Layout) -> None:
        """Ask for the sizes of all pages in a layout; ``arranged`` follows, unless they stay."""
        if self.feed is not None and layout != self._wanted_layout:
            _forget_layout(self.feed, self._wanted_layout, self)
            self._wanted_layout = layout
            self.feed.ask(jobs.Arrange(layout), SOON, self)

    def job(self, piece: Piece, scale: float, colours: Colours) -> jobs.Render:
        """What gives the picture of a page or a part of one; ``scale`` in pixels per page unit."""
        ink, tone = colours.ink, colours.tone
        return jobs.Render(piece.page, scale, piece.clip, ink, self.layout, tone)

    def pictures(self, job: jobs.Render) -> tuple[Held, ...]:
        """That picture or, until it arrives, what there is in its stead."""
        exact = self._pictures.get(job)
        return (exact,) if exact else self._pictures.stand_ins(job)

    def want(self, wanted: Mapping[PageJob, int], shown: Iterable[jobs.Render]) -> None:
        """Ask, by priorities, for what is not here yet, and for nothing else any more.

        The pictures that the pane shows stay at hand.
        """
        self._pictures.show(shown)
        self._requests.forget_but(wanted)
        for job, priority in wanted.items():
            is_here = (
                self._pictures.get(job) is not None
                if isinstance(job, jobs.Render)
                else job.page in self._lines
            )
            if not is_here:
                self._requests.ask(job, priority)

    def is_missed(self, page: int) -> bool:
        """Whether a page could not be drawn."""
        return self._requests.is_missed(page)

    def lines(self, page: int) -> PageLines | None:
        """Where a page's characters stand; None while that is asked for."""
        if page not in self._lines:
            self._requests.ask(jobs.Lines(page, self.layout), SOON)
        return self._lines.get(page)

    def _take_sizes(self, layout: jobs.Layout, reply: Arranged) -> None:
        if layout == self._wanted_layout:
            self.rearranging.emit()
            self._forget_pages()
            self.layout, self.sizes = layout, reply.sizes
            self.arranged.emit()

    def _take_picture(self, job: jobs.Render, picture: Picture) -> None:
        if self._requests.take(job):
            document = self.document
            self._pictures.put(job, picture, paper=document is not None and document.fixed)
            self.arrived.emit(job.page)

    def _take_lines(self, job: jobs.Lines, lines: PageLines) -> None:
        if self._requests.take(job):
            self._lines[job.page] = lines
            if len(self._lines) > PAGES_HELD:
                self._lines.pop(next(iter(self._lines)))
            self.arrived.emit(job.page)

    def _take_miss(self, job: PageJob) -> None:
        if self._requests.miss(job):
            self.arrived.emit(job.page)

    def _forget_pages(self) -> None:
        self._requests.forget()
        self._lines.clear()


def _forget_layout(feed: Feed | None, layout: jobs.Layout | None, who: object) -> None:
    """What was asked for last is wanted no more: a long text takes seconds to be laid out."""
    if feed is not None and layout is not None:
        feed.forget(jobs.Arrange(layout), who)
