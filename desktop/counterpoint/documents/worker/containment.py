"""Giving up rights: what a worker that a hostile document took over could no longer do.

Each measure is one function that returns whether it holds; where a system has none, the next
still stands. ``before_opening``, ``after_reading`` and ``last_of_all`` name those that hold.

Linux has all of them, if its kernel is built with namespaces, Landlock (5.13) and seccomp, and lets
plain users make namespaces. macOS has the limits on core dumps, processes, files, writing and
processor time. Windows has none: there a worker is held only by its deadlines, which the window
keeps, and by the window's distrust of every answer.

A system counts processor time by process, not by job: ``allow_time`` moves the limit on before each
job. It holds a worker whose window is stopped or asks nothing; a job that hangs meets its deadline.
"""

import os
import sys
from collections.abc import Callable
from ctypes import CDLL, Structure, byref, c_int, c_uint32, c_uint64, sizeof
from functools import partial
from math import ceil
from pathlib import Path

from counterpoint.documents.worker.syscalls import refuse_system_calls

MEMORY_ABOVE = 2 << 30
"""Bytes a worker may take beyond what it has when the document is read."""

LIFE_SECONDS = 3600
"""Processor time of a worker in all: one that has used it up ends, and another takes its place."""

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_SIGKILL = 9
_STANDARD_STREAMS = 3

# Rights by Landlock version: https://docs.kernel.org/userspace-api/landlock.html
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_RIGHTS = 0b11
_SCOPES = 0b11

Measure = Callable[[], bool]


class _Ruleset(Structure):
    _fields_ = (("files", c_uint64), ("network", c_uint64), ("scopes", c_uint64))


class _CapabilityHead(Structure):
    _fields_ = (("version", c_uint32), ("pid", c_int))


def before_opening() -> tuple[str, ...]:
    """Give up what no worker needs: the network, new rights, core dumps, outliving the window."""
    measures: dict[str, Measure] = {
        "no core dumps": _forbid_core_dumps,
        "limited processor time": _limit_time,
        "no further processes": _forbid_processes,
        "no new rights": _forbid_new_rights,
        "own network without a way out": _leave_network,
        "no capabilities": _drop_capabilities,
        "ends with its parent": _end_with_parent,
    }
    return _holding(measures)


def after_reading(writes_pixels_to_pipe: bool) -> tuple[str, ...]:
    """Give up the file system and further memory, files and processes; the document is read."""
    measures: dict[str, Measure] = {
        "limited memory": _limit_memory,
        "no file system": _leave_file_system,
        "no further files": _forbid_files,
    }
    if not writes_pixels_to_pipe:
        measures["no writing to files"] = _forbid_writing
    return _holding(measures)


def last_of_all() -> tuple[str, ...]:
    """Give up the system calls that could take back anything of this."""
    return _holding({"no calls that open, start or connect": _refuse_system_calls})


def allow_time(seconds: float) -> bool:
    """Let this process work so long from now on, then end (SIGXCPU); whether the system does so."""
    return _holds(partial(_allow_time, seconds))


def _holding(measures: dict[str, Measure]) -> tuple[str, ...]:
    return tuple(name for name, measure in measures.items() if _holds(measure))


def _holds(measure: Measure) -> bool:
    """Whether a measure could be taken on this system."""
    try:
        return measure()
    except (OSError, AttributeError, ImportError, ValueError):
        return False


def _libc() -> CDLL:
    if sys.platform != "linux":
        raise OSError("Only Linux has this measure.")
    return CDLL(None, use_errno=True)


def _forbid_core_dumps() -> bool:
    _limit("RLIMIT_CORE", 0)
    return True


def _limit_time() -> bool:
    _limit("RLIMIT_CPU", LIFE_SECONDS)
    return True


def _allow_time(seconds: float) -> bool:
    import resource  # Windows has none

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = ceil(used.ru_utime + used.ru_stime + seconds)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    within = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (within, hard))
    return True


def _forbid_new_rights() -> bool:
    return int(_libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) == 0


def _leave_network() -> bool:
    """A network namespace of its own has no device that leads out; needs a single thread."""
    return int(_libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC)) == 0


def _drop_capabilities() -> bool:
    """The new user namespace made this process its root; a root without rights is better."""
    version_3 = 0x20080522
    head, none = _CapabilityHead(version_3, 0), (c_uint32 * 6)()
    return int(_libc().capset(byref(head), byref(none))) == 0


def _end_with_parent() -> bool:
    """After the change of user namespace, which would clear it."""
    return int(_libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)) == 0


def _limit_memory() -> bool:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _limit("RLIMIT_AS", pages * os.sysconf("SC_PAGE_SIZE") + MEMORY_ABOVE)
    return True


def _forbid_processes() -> bool:
    """The limit does not bind the system's own root."""
    if os.getuid() == 0:
        return False
    _limit("RLIMIT_NPROC", 0)
    return True


def _forbid_writing() -> bool:
    _limit("RLIMIT_FSIZE", 0)
    return True


def _forbid_files() -> bool:
    """No descriptor beyond standard input, output and error: neither a file nor a socket."""
    _limit("RLIMIT_NOFILE", _STANDARD_STREAMS)
    return True


def _leave_file_system() -> bool:
    """Landlock with no rule: no path can be opened, made, removed or run."""
    libc = _libc()
    version = int(libc.syscall(_LANDLOCK_CREATE, None, 0, 1))
    if version < 1:
        return False
    files = (1 << _FILE_RIGHTS[min(version, max(_FILE_RIGHTS))]) - 1
    network = _NETWORK_RIGHTS if version >= 4 else 0
    rules = _Ruleset(files, network, _SCOPES if version >= 6 else 0)
    size = sizeof(c_uint64) * (1 if version < 4 else 2 if version < 6 else 3)
    ruleset = int(libc.syscall(_LANDLOCK_CREATE, byref(rules), size, 0))
    if ruleset < 0:
        return False
    try:
        return int(libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0)) == 0
    finally:
        os.close(ruleset)


def _refuse_system_calls() -> bool:
    return refuse_system_calls(_libc())


def _limit(name: str, value: int) -> None:
    import resource  # Windows has none

    kind = getattr(resource, name)
    resource.setrlimit(kind, (value, value))
