"""Reading the backups of one installation in a project's backups folder.

Whatever else stands in that folder is left alone and counts for nothing.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from counterpoint.domain.backups import Backup, Contents
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.backing.thinning import backup_named, name_of, order
from counterpoint.storage.codec import HIGHEST_OWN, MALFORMED, TABLES, Damaged, decode
from counterpoint.storage.durable import read_plain
from counterpoint.storage.folder import BACKUPS, ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.looks import Look, look_of
from counterpoint.storage.readers import LARGEST
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About, parse_snapshot, sound_head

Head = Mapping[str, object]
"""What a sound backup says of itself."""

IsCurrent = Callable[[str, int, str], bool]
"""Whether a version (id, revision, writer) of a record is the one that the project has."""

Seen = tuple[str, Look | None]
"""A backup by its name, as it looked when it was read."""


@dataclass(frozen=True, kw_only=True)
class Signed(About):
    """What a backup says of itself: what a reader's file says, and how many claims it has."""

    claims: int = 0


class _Row(msgspec.Struct, frozen=True, gc=False):
    """Which version of which record some JSON is, and whether it is a tombstone."""

    id: str
    rev: int = 0
    writer: str = ""
    removed: bool = False


_ROW = msgspec.json.Decoder(_Row)


class BackupFolder:
    """Owns which backups of one installation were found sound. Any thread may ask.

    ``bases`` has the JSON of the records that were last read from a backup, by table and id:
    fields that only a newer program knows are in it.
    """

    def __init__(self, folder: ProjectFolder, identity: Identity) -> None:
        self.bases: Mapping[tuple[str, str], bytes] = {}
        self.path = folder.path / BACKUPS
        self.about = Signed(
            generation=1,
            reader=identity.reader,
            name=identity.name,
            installation=identity.installation,
            project=folder.id,
        )
        self._heads: dict[Seen, Head | None] = {}

    @property
    def stem(self) -> str:
        """What the names of this installation's backups have in common."""
        return self.about.file_name.removesuffix(".json")

    def listed(self) -> Sequence[Backup]:
        """This installation's backups, the latest first; none is read, so some may be damaged.

        Refusal where the folder cannot be read.
        """
        if self.path.is_symlink() or not self.path.is_dir():
            return ()
        try:
            found = [backup_named(entry.name) for entry in os.scandir(self.path)]
        except OSError as error:
            raise Refusal(f"The backups cannot be read: {reason_of(error)}.") from error
        ours = (one for one in found if one is not None and one.stem == self.stem)
        return sorted(ours, key=order, reverse=True)

    def claims_in(self, backup: Backup) -> int | None:
        """How many claims a backup has; None where it is damaged, or not what it is called."""
        claims = (self.head(backup) or {}).get("claims")
        return claims if isinstance(claims, int) else None

    def contents_of(self, backup: Backup, is_current: IsCurrent) -> Contents:
        """What a backup holds that is not current; Refusal where it cannot be read."""
        try:
            data = read_plain(self.path_of(backup), LARGEST)
        except OSError as error:
            raise Refusal(
                f"This backup cannot be read: {reason_of(error)}, or choose another one."
            ) from error
        if not self.is_ours(sound_head(data)):
            raise Refusal("This backup is damaged; choose another one.")
        tables = parse_snapshot(data, name_of(backup)).tables
        standing = frozenset(row.id for row in _standing(tables.get("claims", {})))
        changed = {(table, one.id): (raw, one) for table, raw, one in _changed(tables, is_current)}
        self.bases = {key: raw for key, (raw, _) in changed.items()}
        return Contents(standing, tuple(record for _, record in changed.values()))

    def head(self, backup: Backup) -> Head | None:
        """What a sound backup says of itself; it is read once, as long as nobody touches it."""
        seen = self._seen(backup)
        if seen not in self._heads:
            try:
                head = sound_head(read_plain(self.path_of(backup), LARGEST))
            except Refusal:
                head = None
            except OSError:
                return None  # which may pass
            self._heads[seen] = head if self.is_ours(head) else None
        return self._heads[seen]

    def sound(self, backups: Iterable[Backup]) -> Iterator[Backup]:
        """Those of them that can be read."""
        return (one for one in backups if self.head(one) is not None)

    def unread(self, backups: Iterable[Backup]) -> int:
        """Bytes of those of them that were not read yet."""
        looks = (seen[1] for seen in map(self._seen, backups) if seen not in self._heads)
        return sum(look.size for look in looks if look is not None)

    def is_ours(self, head: Head | None) -> bool:
        """Whether this installation wrote a file that is sound."""
        names = ("reader", "installation", "format", "project")
        return head is not None and all(head.get(one) == getattr(self.about, one) for one in names)

    def path_of(self, backup: Backup) -> Path:
        """Where a backup's file is."""
        return self.path / name_of(backup)

    def _seen(self, backup: Backup) -> Seen:
        return name_of(backup), look_of(self.path_of(backup))


def count_claims(tables: RawTables) -> int:
    """How many claims there are that are not removed."""
    return sum(1 for _ in _standing(tables.get("claims", {})))


def _standing(rows: Mapping[str, bytes]) -> Iterator[_Row]:
    """The rows of a table that are no tombstones."""
    return (row for raw in rows.values() if (row := _row(raw)) and not row.removed)


def _changed(tables: RawTables, is_current: IsCurrent) -> Iterator[tuple[str, bytes, Record]]:
    """Records that stood and are not current, with their tables and JSON."""
    for table in TABLES:
        for raw in tables.get(table, {}).values():
            row = _row(raw)
            if row is None or row.removed or is_current(row.id, row.rev, row.writer):
                continue
            with contextlib.suppress(Damaged):
                yield table, raw, decode(table, raw, HIGHEST_OWN)


def _row(raw: bytes) -> _Row | None:
    try:
        return _ROW.decode(raw)
    except MALFORMED:
        return None
