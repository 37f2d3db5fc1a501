"""Workers driven from the event loop: what a document's pages look like and what they say."""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import Frame, FrameReader, ProtocolError
from counterpoint.documents.client.launch import WorkerProcess, start_worker
from counterpoint.documents.client.pages import PageLines
from counterpoint.documents.client.queue import Answer, JobQueue
from counterpoint.documents.client.replies import (
    Arranged,
    Opened,
    Picture,
    Refused,
    hello,
)
from counterpoint.domain.reading import ReadingText

BATCH = 16
"""Sections of fixed pages extracted in one job, so that a page asked for waits for no more."""

SOON, LATER, LAST = 0, 5, 9
"""Priorities: what is on the screen, what will be needed, what can wait."""


class Workers:
    """Owns the warm spare: a worker that has started before its document is known."""

    def __init__(self, spares: list[WorkerProcess]) -> None:
        self._spares = spares
        self._is_closed = False

    def take(self) -> WorkerProcess:
        """A worker that has opened nothing yet; another one is started in its stead."""
        worker = self._spares.pop() if self._spares else start_worker()
        QTimer.singleShot(0, self._warm)
        return worker

    def close(self) -> None:
        """End the spares."""
        for worker in self._spares:
            worker.kill()
        self._spares = []
        self._is_closed = True

    def _warm(self) -> None:
        if not self._spares and not self._is_closed:
            self._spares.append(start_worker())


class WorkerLink(QObject):
    """Owns one worker process; ``spoke`` carries its frames after the greeting."""

    spoke = Signal(object)
    lost = Signal()

    def __init__(self, process: WorkerProcess) -> None:
        super().__init__()
        self.process = process
        self._reader = FrameReader()
        self._has_greeted = False
        self._is_closed = False
        self._notifier = QSocketNotifier(process.fileno, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._receive)

    def close(self) -> None:
        """End the worker; nothing more is heard of it."""
        self._is_closed = True
        self._notifier.setEnabled(False)
        self.process.kill()

    def _receive(self) -> None:
        if self._is_closed:
            return
        received = self.process.read()
        try:
            frames = self._reader.feed(received) if received else self._end()
            for frame in frames:
                self._hear(frame)
        except ProtocolError:
            self._end()

    def _hear(self, frame: Frame) -> None:
        if not self._has_greeted:
            hello(frame)
            self._has_greeted = True
        elif not self._is_closed:
            self.spoke.emit(frame)

    def _end(self) -> list[Frame]:
        self._notifier.setEnabled(False)
        self.lost.emit()
        return []


