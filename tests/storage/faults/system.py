"""The system as the store meets it, made to fail: a shim between a process and its calls."""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

Rule = Callable[["Call"], Any]
"""What becomes of a call: its result, or an OSError."""

BY_PATH = ("open", "replace", "rename", "unlink", "mkdir", "stat", "lstat", "scandir")
BY_DESCRIPTOR = ("write", "read", "fsync", "ftruncate", "fstat", "close", "fdopen")
SYNCS = frozenset({"fsync"})

CHANGES = frozenset({"write", "fsync", "ftruncate", "replace", "rename", "unlink", "mkdir"})
"""Calls by which something on the disk becomes other than it was."""


@dataclass(frozen=True)
class Call:
    """One call to the system about a file in the folder. ``number`` counts from 1."""

    number: int
    name: str
    path: str
    arguments: tuple[Any, ...]
    perform: Callable[[], Any]

    @property
    def changes(self) -> bool:
        """Whether it is meant to change something on the disk."""
        if self.name == "open":
            return bool(self.arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        return self.name in CHANGES


class System:
    """Owns the calls of this process about one folder, and counts and rules them while it may.

    Synchronising is only pretended: what a disk makes of it is for the rules to say.
    """

    def __init__(self, folder: Path) -> None:
        self.calls = 0
        self._folder = str(folder)
        self._rule: Rule | None = None
        self._paths: dict[int, str] = {}
        self._counting = threading.Lock()

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Stand between the process and the system."""
        places = [(os, name) for name in (*BY_PATH, *BY_DESCRIPTOR)]
        places += [(shutil, "disk_usage"), (io, "open"), (fcntl, "flock")]
        before = [(module, name, getattr(module, name)) for module, name in places]
        for module, name, real in before:
            said = name if module is os else f"{module.__name__}.{name}"
            setattr(module, name, partial(self._called, said, real))
        try:
            yield
        finally:
            for module, name, real in before:
                setattr(module, name, real)

    @contextmanager
    def ruled(self, rule: Rule) -> Iterator[None]:
        """Let a rule decide every call, counting from 1."""
        self.calls, self._rule = 0, rule
        try:
            yield
        finally:
            self._rule = None

    def _called(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        path = self._path_of(name, arguments)
        if path is None:
            return real(*arguments, **named)
        perform = partial(self._perform, name, partial(real, *arguments, **named), arguments)
        rule = self._rule
        if rule is None:
            return perform()
        with self._counting:
            self.calls += 1
            number = self.calls
        return rule(Call(number, name, path, arguments, perform))

    def _path_of(self, name: str, arguments: tuple[Any, ...]) -> str | None:
        """The file in the folder that a call is about; None where it is about something else."""
        subject = arguments[0] if arguments else ""
        if isinstance(subject, int):
            return self._paths.get(subject)
        if not isinstance(subject, str | os.PathLike):
            return None
        path = os.fspath(subject)
        is_ours = isinstance(path, str) and Path(path).is_relative_to(self._folder)
        return path if is_ours else None

    def _perform(self, name: str, real: Callable[[], Any], arguments: tuple[Any, ...]) -> Any:
        """Do it, and keep book of which descriptor is which file."""
        if name in SYNCS:
            return None
        if name in {"close", "fdopen"}:
            self._paths.pop(arguments[0], None)
        result = real()
        if name == "open" and isinstance(result, int):
            self._paths[result] = os.fspath(arguments[0])
        return result
