"""The projects that this installation knows, and making new ones."""

import hashlib
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import make_folder, read_plain, replace_file
from counterpoint.storage.exports import Exports
from counterpoint.storage.folder import create, open_folder, refused
from counterpoint.storage.identity import Identity
from counterpoint.storage.places import documents_folder, state_folder
from counterpoint.storage.sources import safe_folder_name
from counterpoint.storage.store import Store
from counterpoint.storage.wording import said

MOST_KNOWN = 200
"""Projects that are remembered, the latest first."""

_LIMIT = 1 << 22
_HASHED_AT_ONCE = 1 << 20


Who = TypeVar("Who")


class OpenProject(Store):
    """A store with its project's name and exports."""

    @property
    def name(self) -> str:
        """The project's name."""
        return self.folder.name

    @property
    def path(self) -> Path:
        """The project's folder."""
        return self.folder.path

    def write_export(self, text: str) -> Path:
        """Write a note named after the project into its exports folder; where it now stands."""
        return Exports(self.folder.path / "exports").write(f"{folder_name(self.name)}.md", text)


class _Known(msgspec.Struct):
    """A project, and the fingerprints and sizes of the files it was made from."""

    path: str
    files: list[str]
    sizes: list[int]


class Library:
    """Finds, makes and remembers projects; the list of those known is a file in the state folder.

    That file is a convenience: one that cannot be read is as good as none.
    """

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    def open(self, path: Path) -> OpenProject:
        """The project in a folder, or of its project.counterpoint."""
        return OpenProject.open(path, self.identity)

    def create(self, title: str) -> OpenProject:
        """A new project in the reader's documents folder, named after a title."""
        place = documents_folder()
        with refused(f"New projects cannot be kept in “{said(place)}”"):
            make_folder(place)
        name = folder_name(title)
        numbered = (name if n == 1 else f"{name} ({n})" for n in count(1))
        free = next(place / each for each in numbered if not (place / each).exists())
        return self.open(create(free, title).path)

    def create_at(self, path: Path) -> OpenProject:
        """A new project in a folder that is absent or empty."""
        return self.open(create(path, path.name).path)

    def open_or_create(self, path: Path) -> OpenProject:
        """The project in a folder; a new one where there is no folder yet, or an empty one."""
        is_free = not path.exists() or (path.is_dir() and not any(path.iterdir()))
        return self.create_at(path) if is_free else self.open(path)

    def holding(self, files: Sequence[Path]) -> Path | None:
        """The project that was made from exactly these files, if it is there still."""
        sizes = sorted(_size(path) for path in files)
        candidates = [known for known in self._known() if known.sizes == sizes]
        if not candidates:
            return None
        prints = _fingerprints(files)
        for known in candidates:
            if known.files == prints and _is_project(Path(known.path)):
                return Path(known.path)
        return None

    def remember(self, project: Path, files: Sequence[Path]) -> None:
        """Know next time that this project was made from these files."""
        sizes = sorted(_size(path) for path in files)
        latest = _Known(said(project), _fingerprints(files), sizes)
        others = [known for known in self._known() if known.path != latest.path]
        text = msgspec.json.format(msgspec.json.encode([latest, *others][:MOST_KNOWN]), indent=1)
        with refused("The list of projects cannot be kept"):
            make_folder(state_folder())
            replace_file(state_folder() / "projects.json", [text, b"\n"])

    def _known(self) -> list[_Known]:
        path = state_folder() / "projects.json"
        try:
            return msgspec.json.decode(read_plain(path, _LIMIT), type=list[_Known])
        except (OSError, Refusal, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return []


class Shelf(Library, Generic[Who]):
    """A library that also knows its reader, in the app's words."""

    def __init__(self, identity: Identity, reader: Who) -> None:
        super().__init__(identity)
        self.reader = reader


def folder_name(title: str) -> str:
    """A title as the name of a folder on every system."""
    return safe_folder_name(title) or "Project"


def _is_project(path: Path) -> bool:
    try:
        open_folder(path)
    except Refusal:
        return False
    return True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else -1
    except OSError:
        return -1


def _fingerprints(files: Sequence[Path]) -> list[str]:
    """The SHA-256 of each file, sorted; empty for a file that cannot be read."""
    return sorted(_fingerprint(path) for path in files)


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            while block := file.read(_HASHED_AT_ONCE):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
