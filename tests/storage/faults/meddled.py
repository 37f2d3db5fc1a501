"""A project whose files another program meddles with, while it is open or closed."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

from counterpoint.domain.records import Record
from counterpoint.storage.folder import create
from counterpoint.storage.store import Store
from counterpoint.storage.writer import Progress
from tests.storage.faults.cases import Case
from tests.storage.faults.judging import Found, look
from tests.storage.faults.oracle import said_in
from tests.storage.faults.specimens import JOURNAL, SNAPSHOT
from tests.storage.samples import ANA, LONG, claim

SHORT = 0.1
"""Seconds that a disk which refuses is given at closing."""


class Meddled:
    """Owns a project with some work in it, and the store while it is open.

    ``older`` holds its files as they were before the last changes, by bare name; ``others`` a
    version with other records that the same installation might have written elsewhere.
    """

    def __init__(self, root: Path) -> None:
        root.mkdir()
        self.precious = root / "precious"
        self.precious.write_bytes(b"precious")
        self.others = _worked(root / "Elsewhere", 8)
        self.told: list[str] = []
        self._folder = create(root / "Summit", "Summit")
        self._heard = threading.Event()
        self._store: Store | None = Store.open(self._folder.path, ANA)
        self._records: dict[str, Record] = {}
        self._write(claim(1), claim(2))
        self._write(claim(3))
        self.older = self._files()
        self._store.close(LONG)
        self._store = Store.open(self._folder.path, ANA)
        self._store.subscribe(self._hear)
        self._write(claim(1, rev=2, note="Changed."))
        self._write(claim(4))

    def path(self, name: str) -> Path:
        """Where one of its files is, or would be."""
        return self._folder.readers / name

    def close(self) -> None:
        """Close it before anybody meddles."""
        assert self._store is not None
        assert self._store.close(LONG)
        self._store = None

    def expect_only_what_stands(self) -> None:
        """What was taken away while it was closed is nobody's fault."""
        standing = said_in(path for path in map(self.path, (SNAPSHOT, JOURNAL)) if path.is_file())
        for one, record in list(self._records.items()):
            if standing.get(one, (-1, ""))[:2] < record.version:
                del self._records[one]

    def expect_others(self, *records: Record) -> None:
        """Records of the others have come as well."""
        self._records |= {record.id: record for record in records}

    def look(self) -> None:
        """Look as the window does every few seconds."""
        if self._store is not None:
            news = self._store.look()
            if news is not None:
                self.told += news.sentences
                self._store.take(news)

    def go_on(self) -> None:
        """Write on; what the disk refuses meanwhile is promised all the same."""
        assert self._store is not None
        self._heard.clear()
        self._store.save([claim(5)])
        self._records["claim-5"] = claim(5)
        assert self._heard.wait(LONG)

    def judged(self, name: str, is_told: bool) -> Case:
        """Close it, clear the way, and hold what the next start finds against the promises."""
        self._leave()
        for path in self._obstacles():
            path.rmdir() if stat.S_ISDIR(path.lstat().st_mode) else path.unlink()
        found = look(self._folder.path)
        lost = sum(
            one not in found.records or found.records[one].version < record.version
            for one, record in self._records.items()
        )
        told = [*self.told, *found.findings]
        return Case(
            name,
            lost=lost,
            unreadable=int(bool(found.refused)),
            silent=int(is_told and not told),
            wrong=self._wrong(found),
        )

    def _leave(self) -> None:
        """Close it, also where the disk refuses; before, open it where it was closed."""
        store = self._store or Store.open(self._folder.path, ANA)
        self.told += [store.read_only_reason, store.progress.failure or ""]
        ending = store.close(SHORT if self._obstacles() else LONG)
        self.told += [*store.findings, ending.failure]
        self.told = [sentence for sentence in self.told if sentence]

    def _obstacles(self) -> list[Path]:
        """What stands in a file's place and is none."""
        there = [path for path in map(self.path, _NAMES) if os.path.lexists(path)]
        return [path for path in there if not stat.S_ISREG(path.lstat().st_mode)]

    def _wrong(self, found: Found) -> str:
        is_followed = self.precious.read_bytes() != b"precious"
        return "; ".join(
            [
                *(["a link was followed"] if is_followed else []),
                *([f"then: {found.read_only}"] if found.read_only else []),
            ]
        )

    def _write(self, *records: Record) -> None:
        assert self._store is not None
        self._store.save(records)
        assert self._store.wait_saved(LONG)
        self._records |= {record.id: record for record in records}

    def _files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self._folder.readers.iterdir()}

    def _hear(self, _progress: Progress) -> None:
        self._heard.set()


_NAMES = (SNAPSHOT, JOURNAL)


def _worked(path: Path, number: int) -> dict[str, bytes]:
    """The files of a project with two claims from that number on."""
    folder = create(path, "Elsewhere")
    store = Store.open(folder.path, ANA)
    for one in (number, number + 1):
        store.save([claim(one)])
        assert store.wait_saved(LONG)
    files = {each.name: each.read_bytes() for each in folder.readers.iterdir()}
    assert store.close(LONG)
    return files
