"""Reading and writing files: a crash leaves the old bytes or the new, and a link fools nobody.

What differs by system in syncing and opening stands here.
"""

import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.wording import said, size_of

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
FREE_SPACE_MARGIN = 1 << 20
"""Bytes that must stay free beside a file that is written anew."""

# What file systems answer that cannot sync a folder (PostgreSQL's fd.c ignores the same on folders;
# ENOTSUP comes from network disks).
_NO_SYNC_OF_FOLDERS = frozenset({errno.EBADF, errno.EINVAL, errno.ENOTSUP})

_BINARY: int = getattr(os, "O_BINARY", 0)
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
# Without it, opening a named pipe waits for somebody at its other end.
_NO_WAITING: int = getattr(os, "O_NONBLOCK", 0)


Confirm = Callable[[Path], None]
"""Told the new file right before it takes its place; what it raises leaves the old one there."""


def sync_file(descriptor: int) -> None:
    """Wait until a file's bytes are on the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync leaves the bytes in the drive's own cache (fsync(2)).
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until names made, replaced or removed in a folder are on the disk."""
    if sys.platform == "win32":
        return  # Windows cannot sync a folder; NTFS journals its names.
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # Names can be made in it all the same, and nothing more can be done for them.
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC_OF_FOLDERS:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder only its owner can enter, and its parents; one that exists is left alone.

    A new one is on the disk: what is saved in it would else go with its name.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    sync_folder(folder.parent)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, however many calls it takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def replace_file(
    path: Path, chunks: Iterable[bytes], size: int = 0, confirm: Confirm = lambda _: None
) -> None:
    """Put new bytes in a file's place: temporary file, sync, rename, sync of the folder.

    ``size`` is the number of bytes expected, checked against the free space. Raises OSError, also
    for a device or pipe: a program that root runs could replace it. The old file then stands as
    it was, unless syncing the folder was what failed.
    """
    _refuse_special(path)
    check_free_space(path.parent, size, spare=0)
    temporary = temporary_path(path)
    with naming(path):
        _write(temporary, chunks)
        try:
            confirm(temporary)
            temporary.replace(path)
        except BaseException:
            _drop(temporary)
            raise
        sync_folder(path.parent)


def _write(temporary: Path, chunks: Iterable[bytes]) -> None:
    descriptor = create_file(temporary)
    try:
        try:
            for chunk in chunks:
                write_all(descriptor, chunk)
            sync_file(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _drop(temporary)
        raise


def _drop(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def temporary_path(path: Path) -> Path:
    """A new name beside a file, for what will take its place.

    It is short, whatever the file is called: a name has 255 bytes at most on most systems.
    """
    return path.with_name(f".{_token(path)}{secrets.token_hex(8)}.tmp")


def is_temporary(name: str, path: Path) -> bool:
    """Whether this is the name of a temporary file for ``path``, the older long form included."""
    ours = rf"\.({_token(path)}|{re.escape(path.name)}\.)[0-9a-f]{{16}}\.tmp"
    return re.fullmatch(ours, name) is not None


def _token(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let a system error name the file the reader knows: writing and syncing name none."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _refuse_special(path: Path) -> None:
    """Raise OSError where a device, pipe, socket or folder would be replaced by a file."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not an ordinary file", str(path))


def create_file(path: Path) -> int:
    """Descriptor of a new file, as private as its folder; FileExistsError where one stands."""
    shared = path.parent.stat().st_mode & 0o066
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
    return os.open(path, flags, PRIVATE_FILE | shared)


def open_to_append(path: Path) -> int:
    """Descriptor of a file of ours whose every write goes to its end. Raises OSError."""
    return os.open(path, os.O_WRONLY | os.O_APPEND | _NO_FOLLOW | _BINARY)


def check_free_space(folder: Path, size: int, spare: int = FREE_SPACE_MARGIN) -> None:
    """Raise OSError (ENOSPC) where the disk has no room for so many bytes, and some to spare.

    What a reader says may have the last byte; copies of it must leave room for saving.
    """
    if size and shutil.disk_usage(folder).free < size + spare:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def open_plain(path: Path) -> int:
    """Descriptor of a regular file to read; Refusal for a link, a folder, a pipe or a device."""
    # Windows has no flag against following a link.
    if path.is_symlink():
        raise Refusal(f"“{said(path.name)}” is a link; put the file itself in its place.")
    descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAITING | _BINARY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refusal(
            f"“{said(path.name)}” is not an ordinary file; remove it or put a file there."
        )
    return descriptor


def read_plain(path: Path, limit: int) -> bytes:
    """A regular file's bytes; Refusal as ``open_plain``, and where it exceeds ``limit`` bytes."""
    with os.fdopen(open_plain(path), "rb") as file:
        if os.fstat(file.fileno()).st_size > limit:
            name = said(path.name)
            raise Refusal(
                f"“{name}” is larger than {size_of(limit)} and was not read; put the right file in"
                " its place."
            )
        return file.read(limit)
