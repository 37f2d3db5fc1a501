"""Starting the index process, and talking to its pipes without ever waiting."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

INDEX_OPTION = "--index-process"
"""What a frozen program is called with to be the index; ``index.__main__`` takes the rest."""

_READ_SIZE = 1 << 18

# Collecting garbage while modules are loaded takes a fifth of the start and finds none.
_BOOTSTRAP = (
    "import gc, sys; gc.disable(); sys.path.insert(0, sys.argv.pop(1)); "
    "from counterpoint.index.__main__ import main; "
    "gc.freeze(); gc.enable(); main(sys.argv[1:])"
)


class IndexProcess:
    """Holds the index process and its two pipes, neither of which makes the caller wait.

    It ends by itself when its standard input does, so it never outlives who started it.
    """

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._requests, self._answers = _pipe(process.stdin), _pipe(process.stdout)
        os.set_blocking(self._requests.fileno(), False)
        os.set_blocking(self._answers.fileno(), False)

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def answers(self) -> int:
        """The descriptor that turns readable when there is an answer, or nobody to give one."""
        return self._answers.fileno()

    @property
    def requests(self) -> int:
        """The descriptor that turns writable when more can be written."""
        return self._requests.fileno()

    def write(self, some: memoryview) -> int:
        """How many of these bytes were taken; none where the pipe is full or nobody is there.

        That nobody is there is heard of by reading.
        """
        try:
            return os.write(self.requests, some)
        except OSError:
            return 0

    def read(self) -> bytes | None:
        """What has come; None where nothing has, empty where the process is gone."""
        try:
            return os.read(self.answers, _READ_SIZE)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def kill(self) -> None:
        """End the process at once; harmless when repeated."""
        if self._answers.closed:
            return
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._requests.close()
        self._answers.close()


def start_index(folder: Path | None, log: int = subprocess.DEVNULL) -> IndexProcess:
    """A new index process, which keeps its cache in ``folder``, or in memory where that is None.

    ``log`` is the descriptor that takes what goes wrong in it, for whoever mends the program.
    """
    process = subprocess.Popen(
        [*_command(), *([str(folder)] if folder else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        bufsize=0,
    )
    return IndexProcess(process)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, INDEX_OPTION]
    packages = Path(__file__).resolve().parents[2]
    return [sys.executable, "-I", "-c", _BOOTSTRAP, str(packages)]


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("The index is started with pipes.")
    return stream
