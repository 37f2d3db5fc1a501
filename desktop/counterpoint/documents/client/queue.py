"""What one worker has to do. Nothing here reads, writes or looks at a clock: the caller does.

One job is in flight; the others wait by priority. To cancel is to forget: a late answer is
dropped. After a kill the caller starts another worker and calls ``restart``.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from itertools import count

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import Frame, ProtocolError, encode
from counterpoint.documents.client.replies import ReadPixels, Refused, Reply, answered, decode
from counterpoint.documents.client.text_parts import TextPart, TextParts

DEADLINES = {
    "open": 20.0,
    "arrange": 60.0,
    "render": 15.0,
    "lines": 10.0,
    "links": 5.0,
    "extract": 30.0,
}
"""Seconds that a job of each kind may take before its worker is killed."""

LONG_DEADLINE = 120.0
"""Seconds for the kinds that are not listed."""

TRIES = 2
"""How often a job may cost a worker its life before it is refused."""

MOST_DEATHS = 6
"""How many workers may be lost with no job done meanwhile before the document is refused."""

OVERDUE = "This took too long and was stopped. The file may be damaged; try another copy of it."
DIED = "Reading this stopped the reader process. The file may be damaged; try another copy of it."


@dataclass(frozen=True)
class Answer:
    """What came of a job: the key it was put with, the job, and the reply or a refusal."""

    key: Hashable
    job: jobs.Job
    reply: Reply


@dataclass(frozen=True, order=True)
class _Entry:
    rank: tuple[int, int]
    key: Hashable
    job: jobs.Job
    deaths: int = 0


def deadline_of(job: jobs.Job) -> float:
    """Seconds that a job may take."""
    return DEADLINES.get(jobs.kind_of(job), LONG_DEADLINE)


class JobQueue:
    """Holds what waits and what is in flight for one document's worker; ``opening`` comes first.

    The caller's round: ``put`` jobs; whenever ``next_frame`` gives bytes, write them; hand every
    frame read to ``take``; when ``is_overdue``, or the worker is gone, kill it, start another,
    call ``restart`` and go on.
    """

    def __init__(
        self,
        opening: jobs.Open,
        key: Hashable = "open",
        deadline_of: Callable[[jobs.Job], float] = deadline_of,
    ) -> None:
        self._deadline_of = deadline_of
        self._numbers = count(1)
        self._waiting: dict[Hashable, _Entry] = {}
        self._in_flight: tuple[int, _Entry, float] | None = None
        self._is_cancelled = False
        self._parts = TextParts()
        self.opening = opening
        self._opening = _Entry((-1, 0), key, opening)
        self._is_open = False
        self._was_answered = False
        self._is_closed = False
        self._is_locked = False
        self._deaths = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing is in flight."""
        return self._in_flight is None and not self._waiting and (self._is_open or self._is_closed)

    @property
    def deadline(self) -> float | None:
        """When the job in flight becomes overdue, on the caller's clock; None when none is."""
        return self._in_flight[2] if self._in_flight else None

    def put(self, job: jobs.Job, key: Hashable, priority: int = 0) -> None:
        """Let a job wait, in the stead of one with the same key; lower priorities go first.

        Of a refused document nothing more is asked.
        """
        if self._is_closed:
            return
        self._waiting[key] = _Entry((priority, next(self._numbers)), key, job)

    def cancel(self, key: Hashable) -> None:
        """Forget a job: it is not sent any more, or its answer is dropped."""
        self._waiting.pop(key, None)
        if self._in_flight and self._in_flight[1].key == key:
            self._is_cancelled = True

    def next_frame(self, now: float) -> bytes | None:
        """The bytes to write now; None while a job is in flight or nothing waits."""
        if self._in_flight is not None or self._is_closed or self._is_locked:
            return None
        entry = min(self._waiting.values(), default=None) if self._is_open else self._opening
        if entry is None:
            return None
        self._waiting.pop(entry.key, None)
        number = next(self._numbers)
        self._in_flight = (number, entry, now + self._deadline_of(entry.job))
        self._is_cancelled = False
        return encode(jobs.to_head(entry.job, number))

    def take(self, frame: Frame, read_pixels: ReadPixels) -> list[Answer]:
        """What a frame answers: one answer, or none where the job was cancelled.

        Raises ProtocolError where the worker is not to be trusted any longer. Where the document
        is refused, everything that waits is refused with it, and nothing is sent any more.
        """
        if self._in_flight is None or answered(frame) != self._in_flight[0]:
            raise ProtocolError("The worker answers what was not asked.")
        entry = self._in_flight[1]
        reply = decode(entry.job, frame, read_pixels)
        self._in_flight = None
        if entry.job is self._opening.job:
            return self._opened(reply)
        self._deaths = 0
        if self._is_cancelled:
            return []
        text = self._parts.add(reply) if isinstance(reply, TextPart) else None
        if isinstance(reply, TextPart) and text is None:
            rest = replace(entry, job=jobs.Read(reply.number + 1))
            self._waiting.setdefault(entry.key, rest)
            return []
        return [Answer(entry.key, entry.job, text or reply)]

    def unlock(self, password: str) -> None:
        """Open the document with this password, in a new worker: the first cannot read it again.

        It is given to every worker that comes after, and kept nowhere else.
        """
        self.opening = replace(self.opening, password=password)
        self._opening = replace(self._opening, job=self.opening, deaths=0)
        self._is_locked = False

    def give_up(self, sentence: str) -> list[Answer]:
        """Ask nothing more of a document that stays locked."""
        return self._close(Refused(sentence))

    def is_overdue(self, now: float) -> bool:
        """Whether the job in flight has had its time."""
        return self._in_flight is not None and now > self._in_flight[2]

    def restart(self, now: float) -> list[Answer]:
        """Begin again with a new worker: open first, then what waits.

        Answers with a refusal for the job that was in flight, if it was overdue or has cost too
        many workers; otherwise it is tried again. A document whose workers are lost one after
        the other, also while nothing is asked of them, is refused with all that waits.
        """
        was_overdue, held = self.is_overdue(now), self._in_flight
        self._in_flight, self._is_open = None, False
        self._deaths += not was_overdue
        if self._deaths >= MOST_DEATHS:
            return self._refuse_all(held[1] if held else None)
        if held is None:
            return []
        entry = _Entry(held[1].rank, held[1].key, held[1].job, held[1].deaths + 1)
        is_given_up = was_overdue or entry.deaths >= TRIES
        refusal = Refused(OVERDUE if was_overdue else DIED)
        if entry.job is self._opening.job:
            self._opening = entry
            return self._close(refusal) if is_given_up else []
        if self._is_cancelled or entry.key in self._waiting:
            return []
        if is_given_up:
            return [Answer(entry.key, entry.job, refusal)]
        self._waiting[entry.key] = entry
        return []

    def _refuse_all(self, held: _Entry | None) -> list[Answer]:
        """Refuse the document, and the job that was in flight with what waits."""
        if held is not None and held.job is not self._opening.job and not self._is_cancelled:
            self._waiting.setdefault(held.key, held)
        return self._close(Refused(DIED))

    def _opened(self, reply: Reply) -> list[Answer]:
        if isinstance(reply, Refused) and reply.is_locked:
            self._is_locked = True
            return [Answer(self._opening.key, self._opening.job, reply)]
        if isinstance(reply, Refused):
            return self._close(reply)
        self._is_open = True
        was_answered, self._was_answered = self._was_answered, True
        return [] if was_answered else [Answer(self._opening.key, self._opening.job, reply)]

    def _close(self, refusal: Refused) -> list[Answer]:
        self._is_closed = True
        entries = [self._opening, *sorted(self._waiting.values())]
        self._waiting.clear()
        return [Answer(entry.key, entry.job, refusal) for entry in entries]