class Feed(QObject):
    """Owns one document's worker and its queue; says what arrives.

    A worker that dies or takes too long is replaced; what the document cannot give arrives as
    ``refused`` with one sentence, and the feed is then silent.
    """

    opened = Signal(object)
    arranged = Signal(object, object)
    pictured = Signal(object, object)
    lined = Signal(object, object)
    read = Signal(object)
    refused = Signal(str)

    def __init__(self, workers: Workers, opening: jobs.Open) -> None:
        super().__init__()
        self._workers = workers
        self._queue = JobQueue(opening)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._check_deadline)
        self.document: Opened | None = None
        self.text: ReadingText | None = None
        self.problem = ""
        self._is_closed = False
        self._start()

    @property
    def worker_pid(self) -> int:
        """The process id of the worker."""
        return self._link.process.process.pid

    @property
    def is_idle(self) -> bool:
        """Whether everything asked for has arrived."""
        return self._queue.is_idle

    def ask(self, job: jobs.Arrange | jobs.Render | jobs.Lines, priority: int = SOON) -> None:
        """Ask for the sizes of all pages, a page's picture, or where its characters stand."""
        self._put(job, job, priority)

    def forget(self, job: jobs.Job) -> None:
        """A picture or lines are no longer wanted."""
        self._queue.cancel(job)

    def close(self) -> None:
        """End the worker; what is asked for from now on is not heard."""
        self._is_closed = True
        self._timer.stop()
        self._link.close()

    def _put(self, job: jobs.Job, key: object, priority: int) -> None:
        if self.problem or self._is_closed:
            return
        self._queue.put(job, key, priority)
        self._send()

    def _start(self) -> None:
        self._link = WorkerLink(self._workers.take())
        self._link.spoke.connect(self._take)
        self._link.lost.connect(self._replace_worker)
        self._send()

    def _send(self) -> None:
        now = monotonic()
        frame = self._queue.next_frame(now)
        if frame is not None:
            self._link.process.write(frame)
            self._timer.start(int(1000 * ((self._queue.deadline or now) - now)) + 50)

    def _take(self, frame: Frame) -> None:
        try:
            answers = self._queue.take(frame, self._link.process.pixels)
        except ProtocolError:
            self._replace_worker()
            return
        self._send()
        self._announce_all(answers)

    def _check_deadline(self) -> None:
        if self._queue.is_overdue(monotonic()):
            self._replace_worker()
        elif self._queue.deadline is not None:
            self._timer.start(int(1000 * (self._queue.deadline - monotonic())) + 50)

    def _replace_worker(self) -> None:
        self._link.close()
        answers = self._queue.restart(monotonic())
        if not any(isinstance(answer.job, jobs.Open) for answer in answers):
            self._start()
        self._announce_all(answers)

    def _announce_all(self, answers: list[Answer]) -> None:
        for answer in answers:
            self._announce(answer)

    def _announce(self, answer: Answer) -> None:
        match answer.job, answer.reply:
            case jobs.Open(), Opened() as document:
                self.document = document
                self._plan_reading(document)
                self.opened.emit(document)
            case jobs.Open() | jobs.Read(), Refused(sentence):
                self.problem = sentence
                self.refused.emit(sentence)
            case jobs.Arrange() as job, Arranged() as reply:
                self.arranged.emit(job.layout, reply)
            case jobs.Render() as job, Picture() as reply:
                self.pictured.emit(job, reply)
            case jobs.Lines() as job, PageLines() as reply:
                self.lined.emit(job, reply)
            case _, ReadingText() as text:
                self.text = text
                self.read.emit(text)
            case _:
                pass

    def _plan_reading(self, document: Opened) -> None:
        """Read the whole text, in batches between which pages can be rendered."""
        if document.fixed:
            for first in range(0, document.sections, BATCH):
                batch = jobs.Extract(first, min(first + BATCH, document.sections))
                self._queue.put(batch, batch, LATER)
        self._put(jobs.Read(), "read", LATER + 1)


class Feeds(QObject):
    """Owns the feed of each document that is open."""

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers
        self._feeds: dict[str, Feed] = {}

    def of(self, document: str) -> Feed | None:
        """A document's feed; None where it is not open."""
        return self._feeds.get(document)

    def start(self, path: str, sha256: str = "") -> Feed:
        """A feed for a file whose document is not known yet."""
        return Feed(self._workers, jobs.Open(path, sha256))

    def open(self, document: str, make_opening: Callable[[], jobs.Open]) -> Feed:
        """The feed of a document, started if need be."""
        if document not in self._feeds:
            self._feeds[document] = Feed(self._workers, make_opening())
        return self._feeds[document]

    def adopt(self, document: str, feed: Feed) -> Feed:
        """Take over a feed once its document is known; the one that is there stays."""
        held = self._feeds.setdefault(document, feed)
        if held is not feed:
            feed.close()
        return held

    def keep_only(self, documents: set[str]) -> None:
        """Close the feeds of documents that are in view no more."""
        for document in set(self._feeds) - documents:
            self._feeds.pop(document).close()

    def close(self) -> None:
        """End all workers."""
        self.keep_only(set())
        with suppress(RuntimeError):
            self._workers.close()
