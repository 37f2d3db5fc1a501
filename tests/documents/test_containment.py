"""What a worker cannot do any more once it has read its document, tried from the inside."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[2] / "desktop"

INSIDE = """
import errno, json, mmap, os, resource, socket, sys, _posixsubprocess
from counterpoint.documents.worker import containment
for descriptor in range(3, 64):
    try:
        os.close(descriptor)
    except OSError:
        pass
measures = containment.before_opening() + containment.after_reading(False)
if sys.argv[2] == "all":
    measures += containment.last_of_all()

def attempt(act):
    try:
        act()
    except OSError as error:
        return errno.errorcode.get(error.errno, "")
    except MemoryError:
        return "ENOMEM"
    return ""

def connect():
    socket.socket(type=socket.SOCK_DGRAM).connect(("127.0.0.1", 9))

def fork():
    if os.fork() == 0:
        os._exit(0)

def write():
    os.write(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT), b"x")

def take_back_time():
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except ValueError:
        raise PermissionError(errno.EPERM, "")

tried = {
    "read": attempt(lambda: os.open("/etc/passwd", os.O_RDONLY)),
    "list": attempt(lambda: os.listdir("/")),
    "write": attempt(write),
    "socket": attempt(socket.socket),
    "fork": attempt(fork),
    "memory": attempt(lambda: bytearray(3 << 30)),
    "time": attempt(take_back_time),
}
os.close(2)
tried["read, with a descriptor to spare"] = attempt(lambda: os.open("/etc/passwd", os.O_RDONLY))
tried["connect, with a descriptor to spare"] = attempt(connect)
print(json.dumps([measures, tried]))
"""


CALLS = "no calls that open, start or connect"


@cache
def inside(steps: str) -> tuple[list[str], dict[str, str]]:
    """The measures that hold, and by which error each attempt failed; empty where it did not."""
    found = subprocess.run(
        [sys.executable, "-c", INSIDE, "/tmp/counterpoint-was-here", steps],
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        stdout=subprocess.PIPE,
        check=True,
    )
    measures, tried = json.loads(found.stdout)
    return measures, tried


def test_system_calls_are_refused_where_the_kernel_can() -> None:
    status = Path("/proc/self/status")
    if not status.exists() or "Seccomp:" not in status.read_text(encoding="ascii"):
        pytest.skip("this system has no filter over system calls")
    if platform.machine() not in {"x86_64", "aarch64"}:
        pytest.skip("the filter knows no numbers for this machine")
    assert CALLS in inside("all")[0]


@pytest.mark.parametrize(
    ("measure", "attempt", "error"),
    [
        ("no further files", "read", "EMFILE"),
        ("no further files", "list", "EMFILE"),
        ("no further files", "write", "EMFILE"),
        ("no further files", "socket", "EMFILE"),
        ("no further processes", "fork", "EAGAIN"),
        ("limited memory", "memory", "ENOMEM"),
        ("no capabilities", "time", "EPERM"),
        ("no file system", "read, with a descriptor to spare", "EACCES"),
        ("own network without a way out", "connect, with a descriptor to spare", "ENETUNREACH"),
        (CALLS, "read", "EPERM"),
        (CALLS, "socket", "EPERM"),
        (CALLS, "fork", "EPERM"),
        (CALLS, "connect, with a descriptor to spare", "EPERM"),
    ],
)
def test_a_contained_worker_cannot(measure: str, attempt: str, error: str) -> None:
    measures, tried = inside("all" if measure == CALLS else "but the last")
    if measure not in measures:
        pytest.skip(f"this system does not offer the measure {measure!r}")
    assert tried[attempt] == error


ENDLESS = """
import os, sys
from counterpoint.documents.worker import containment
measures = containment.before_opening() + containment.after_reading(False)
measures += containment.last_of_all()
if not containment.allow_time(1):
    os._exit(9)
while True:
    pass
"""


def test_a_worker_that_never_rests_is_ended_by_the_system() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ENDLESS],
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        check=False,
        timeout=60,
    )
    if ended.returncode == 9:
        pytest.skip("this system does not limit processor time")
    assert -ended.returncode == signal.SIGXCPU
