"""The writer thread: a gesture is on the disk before it is acknowledged. Knows nothing of Qt."""

import contextlib
import errno
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.journal import Gesture
from counterpoint.storage.wording import said

RETRY_SECONDS = 3.0
"""Between two attempts while the disk refuses."""

IDLE_SECONDS = 10.0
"""Without a gesture, before a long journal becomes a snapshot."""

_LAST_WAIT_SECONDS = 1.0
"""For a thread that was told to give up."""

FAULT = "Not saved yet: saving was stopped by a fault of the program; press Ctrl+S to go on."

_IN_THE_WAY = (
    "a file stands where a folder of the project belongs; move it away and it will be saved"
)

_AWAY = "the disk does not answer; connect it again, or save a copy elsewhere"

_REASONS = {
    errno.ENOSPC: "the disk is full; make room and it will be saved",
    errno.EDQUOT: "your share of the disk is full; make room and it will be saved",
    errno.EFBIG: "the file has reached the size the system allows; ask whoever keeps it for more",
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EROFS: "the disk can only be read; make it writable, or save a copy elsewhere",
    errno.EACCES: "its folder may not be written; check its permissions",
    errno.EPERM: "its folder may not be written; check its permissions",
    errno.ENOENT: "its folder is gone; put it back and it will be saved",
    errno.EIO: "the disk reports an error; save a copy elsewhere, for it may be failing",
    errno.ENXIO: _AWAY,
    errno.ENODEV: _AWAY,
    errno.ESTALE: _AWAY,
    errno.ETIMEDOUT: _AWAY,
}


@dataclass(frozen=True)
class Progress:
    """How far writing has come: the last ticket on the disk, and why it does not go on, if so."""

    acknowledged: int = 0
    failure: str | None = None


Listener = Callable[[Progress], None]


class Pen(Protocol):
    """What writes one file; every method raises OSError or Refusal where the disk refuses."""

    @property
    def is_ready(self) -> bool:
        """Whether gestures can be appended; else the file must be rewritten."""

    @property
    def is_current(self) -> bool:
        """Whether the file is as it was left; else it must be rewritten."""

    @property
    def needs_rewrite(self) -> bool:
        """Whether a clean close must rewrite the file."""

    @property
    def is_long(self) -> bool:
        """Whether the journal is worth a rewrite."""

    def append(self, gestures: Sequence[Gesture]) -> None:
        """Write and sync these gestures."""

    def rewrite(self) -> int:
        """Write and sync everything; the last ticket it holds."""

    def close(self) -> None:
        """Let go of the file."""


