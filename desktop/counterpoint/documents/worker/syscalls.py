"""A filter over system calls (seccomp): what would open, start, connect or watch is refused.

It is a list of what is refused, not of what may be done: Python and MuPDF need different calls
with every C library. Numbers: Linux ``arch/x86/entry/syscalls/syscall_64.tbl`` and
``include/uapi/asm-generic/unistd.h``.
"""

import platform
from collections.abc import Iterable
from ctypes import CDLL, POINTER, Structure, byref, c_uint8, c_uint16, c_uint32
from dataclasses import dataclass
from errno import EPERM

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | EPERM
_X32 = 0x40000000
"""Numbers from here on reach the same calls in another dress."""

_SAME_EVERYWHERE = (425, 426, 434, 435, 437, 438)
"""io_uring_setup and _enter, pidfd_open, clone3, openat2, pidfd_getfd."""


@dataclass(frozen=True)
class _Machine:
    architecture: int
    refused: tuple[int, ...]


_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        (
            # open, sockets, shared memory and queues, clone to execve, kill, names
            2, 41, 42, 43, 49, 50, 53, 29, 30, 64, 68, 56, 57, 58, 59, 62, 82, 83, 84, 85, 86, 87,
            # links, ptrace, mount, tkill, tgkill, keys, openat and its kin, unshare
            88, 101, 165, 200, 234, 248, 249, 250, 257, 258, 259, 263, 264, 265, 266, 272, 288,
            # perf, handles, namespaces, other processes' memory, renameat2, memory files, bpf
            298, 304, 308, 310, 311, 316, 319, 321, 322, 323,
        ),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        (
            # names, mount, openat, unshare, ptrace, kill, queues, shared memory, sockets
            33, 34, 35, 36, 37, 38, 40, 56, 97, 117, 129, 130, 131, 186, 190, 194, 196, 198, 199,
            # sockets, keys, clone, execve, perf, accept4, handles, namespaces
            200, 201, 202, 203, 217, 218, 219, 220, 221, 241, 242, 265, 268, 270, 271,
            # renameat2, memory files, bpf, execveat, userfaultfd
            276, 279, 280, 281, 282,
        ),
    ),
}  # fmt: skip


class _Instruction(Structure):
    _fields_ = (("code", c_uint16), ("yes", c_uint8), ("no", c_uint8), ("value", c_uint32))


class _Program(Structure):
    _fields_ = (("length", c_uint16), ("instructions", POINTER(_Instruction)))


def refuse_system_calls(libc: CDLL) -> bool:
    """Refuse them from now on with EPERM; whether this machine has such a filter."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    instructions = list(_instructions(machine))
    held = (_Instruction * len(instructions))(*instructions)
    program = _Program(len(instructions), held)
    return int(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, byref(program), 0, 0)) == 0


def _instructions(machine: _Machine) -> Iterable[_Instruction]:
    """Jumps count the instructions that are passed over; the last one refuses."""
    refused = (*machine.refused, *_SAME_EVERYWHERE)
    yield _Instruction(_LOAD, 0, 0, _ARCHITECTURE_AT)
    yield _Instruction(_EQUAL, 0, len(refused) + 3, machine.architecture)
    yield _Instruction(_LOAD, 0, 0, _NUMBER_AT)
    yield _Instruction(_AT_LEAST, len(refused) + 1, 0, _X32)
    for position, number in enumerate(refused):
        yield _Instruction(_EQUAL, len(refused) - position, 0, number)
    yield _Instruction(_RETURN, 0, 0, _ALLOW)
    yield _Instruction(_RETURN, 0, 0, _REFUSE)
