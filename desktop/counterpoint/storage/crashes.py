"""Errors that nobody foresaw: written down where only the reader finds them, then told of."""

import contextlib
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import PRIVATE_FILE, PRIVATE_FOLDER, make_folder
from counterpoint.storage.wording import plain_text

LARGEST = 1 << 18
"""Bytes of a file of reports; then another is begun, and the one before that goes."""

LONGEST = 1 << 14
"""Characters of one report; its end says most."""

MOST = 40
"""Reports of one run: an error in what is painted would come sixty times a second."""

QUIET_SECONDS = 30.0
"""Between two errors that the reader is told of."""

_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)

Told = Callable[[Path | None], None]
"""Takes where the report is; None where it could not be written. Called from any thread."""


class CrashLog:
    """Writes reports into ``errors.log`` of a folder, and keeps one file before that."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "errors.log"

    def write(self, report: str) -> None:
        """Add a report; raises OSError."""
        folder = self.path.parent
        make_folder(folder)
        if folder.stat().st_mode & 0o077:
            folder.chmod(PRIVATE_FOLDER)
        data = plain_text(report[-LONGEST:]).encode("utf-8") + b"\n"
        with contextlib.suppress(FileNotFoundError):
            if self.path.lstat().st_size + len(data) > LARGEST:
                self.path.replace(self.path.with_suffix(".log.1"))
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NO_FOLLOW
        with os.fdopen(os.open(self.path, flags, PRIVATE_FILE), "ab") as file:
            file.write(data)


class CrashHook:
    """Owns which errors were written down in this run; the program goes on after each.

    ``told`` is who hears of them, None for nobody; ``folder`` gives the place of the reports, or
    raises Refusal where there is none.
    """

    def __init__(self, folder: Callable[[], Path], version: str) -> None:
        self._folder = folder
        self._version = version
        self._written: set[str] = set()
        self._told_at: float | None = None
        self.told: Told | None = None

    def install(self) -> None:
        """Hear of every error that nothing else catches, in every thread."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write an error down and tell of it; what ends a program on purpose goes its way."""
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, Exception):
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        path = self._report(text)
        now = time.monotonic()
        is_quiet = self._told_at is not None and now - self._told_at < QUIET_SECONDS
        if self.told is not None and not is_quiet:
            self._told_at = now
            self.told(path)

    def _caught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.caught(found.exc_type, found.exc_value, found.exc_traceback)

    def _report(self, text: str) -> Path | None:
        """Write an error down once; where the reports are."""
        try:
            log = CrashLog(self._folder())
            if text not in self._written and len(self._written) < MOST:
                log.write(f"{self._head()}\n{text}")
                self._written.add(text)
        except (OSError, Refusal):
            return None
        return log.path

    def _head(self) -> str:
        import platform

        now = datetime.now(UTC).isoformat(timespec="seconds")
        return f"{now}  Counterpoint {self._version}, {platform.platform(terse=True)}"
