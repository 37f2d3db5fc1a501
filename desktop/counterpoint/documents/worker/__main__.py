"""The composition root of a worker: ``main`` runs until its window goes away."""

import mmap
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import Frame, FrameReader, encode
from counterpoint.documents.client.launch import SHARED_BYTES
from counterpoint.documents.client.queue import deadline_of
from counterpoint.documents.client.replies import PROTOCOL
from counterpoint.documents.worker import containment
from counterpoint.documents.worker.answers import Answer
from counterpoint.documents.worker.engine import BROKEN, silence
from counterpoint.documents.worker.session import Session
from counterpoint.documents.worker.source import Locked
from counterpoint.domain.refusal import Refusal

DEADLINES_ALLOWED = 2
"""Times its deadline that a job may take of a processor, whoever should have ended it before."""

TOO_MUCH = "This document needs more memory than a document may have; try a part of it."
TOO_DEEP = "This document is nested too deeply to be read; try another copy of it."

_READ_SIZE = 1 << 16


def main(arguments: Sequence[str]) -> None:
    """Serve one window over standard input and output.

    ``arguments`` hold the descriptor of the memory for pixels, where the system has it.
    """
    requests, answers = _own_pipes()
    silence()
    pixels = _map_pixels(int(arguments[0])) if arguments else None
    measures = containment.before_opening()
    session = Session(pixels, lambda: measures + _rights_given_up(pixels is None))
    _write(answers, encode({"kind": "hello", "version": PROTOCOL, "measures": list(measures)}))
    for frame in _frames(requests):
        head, body = _answer(session, frame)
        _write(answers, encode({**head, "job": frame.head.get("job", 0)}, body))


def _answer(session: Session, frame: Frame) -> Answer:
    """The one place where everything a document can cause becomes a sentence."""
    try:
        job = jobs.from_head(frame.head)[1]
        containment.allow_time(DEADLINES_ALLOWED * deadline_of(job))
        return session.answer(job)
    except Locked as refusal:
        return {"refused": str(refusal), "locked": True}, b""
    except Refusal as refusal:
        return {"refused": str(refusal)}, b""
    except MemoryError:
        return {"refused": TOO_MUCH}, b""
    except RecursionError:
        return {"refused": TOO_DEEP}, b""
    except Exception:  # noqa: BLE001 - MuPDF raises what it likes; the worker must go on
        with suppress(OSError):  # a log that is a file cannot be written any more
            traceback.print_exc()
        return {"refused": BROKEN}, b""


def _rights_given_up(writes_to_pipe: bool) -> tuple[str, ...]:
    return containment.after_reading(writes_to_pipe) + containment.last_of_all()


def _own_pipes() -> tuple[int, int]:
    """The pipes in and out; whatever libraries print from now on goes to standard error."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return 0, answers


def _map_pixels(descriptor: int) -> mmap.mmap:
    memory = mmap.mmap(descriptor, SHARED_BYTES)
    os.close(descriptor)
    return memory


def _frames(requests: int) -> Iterator[Frame]:
    """What the window asks, until it goes away."""
    reader = FrameReader()
    while received := os.read(requests, _READ_SIZE):
        yield from reader.feed(received)


def _write(answers: int, frame: bytes) -> None:
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(answers, rest) :]


if __name__ == "__main__":
    main(sys.argv[1:])
