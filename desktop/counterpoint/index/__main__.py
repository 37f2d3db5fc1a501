"""The composition root of the index process: ``main`` runs until its window goes away."""

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from counterpoint.documents.text.offers import Offers
from counterpoint.documents.text.version import EXTRACTOR
from counterpoint.index.finder import Finder
from counterpoint.index.kinds import kinds_of
from counterpoint.index.seeking import seeking
from counterpoint.index.serving import Server, Work

BROKEN = "The search came upon something unknown; restart Counterpoint to search again."

_READ_SIZE = 1 << 18


def main(arguments: Sequence[str]) -> None:
    """Serve one window over standard input and output.

    ``arguments`` hold the folder of the cache; without it the cache is kept in memory.
    """
    if os.name == "posix":
        os.nice(5)
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever libraries print from now on goes to standard error
    lines: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(lines,), daemon=True).start()
    _serve(Server(works(arguments), lambda line: _write(answers, line)), lines)


def works(arguments: Sequence[str]) -> Mapping[str, Work]:
    """Everything that can be asked of the index, by its kind."""
    finder = Finder(Path(arguments[0]) if arguments else None)
    return {**kinds_of(finder, EXTRACTOR), "seek": seeking(lambda text: Offers(text).of)}


def _serve(server: Server, lines: "SimpleQueue[bytes]") -> None:
    while True:
        while server.is_idle or not lines.empty():
            _take(server, lines.get())
        try:
            server.step()
        except Exception:  # noqa: BLE001 - one bad job must not end the index
            traceback.print_exc()
            server.refuse(BROKEN)


def _take(server: Server, line: bytes) -> None:
    """Let a request wait; what is none is left out, for it cannot be answered."""
    try:
        server.take(line)
    except (ValueError, TypeError):
        traceback.print_exc()


def _listen(lines: "SimpleQueue[bytes]") -> None:
    """Read requests; end the process with the window, whatever it is doing."""
    pending: list[bytes] = []
    while received := os.read(0, _READ_SIZE):
        *whole, rest = received.split(b"\n")
        for line in whole:
            lines.put(b"".join((*pending, line)))
            pending.clear()
        pending.append(rest)
    os._exit(0)


def _write(answers: int, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        try:
            rest = rest[os.write(answers, rest) :]
        except BrokenPipeError:
            os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
