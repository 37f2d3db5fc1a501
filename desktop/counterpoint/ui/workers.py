"""Worker processes driven from the event loop: started, watched, replaced."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import Frame, FrameReader, ProtocolError
from counterpoint.documents.client.launch import WorkerProcess, start_worker
from counterpoint.documents.client.queue import Answer, JobQueue, deadline_of
from counterpoint.documents.client.replies import Opened, Refused, hello

WARM_MILLISECONDS = 1000
"""So long that the next spare does not compete with the first pages."""


class Workers:
    """Owns the warm spare: a worker that has started before its document is known.

    ``deadline_of`` says how many seconds a job may take of any of its workers, ``warm_after`` for
    how many milliseconds the next spare waits. ``on_locked``, if there is one, is told of a
    document that needs a password.
    """

    def __init__(
        self,
        spares: list[WorkerProcess],
        deadline_of: Callable[[jobs.Job], float] = deadline_of,
        warm_after: int = WARM_MILLISECONDS,
    ) -> None:
        self._spares = spares
        self.deadline_of = deadline_of
        self._warm_after = warm_after
        self._is_closed = False
        self.on_locked: Callable[[DocumentWorker], None] | None = None

    def take(self) -> WorkerProcess:
        """A worker that has opened nothing yet; another one is started in its stead."""
        worker = self._spares.pop() if self._spares else start_worker()
        QTimer.singleShot(self._warm_after, self._warm)
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
        self._queue = JobQueue(opening, deadline_of=workers.deadline_of)
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
    def has_password(self) -> bool:
        """Whether the document was given a password to open it."""
        return bool(self._queue.opening.password)

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
        self._tell(answers)  # what has come is shown before the worker takes the processor again
        if not self._is_closed:
            self._send()

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
