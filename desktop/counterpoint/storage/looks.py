"""How files look from outside, by which one knows that a program has written them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Look:
    """What a program changes that writes a file: it, or the bytes in it.

    ``size`` is in bytes, ``changed`` in ns since 1970. A link is looked at itself.
    """

    device: int
    inode: int
    size: int
    changed: int

    def is_as_full(self, other: Self | None) -> bool:
        """Whether the other may be the same in another place: disks number files as they like."""
        return other is not None and (self.size, self.changed) == (other.size, other.changed)


Looks = dict[str, Look]
"""How the files of a folder look, by bare name."""


def look_of(path: Path) -> Look | None:
    """How a file looks; None where there is none, or the disk does not say."""
    try:
        return _look(path.lstat())
    except OSError:
        return None


def looks_in(folder: Path) -> Looks:
    """How everything in a folder looks; empty where there is no folder. Raises OSError."""
    try:
        with os.scandir(folder) as entries:
            looks = {entry.name: _look_of_entry(entry) for entry in entries}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {name: look for name, look in looks.items() if look is not None}


def _look_of_entry(entry: os.DirEntry[str]) -> Look | None:
    """None for a file that has just gone."""
    try:
        return _look(entry.stat(follow_symlinks=False))
    except OSError:
        return None


def _look(found: os.stat_result) -> Look:
    return Look(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
