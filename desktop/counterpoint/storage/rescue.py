"""What a project's disk refused, kept on this computer until the project has taken it.

Each rescue is a file in the form of a reader's file, which plain TinyDB opens, with one table
more that says which project it belongs to and where that was.
"""

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

import msgspec

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.codec import MALFORMED
from counterpoint.storage.durable import PRIVATE_FOLDER, make_folder, read_plain, sync_folder
from counterpoint.storage.folder import ProjectFolder, open_folder
from counterpoint.storage.identity import Identity
from counterpoint.storage.kept import set_aside
from counterpoint.storage.readers import LARGEST
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About, parse_snapshot, write_snapshot
from counterpoint.storage.wording import said

FOLDER = "rescue"
"""The folder of all rescues, in the state folder."""

ORIGIN = "origin"
"""The table that says where a rescue comes from."""


class Origin(msgspec.Struct, frozen=True):
    """The project that a rescue belongs to: its id, and its folder at that time."""

    project: str
    folder: str


@dataclass(frozen=True)
class Rescue:
    """A rescue that was read: JSON of records by table and row.

    ``damage`` holds sentences on what is wrong with it; ``folder`` is where its project was, as
    sentences name it.
    """

    path: Path
    tables: RawTables = field(default_factory=dict)
    damage: tuple[str, ...] = ()
    folder: str = ""


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
        self._folder = state / FOLDER
        whose = f"{project.id} {identity.reader} {identity.installation}"
        self._key = hashlib.sha256(whose.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def held(self) -> Held:
        """What is kept of this project; never raises."""
        rescues: list[Rescue] = []
        findings: list[str] = []
        for path in self._paths():
            try:
                rescues.append(_read(path))
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
        origin = Origin(self._project.id, said(self._project.path))
        rows = {ORIGIN: {"1": msgspec.json.encode(origin)}}
        write_snapshot(path, {**tables, **rows}, about)
        return path

    def drop(self, rescue: Rescue) -> None:
        """Let go of a rescue that the project has taken; a damaged one goes aside instead.

        It stays while the project it was refused by is still elsewhere: what was opened is then a
        copy of that one. A rescue that cannot be removed does no harm.
        """
        if self._is_of_another_folder(rescue):
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

    def _is_of_another_folder(self, rescue: Rescue) -> bool:
        if not rescue.folder or rescue.folder == said(self._project.path):
            return False
        try:
            return open_folder(Path(rescue.folder)).id == self._project.id
        except (Refusal, OSError):
            return False


def _read(path: Path) -> Rescue:
    """Raises OSError, or Refusal where a newer program kept it."""
    contents = parse_snapshot(read_plain(path, LARGEST), path.name)
    if contents.is_newer:
        raise Refusal("a newer Counterpoint kept it; update Counterpoint")
    tables = dict(contents.tables)
    rows = tables.pop(ORIGIN, {})
    folder = next((origin.folder for raw in rows.values() if (origin := _origin(raw))), "")
    return Rescue(path, tables, contents.problems, folder)


def _origin(raw: bytes) -> Origin | None:
    try:
        return msgspec.json.decode(raw, type=Origin)
    except MALFORMED:
        return None


def _unread(path: Path, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or said(error)
    return (
        f"Changes that are kept for this project in “{said(path)}” could not be taken in: "
        f"{reason.rstrip('.')}."
    )
