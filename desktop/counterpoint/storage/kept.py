"""Keeping a file that is damaged, or another program's, beside the one that takes its place."""

import contextlib
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from counterpoint.storage.durable import create_file, naming, sync_file, sync_folder, write_all


def set_aside(path: Path) -> Path:
    """Give whatever stands at ``path`` a free name beside it, which is returned. Raises OSError."""
    for kept in _free_names(path):
        if not os.path.lexists(kept):
            path.rename(kept)
            return kept
    raise AssertionError("names do not end")


def copy_aside(path: Path, data: bytes, what: str = "damaged") -> Path:
    """Keep bytes read from ``path`` in a new file beside it; the same bytes are kept only once.

    ``what`` they are becomes part of its name. Raises OSError.
    """
    for kept in _free_names(path, what):
        if _holds(kept, data):
            return kept
        with contextlib.suppress(FileExistsError):
            return _write_new(kept, data)
    raise AssertionError("names do not end")


def _free_names(path: Path, what: str = "damaged") -> Iterator[Path]:
    return (path.with_name(f"{path.name}.{what}-{n}") for n in count(1))


def _holds(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        if not path.is_symlink() and path.is_file() and path.stat().st_size == len(data):
            return path.read_bytes() == data
    return False


def _write_new(path: Path, data: bytes) -> Path:
    descriptor = create_file(path)
    try:
        with naming(path):
            write_all(descriptor, data)
            sync_file(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)
    return path
