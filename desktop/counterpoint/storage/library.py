"""The projects that this installation knows, and making new ones."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from counterpoint.domain.project import utc_now
from counterpoint.domain.project_file import folder_named
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.copying import copy_into, files_of, standing_records
from counterpoint.storage.durable import make_folder
from counterpoint.storage.exports import Exports
from counterpoint.storage.folder import (
    EXPORTS,
    ProjectFolder,
    create,
    is_free,
    open_folder,
    refused,
)
from counterpoint.storage.identity import Identity
from counterpoint.storage.known import Known, KnownProjects
from counterpoint.storage.lock import WINDOW
from counterpoint.storage.places import documents_folder, state_folder
from counterpoint.storage.sources import numbered, safe_folder_name
from counterpoint.storage.store import Store
from counterpoint.storage.wording import plain_text, said

MOST_RECENT = 50
"""Recent projects that are looked for."""

_HASHED_AT_ONCE = 1 << 20

Who = TypeVar("Who")


@dataclass(frozen=True)
class Recent:
    """A project that was open here, with what it held then; ``opened`` is UTC, ISO 8601."""

    path: Path
    name: str
    documents: int
    claims: int
    opened: str


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

    @property
    def id(self) -> str:
        """The project's id; copies of a folder share it."""
        return self.folder.id

    def write_export(self, text: str) -> Path:
        """Write a note named after the project into its exports folder; where it now stands."""
        return Exports(self.folder.path / EXPORTS).write(f"{folder_name(self.name)}.md", text)


class Library:
    """Finds, makes and remembers projects; ``program`` is what others find their lock held by.

    What is known of them may be asked and told from any thread, and looks at the disk.
    """

    def __init__(self, identity: Identity, program: str = WINDOW) -> None:
        self.identity = identity
        self._program = program
        self._known = KnownProjects(state_folder())

    @property
    def new_projects(self) -> Path:
        """Where new projects go unless the reader says otherwise; it may not be there yet."""
        return documents_folder()

    def open(self, path: Path) -> OpenProject:
        """The project in a folder, or of its project.counterpoint."""
        return OpenProject.open(path, self.identity, self._program)

    def create(self, title: str) -> OpenProject:
        """A new project in the reader's documents folder, named after a title."""
        place = documents_folder()
        with refused(f"New projects cannot be kept in “{said(place)}”"):
            make_folder(place)
        paths = (place / each for each in numbered(folder_name(title)))
        return self.open(create(next(path for path in paths if not path.exists()), title).path)

    def create_at(self, path: Path) -> OpenProject:
        """A new project in a folder that is absent or empty."""
        return self.open(create(path, path.name).path)

    def open_or_create(self, path: Path) -> OpenProject:
        """The project in a folder; a new one where there is no folder yet, or an empty one."""
        with refused(f"“{said(path)}” cannot be looked at"):
            can_be_made = is_free(path)
        return self.create_at(path) if can_be_made else self.open(path)

    def holding(self, files: Sequence[Path]) -> Path | None:
        """The project that was made from exactly these files, if it is there still."""
        sizes = sorted(_size(path) for path in files)
        candidates = [one for one in self._known.read() if one.files and one.sizes == sizes]
        if not candidates:
            return None
        prints = _fingerprints(files)
        made = (_project_at(one.path) for one in candidates if one.files == prints)
        return next((folder.path for folder in made if folder is not None), None)

    def remember(self, project: Path, files: Sequence[Path]) -> None:
        """Know next time that this project was made from these files."""
        sizes, prints = sorted(_size(path) for path in files), _fingerprints(files)
        with refused("The list of projects cannot be kept"):
            self._known.put_first(
                _real(project),
                lambda known: msgspec.structs.replace(known, files=prints, sizes=sizes),
            )

    def visited(self, project: Path, documents: int, claims: int) -> None:
        """Put a project first among the recent ones, with how many of each it holds now.

        A project that is not there, or a disk that refuses, takes nothing away.
        """
        folder = _project_at(str(_real(project)))
        if folder is None:
            return
        now = {"documents": documents, "claims": claims, "opened": utc_now()}
        with contextlib.suppress(OSError):
            self._known.put_first(
                folder.path,
                lambda known: msgspec.structs.replace(
                    known, id=folder.id, name=plain_text(folder.name), **now
                ),
            )

    def recent(self) -> Sequence[Recent]:
        """The projects that were open here and are there still, the latest first."""
        return [
            Recent(folder.path, folder.name, known.documents, known.claims, known.opened)
            for known, folder in islice(self._there(), MOST_RECENT)
        ]

    def find(self, identity: str) -> Path | None:
        """Where a project of that id was open last and still is; None where none is known."""
        there = (folder for _, folder in self._there({identity, ""}) if folder.id == identity)
        return next((folder.path for folder in there), None)

    def forget(self, project: Path) -> None:
        """Take a project off the list; the project itself is left alone."""
        with refused("The list of projects cannot be kept"):
            self._known.drop(_real(project))

    def copy_of(self, project: Path) -> OpenProject:
        """A new project in the reader's documents folder with the documents of another.

        What readers said in it is not taken over; ``records_of`` has that. Refusal where one of
        the documents cannot be copied: then there is no new project.
        """
        folder = open_folder(project)
        sources = list(files_of(folder))
        copy = self.create(folder.name)
        try:
            for source in sources:
                copy_into(copy.folder, source)
        except BaseException:
            copy.close()
            shutil.rmtree(copy.path, ignore_errors=True)
            raise
        return copy

    def records_of(self, project: Path) -> Sequence[Record]:
        """Every record of a project that is not opened, tombstones left out."""
        return standing_records(open_folder(project))

    def _there(self, ids: Container[str] | None = None) -> Iterator[tuple[Known, ProjectFolder]]:
        """What is known of the projects that are there still, of those ids only if any."""
        for known in self._known.read():
            if ids is None or known.id in ids:
                folder = _project_at(known.path)
                if folder is not None:
                    yield known, folder


class Shelf(Library, Generic[Who]):
    """A library that also knows its reader, in the app's words."""

    def __init__(self, identity: Identity, reader: Who, program: str = WINDOW) -> None:
        super().__init__(identity, program)
        self.reader = reader


def folder_name(title: str) -> str:
    """A title as the name of a folder on every system."""
    return safe_folder_name(title) or "Project"


def _project_at(path: str) -> ProjectFolder | None:
    """The project of a folder that the list names, where there is one still."""
    if not Path(path).is_absolute():
        return None
    try:
        return open_folder(Path(path))
    except (Refusal, OSError):
        return None


def _real(project: Path) -> Path:
    """A project's folder as ``open`` would have it, be it there or not."""
    return folder_named(Path(os.path.realpath(project)))


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
