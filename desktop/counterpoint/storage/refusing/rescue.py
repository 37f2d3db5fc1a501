"""What a project's disk refused, kept on this computer until the project has taken it.

Each rescue is a file in the form of a reader's file, which plain TinyDB opens, with one table
more that says which project it belongs to and where that was.
"""

import contextlib
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_hex

import msgspec

from counterpoint.domain.project_file import PROJECT_FILE
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.codec import MALFORMED
from counterpoint.storage.durable import PRIVATE_FOLDER, make_folder, read_plain, sync_folder
from counterpoint.storage.folder import ProjectFolder, open_folder
from counterpoint.storage.identity import Identity
from counterpoint.storage.kept import set_aside
from counterpoint.storage.readers import LARGEST
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About, parse_snapshot, write_snapshot
from counterpoint.storage.wording import plain_text, said

FOLDER = "rescue"
"""The folder of all rescues, in the state folder."""

STAYS = 90 * 24 * 3600.0
"""Seconds that a rescue waits for a folder that is not found, where another had it meanwhile."""

ORIGIN = "origin"
"""The table that says where a rescue comes from."""


class Origin(msgspec.Struct, frozen=True):
    """The project that a rescue belongs to: its id, and its folder at that time.

    ``mark`` tells that folder from a copy of it, also after it was moved on its disk.
    """

    project: str
    folder: str
    mark: str = ""


@dataclass(frozen=True)
class Rescue:
    """A rescue that was read: JSON of records by table and row.

    ``damage`` holds sentences on what is wrong with it; ``origin`` says where its project was, as
    far as that is known. Where it ``stays``, a copy of its project has it, and not the project.
    """

    path: Path
    tables: RawTables = field(default_factory=dict)
    damage: tuple[str, ...] = ()
    origin: Origin | None = None
    stays: bool = False


@dataclass(frozen=True)
class Held:
    """The rescues of a project that can be taken in, and sentences on those that cannot."""

    rescues: tuple[Rescue, ...] = ()
    findings: tuple[str, ...] = ()


class Rescues:
    """Keeps and finds what one installation could not save in one project.

    A project is known by its id, wherever its folder is by now.
    """

    def __init__(self, project: ProjectFolder, identity: Identity, state: Path) -> None:
        self._project = project
        self._mark = _mark(project)
        self._folder = state / FOLDER
        whose = f"{project.id} {identity.reader} {identity.installation}"
        self._key = hashlib.sha256(whose.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def held(self) -> Held:
        """What is kept of this project; never raises."""
        rescues: list[Rescue] = []
        findings: list[str] = []
        for path in self._paths():
            try:
                rescue = _read(path)
                rescues.append(replace(rescue, stays=self._stays(rescue)))
            except FileNotFoundError:
                continue
            except (OSError, Refusal) as error:
                findings.append(_unread(path, error))
        return Held(tuple(rescues), tuple(findings))

    def keep(self, about: About, tables: Mapping[str, Mapping[str, bytes]]) -> Path:
        """Write a rescue, for its owner's eyes only; where it stands. Raises OSError."""
        make_folder(self._folder)
        if self._folder.stat().st_mode & 0o077:
            self._folder.chmod(PRIVATE_FOLDER)
        path = self._folder / f"{self._key}-{token_hex(8)}.json"
        origin = Origin(self._project.id, plain_text(str(self._project.path)), self._mark)
        rows = {ORIGIN: {"1": msgspec.json.encode(origin)}}
        write_snapshot(path, {**tables, **rows}, about)
        return path

    def drop(self, rescue: Rescue) -> None:
        """Let go of a rescue that the project has taken; a damaged one goes aside instead.

        It stays while the folder it was refused by may still come: what was opened may be a copy
        of that one. To take it in again, or not to be able to remove it, does no harm.
        """
        if rescue.stays:
            return
        with contextlib.suppress(OSError):
            if rescue.damage:
                set_aside(rescue.path)
            else:
                rescue.path.unlink()
            sync_folder(self._folder)

    def _paths(self) -> list[Path]:
        try:
            paths = sorted(self._folder.iterdir())
        except OSError:
            return []
        ours = (path for path in paths if path.name.startswith(f"{self._key}-"))
        return [path for path in ours if path.suffix == ".json"]

    def _stays(self, rescue: Rescue) -> bool:
        """Whether another folder than this one may still come for it. Raises OSError."""
        origin = rescue.origin
        if origin is None or origin.folder == plain_text(str(self._project.path)):
            return False
        if origin.mark and origin.mark == self._mark:
            return False
        if time.time() - rescue.path.stat().st_mtime < STAYS:
            return True
        try:
            return open_folder(Path(origin.folder)).id == self._project.id
        except (Refusal, OSError):
            return False


def _mark(project: ProjectFolder) -> str:
    """What a folder keeps when it is moved on its disk, and no copy has; empty where not known.

    A number of a folder that was removed is soon another's, the time of its marker's making or
    last change is not.
    """
    try:
        folder, marker = project.path.stat(), (project.path / PROJECT_FILE).stat()
    except OSError:
        return ""
    return f"{folder.st_dev}:{folder.st_ino}:{marker.st_ctime_ns}"


def _read(path: Path) -> Rescue:
    """Raises OSError, or Refusal where a newer program kept it."""
    contents = parse_snapshot(read_plain(path, LARGEST), path.name)
    if contents.is_newer:
        raise Refusal("a newer Counterpoint kept them; update Counterpoint")
    tables = dict(contents.tables)
    rows = tables.pop(ORIGIN, {})
    origin = next(filter(None, map(_origin, rows.values())), None)
    return Rescue(path, tables, contents.problems, origin)


def _origin(raw: bytes) -> Origin | None:
    try:
        return msgspec.json.decode(raw, type=Origin)
    except MALFORMED:
        return None


def _unread(path: Path, error: OSError | Refusal) -> str:
    return (
        f"Changes that are kept for this project in “{said(path)}” could not be taken in: "
        f"{reason_of(error)}. They stay there until you open the project again."
    )
