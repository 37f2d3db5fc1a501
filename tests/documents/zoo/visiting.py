"""Asking of an animal what a window asks of a document, and noting what comes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.client.queue import deadline_of
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal

Deadline = Callable[[jobs.Job], float]


@dataclass
class Visit:
    """What came of it: the sentences by job, the text, and what the worker wrote to its log."""

    document: Opened | None = None
    text: ReadingText | None = None
    sentences: dict[str, str] = field(default_factory=dict)
    log: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether every job was done."""
        return self.text is not None and not self.sentences

    @property
    def words(self) -> str:
        """All sentences, one a line."""
        return "\n".join(self.sentences.values())


class Keeper:
    """Owns a worker that has started already, so that a visit need not wait for it."""

    def __init__(self, deadline_of: Deadline = deadline_of) -> None:
        self._deadline_of = deadline_of
        self._spare = self._started()

    def visit(self, path: Path) -> Visit:
        """Open a file, and ask for its pages and its text as a window does."""
        worker, log = self._spare
        self._spare = self._started()
        found = Visit()
        with worker:
            _ask(found, worker, path)
        found.log = _all_of(log)
        return found

    def close(self) -> None:
        """End the worker that waits."""
        self._spare[0].close()
        os.close(self._spare[1])

    def _started(self) -> tuple[BlockingWorker, int]:
        """A worker, and the end of the pipe that its log goes to."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        worker = BlockingWorker(writing, self._deadline_of)
        os.close(writing)
        return worker, reading


def _ask(found: Visit, worker: BlockingWorker, path: Path) -> None:
    try:
        found.document = worker.open(str(path))
    except Refusal as refusal:
        found.sentences["open"] = str(refusal)
        return
    for job in _jobs(found.document):
        try:
            reply = worker.ask(job)
        except Refusal as refusal:
            found.sentences[jobs.kind_of(job)] = str(refusal)
            if not worker.is_alive:
                return
        else:
            found.text = reply if isinstance(reply, ReadingText) else found.text


def _jobs(document: Opened) -> list[jobs.Job]:
    last = document.pages - 1
    return [
        jobs.Arrange(),
        jobs.Render(0, 1.0),
        jobs.Lines(0),
        jobs.Render(last, 2.0, (0, 0, 600, 600)),
        jobs.Extract(0, min(16, document.sections)),
        jobs.Read(),
    ]


def _all_of(pipe: int) -> str:
    """What stands in a pipe, which is closed."""
    parts = []
    with os.fdopen(pipe, "rb", buffering=0) as log:
        while part := log.read(1 << 16):
            parts.append(part)
    return b"".join(parts).decode("utf-8", "replace")
