"""Files written and removed so that it can all be taken back."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path


class Changes:
    """Holds what was on the disk before each change made through it, and the folders it made."""

    def __init__(self) -> None:
        self._folders: list[Path] = []
        self._before: list[tuple[Path, bytes | None]] = []

    def write(self, path: Path, content: bytes) -> None:
        """Put `content` at `path`, with the folders it takes; raises OSError."""
        before = content_of(path)
        clear_draft(path)
        if before != content:
            self._before.append((path, before))
            self._folders += missing_folders(path)
            replace_file(path, content)

    def remove(self, path: Path) -> None:
        """Remove a file that may be gone already; raises OSError."""
        before = content_of(path)
        clear_draft(path)
        if before is not None:
            self._before.append((path, before))
            path.unlink()

    def undo(self) -> None:
        """Put everything back as it was, as far as the disk allows."""
        for path, before in reversed(self._before):
            with suppress(OSError):
                put_back(path, before)
        remove_empty(self._folders)


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
    """Write the whole file and the folders it takes, or leave all as it is; raises OSError.

    A file there keeps its permissions. What is made comes into place in one step, so that even a
    process that is killed leaves nothing but a draft, which `clear_draft` finds by its name.
    """
    top = next(iter(missing_folders(path)), path)
    clear_draft(path)
    draft = draft_of(top) / path.relative_to(top)
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        with suppress(FileNotFoundError):
            shutil.copymode(path, draft)
        draft_of(top).replace(top)
    except BaseException:
        with suppress(OSError):
            clear_draft(path)
        raise


def missing_folders(path: Path) -> list[Path]:
    """The folders that `path` takes and that are not there, outer ones first."""
    return [folder for folder in reversed(path.parents) if not folder.exists()]


def draft_of(path: Path) -> Path:
    """Where a file, or the outermost folder made for it, is prepared."""
    return path.with_name(f".{path.name}.counterpoint-draft")


def clear_draft(path: Path) -> None:
    """Remove what a process that was killed left of writing `path`; raises OSError."""
    for place in (path, *path.parents[:-1]):
        draft = draft_of(place)
        if draft.is_dir() and not draft.is_symlink():
            shutil.rmtree(draft)
        elif draft.is_symlink() or draft.exists():
            draft.unlink()


def remove_empty(folders: list[Path]) -> None:
    """Remove those of `folders`, outer ones first, that hold nothing."""
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()
