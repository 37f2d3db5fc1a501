"""What the command line is given by the composition root, and what it asks of the window."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from counterpoint.app.ports import Library
from counterpoint.cli.output import Output
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.domain.anchoring import Offering
from counterpoint.domain.fault import Fault
from counterpoint.domain.records import Record


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


class Occurrence(Protocol):
    """A place where words stand, and the text around it; ``paragraph`` counts from 0."""

    @property
    def page(self) -> str | None:
        """The page label; None where there are no pages."""
        ...

    @property
    def paragraph(self) -> int:
        """Which paragraph it is in."""
        ...

    @property
    def before(self) -> str:
        """The text before."""
        ...

    @property
    def match(self) -> str:
        """The words as they stand there."""
        ...

    @property
    def after(self) -> str:
        """The text after."""
        ...


class Index(Protocol):
    """What can be searched of one project; files are named by their SHA-256."""

    def has(self, texts: Sequence[str]) -> list[bool]:
        """Whether the text of each file is there; named are all that are wanted."""
        ...

    def take(
        self,
        sha256: str,
        rows: Sequence[tuple[int, int, str | None, str]],
        *,
        is_private: bool = False,
    ) -> None:
        """Take a text: start, paragraph from 0, page label and words of each passage.

        One that is private is written to no file.
        """
        ...

    def occurrences(self, sha256: str, query: str) -> Iterable[Occurrence]:
        """Every place of a text where the words of a query stand, in reading order."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Checkup(Protocol):
    """What was found out about a project without changing it."""

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong with its files and records."""
        ...

    @property
    def records(self) -> Sequence[Record]:
        """The winning version of every record, tombstones included."""
        ...

    @property
    def files(self) -> Mapping[str, Path]:
        """The file of each edition that is as it was added, by SHA-256."""
        ...

    def fault(self, record: Record, complaint: str) -> Fault:
        """A fault of a record with its place; ``complaint`` ends the sentence its name begins."""
        ...


class Repair(Protocol):
    """What was mended."""

    @property
    def deeds(self) -> Sequence[str]:
        """What was done, in sentences; empty where there was nothing to do."""
        ...

    @property
    def backup(self) -> Path | None:
        """Where the files that were touched are kept as they were before."""
        ...


@dataclass(frozen=True)
class Services:
    """What the commands need of the rest of the program.

    ``open_library`` finds out who annotates here, and makes that identity the first time.
    ``open_index`` is of a project, by its id. ``check`` looks at a project and changes nothing;
    ``repair`` mends what can be mended; both raise Refusal. ``fingerprint`` is the SHA-256 of a
    regular file; it raises OSError or Refusal. ``write_file`` replaces a file whole or not at all.
    ``extractor`` is the version of the code that makes raw text. ``open_window`` and ``shot``
    give exit codes.
    """

    open_library: Callable[[], Library]
    start_worker: Callable[[], BlockingWorker]
    open_index: Callable[[str], Index]
    check: Callable[[Path], Checkup]
    repair: Callable[[Path], Repair]
    fingerprint: Callable[[Path], str]
    write_file: Callable[[Path, bytes], None]
    extractor: str
    offering_in: Callable[[str], Offering]
    open_window: Callable[[WindowRequest], int]
    shot: Callable[[ShotRequest], int]


@dataclass(frozen=True)
class Context:
    """What every command is run with."""

    services: Services
    output: Output
