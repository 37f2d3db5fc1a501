"""Having a document's whole text read, between what the reader wants to see."""

from collections.abc import Callable
from time import monotonic

from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Opened

BATCH = 4
"""Sections of fixed pages extracted in one job while nobody waits for a page."""

STILL_SECONDS = 0.5
"""How long after a page was asked for one section is a job, so that the next waits for no more."""

BATCHES_AHEAD = 2
"""Such jobs that the worker has at a time: none waits for the window, and few are looked over."""

Put = Callable[[jobs.Job, object, int], None]
"""Lets a job wait under a key, with a priority."""


class ReadingAhead:
    """Owns what of one document is still to be extracted; the text follows the last batch.

    ``priority`` is that of a batch; the text comes behind it.
    """

    def __init__(self, put: Put, priority: int) -> None:
        self._put = put
        self._priority = priority
        self._sections = 0
        self._next: int | None = None
        self._moved = 0.0

    def begin(self, document: Opened) -> None:
        """Have it read, once."""
        if self._next is None:
            self._next, self._sections = 0, document.sections if document.fixed else 0
            for _ in range(BATCHES_AHEAD):
                self.go_on()

    def give_way(self) -> None:
        """The reader moves: pages are asked for."""
        self._moved = monotonic()

    def go_on(self) -> None:
        """A batch is done, or cannot be: the next one, and after the last the text."""
        first = self._next
        if first is None or first > self._sections:
            return
        if first == self._sections:
            self._next = first + 1
            self._put(jobs.Read(), "read", self._priority + 1)
            return
        size = 1 if monotonic() < self._moved + STILL_SECONDS else BATCH
        self._next = min(first + size, self._sections)
        job = jobs.Extract(first, self._next)
        self._put(job, job, self._priority)
