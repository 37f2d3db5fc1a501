"""A reader who backs up, with rows and a clock of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from counterpoint.domain.backups import Backup
from counterpoint.domain.claims import Claim
from counterpoint.storage.backing.backups import Backups
from counterpoint.storage.backing.thinning import name_of
from counterpoint.storage.codec import encode
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.names import file_names
from counterpoint.storage.readers import ReaderFile
from counterpoint.storage.salvage import RawTables
from tests.storage.samples import ANA, claim

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DAMAGED = "It is damaged."


class Desk:
    """Owns rows and a clock; makes backups of them. ``findings`` were there on opening."""

    def __init__(self, folder: ProjectFolder, by: Identity = ANA, findings: str = "") -> None:
        self.folder = folder
        self.ticket = 0
        self.rows: dict[str, bytes] = {}
        self.now = NOON
        self.backups = Backups(folder, by, self._freeze, lambda: self.now)
        found = ReaderFile(file_names(by.file_name), exists=True)
        self.backups.start(replace(found, findings=(findings,) if findings else ()))

    def put(self, *claims: Claim) -> None:
        """One gesture."""
        self.ticket += 1
        for one in claims:
            self.rows[one.id.removeprefix("claim-")] = msgspec.json.encode(encode(one))

    def work(self, *, on: timedelta) -> Backup:
        """Do something on another day, and back it up."""
        self.now += on
        self.put(claim(1, rev=self.ticket + 1))
        made = self.backups.make()
        assert made is not None
        return made

    def _freeze(self) -> tuple[int, RawTables]:
        return self.ticket, {"claims": dict(self.rows)}


def reopened(desk: Desk, findings: str = "") -> Desk:
    """The same desk after a restart; ``findings`` were there on opening."""
    again = Desk(desk.folder, findings=findings)
    again.rows, again.ticket, again.now = dict(desk.rows), 0, desk.now
    return again


def files_of(folder: ProjectFolder) -> list[str]:
    """The names in the backups folder."""
    return sorted(path.name for path in (folder.path / "backups").iterdir())


def path_of(desk: Desk, backup: Backup) -> Path:
    """Where a backup is."""
    return desk.folder.path / "backups" / name_of(backup)


def flip(path: Path) -> None:
    """Flip a bit of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path.write_bytes(data)
