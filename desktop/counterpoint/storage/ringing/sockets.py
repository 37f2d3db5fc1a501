"""The folder where the running windows of this reader have their sockets. Not on Windows."""

import contextlib
import os
import re
import socket
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_NAME = re.compile(r"(\d{1,10})-[0-9a-f]{16}\.socket")

_LONGEST_ADDRESS = 103
"""Bytes that every system has room for (sun_path: 108 on Linux, 104 on macOS, its end included)."""

_ATTEMPT_SECONDS = 0.005
"""Between two attempts to take the lock, which is held for as long as a name takes to make."""

_CLOSED = -1
"""No descriptor."""


class SocketFolder:
    """Owns a descriptor of a folder that only its owner can enter.

    All goes by way of the descriptor, so nobody who may rename the folder can put another in its
    place. Raises OSError, PermissionError where the folder is not ours or others may enter it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        self._descriptor = os.open(path, flags)
        found = os.fstat(self._descriptor)
        if found.st_uid != os.geteuid() or found.st_mode & 0o077:
            self.close()
            raise PermissionError(f"{path} is open to others")

    @classmethod
    def made(cls, path: Path) -> "SocketFolder":
        """The folder, made where there is none."""
        _make(path)
        return cls(path)

    def close(self) -> None:
        """Let go of the folder, and of its lock; another time does nothing."""
        # The number may be another file's by then.
        descriptor, self._descriptor = self._descriptor, _CLOSED
        if descriptor != _CLOSED:
            os.close(descriptor)

    def names(self) -> list[str]:
        """The names of the sockets in it, the newest first; none where it cannot be listed."""
        found: list[tuple[int, str]] = []
        with contextlib.suppress(OSError), os.scandir(self._descriptor) as entries:
            found += ((_age(entry), entry.name) for entry in entries if _NAME.fullmatch(entry.name))
        return [name for _, name in sorted(found)]

    def listen(self, waiting: int) -> tuple[socket.socket, str]:
        """A new socket that never waits, with room for so many callers; and its name.

        It gets its name once callers can be heard: whoever meets one that refuses takes it for
        the leftover of a dead window.
        """
        name = f"{os.getpid()}-{os.urandom(8).hex()}.socket"
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listener.setblocking(False)
            listener.bind(self.address(f".{name}"))
            listener.listen(waiting)
            at = self._descriptor
            os.rename(f".{name}", name, src_dir_fd=at, dst_dir_fd=at)
        except OSError:
            listener.close()
            self.remove(f".{name}")
            raise
        return listener, name

    def address(self, name: str) -> str:
        """Where a socket can be bound or called; OSError where the system has no room for it."""
        by_descriptor = Path(f"/proc/self/fd/{self._descriptor}")
        address = str((by_descriptor if by_descriptor.exists() else self._path) / name)
        if len(os.fsencode(address)) > _LONGEST_ADDRESS:
            raise OSError(f"{address} is too long for a socket")
        return address

    def remove(self, name: str) -> None:
        """Take a socket's name away, if it is there."""
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=self._descriptor)

    def remove_stale(self, name: str) -> None:
        """Take away the name of a socket that refuses, if its process is dead.

        Outside Linux a window with too many callers refuses as well.
        """
        named = _NAME.fullmatch(name)
        if named and not _is_alive(int(named[1])):
            self.remove(name)

    @contextlib.contextmanager
    def locked(self, seconds: float) -> Iterator[None]:
        """Keep other starts out; after so many seconds go on all the same.

        Two windows are better than none. The folder may be closed meanwhile.
        """
        import fcntl

        deadline = time.monotonic() + seconds
        while not self._takes_lock() and time.monotonic() < deadline:
            time.sleep(_ATTEMPT_SECONDS)
        try:
            yield
        finally:
            if self._descriptor != _CLOSED:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def _takes_lock(self) -> bool:
        import fcntl

        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def is_of_this_reader(connection: socket.socket) -> bool:
    """Whether a process of the same user is at the other end.

    Only Linux is asked; elsewhere it is the folder that keeps others out.
    """
    if sys.platform != "linux":
        return True
    form = "iII"  # pid, uid, gid: struct ucred, see unix(7)
    said = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize(form))
    return bool(struct.unpack(form, said)[1] == os.geteuid())


def _age(entry: os.DirEntry[str]) -> int:
    """What grows with a socket's age; its window may close at this moment."""
    try:
        return -entry.stat(follow_symlinks=False).st_mtime_ns
    except FileNotFoundError:
        return 0


def _make(folder: Path) -> None:
    """As ``durable.make_folder``, without what that module loads."""
    if not folder.parent.exists():
        _make(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
