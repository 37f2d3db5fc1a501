"""Starting a worker process, before Qt is imported if need be, and talking to its pipes."""

import contextlib
import mmap
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from counterpoint.documents.client.replies import PIXEL_LIMIT

SHARED_BYTES = 4 * PIXEL_LIMIT
"""Bytes shared for pixels; sparse, so only what a picture needs takes memory."""

WORKER_OPTION = "--document-worker"
"""What a frozen program is called with to be a worker; ``worker.__main__`` takes the rest."""

_READ_SIZE = 1 << 20

# Collecting garbage while modules are loaded takes a third of a worker's start and finds none.
_BOOTSTRAP = (
    "import gc, sys; gc.disable(); sys.path.insert(0, sys.argv.pop(1)); "
    "from counterpoint.documents.worker.__main__ import main; "
    "gc.freeze(); gc.enable(); main(sys.argv[1:])"
)

_KEPT_VARIABLES = ("LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TZ")


class SharedPixels:
    """Holds memory that a worker writes pixels to: no file, so nothing is left after a crash.

    It is sealed against shrinking, for a worker that cut it short would kill the window (SIGBUS).
    """

    def __init__(self) -> None:
        import fcntl  # Windows has none

        self.fileno = os.memfd_create("counterpoint-pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.fileno, SHARED_BYTES)
        seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(self.fileno, fcntl.F_ADD_SEALS, seals)
        self._map = mmap.mmap(self.fileno, SHARED_BYTES, prot=mmap.PROT_READ)

    def read(self, size: int) -> bytes:
        """A copy of the first bytes, which the worker cannot change any more."""
        return self._map[:size]

    def close(self) -> None:
        """Give the memory back."""
        self._map.close()
        os.close(self.fileno)


class WorkerProcess:
    """Holds one worker: its process, its two pipes and the memory it shares.

    Start and drive it from a thread that lives as long as the worker shall: on Linux the worker
    dies with the thread that started it.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", shared: SharedPixels | None) -> None:
        self.process = process
        self._shared = shared
        self._requests, self._answers = _pipe(process.stdin), _pipe(process.stdout)

    @property
    def fileno(self) -> int:
        """The descriptor that turns readable when the worker has said something or is gone."""
        return self._answers.fileno()

    def write(self, frame: bytes) -> bool:
        """Send a frame; False where the worker is gone."""
        try:
            self._requests.write(frame)
            self._requests.flush()
        except OSError:
            return False
        return True

    def read(self) -> bytes:
        """What has come, waiting if nothing has; empty where the worker is gone."""
        try:
            return os.read(self.fileno, _READ_SIZE)
        except OSError:
            return b""

    def pixels(self, size: int) -> bytes:
        """A copy of the first bytes of the shared pixels."""
        return self._shared.read(size) if self._shared else b""

    def kill(self) -> None:
        """End the worker at once and give back all it held; harmless when repeated."""
        if self._answers.closed:
            return
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            self._requests.close()
        self._answers.close()
        if self._shared:
            self._shared.close()


def start_worker(
    log: int = subprocess.DEVNULL, environment: Mapping[str, str] = os.environ
) -> WorkerProcess:
    """A new worker, which says hello when it is ready; returns without waiting for that.

    ``log`` is the descriptor that takes what goes wrong in it, for whoever mends the program.
    Of the environment it is given only what names languages and the system's own folders.
    """
    shared = _attempt(SharedPixels) if sys.platform == "linux" else None
    passed = (shared.fileno,) if shared else ()
    process = subprocess.Popen(
        [*_command(), *(str(number) for number in passed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env={name: environment[name] for name in _KEPT_VARIABLES if name in environment},
        cwd="/" if os.name == "posix" else None,
        pass_fds=passed,
    )
    return WorkerProcess(process, shared)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_OPTION]
    packages = Path(__file__).resolve().parents[3]
    return [sys.executable, "-I", "-c", _BOOTSTRAP, str(packages)]


def _attempt(make: Callable[[], SharedPixels]) -> SharedPixels | None:
    """The shared pixels; None where there is no sealed memory: pixels then come by pipe."""
    try:
        return make()
    except OSError:
        return None


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("A worker is started with pipes.")
    return stream
