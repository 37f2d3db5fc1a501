"""A program that synchronises folders, with everything such programs do to files."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from counterpoint.storage.folder import READERS
from tests.storage.faults.oracle import Rank, said_in

_DAY = 86_400
_MOMENTS = (0, -_DAY, 3_650 * _DAY)


class Courier:
    """Owns every version of every file that it has seen, as the archive of a sync program does.

    ``paths`` are the project's folders on several machines; all begin with what the first has.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        for path in paths[1:]:
            shutil.copytree(paths[0], path)
        self._folders = [path / READERS for path in paths]
        self._archive: dict[tuple[str, bytes], None] = {}

    def names(self, place: int) -> list[str]:
        """The bare names of the files that travel."""
        found = (entry.name for entry in os.scandir(self._folders[place]) if entry.is_file())
        visible = (name for name in found if not name.startswith("."))
        return sorted(name for name in visible if name.endswith((".json", ".journal")))

    def read(self, place: int, name: str) -> bytes:
        """The bytes of a file; none of a journal that its owner's rewrite has just dropped."""
        try:
            return (self._folders[place] / name).read_bytes()
        except FileNotFoundError:
            return b""

    def contents(self, place: int) -> dict[str, bytes]:
        """The bytes of every file at a place."""
        return {name: self.read(place, name) for name in self.names(place)}

    def held(self, name: str) -> dict[int, bytes]:
        """The bytes of a file, by the places that have it."""
        places = range(len(self._folders))
        return {place: self.read(place, name) for place in places if name in self.names(place)}

    def said(self, place: int) -> dict[str, Rank]:
        """What the files of a place say together."""
        return said_in(self._folders[place] / name for name in self.names(place))

    def see(self, place: int) -> None:
        """Keep the versions that a folder has now."""
        for version in self.contents(place).items():
            self._archive[version] = None

    def seen(self) -> list[tuple[str, bytes]]:
        """Name and bytes of every version of a file, in the order in which they came."""
        return list(self._archive)

    def put(self, place: int, name: str, data: bytes, how: int = 0) -> None:
        """Put bytes in a file's place: by renaming or written over, with one time or another."""
        path = self._folders[place] / name
        if how % 2:
            path.write_bytes(data)
        else:
            temporary = path.with_name(f".syncing.{name}")
            temporary.write_bytes(data)
            temporary.replace(path)
        moment = path.stat().st_mtime + _MOMENTS[how // 2 % len(_MOMENTS)]
        os.utime(path, (moment, moment))

    def delete(self, place: int, name: str) -> None:
        """Remove a file, there or not."""
        (self._folders[place] / name).unlink(missing_ok=True)

    def conflict(self, place: int, name: str, data: bytes) -> None:
        """Put bytes beside a file, under a name such as Syncthing gives a conflict copy."""
        stem, dot, ending = name.rpartition(".")
        token = hashlib.sha256(data).hexdigest()[:7].upper()
        self.put(place, f"{stem}.sync-conflict-20310622-120000-{token}{dot}{ending}", data)
