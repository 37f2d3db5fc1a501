"""What a worker cannot do once a document is open in it, tried from inside its own session.

Linux with seccomp and Landlock refuses all of it; elsewhere what lacks its measure is skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[2] / "desktop"

INSIDE = """
import ctypes, errno, json, os, socket, sys, _posixsubprocess
from counterpoint.documents.client import jobs
from counterpoint.documents.worker import containment
from counterpoint.documents.worker.session import Session
for descriptor in range(3, 64):
    try:
        os.close(descriptor)
    except OSError:
        pass
libc = ctypes.CDLL(None, use_errno=True)
before = containment.before_opening()
session = Session(None, lambda: before + containment.after_reading(True)
    + containment.last_of_all())
measures = session.answer(jobs.Open(sys.argv[1]))[0]["measures"]
os.close(2)

def attempt(act):
    try:
        act()
    except OSError as error:
        return errno.errorcode.get(error.errno, "")
    except MemoryError:
        return "ENOMEM"
    return ""

def call(function, *values):
    if function(*values) < 0:
        raise OSError(ctypes.get_errno(), "")

tried = {
    "read": attempt(lambda: os.open(sys.argv[1], os.O_RDONLY)),
    "environment": attempt(lambda: os.open("/proc/self/environ", os.O_RDONLY)),
    "write": attempt(lambda: os.open(sys.argv[1] + "x", os.O_WRONLY | os.O_CREAT)),
    "remove": attempt(lambda: os.unlink(sys.argv[1])),
    "connect": attempt(lambda: socket.create_connection(("127.0.0.1", 9))),
    "fork": attempt(lambda: os.fork() or os._exit(0)),
    "run": attempt(lambda: os.execv("/bin/true", ["true"])),
    "kill": attempt(lambda: os.kill(os.getppid(), 0)),
    "watch": attempt(lambda: call(libc.ptrace, 16, os.getppid(), 0, 0)),
    "memory": attempt(lambda: bytearray(3 << 30)),
}
print(json.dumps([measures, tried, session.answer(jobs.Read())[0]["paragraphs"]]))
"""

CALLS, MEMORY = "no calls that open, start or connect", "limited memory"


@cache
def inside(folder: Path) -> tuple[list[str], dict[str, str], int]:
    """The measures that hold, what each attempt met, and the paragraphs read in spite of all."""
    path = folder / "a.txt"
    path.write_text("It rained.", encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-c", INSIDE, str(path)],
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        stdout=subprocess.PIPE,
        check=True,
    )
    measures, tried, paragraphs = json.loads(found.stdout)
    return measures, tried, paragraphs


@pytest.mark.skipif(os.name != "posix", reason="Windows takes no measure but deadlines")
@pytest.mark.parametrize(
    ("attempt", "measure", "errors"),
    [
        ("read", CALLS, {"EPERM"}),
        ("environment", CALLS, {"EPERM"}),
        ("write", CALLS, {"EPERM"}),
        ("remove", CALLS, {"EPERM"}),
        ("connect", CALLS, {"EPERM"}),
        ("fork", CALLS, {"EPERM"}),
        ("run", CALLS, {"EPERM"}),
        ("kill", CALLS, {"EPERM"}),
        ("watch", CALLS, {"EPERM"}),
        ("memory", MEMORY, {"ENOMEM"}),
    ],
)
def test_a_worker_that_was_taken_over_cannot(
    attempt: str, measure: str, errors: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    measures, tried, paragraphs = inside(tmp_path_factory.getbasetemp())
    if measure not in measures:
        pytest.skip(f"this system does not offer the measure {measure!r}")
    assert tried[attempt] in errors
    assert paragraphs == 1
