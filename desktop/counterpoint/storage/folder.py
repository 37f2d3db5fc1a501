"""A project's folder: making it, opening it, and what stands in it."""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from counterpoint.domain.project_file import PROJECT_FILE, folder_named
from counterpoint.domain.records import new_id
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import (
    PRIVATE_FOLDER,
    is_temporary,
    make_folder,
    open_plain,
    read_plain,
    replace_file,
)
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.wording import REPAIR, plain_text, said

READERS = "readers"
DOCUMENTS = "documents"
BACKUPS = "backups"
EXPORTS = "exports"
FOLDERS = (READERS, DOCUMENTS, BACKUPS, EXPORTS)
FORMAT = 1
"""The version of what this program writes into a project."""

_LIMIT = 1 << 16
_HEAD = 1 << 12
"""Bytes at the beginning of a reader's file in which it says which project it belongs to."""

_TOLD_ID = re.compile(rb'"project"\s*:\s*"([\w.-]{1,200})"')
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})
"""Files that file managers leave in a folder a person would call empty."""


@dataclass(frozen=True)
class ProjectFolder:
    """A project on disk. ``path`` is absolute, without links; ``id`` is random."""

    path: Path
    id: str
    format: int
    name: str

    @property
    def is_newer(self) -> bool:
        """Whether a newer program made it, so that this one may only read."""
        return self.format > FORMAT

    @property
    def readers(self) -> Path:
        """Where each installation has its file."""
        return self.path / READERS

    @property
    def documents(self) -> Path:
        """Where the copies of the sources are."""
        return self.path / DOCUMENTS


class Unmarked(Refusal):
    """A folder's project.counterpoint is missing or damaged; ``loss`` begins a sentence on it."""

    def __init__(self, sentence: str, loss: str) -> None:
        super().__init__(sentence)
        self.loss = loss


class Marker(msgspec.Struct):
    """What project.counterpoint holds."""

    id: str
    format: int
    name: str = ""


def create(folder: Path, name: str) -> ProjectFolder:
    """Make a project in a folder that is free; Refusal where it cannot be made."""
    with refused(f"The project “{said(folder.name)}” cannot be made in “{said(folder.parent)}”"):
        _refuse_unless_free(folder)
        make_folder(folder)
        path = folder.resolve()
        marker = Marker(
            id=new_id(), format=FORMAT, name=plain_text(name) or plain_text(folder.name)
        )
        for each in FOLDERS:
            # Their names are synchronised with the marker's.
            (path / each).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        write_marker(path, marker)
        return ProjectFolder(path, marker.id, marker.format, marker.name)


def open_folder(path: Path) -> ProjectFolder:
    """The project of a folder, or of its project.counterpoint; Refusal where there is none."""
    folder = folder_named(path)
    with refused(f"The project “{said(folder.name)}” cannot be read"):
        if not folder.is_dir():
            problem = "is not a folder" if os.path.lexists(folder) else "does not exist"
            raise Refusal(f"“{said(path)}” {problem}; choose a project's folder.")
        folder = folder.resolve()
        marker = _marker_to_open(folder)
        _refuse_links(folder)
        return ProjectFolder(
            folder, marker.id, marker.format, marker.name or plain_text(folder.name)
        )


def write_marker(folder: Path, marker: Marker) -> None:
    """Write a folder's project.counterpoint; raises OSError."""
    text = msgspec.json.format(msgspec.json.encode(marker), indent=2)
    replace_file(folder / PROJECT_FILE, [text, b"\n"])


@contextlib.contextmanager
def refused(sentence: str) -> Iterator[None]:
    """Say a system error as a Refusal: the sentence, the reason, and what to do."""
    try:
        yield
    except OSError as error:
        raise Refusal(f"{sentence}: {reason_of(error)}.") from error


def is_free(folder: Path) -> bool:
    """Whether a project can be made there: nothing stands there, or an empty folder.

    What an attempt left that a crash or a full disk ended is nothing. Raises OSError.
    """
    if not os.path.lexists(folder):
        return True
    return folder.is_dir() and all(map(_is_nothing, folder.iterdir()))


def _is_nothing(entry: Path) -> bool:
    if entry.name in FOLDERS:
        return not entry.is_symlink() and entry.is_dir() and not any(entry.iterdir())
    return entry.name in _LITTER or is_temporary(entry.name, entry.with_name(PROJECT_FILE))


def _refuse_unless_free(folder: Path) -> None:
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise Refusal(f"A file named “{said(folder.name)}” is in the way; choose another name.")
    if os.path.lexists(folder / PROJECT_FILE):
        raise Refusal(f"“{said(folder.name)}” is a project already; open it instead.")
    if not is_free(folder):
        raise Refusal(
            f"The folder “{said(folder.name)}” is not empty; choose a new or an empty one."
        )


def read_marker(folder: Path) -> Marker:
    """What a folder's project.counterpoint says; Refusal or OSError where it says nothing.

    The Refusal is ``Unmarked`` where the file is missing or damaged.
    """
    name = said(folder.name)
    try:
        marker = msgspec.json.decode(read_plain(folder / PROJECT_FILE, _LIMIT), type=Marker)
    except FileNotFoundError:
        raise Unmarked(
            f"“{name}” is not a project: it has no {PROJECT_FILE}. "
            "Choose a project's folder, or make a new project.",
            f"“{name}” has lost its {PROJECT_FILE}",
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _damaged(name) from None
    if marker.format < 1 or not is_project_id(marker.id):
        raise _damaged(name)
    return marker


def _damaged(name: str) -> Unmarked:
    loss = f"{PROJECT_FILE} in “{name}” is damaged"
    return Unmarked(f"{loss}; put back a copy of it from a backup.", loss)


def _marker_to_open(folder: Path) -> Marker:
    """As ``read_marker``; where it can be made anew, the Refusal says so."""
    try:
        return read_marker(folder)
    except Unmarked as lost:
        if len(_told_ids(folder / READERS)) != 1:
            raise
        advice = f"{REPAIR} makes it anew, or put back a copy of it from a backup"
        raise Refusal(f"{lost.loss}; {advice}.") from None


def _told_ids(readers: Path) -> set[str]:
    """The ids of projects that readers' files say at their beginning that they belong to."""
    found: set[str] = set()
    if readers.is_symlink() or not readers.is_dir():
        return found
    for name in sorted(each.name for each in os.scandir(readers) if each.name.endswith(".json")):
        with contextlib.suppress(OSError, Refusal):
            told = _TOLD_ID.search(_head_of(readers / name))
            found |= {told[1].decode()} if told else set()
    return found


def _head_of(path: Path) -> bytes:
    with os.fdopen(open_plain(path), "rb") as file:
        return file.read(_HEAD)


def is_project_id(text: str) -> bool:
    """Whether this could be the id of a project: it also names folders and stands in links."""
    return re.fullmatch(r"[\w.-]{1,200}", text) is not None


def _refuse_links(folder: Path) -> None:
    """A folder of the project that leads elsewhere would let a stranger choose what is written."""
    for name in FOLDERS:
        if (folder / name).is_symlink():
            raise Refusal(
                f"“{name}” in the project “{said(folder.name)}” is a link; "
                "put a real folder in its place."
            )
