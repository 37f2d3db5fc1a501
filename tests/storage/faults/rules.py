"""What a failing system makes of a call."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, assert_never

from tests.storage.faults.system import CHANGES, Call

ALWAYS = (errno.EIO, errno.EACCES)
ON_CHANGE = (errno.ENOSPC, errno.EROFS)
EXIT_CODE = 77


class How(Enum):
    """In which way a call fails."""

    ONCE = "fails once"
    FROM_THEN_ON = "fails, and all that change something after it,"
    DONE_ALL_THE_SAME = "is done and fails all the same"
    SHORT = "writes only half"
    KILL_BEFORE = "is the last before a kill, and not done"
    KILL_AFTER = "is the last before a kill"


KILLS = frozenset({How.KILL_BEFORE, How.KILL_AFTER})


@dataclass(frozen=True)
class Fault:
    """The call of that number fails so, with that error (0 for none)."""

    number: int
    call: str
    how: How
    error: int = 0

    def __str__(self) -> str:
        with_error = f" with {errno.errorcode[self.error]}" if self.error else ""
        return f"call {self.number} ({self.call}) {self.how.value}{with_error}"

    def __call__(self, call: Call) -> Any:
        """The rule."""
        if call.number != self.number:
            lasts = self.how is How.FROM_THEN_ON and call.number > self.number and call.changes
            return self._fail(call) if lasts else call.perform()
        match self.how:
            case How.ONCE | How.FROM_THEN_ON:
                return self._fail(call)
            case How.DONE_ALL_THE_SAME:
                call.perform()
                return self._fail(call)
            case How.SHORT:
                # Threads take turns, so that another call may have the number once in a while.
                if call.name != "write":
                    return call.perform()
                descriptor, data = call.arguments
                return os.write(descriptor, data[: len(data) // 2])
            case How.KILL_BEFORE:
                os._exit(EXIT_CODE)
            case How.KILL_AFTER:
                call.perform()
                os._exit(EXIT_CODE)
        assert_never(self.how)

    def _fail(self, call: Call) -> Any:
        raise OSError(self.error, os.strerror(self.error), call.path)


def faults_at(call: Call) -> Iterator[Fault]:
    """Every way in which a call can fail."""
    said = f"{call.name} {call.path.rpartition('/')[2]}"
    for error in (*ALWAYS, *(ON_CHANGE if call.changes else ())):
        yield Fault(call.number, said, How.ONCE, error)
        if call.changes:
            yield Fault(call.number, said, How.FROM_THEN_ON, error)
        if call.name in CHANGES:
            yield Fault(call.number, said, How.DONE_ALL_THE_SAME, error)
    if call.name == "write":
        yield Fault(call.number, said, How.SHORT)
    if call.changes:
        yield Fault(call.number, said, How.KILL_BEFORE)
        yield Fault(call.number, said, How.KILL_AFTER)
