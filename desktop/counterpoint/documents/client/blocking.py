"""A worker for callers without an event loop: each call waits for its answer, but not for ever."""

import select
from collections.abc import Callable
from subprocess import DEVNULL
from time import monotonic
from types import TracebackType
from typing import Self

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import Frame, FrameReader, ProtocolError
from counterpoint.documents.client.launch import WorkerProcess, start_worker
from counterpoint.documents.client.queue import DIED, OVERDUE, Answer, JobQueue, deadline_of
from counterpoint.documents.client.replies import Opened, Refused, Reply, hello
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal

START_SECONDS = 30.0
"""How long a worker may take to say hello."""

VARIABLE = "COUNTERPOINT_PASSWORD"
"""Where the command line takes a password from: unlike an argument nobody else can read it."""

ASK_FOR_PASSWORD = f"Put it into the environment variable {VARIABLE} and try again."

NOT_STARTED = "The reader process did not start; installing Counterpoint again may help."


class BlockingWorker:
    """Holds one worker with one document. Raises Refusal with the sentence for the reader.

    Use it as a context manager: the process ends with it. ``password`` is for a document that
    needs one.
    """

    def __init__(
        self,
        log: int = DEVNULL,
        deadline_of: Callable[[jobs.Job], float] = deadline_of,
        password: str = "",
    ) -> None:
        self._deadline_of = deadline_of
        self._password = password
        self._process: WorkerProcess = start_worker(log)
        self._reader = FrameReader()
        self._frames: list[Frame] = []
        self._queue: JobQueue | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def has_password(self) -> bool:
        """Whether a password was given, so that the document may be one that needs it."""
        return bool(self._password)

    @property
    def is_alive(self) -> bool:
        """Whether the worker can be asked for more: it has neither died nor been ended."""
        return self._process.process.poll() is None

    def close(self) -> None:
        """End the worker."""
        self._process.kill()

    def open(self, path: str, sha256: str = "", suffix: str = "") -> Opened:
        """Open the document at an absolute path; once for each worker."""
        return self.open_as(jobs.Open(path, sha256, suffix, self._password))

    def open_as(self, job: jobs.Open) -> Opened:
        """Open a document with all that a job can say of it; once for each worker."""
        self._greet()
        self._queue = JobQueue(job, deadline_of=self._deadline_of)
        reply = self._answer()
        if not isinstance(reply, Opened):
            raise ProtocolError("A document was asked for.")
        return reply

    def read(self) -> ReadingText:
        """The whole reading text of the open document."""
        reply = self.ask(jobs.Read())
        if not isinstance(reply, ReadingText):
            raise ProtocolError("A reading text was asked for.")
        return reply

    def ask(self, job: jobs.Job) -> Reply:
        """The reply to any job on the open document."""
        if self._queue is None:
            raise ValueError("Open a document first.")
        self._queue.put(job, "asked")
        return self._answer()

    def _greet(self) -> None:
        try:
            hello(self._next_frame(monotonic() + START_SECONDS, NOT_STARTED, NOT_STARTED))
        except ProtocolError as error:
            self.close()
            raise Refusal(NOT_STARTED) from error

    def _answer(self) -> Reply:
        queue = self._queue
        assert queue is not None
        answers: list[Answer] = []
        while not answers:  # a text comes in parts
            request = queue.next_frame(monotonic())
            if request is None or queue.deadline is None:
                raise ValueError("Nothing was asked, or the document was refused.")
            self._process.write(request)
            answers = self._take(queue, self._next_frame(queue.deadline, OVERDUE, DIED))
        return _unless_refused(answers[0].reply)

    def _take(self, queue: JobQueue, frame: Frame) -> list[Answer]:
        try:
            return queue.take(frame, self._process.pixels)
        except ProtocolError as error:
            self.close()
            raise Refusal(DIED) from error

    def _next_frame(self, deadline: float, overdue: str, died: str) -> Frame:
        while not self._frames:
            if not self._is_readable(deadline):
                self.close()
                raise Refusal(overdue)
            received = self._process.read()
            if not received:
                self.close()
                raise Refusal(died)
            self._frames += self._reader.feed(received)
        return self._frames.pop(0)

    def _is_readable(self, deadline: float) -> bool:
        left = max(0.0, deadline - monotonic())
        return bool(select.select([self._process.fileno], [], [], left)[0])


def _unless_refused(reply: Reply) -> Reply:
    if isinstance(reply, Refused):
        hint = f" {ASK_FOR_PASSWORD}" if reply.is_locked else ""
        raise Refusal(reply.sentence + hint)
    return reply
