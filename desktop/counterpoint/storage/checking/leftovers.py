"""Temporary files that a crash has left in a project."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from counterpoint.domain.project_file import PROJECT_FILE
from counterpoint.storage.durable import is_temporary
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.journal import SUFFIX

LONG_AGO = 24 * 60 * 60
"""Seconds; what another machine copies into a shared folder takes less."""

_COPY = re.compile(r"\.[0-9a-f]{16}\.tmp")


def sweep(folder: ProjectFolder, identity: Identity) -> int:
    """Remove temporary files of ours, and those of copies long given up; how many. OSError."""
    paths = [*_of_our_file(folder, identity), *_of_copies(folder)]
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _of_our_file(folder: ProjectFolder, identity: Identity) -> Iterator[Path]:
    """Under our lock nobody else writes them."""
    own = folder.readers / identity.file_name
    for entry in os.scandir(folder.readers):
        if is_temporary(entry.name, own) or is_temporary(entry.name, Path(f"{own}{SUFFIX}")):
            yield Path(entry)


def _of_copies(folder: ProjectFolder) -> Iterator[Path]:
    before = time.time() - LONG_AGO
    for entry in _entries(folder.documents):
        if _COPY.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < before:
            yield Path(entry)
    for entry in _entries(folder.path):
        is_mark = is_temporary(entry.name, folder.path / PROJECT_FILE)
        if is_mark and entry.stat(follow_symlinks=False).st_mtime < before:
            yield Path(entry)


def _entries(place: Path) -> list[os.DirEntry[str]]:
    return list(os.scandir(place)) if place.is_dir() and not place.is_symlink() else []
