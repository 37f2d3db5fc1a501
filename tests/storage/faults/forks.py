"""Processes made from this one, which has everything imported: real ones, to be killed."""

from __future__ import annotations

import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

import msgspec

from tests.storage.faults.cases import Case

Say = Callable[[str], None]
"""Tells the process that made this one a line."""


class Fork:
    """Owns a process that does some work of ours and then ends.

    This process must have no other thread while it makes one.
    """

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._reading, writing = os.pipe()
        self._rest = b""
        self.pid = os.fork()
        if self.pid == 0:
            _work(work, writing)
        os.close(writing)

    def line(self) -> str | None:
        """The next line it says; None where it has ended."""
        while b"\n" not in self._rest:
            some = os.read(self._reading, 1 << 16)
            if not some:
                return None
            self._rest += some
        told, _, self._rest = self._rest.partition(b"\n")
        return told.decode()

    def lines(self) -> Iterator[str]:
        """Everything it says until it ends."""
        while (told := self.line()) is not None:
            yield told

    def says_nothing_for(self, seconds: float) -> None:
        """Wait so long, or until it says something."""
        select.select([self._reading], [], [], seconds)

    def kill(self) -> None:
        """End it as nothing else does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; its exit code, negative where a signal ended it."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self._reading)
        return os.waitstatus_to_exitcode(status)


def _work(work: Callable[[Say], None], writing: int) -> None:
    """In the new process: work, and end without what the old one would do at its end."""
    code = 1
    try:
        work(lambda line: _write(writing, line))
        code = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        sys.stderr.flush()
        os._exit(code)


def _write(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())


def side_by_side(chains: Sequence[Callable[[], Iterable[Case]]], at_once: int) -> Iterator[Case]:
    """The cases of several chains, each in a process of its own, so many at a time."""
    waiting = list(reversed(chains))
    running: list[Fork] = []
    while waiting or running:
        while waiting and len(running) < at_once:
            running.append(Fork(_telling(waiting.pop())))
        first = running.pop(0)
        yield from (msgspec.json.decode(line, type=Case) for line in first.lines())
        if first.wait():
            yield Case("a chain of cases", wrong="it ended badly")


def _telling(chain: Callable[[], Iterable[Case]]) -> Callable[[Say], None]:
    def tell(say: Say) -> None:
        for case in chain():
            say(msgspec.json.encode(case).decode())

    return tell
