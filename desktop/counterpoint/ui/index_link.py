"""The index process driven from the event loop: what is asked of it, and what it answers."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier, Signal

from counterpoint.app.ports import IndexProcess

Request = Mapping[str, object]
Heard = Callable[[Mapping[str, Any]], None]
"""Takes each answer; the last one has ``done``, and ``refused`` where there will be none."""

TRIES = 2
"""How often a job may cost the process its life before it is refused."""

MOST_DEATHS = 4
"""After so many, no other process is started."""

STOPPED = "Searching this stopped the index; try other words."
GIVEN_UP = (
    "The index has stopped several times and is not started again; restart Counterpoint to search."
)


@dataclass
class _Asked:
    request: Request
    heard: Heard
    is_sent: bool = False
    deaths: int = 0


class IndexLink(QObject):
    """Owns the index process, which starts when it is first asked something.

    Writing never waits: what the pipe does not take is written when it does. A process that dies
    is replaced and asked again, which ``replaced`` tells; ``problem`` says so once it is given up.
    """

    replaced = Signal()

    def __init__(self, start: Callable[[], IndexProcess]) -> None:
        super().__init__()
        self._start = start
        self._process: IndexProcess | None = None
        self._notifiers: tuple[QSocketNotifier, ...] = ()
        self._jobs = count(1)
        self._asked: dict[int, _Asked] = {}
        self._lines: deque[int | bytes] = deque()
        self._unwritten = memoryview(b"")
        self._unread = bytearray()
        self._deaths = 0
        self._is_closed = False
        self.problem = ""

    @property
    def pid(self) -> int:
        """The id of the process; 0 while there is none."""
        return self._process.pid if self._process else 0

    @property
    def is_idle(self) -> bool:
        """Whether everything asked was answered."""
        return not self._asked

    def ask(self, request: Request, heard: Heard, *, first: bool = False) -> int:
        """Ask for something of a ``kind``; the job's number, by which it can be cancelled.

        It is put into JSON when the pipe has room for it; ``first`` before all that waits for
        that. An answer with ``done`` is the last, and says ``refused`` where there is none.
        """
        job = next(self._jobs)
        if self.problem:
            heard({"job": job, "refused": self.problem, "done": True})
        elif not self._is_closed:
            self._asked[job] = _Asked(request, heard)
            self._enter(job, first)
        return job

    def cancel(self, job: int) -> None:
        """Hear no more of a job; harmless when it is done."""
        asked = self._asked.pop(job, None)
        if asked is not None and asked.is_sent:
            self._enter(_line({"job": next(self._jobs), "kind": "cancel", "of": job}), True)

    def close(self) -> None:
        """End the process; nothing more is heard of it."""
        self._is_closed = True
        self._asked.clear()
        self._end()

    def _enter(self, line: int | bytes, first: bool) -> None:
        """Let a job, or a line as it stands, wait for the pipe."""
        if first:
            self._lines.appendleft(line)
        else:
            self._lines.append(line)
        self._go_on()

    def _go_on(self) -> None:
        if self._process is None:
            self._begin()
        self._notifiers[1].setEnabled(True)

    def _begin(self) -> None:
        self._process = process = self._start()
        reading = QSocketNotifier(process.answers, QSocketNotifier.Type.Read, self)
        writing = QSocketNotifier(process.requests, QSocketNotifier.Type.Write, self)
        reading.activated.connect(self._receive)
        writing.activated.connect(self._write)
        self._notifiers = (reading, writing)

    def _end(self) -> None:
        for notifier in self._notifiers:
            notifier.setEnabled(False)
            notifier.deleteLater()
        process, self._process, self._notifiers = self._process, None, ()
        self._unwritten = memoryview(b"")
        self._unread.clear()
        if process is not None:
            process.kill()

    def _write(self) -> None:
        if self._process is None:
            return
        if not self._unwritten:
            self._unwritten = memoryview(self._next_line())
        if self._unwritten:
            self._unwritten = self._unwritten[self._process.write(self._unwritten) :]
        else:
            self._notifiers[1].setEnabled(False)

    def _next_line(self) -> bytes:
        while self._lines:
            line = self._lines.popleft()
            if isinstance(line, bytes):
                return line
            asked = self._asked.get(line)
            if asked is not None:
                asked.is_sent = True
                return _line({"job": line, **asked.request})
        return b""

    def _receive(self) -> None:
        received = self._process.read() if self._process else None
        if received:
            self._unread += received
            *lines, rest = bytes(self._unread).split(b"\n")
            self._unread = bytearray(rest)
            for line in lines:
                self._hear(msgspec.json.decode(line))
        elif received is not None:
            self._replace()

    def _hear(self, answer: Mapping[str, Any]) -> None:
        job = int(answer["job"])
        asked = self._asked.get(job)
        if asked is None:
            return
        if answer.get("done"):
            del self._asked[job]
            self._deaths = 0
        asked.heard(answer)

    def _replace(self) -> None:
        """Ask another process what this one has died over, but not for ever."""
        self._end()
        self._deaths += 1
        if self._deaths >= MOST_DEATHS:
            self.problem = GIVEN_UP
        self._lines.clear()
        for job, asked in list(self._asked.items()):
            asked.deaths += asked.is_sent
            asked.is_sent = False
            if self.problem or asked.deaths >= TRIES:
                del self._asked[job]
                asked.heard({"job": job, "refused": self.problem or STOPPED, "done": True})
            else:
                self._lines.append(job)
        if self._lines:
            self._go_on()
        self.replaced.emit()


def _line(request: Request) -> bytes:
    return msgspec.json.encode(request) + b"\n"
