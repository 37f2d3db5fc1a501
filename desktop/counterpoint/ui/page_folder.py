"""Where pages from the web lie until they are added to a project."""

import errno
import shutil
import tempfile
from pathlib import Path
from threading import Lock

from counterpoint.domain.refusal import Refusal

LONGEST_NAME = 120
"""Bytes of a file's name in UTF-8, without its ending: what every file system takes."""

CLOSED = "Counterpoint is being closed; add this page when it is open again."

_NO_ROOM = "There is no room on the disk for this page; make some and try again."
_NOT_ALLOWED = (
    "The folder for temporary files takes no page; check whether it may be written, and try again."
)
_SENTENCES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EROFS: _NOT_ALLOWED,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
}


class PageFolder:
    """Owns a folder that is made when it is needed, and each page's own folder in it.

    Pages are put there on the disk thread, and all is taken away on the event loop.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._is_closed = False
        self.path: Path | None = None

    def put(self, name: str, content: bytes) -> Path:
        """Write a page; raises Refusal where it cannot be, or where all was taken away."""
        with self._lock:
            if self._is_closed:
                raise Refusal(CLOSED)
            try:
                return self._write(name, content)
            except OSError as error:
                raise Refusal(sentence_for(error)) from error

    def close(self) -> None:
        """Take all pages away; no other one comes."""
        with self._lock:
            self._is_closed = True
            if self.path is not None:
                shutil.rmtree(self.path, ignore_errors=True)

    def _write(self, name: str, content: bytes) -> Path:
        if self.path is None:
            self.path = Path(tempfile.mkdtemp(prefix="counterpoint-pages-"))
        self._count += 1
        path = self.path / str(self._count) / name
        path.parent.mkdir(mode=0o700)
        path.write_bytes(content)
        return path


def sentence_for(error: OSError) -> str:
    """Why a page could not be written, and what to do."""
    reason = error.strerror or "the disk does not say why"
    other = f"The page could not be put on the disk ({reason}); try again."
    return _SENTENCES.get(error.errno or 0, other)


def file_name(title: str) -> str:
    """A title as the name of a file, without its ending; empty where nothing of it can stay."""
    kept = "".join(c if c.isalnum() or c in " -_’'" else " " for c in title)
    return short(" ".join(kept.split()))


def short(name: str) -> str:
    """The beginning of a name that a file can have."""
    return name.encode("utf-8", "replace")[:LONGEST_NAME].decode("utf-8", "ignore").strip()
