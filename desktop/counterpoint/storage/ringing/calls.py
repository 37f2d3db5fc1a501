"""What one start of the program says to another: a line of JSON, and a line in answer.

File names go as hexadecimal bytes, for on Linux they need not be Unicode.
"""

import json
import os
from pathlib import Path
from typing import Protocol, TypeVar

LONGEST_CALL = 1 << 20
"""Bytes of a call, its line end included."""

LONGEST_ANSWER = 64
"""Bytes."""

_LONGEST_LINK = 2000
_LONGEST_TOKEN = 1000
_FIELDS = frozenset({"project", "files", "link", "token"})

Made_co = TypeVar("Made_co", covariant=True)


class Asking(Protocol):
    """What a start of the program asks for; paths are absolute."""

    @property
    def project(self) -> Path | None:
        """The project to show."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The documents to open."""

    @property
    def link(self) -> str:
        """The address to follow; empty where there is none."""

    @property
    def token(self) -> str:
        """What lets a window come to the front; empty where the desktop gave none."""


class MakeCall(Protocol[Made_co]):
    """Builds a call in the words of whoever is called."""

    def __call__(
        self, project: Path | None, files: tuple[Path, ...], link: str, token: str
    ) -> Made_co:
        """The call with these fields."""


def write_call(call: Asking) -> bytes | None:
    """A call as a line; None where another start would not read it."""
    said = {
        "project": call.project and os.fsencode(call.project).hex(),
        "files": [os.fsencode(path).hex() for path in call.files],
        "link": call.link,
        "token": call.token,
    }
    line = json.dumps(said).encode() + b"\n"
    return line if read_call(line, _unmade) is not None else None


def read_call(line: bytes, make: MakeCall[Made_co]) -> Made_co | None:
    """The call a line holds; None for anything else, whoever wrote it."""
    try:
        if len(line) > LONGEST_CALL:
            return None
        return _call(json.loads(line), make)
    except (ValueError, RecursionError):
        return None


def write_answer(taken: bool) -> bytes:
    """Whether a call was taken, as a line."""
    return json.dumps({"taken": taken}).encode() + b"\n"


def read_answer(line: bytes) -> bool:
    """Whether a line says that a call was taken."""
    return line == write_answer(True)


def _call(said: object, make: MakeCall[Made_co]) -> Made_co:
    """The call of decoded JSON; ValueError where it is none."""
    if not isinstance(said, dict) or said.keys() != _FIELDS or not isinstance(said["files"], list):
        raise ValueError("not a call")
    project = None if said["project"] is None else _path(said["project"])
    files = tuple(_path(each) for each in said["files"])
    link, token = _text(said["link"], _LONGEST_LINK), _text(said["token"], _LONGEST_TOKEN)
    return make(project, files, link, token)


def _path(said: object) -> Path:
    if not isinstance(said, str):
        raise ValueError("not a path")
    name = bytes.fromhex(said)
    path = Path(os.fsdecode(name))
    if b"\0" in name or not path.is_absolute():
        raise ValueError("not an absolute path")
    return path


def _text(said: object, most: int) -> str:
    """Text of at most so many characters that can be shown: no control, no lone surrogate."""
    if not isinstance(said, str) or len(said) > most or not said.isprintable():
        raise ValueError("not a line of text")
    return said


def _unmade(project: Path | None, files: tuple[Path, ...], link: str, token: str) -> bool:
    return True
