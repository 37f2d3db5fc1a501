"""A disk that loses power: what the calls of a process leave on it, of all that may be left.

The model is POSIX at its least: bytes are there once the file is synchronised, names once their
folder is; until then each change of a folder is there or not on its own, and each unsynchronised
file holds any part of what was written (ext4 documents both under ``data=writeback``).
"""

from __future__ import annotations

import os
import random
import stat
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from tests.storage.faults.system import Call

FOLDER = -1
GONE = -2
BLOCKS = (64, 512, 4096)
"""Bytes that a disk writes in one go; the small one makes many states of small files."""


class Kind(Enum):
    """What a call does to a disk."""

    NAME = "names made, replaced or removed in a folder"
    WRITE = "bytes written"
    SYNC = "a file synchronised"
    SYNC_FOLDER = "a folder synchronised"
    TOLD = "a reader was told"


@dataclass(frozen=True)
class Event:
    """One thing that happened; ``names`` are files by path, FOLDER or GONE.

    ``number`` counts acknowledged gestures where a reader was told.
    """

    kind: Kind
    said: str = ""
    folder: str = ""
    names: Mapping[str, int] = field(default_factory=dict)
    file: int = 0
    offset: int = 0
    data: bytes | None = b""
    number: int = 0


class Recorder:
    """Owns what happened to a project, and to its name, in order.

    Calling it performs a call and notes it.
    """

    def __init__(self, project: Path) -> None:
        self.events: list[Event] = []
        self._project = project
        self._files: dict[str, int] = {}
        self._open: dict[int, int] = {}
        self._sizes: list[int] = []
        self._one_by_one = threading.RLock()
        self._notes: Mapping[str, Callable[[Call, Any], None]] = {
            "open": self._opened,
            "write": self._wrote,
            "ftruncate": self._cut,
            "fsync": self._synced,
            "replace": self._renamed,
            "rename": self._renamed,
            "unlink": self._unlinked,
            "mkdir": self._made,
        }

    def __call__(self, call: Call) -> Any:
        """The rule."""
        with self._one_by_one:
            is_new = call.name == "open" and call.changes and not os.path.lexists(call.path)
            result = call.perform()
            if is_new:
                self._created(call)
            if self._is_about(Path(call.path)) and call.name in self._notes:
                self._notes[call.name](call, result)
            return result

    def told(self, gestures: int) -> None:
        """A reader was told that so many gestures are saved."""
        with self._one_by_one:
            self.events.append(Event(Kind.TOLD, number=gestures))

    def _is_about(self, path: Path) -> bool:
        return path.is_relative_to(self._project) or path == self._project.parent

    def _created(self, call: Call) -> None:
        self._files[call.path] = len(self._sizes)
        self._sizes.append(0)
        self._name(call, {call.path: self._files[call.path]})

    def _opened(self, call: Call, descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        self._open[descriptor] = FOLDER if is_folder else self._files[call.path]

    def _wrote(self, call: Call, written: int) -> None:
        file = self._open[call.arguments[0]]
        data = bytes(call.arguments[1][:written])
        self._note_bytes(call, file, data)
        self._sizes[file] += written

    def _cut(self, call: Call, _: None) -> None:
        file = self._open[call.arguments[0]]
        self._sizes[file] = call.arguments[1]
        self._note_bytes(call, file, None)

    def _note_bytes(self, call: Call, file: int, data: bytes | None) -> None:
        offset = self._sizes[file]
        self.events.append(Event(Kind.WRITE, _said(call), file=file, offset=offset, data=data))

    def _synced(self, call: Call, _: None) -> None:
        file = self._open[call.arguments[0]]
        if file == FOLDER:
            self.events.append(Event(Kind.SYNC_FOLDER, _said(call), folder=call.path))
        else:
            self.events.append(Event(Kind.SYNC, _said(call), file=file))

    def _renamed(self, call: Call, _: None) -> None:
        target = os.fspath(call.arguments[1])
        self._files[target] = self._files.pop(call.path)
        self._name(call, {call.path: GONE, target: self._files[target]})

    def _unlinked(self, call: Call, _: None) -> None:
        self._files.pop(call.path, None)
        self._name(call, {call.path: GONE})

    def _made(self, call: Call, _: None) -> None:
        self._name(call, {call.path: FOLDER})

    def _name(self, call: Call, names: Mapping[str, int]) -> None:
        folder = os.path.dirname(call.path)  # noqa: PTH120 - a path of the system's, as it came
        self.events.append(Event(Kind.NAME, _said(call), folder, names))


def _said(call: Call) -> str:
    return f"{call.name} {call.path.rpartition('/')[2]}"


class File:
    """Owns the bytes of one file that are safe, and those that may be lost."""

    def __init__(self) -> None:
        self.safe = b""
        self._pending: list[tuple[int, bytes | None]] = []

    def change(self, offset: int, data: bytes | None) -> None:
        """Write bytes there, or cut the file off."""
        self._pending.append((offset, data))

    def sync(self) -> None:
        """Everything is safe."""
        self.safe = self.latest
        self._pending.clear()

    @property
    def latest(self) -> bytes:
        """What every reader sees while there is power."""
        whole = bytearray(self.safe)
        for offset, data in self._pending:
            whole[offset:] = data or b""
        return bytes(whole)

    def states(self, chance: random.Random) -> list[bytes]:
        """What may be found in it when the power is back."""
        if not self._pending:
            return [self.safe]
        latest, start = self.latest, min(len(self.safe), len(self.latest))
        cut = chance.randint(start, len(latest))
        zeros = bytes(len(latest))
        found = [
            self.safe,
            latest,
            latest[:cut],
            latest[:start] + zeros[start:],
            latest[:cut] + zeros[cut:],
            *(_in_blocks(latest, start, size, chance) for size in BLOCKS),
        ]
        return list(dict.fromkeys(found))


def _in_blocks(latest: bytes, start: int, size: int, chance: random.Random) -> bytes:
    """Some blocks written, in no order; the others hold zeros."""
    whole = bytearray(latest)
    for first in range(start - start % size, len(latest), size):
        if chance.random() < 0.5:
            begin, end = max(first, start), min(first + size, len(latest))
            whole[begin:end] = bytes(end - begin)
    return bytes(whole)


State = Mapping[str, bytes | None]
"""What is on a disk by path; None for a folder."""


class Disk:
    """Owns what is safe on a disk, and what may be lost when the power goes now."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._names: dict[str, int] = {}
        self._pending: list[Event] = []
        self._files: dict[int, File] = {}

    def apply(self, event: Event) -> None:
        """Let something happen."""
        match event.kind:
            case Kind.NAME:
                self._pending.append(event)
            case Kind.WRITE:
                self._file(event.file).change(event.offset, event.data)
            case Kind.SYNC:
                self._file(event.file).sync()
            case Kind.SYNC_FOLDER:
                for one in self._pending:
                    self._names |= one.names if one.folder == event.folder else {}
                self._pending = [one for one in self._pending if one.folder != event.folder]
            case Kind.TOLD:
                pass

    def states(self, most: int, chance: random.Random) -> Iterator[State]:
        """Different states after a power cut: every one, or so many of them by chance."""
        files = {number: file.states(chance) for number, file in self._files.items()}
        choices: list[list[Any]] = [[False, True] for _ in self._pending]
        choices += files.values()
        seen = set()
        every = product(*choices) if prod(map(len, choices)) <= most else _some(choices, chance)
        for _, chosen in zip(range(most), every, strict=False):
            held = chosen[: len(self._pending)]
            contents = dict(zip(files, chosen[len(self._pending) :], strict=True))
            state = self._state(held, contents)
            key = tuple(sorted(state.items()))
            if key not in seen:
                seen.add(key)
                yield state

    def _file(self, number: int) -> File:
        return self._files.setdefault(number, File())

    def _state(self, held: tuple[bool, ...], contents: Mapping[int, bytes]) -> State:
        names = dict(self._names)
        for is_held, event in zip(held, self._pending, strict=True):
            names |= event.names if is_held else {}
        there = {path: file for path, file in names.items() if file != GONE}
        return {
            path: None if file == FOLDER else contents.get(file, b"")
            for path, file in sorted(there.items())
            if all(there.get(parent) == FOLDER for parent in self._parents(path))
        }

    def _parents(self, path: str) -> list[str]:
        """The folders a path lies in, below the root, which was there before."""
        inside = Path(path).relative_to(self._root).parents
        return [str(Path(self._root, parent)) for parent in inside if parent.name]


def _some(choices: list[list[Any]], chance: random.Random) -> Iterator[tuple[Any, ...]]:
    while True:
        yield tuple(map(chance.choice, choices))


def put(state: State, root: Path, place: Path) -> None:
    """Make a folder hold a state of another."""
    for path, content in state.items():
        target = place / Path(path).relative_to(root)
        if content is None:
            target.mkdir()
        else:
            target.write_bytes(content)
