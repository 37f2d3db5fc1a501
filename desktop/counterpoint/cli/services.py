"""What the command line is given by the composition root, and what it asks of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from counterpoint.app.ports import Library
from counterpoint.cli.output import Output
from counterpoint.documents.client.blocking import BlockingWorker


class WrongUse(Exception):
    """One sentence on what cannot be asked for like this."""


@dataclass(frozen=True)
class WindowRequest:
    """Open the window: on a project, if one is named, with files added to it.

    ``link`` is a counterpoint:// address. ``fresh`` asks for a window of its own that begins as
    if nothing were remembered.
    """

    project: Path | None = None
    files: tuple[Path, ...] = ()
    link: str = ""
    fresh: bool = False


@dataclass(frozen=True)
class ShotRequest:
    """Picture of a project's window: ``size`` in pixels; without a theme, the reader's own."""

    project: Path
    output: Path
    size: tuple[int, int]
    theme: Literal["light", "dark"] | None


@dataclass(frozen=True)
class Services:
    """What the commands need of the rest of the program.

    ``open_library`` finds out who annotates here, and makes that identity the first time.
    ``check`` gives findings on a project in sentences. ``fingerprint`` is the SHA-256 of a
    regular file; it raises OSError or Refusal. ``write_file`` replaces a file whole or not at
    all. ``extractor`` is the version of the code that makes raw text. ``open_window`` and
    ``shot`` give exit codes.
    """

    open_library: Callable[[], Library]
    start_worker: Callable[[], BlockingWorker]
    check: Callable[[Path], Sequence[str]]
    fingerprint: Callable[[Path], str]
    write_file: Callable[[Path, bytes], None]
    extractor: str
    open_window: Callable[[WindowRequest], int]
    shot: Callable[[ShotRequest], int]


@dataclass(frozen=True)
class Context:
    """What every command is run with."""

    services: Services
    output: Output