class Writer:
    """Owns the thread that writes one file, and the gestures that are not on the disk yet.

    While the disk refuses, gestures are kept and tried again: ``pending`` has them with their
    tickets. ``listeners`` are called from the thread, after every change of the progress. While
    ``is_running``, the thread may write.
    """

    def __init__(self) -> None:
        self.progress = Progress()
        self.listeners: list[Listener] = []
        self._changed = threading.Condition()
        self.pending: deque[tuple[int, Gesture]] = deque()
        self._issued = 0
        self._wants_compaction = False
        self._inspections = [0, 0]
        self._hurries = False
        self._closes = False
        self._stopped = False
        self.is_running = False
        self._pen: Pen | None = None
        self._thread: threading.Thread | None = None

    def start(self, pen: Pen) -> None:
        """Begin to write with a pen, which from now on belongs to the thread."""
        with self._changed:
            self._pen = pen
            self._ensure_running()

    def submit(self, gesture: Gesture) -> int:
        """Queue a gesture; its ticket, counting from 1."""
        with self._changed:
            self._issued += 1
            self.pending.append((self._issued, gesture))
            self._ensure_running()
            self._changed.notify_all()
            return self._issued

    def compact(self) -> None:
        """Ask for a rewrite as soon as every gesture is written; also ends a wait to try again."""
        with self._changed:
            self._wants_compaction = self._hurries = True
            self._ensure_running()
            self._changed.notify_all()

    def inspect(self, timeout: float) -> bool:
        """Have the file looked at, and mended where it is not as it was left; wait until that is.

        ``progress`` then says whether it could be. False where it took longer (in seconds).
        """
        with self._changed:
            self._inspections[0] += 1
            wanted = self._inspections[0]
            self._hurries = True
            self._ensure_running()
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: self._inspections[1] >= wanted or not self.is_running, timeout
            )
            return self._inspections[1] >= wanted

    def wait(self, timeout: float) -> bool:
        """Wait until every gesture is on the disk; False where it took longer (in seconds)."""
        with self._changed:
            return self._changed.wait_for(self._is_settled, timeout)

    def close(self, timeout: float) -> bool:
        """Write what is left, rewrite the file and end the thread; whether everything is saved.

        After ``timeout`` seconds of a refusing disk it gives up what is left.
        """
        with self._changed:
            self._closes = self._hurries = True
            self._ensure_running()
            self._changed.notify_all()
        _join(self._thread, timeout)
        with self._changed:
            gives_up = self.is_running and not self._stopped
            self._stopped = True
            self._changed.notify_all()
        _join(self._thread, _LAST_WAIT_SECONDS)
        return self._is_settled() and not gives_up

    def _ensure_running(self) -> None:
        """Start the thread, again if a fault of ours ended it."""
        if self._pen is None or self._stopped or self.is_running:
            return
        self.is_running = True
        self._thread = threading.Thread(target=self._run, args=(self._pen,), daemon=True)
        self._thread.name = "counterpoint-writer"
        self._thread.start()

    def _run(self, pen: Pen) -> None:
        try:
            while self._awaits_work(pen):
                wanted = self._inspections[0]
                try:
                    self._turn(pen, wanted > self._inspections[1])
                except (OSError, Refusal) as error:
                    sentence = _sentence(error, self._is_settled())
                    self._report(Progress(self.progress.acknowledged, sentence))
                with self._changed:
                    self._inspections[1] = wanted
                    self._changed.notify_all()
        finally:
            self._end(pen)

    def _end(self, pen: Pen) -> None:
        """Let go of the file; after a fault of ours (the crash hook has it) say what it means."""
        with self._changed:
            self.is_running = False
            if self._stopped:
                pen.close()
            elif not self._is_settled():
                self.progress = Progress(self.progress.acknowledged, FAULT)
            self._changed.notify_all()

    def _awaits_work(self, pen: Pen) -> bool:
        """Sleep until there is something to do; False when the thread is to end."""
        with self._changed:
            if self.progress.failure is not None:
                self._changed.wait_for(lambda: self._hurries or self._stopped, RETRY_SECONDS)
            elif not self._changed.wait_for(self._has_work, IDLE_SECONDS):
                self._wants_compaction = pen.is_long
            self._hurries = False
            return not self._stopped

    def _has_work(self) -> bool:
        wants = self._wants_compaction or self._inspections[0] > self._inspections[1]
        return bool(self.pending) or wants or self._closes or self._stopped

    def _turn(self, pen: Pen, inspects: bool) -> None:
        with self._changed:
            waiting = list(self.pending)
        if waiting:
            self._report(Progress(_write(pen, waiting)))
        elif inspects or (self.progress.failure is not None and not self._closes):
            self._report(Progress(max(self.progress.acknowledged, _mended(pen))))
        elif self._wants_compaction or self._closes:
            self._wants_compaction = False
            if self._closes:
                # What another program took away since it was acknowledged must be there again.
                _mended(pen)
            self._stopped = self._closes
            # Everything is on the disk now: that a rewrite fails is nobody's loss.
            with contextlib.suppress(OSError, Refusal):
                _compact(pen)

    def _report(self, progress: Progress) -> None:
        with self._changed:
            while self.pending and self.pending[0][0] <= progress.acknowledged:
                self.pending.popleft()
            changed = progress != self.progress
            self.progress = progress
            self._changed.notify_all()
        if changed:
            for listener in list(self.listeners):
                listener(progress)

    def _is_settled(self) -> bool:
        return self.progress.acknowledged >= self._issued


def _join(thread: threading.Thread | None, timeout: float) -> None:
    if thread is not None:
        thread.join(timeout)


def _write(pen: Pen, waiting: list[tuple[int, Gesture]]) -> int:
    """Bring gestures to the disk; the last ticket that is there."""
    if not pen.is_ready:
        return pen.rewrite()
    pen.append([gesture for _, gesture in waiting])
    # Another program may have put another file in its place just before the lines were written.
    return max(waiting[-1][0], _mended(pen))


def _mended(pen: Pen) -> int:
    """Write the file where it is not as it was left; the last ticket it then surely holds."""
    return 0 if pen.is_current else pen.rewrite()


def _compact(pen: Pen) -> None:
    if pen.needs_rewrite:
        pen.rewrite()


def _sentence(error: Exception, is_settled: bool) -> str:
    what = "Nothing can be saved now" if is_settled else "Not saved yet"
    if isinstance(error, Refusal):
        return f"{what}: {error}"
    reason = _REASONS.get(getattr(error, "errno", None) or 0) or _in_system_words(error)
    return f"{what}: {reason}."


def _in_system_words(error: Exception) -> str:
    if not isinstance(error, OSError) or not error.strerror:
        return said(error) or type(error).__name__
    where = f"“{said(Path(error.filename).name)}”: " if error.filename else ""
    return f"{where}{error.strerror.lower()}; save a copy elsewhere if it stays so"
