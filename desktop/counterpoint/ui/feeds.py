"""Workers driven from the event loop: what a document's pages look like and what they say."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, SignalInstance

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import Frame, FrameReader, ProtocolError
from counterpoint.documents.client.highlights import FileHighlights
from counterpoint.documents.client.launch import WorkerProcess, start_worker
from counterpoint.documents.client.links import PageLinks
from counterpoint.documents.client.pages import PageLines
from counterpoint.documents.client.queue import Answer, JobQueue
from counterpoint.documents.client.replies import Arranged, Opened, Picture, Refused, hello
from counterpoint.domain.reading import ReadingText
from counterpoint.ui.reading_ahead import ReadingAhead

WARM_MILLISECONDS = 1000
"""How long the next spare waits, so that it does not compete with the first pages."""

PICTURE_MILLISECONDS = 250
"""How long reading the text waits for a first picture; none may be wanted."""

SOON, LATER, LAST = 0, 5, 9
"""Priorities: what is on the screen, what will be needed, what can wait."""

PageJob = jobs.Render | jobs.Lines
"""What is asked of a page."""

FileJob = PageJob | jobs.Arrange | jobs.Highlights | jobs.Links
"""What can be asked of a document."""

Slot = Callable[..., None]


class Workers:
    """Owns the warm spare: a worker that has started before its document is known.

    ``on_locked``, if there is one, is told of a document that needs a password.
    """

    def __init__(self, spares: list[WorkerProcess]) -> None:
        self._spares = spares
        self._is_closed = False
        self.on_locked: Callable[[DocumentWorker], None] | None = None

    def take(self) -> WorkerProcess:
        """A worker that has opened nothing yet; another one is started in its stead."""
        worker = self._spares.pop() if self._spares else start_worker()
        QTimer.singleShot(WARM_MILLISECONDS, self._warm)
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


class DocumentWorker(QObject):
    """Owns one document's queue and the worker that goes through it; ``answered`` says what came.

    A worker that dies or takes too long is replaced. Who has a password listens to the others.
    """

    answered = Signal(object)
    opened, closed = Signal(), Signal()

    def __init__(self, workers: Workers, opening: jobs.Open) -> None:
        super().__init__()
        self._workers = workers
        self._queue = JobQueue(opening)
        self.path = opening.path
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._check_deadline)
        self._is_closed = False
        self._start()

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._link.process.process.pid

    @property
    def is_idle(self) -> bool:
        """Whether everything asked for has arrived."""
        return self._queue.is_idle

    def put(self, job: jobs.Job, key: object, priority: int) -> None:
        """Let a job wait, in the stead of one with the same key; lower priorities go first."""
        if not self._is_closed:
            self._queue.put(job, key, priority)
            self._send()

    def cancel(self, key: object) -> None:
        """Forget a job."""
        self._queue.cancel(key)

    def close(self) -> None:
        """End the worker; nothing more is heard of it."""
        self._is_closed = True
        self._timer.stop()
        self._link.close()
        self.closed.emit()

    def unlock(self, password: str) -> None:
        """Try a password on a locked document."""
        if not self._is_closed:
            self._queue.unlock(password)
            self._link.close()
            self._start()

    def give_up(self, sentence: str) -> None:
        """Leave a locked document closed; the sentence says what to do."""
        self._tell(self._queue.give_up(sentence))

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
        for answer in answers:
            self._queue.cancel(answer.key)  # asked for again while it was in flight
        self._send()
        self._tell(answers)

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
        self._tell(answers)

    def _tell(self, answers: list[Answer]) -> None:
        for answer in answers:
            is_locked = isinstance(answer.reply, Refused) and answer.reply.is_locked
            if is_locked and self._workers.on_locked is not None:
                self._workers.on_locked(self)
            elif not self._is_closed:
                self.answered.emit(answer)
            if isinstance(answer.reply, Opened):
                self.opened.emit()


@dataclass
class _Wanted:
    priority: int
    askers: set[object]


class Feed(QObject):
    """Owns what is asked for of one document, and by whom; says what arrives.

    What the document cannot give arrives as ``refused`` with one sentence, and the feed is then
    silent; a page that it cannot give is ``missed``, with the job. A feed without a worker is
    refused from the beginning, and ``problem`` says why.
    """

    opened = Signal(object)
    arranged = Signal(object, object)
    pictured = Signal(object, object)
    lined = Signal(object, object)
    missed = Signal(object)
    highlighted = Signal(object, object)
    read = Signal(object)
    refused = Signal(str)

    def __init__(self, worker: DocumentWorker | None, problem: str = "") -> None:
        super().__init__()
        self._worker = worker
        self._wanted: dict[jobs.Job, _Wanted] = {}
        self._reading = ReadingAhead(worker.put, LATER) if worker is not None else None
        self.document: Opened | None = None
        self.text: ReadingText | None = None
        self.problem = problem
        if worker is not None:
            worker.answered.connect(self._announce)

    @property
    def worker_pid(self) -> int:
        """The process id of the worker; 0 where there is none."""
        return self._worker.pid if self._worker else 0

    @property
    def is_idle(self) -> bool:
        """Whether everything asked for has arrived."""
        return self._worker is None or self._worker.is_idle

    def ask(self, job: FileJob, priority: int = SOON, who: object = None) -> None:
        """Ask for the sizes of all pages, a page's picture, where its characters stand, and so on.

        What several ask for is done once, and all of them hear the answer.
        """
        if self.problem or self._worker is None:
            return
        wanted = self._wanted.setdefault(job, _Wanted(LAST + 1, set()))
        wanted.askers.add(who)
        if priority < wanted.priority:
            wanted.priority = priority
            self._worker.put(job, job, priority)

    def forget(self, job: PageJob, who: object = None) -> None:
        """One who has asked for a job wants it no longer; the last one to say so cancels it."""
        wanted = self._wanted.get(job)
        if wanted is None:
            return
        wanted.askers.discard(who)
        if not wanted.askers and self._worker is not None:
            del self._wanted[job]
            self._worker.cancel(job)

    def close(self) -> None:
        """End the worker; what is asked for from now on is not heard."""
        if self._worker is not None:
            self._worker.close()
        self.deleteLater()  # Qt keeps what its slots refer to, unseen by Python's collector

    def _announce(self, answer: Answer) -> None:
        self._wanted.pop(answer.job, None)
        match answer.job, answer.reply:
            case jobs.Open(), Opened() as document:
                self.document = document
                QTimer.singleShot(PICTURE_MILLISECONDS, self, self._plan_reading)
                self.opened.emit(document)
            case jobs.Open() | jobs.Arrange() | jobs.Read(), Refused(sentence):
                self._refuse(sentence)
            case jobs.Arrange() as job, Arranged() as reply:
                self.arranged.emit(job.layout, reply)
            case jobs.Render() as job, Picture() as reply:
                self._plan_reading()
                self.pictured.emit(job, reply)
            case (jobs.Lines() | jobs.Links()) as job, (PageLines() | PageLinks()) as reply:
                self.lined.emit(job, reply)
            case jobs.Highlights() as job, FileHighlights() | Refused() as reply:
                found = reply if isinstance(reply, FileHighlights) else None
                self.highlighted.emit(job, found)
            case jobs.Render() | jobs.Lines() as job, Refused():
                self.missed.emit(job)
            case _, ReadingText() as text:
                self.text = text
                self.read.emit(text)
            case jobs.Extract(), _ if self._reading is not None:
                self._reading.go_on()  # text that could not be extracted is refused when it is read
            case _:
                pass

    def _refuse(self, sentence: str) -> None:
        """Say once what is wrong, though several jobs may be refused with it."""
        if not self.problem:
            self.problem = sentence
            self.refused.emit(sentence)

    def _plan_reading(self) -> None:
        """Read the whole text, in batches between which pages can be rendered.

        It begins once the first picture is there, so that the reader sees a page first.
        """
        document = self.document
        if document is not None and self._reading is not None:
            self._reading.begin(document)


class Ear:
    """Owns the connections of one listener: what it listens to next takes the place of the last."""

    def __init__(self) -> None:
        self._heard: tuple[tuple[SignalInstance, Slot], ...] = ()

    def listen(self, *wires: tuple[SignalInstance, Slot]) -> None:
        """Hear these signals, each in its slot, and no others."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._heard = wires
        for signal, slot in wires:
            signal.connect(slot)


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
        return Feed(DocumentWorker(self._workers, jobs.Open(path, sha256)))

    def open(self, document: str, opening: jobs.Open) -> Feed:
        """The feed of a document, started if need be."""
        if document not in self._feeds:
            self._feeds[document] = Feed(DocumentWorker(self._workers, opening))
        return self._feeds[document]

    def refused(self, document: str, sentence: str) -> Feed:
        """The feed of a document that cannot be opened, with the sentence that says why.

        It is forgotten when no pane shows it, so the document is tried again when one does.
        """
        return self._feeds.setdefault(document, Feed(None, sentence))

    def adopt(self, document: str, feed: Feed) -> Feed:
        """Take over a feed once its document is known; the one that is there stays."""
        held = self._feeds.setdefault(document, feed)
        if held is not feed:
            feed.close()
        return held

    def drop(self, document: str) -> None:
        """Close a document's feed; it is started anew when it is asked for."""
        if document in self._feeds:
            self._feeds.pop(document).close()

    def keep_only(self, documents: set[str]) -> None:
        """Close the feeds of documents that are in view no more."""
        for document in set(self._feeds) - documents:
            self._feeds.pop(document).close()
