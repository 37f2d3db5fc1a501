"""Files written and removed so that it can all be taken back."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


class Changes:
    """Holds what was on the disk before each change made through it.

    `folders` are those it made, outer ones first.
    """

    def __init__(self) -> None:
        self.folders: list[Path] = []
        self._before: list[tuple[Path, bytes | None]] = []

    def write(self, path: Path, content: bytes) -> None:
        """Put `content` at `path`, with the folders it takes; raises OSError."""
        self.make_folder(path.parent)
        before = content_of(path)
        if before != content:
            self._before.append((path, before))
            replace_file(path, content)

    def remove(self, path: Path) -> None:
        """Remove a file that may be gone already; raises OSError."""
        before = content_of(path)
        if before is not None:
            self._before.append((path, before))
            path.unlink()

    def make_folder(self, folder: Path) -> None:
        """Make a folder, and those it lies in, unless it is there; raises OSError."""
        if not folder.is_dir():
            self.make_folder(folder.parent)
            folder.mkdir()
            self.folders.append(folder)

    def undo(self) -> None:
        """Put everything back as it was, as far as the disk allows."""
        for path, before in reversed(self._before):
            with suppress(OSError):
                put_back(path, before)
        remove_empty(self.folders)


def content_of(path: Path) -> bytes | None:
    """What the file holds, None where there is none; raises OSError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def put_back(path: Path, before: bytes | None) -> None:
    """Restore a file, or its absence."""
    if before is None:
        path.unlink()
    else:
        replace_file(path, before)


def replace_file(path: Path, content: bytes) -> None:
    """Write the whole file or leave it as it is; a file there keeps its permissions."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        with suppress(FileNotFoundError):
            shutil.copymode(path, draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def remove_empty(folders: list[Path]) -> None:
    """Remove those of `folders`, outer ones first, that hold nothing."""
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()
