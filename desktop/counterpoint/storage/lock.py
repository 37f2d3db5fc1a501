"""One writer per file on this machine."""

import contextlib
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import create_file, make_folder, read_plain
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.wording import said

_LIMIT = 1 << 12


WINDOW = "window"
COMMAND = "command"
"""What a process of this program can be."""


class Holder(msgspec.Struct, frozen=True):
    """The process that writes a file: which it is, what it is, and since when (UTC, ISO 8601)."""

    pid: int
    program: str
    since: str = ""


class WriteLock:
    """Owns the right to write one file; the lock itself stands outside the project.

    A lock in a folder that is synchronised would travel to machines it says nothing about.
    """

    def __init__(self, path: Path, state: Path, program: str = WINDOW) -> None:
        name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
        self._lock_path = state / "locks" / f"{name}.lock"
        # Windows forbids reading a locked file, so its holder stands in another.
        self._holder_path = self._lock_path.with_suffix(".holder")
        self._program = program
        # The thread that closes a store need not be the one that opened it.
        self._lock = FileLock(self._lock_path, mode=0o600, thread_local=False)

    def acquire(self) -> str:
        """Take the lock; empty when it is ours, else one sentence that says who has it."""
        try:
            make_folder(self._lock_path.parent)
            self._lock.acquire(timeout=0)
            self._sign()
        except Timeout:
            return self._held_sentence()
        except OSError as error:
            return (
                "The project is open for reading only: the file that keeps two windows from "
                f"writing in it at once, “{said(self._lock_path)}”, cannot be used: "
                f"{reason_of(error)}. Then open the project again; nothing in it is changed."
            )
        return ""

    def release(self) -> None:
        """Give the lock back; without effect where it is not held."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._holder_path.unlink()
            # A network disk may be gone; the lock then goes with the process.
            with contextlib.suppress(OSError):
                self._lock.release()

    def _sign(self) -> None:
        """Say who holds the lock: a courtesy, so a disk that refuses it takes nothing away."""
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder = Holder(os.getpid(), self._program, since)
        with contextlib.suppress(OSError):
            self._holder_path.unlink(missing_ok=True)
            descriptor = create_file(self._holder_path)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(holder))

    def _held_sentence(self) -> str:
        try:
            holder = msgspec.json.decode(read_plain(self._holder_path, _LIMIT), type=Holder)
        except (OSError, Refusal, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            holder = Holder(0, WINDOW)
        since = _since(holder.since)
        known = f" (process {holder.pid}{since})" if holder.pid else ""
        if holder.program == COMMAND:
            who, then = "a command of Counterpoint", "As soon as it has ended, you can write here."
        else:
            who, then = "another window of Counterpoint", "Close that one, and you can write here."
        return f"The project is open for reading only: {who}{known} is writing in it. {then}"


def _since(text: str) -> str:
    """Since when, by this machine's clock: the hour, with the day where that is not today's."""
    try:
        then = datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return ""
    today = datetime.now(UTC).astimezone().date()
    return f"{then:, since %H:%M}" if then.date() == today else f"{then:, since %Y-%m-%d %H:%M}"
