"""Having a document's whole text read, between what the reader wants to see."""

from collections.abc import Callable, Iterator

from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Opened

BATCH = 4
"""Sections of fixed pages extracted in one job, so that a page asked for waits for no more."""

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
        self._jobs: Iterator[jobs.Job] | None = None

    def begin(self, document: Opened) -> None:
        """Have it read, once."""
        if self._jobs is None:
            self._jobs = _jobs_for(document)
            for _ in range(BATCHES_AHEAD):
                self.go_on()

    def go_on(self) -> None:
        """A batch is done, or cannot be: the next one, and after the last the text."""
        job = next(self._jobs, None) if self._jobs is not None else None
        if isinstance(job, jobs.Read):
            self._put(job, "read", self._priority + 1)
        elif job is not None:
            self._put(job, job, self._priority)


def _jobs_for(document: Opened) -> Iterator[jobs.Job]:
    if document.fixed:
        for first in range(0, document.sections, BATCH):
            yield jobs.Extract(first, min(first + BATCH, document.sections))
    yield jobs.Read()
