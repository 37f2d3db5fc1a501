"""Which files of a folder are offered to the reader, in which order, and what is left out."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath

from counterpoint.domain.project_file import PROJECT_FILE

MOST_OFFERED = 200
"""Files a reader is asked about at once; who wants more adds a smaller folder."""


def is_project(path: Path) -> bool:
    """Whether a path is a project's folder or its project file; a closed folder is none."""
    return path.name == PROJECT_FILE or os.path.isfile(path / PROJECT_FILE)  # noqa: PTH113 - never raises


class Reason(Enum):
    """Why something in a folder is not offered; the value follows its number in a sentence."""

    OTHER_KIND = "of other kinds"
    EMPTY = "empty"
    HIDDEN = "hidden"
    LOCK = "kept by an open program"
    LINK = "only linked"
    CLOSED = "closed to you"


@dataclass(frozen=True)
class Found:
    """A file in a folder: its path from there, parts joined by ``/``, and its size in bytes."""

    path: str
    size: int

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        """The folder it lies in, from the one that was dropped; empty where it is that one."""
        parent = str(PurePosixPath(self.path).parent)
        return "" if parent == "." else parent


@dataclass(frozen=True)
class Walk:
    """What was seen in a folder: files, and why other things were passed over.

    ``has_more`` says that the folder is too deep or too large to be looked at whole.
    """

    files: tuple[Found, ...]
    passed_over: tuple[Reason, ...] = ()
    has_more: bool = False


@dataclass(frozen=True)
class Offer:
    """The files that can be added, sorted, and a note on the rest, empty where there is none."""

    files: tuple[Found, ...]
    note: str


def offer_of(walk: Walk, is_readable: Callable[[str], bool]) -> Offer:
    """What to offer of a folder; ``is_readable`` judges a file by its name."""
    reasons = Counter(walk.passed_over)
    files = []
    for found in walk.files:
        reason = _reason_against(found, is_readable)
        if reason is None:
            files.append(found)
        else:
            reasons[reason] += 1
    files.sort(key=lambda found: natural_order(found.path))
    return Offer(tuple(files[:MOST_OFFERED]), _note(reasons, len(files), walk.has_more))


def is_hidden(name: str) -> bool:
    """Whether a file or folder of that name is not meant to be seen."""
    return name.startswith(".")


def natural_order(path: str) -> tuple[tuple[tuple[str | int, ...], ...], tuple[str | int, ...]]:
    """What paths are sorted by: folder before name, numbers by their value, whatever the case."""
    *folders, name = path.split("/")
    return tuple(_parts(folder) for folder in folders), _parts(name)


def size_words(size: int) -> str:
    """A size in bytes as it is told: thousands, from 1 KB upwards."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))} KB"
    if size < 999_950_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.1f} GB"


def _parts(name: str) -> tuple[str | int, ...]:
    """Text and numbers in turn, text first, so that two of them can always be compared."""
    pieces = re.split(r"(\d+)", name.casefold())
    return tuple(int(piece) if index % 2 else piece for index, piece in enumerate(pieces))


def _reason_against(found: Found, is_readable: Callable[[str], bool]) -> Reason | None:
    if found.name.startswith(("~$", ".~lock.")):
        return Reason.LOCK
    if any(is_hidden(part) for part in found.path.split("/")):
        return Reason.HIDDEN
    if not is_readable(found.name):
        return Reason.OTHER_KIND
    return None if found.size else Reason.EMPTY


def _note(reasons: Counter[Reason], readable: int, has_more: bool) -> str:
    sentences = []
    if reasons:
        told: Iterable[str] = (f"{reasons[one]:,} {one.value}" for one in Reason if reasons[one])
        sentences.append(f"Left out: {', '.join(told)}.")
    if readable > MOST_OFFERED:
        sentences.append(f"Only the first {MOST_OFFERED} of {readable:,} are listed.")
    if has_more:
        sentences.append("There is more in the folder.")
    return " ".join(sentences)
