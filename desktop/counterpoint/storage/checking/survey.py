"""A project's folder looked at with patience: what of it is not as it should be, and what is."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterpoint.domain.fault import Fault
from counterpoint.domain.project_file import PROJECT_FILE, folder_named
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import read_plain
from counterpoint.storage.folder import (
    FOLDERS,
    FORMAT,
    READERS,
    Marker,
    ProjectFolder,
    is_project_id,
    open_folder,
    read_marker,
)
from counterpoint.storage.known import Known, KnownProjects
from counterpoint.storage.places import state_folder
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.wording import plain_text

_LIMIT = 1 << 16
_FIELD = r'"%s"\s*:\s*"([^"\\]*)"'


@dataclass(frozen=True)
class Survey:
    """A project's folder, and what is wrong with it itself.

    ``lacks_marker`` where project.counterpoint is missing or damaged; ``folder.id`` is then empty.
    """

    folder: ProjectFolder
    faults: tuple[Fault, ...] = ()
    lacks_marker: bool = False


def survey(path: Path) -> Survey:
    """Look at a project's folder; Refusal where there is none, or nothing of a project is in it."""
    folder = folder_named(path)
    if not _has_readers(folder):
        found = open_folder(path)
        return Survey(found, tuple(_misplaced(found.path)))
    folder = folder.resolve()
    misplaced = tuple(_misplaced(folder))
    try:
        marker = read_marker(folder)
    except (OSError, Refusal) as error:
        fault = Fault(_sentence(error), PROJECT_FILE)
        return Survey(_unmarked(folder), (fault, *misplaced), lacks_marker=True)
    name = marker.name or plain_text(folder.name)
    return Survey(ProjectFolder(folder, marker.id, marker.format, name), misplaced)


def marker_of(folder: Path, told: Collection[str]) -> Marker | None:
    """What a lost project.counterpoint said; None where nothing tells its id for certain.

    ``told``, the ids that readers' files give, comes first, where they agree; then its own bytes,
    and the list of the projects that were open here, which also decide between several.
    """
    text, known = _bytes(folder), _known(folder)
    said_elsewhere = [_field("id", text), known.id]
    if len(told) > 1:
        ids = [one for one in said_elsewhere if one in told]
    else:
        ids = [*told, *said_elsewhere]
    found = next(filter(is_project_id, ids), "")
    return Marker(found, FORMAT, _field("name", text) or known.name) if found else None


def _known(folder: Path) -> Known:
    """What the list of the projects that were open here says of one."""
    known = KnownProjects(state_folder()).read()
    return next((one for one in known if one.path == str(folder)), Known(str(folder)))


def _has_readers(folder: Path) -> bool:
    readers = folder / READERS
    return readers.is_dir() and any(one.suffix == ".json" for one in readers.iterdir())


def _unmarked(folder: Path) -> ProjectFolder:
    return ProjectFolder(folder, "", FORMAT, plain_text(folder.name))


def _misplaced(folder: Path) -> Iterator[Fault]:
    """Folders of the project that are something else or gone; what is in them is left alone."""
    for name in FOLDERS:
        path = folder / name
        if path.is_symlink():
            yield Fault(f"“{name}” in the project is a link; put a real folder in its place.", name)
        elif path.exists() and not path.is_dir():
            yield Fault(f"“{name}” in the project is a file; put a folder in its place.", name)
        elif name == READERS and not path.exists():
            yield Fault(
                f"“{name}” is not in the project any more, and with it all that was said; put it"
                " back from a backup or another machine.",
                name,
            )


def _sentence(error: OSError | Refusal) -> str:
    if isinstance(error, Refusal):
        return str(error)
    return f"{PROJECT_FILE} cannot be read: {reason_of(error)}."


def _bytes(folder: Path) -> str:
    """What a damaged project.counterpoint still says."""
    try:
        return read_plain(folder / PROJECT_FILE, _LIMIT).decode("utf-8", "replace")
    except (OSError, Refusal):
        return ""


def _field(name: str, text: str) -> str:
    found = re.search(_FIELD % name, text)
    return found[1] if found else ""
