"""What the index process has to do, and in which order. Nothing here reads or waits.

A request is a JSON object on one line, ``{"job": n, "kind": …, …}``; each of its answers is one
too, with the same ``job``, and the last of them has ``"done": true``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import msgspec

Request = Mapping[str, Any]
Answer = Mapping[str, object]

CANCEL = "cancel"
"""The kind of a request that has the job ``of`` forgotten; it is not answered."""

UNKNOWN = "This version of the index does not know what it was asked."


@dataclass(frozen=True)
class Work:
    """What is done for one kind of request.

    ``run`` takes one step for each answer it yields, and a step of some milliseconds lets what is
    more urgent go before the next one; None says nothing. Lower ``urgency`` goes first. Where only
    the newest counts, a new request makes those before it stale.
    """

    run: Callable[[Request], Iterator[Answer | None]]
    urgency: int = 5
    only_newest: bool = False


@dataclass(frozen=True, order=True)
class _Entry:
    rank: tuple[int, int]
    job: int
    kind: str
    steps: Iterator[Answer | None]


class Server:
    """Holds what waits and what has begun; ``say`` takes each answer as a line."""

    def __init__(self, works: Mapping[str, Work], say: Callable[[bytes], None]) -> None:
        self._works = works
        self._say = say
        self._numbers = count()
        self._entries: dict[int, _Entry] = {}

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return not self._entries

    def take(self, line: bytes) -> None:
        """Let a request wait; raises ValueError where it is none."""
        request = msgspec.json.decode(line)
        if not isinstance(request, dict) or not request.keys() >= {"job", "kind"}:
            raise ValueError("This is no request.")
        job, kind = int(request["job"]), str(request["kind"])
        work = self._works.get(kind)
        if kind == CANCEL:
            self._drop(int(request.get("of", 0)))
        elif work is None:
            self._tell(job, {"refused": UNKNOWN, "done": True})
        else:
            if work.only_newest:
                self._drop_all(kind)
            rank = (work.urgency, next(self._numbers))
            self._entries[job] = _Entry(rank, job, kind, work.run(request))

    def step(self) -> None:
        """Take one step of what is most urgent."""
        entry = min(self._entries.values())
        try:
            answer = next(entry.steps)
        except StopIteration:
            self._finish(entry.job, {})
            return
        if answer is not None:
            self._tell(entry.job, answer)

    def refuse(self, sentence: str) -> None:
        """Give up what the last step was taken of, with a sentence."""
        self._finish(min(self._entries.values()).job, {"refused": sentence})

    def _drop_all(self, kind: str) -> None:
        for entry in list(self._entries.values()):
            if entry.kind == kind:
                self._finish(entry.job, {"stale": True})

    def _drop(self, job: int) -> None:
        self._entries.pop(job, None)

    def _finish(self, job: int, answer: Answer) -> None:
        self._drop(job)
        self._tell(job, {**answer, "done": True})

    def _tell(self, job: int, answer: Answer) -> None:
        self._say(msgspec.json.encode({"job": job, **answer}) + b"\n")
