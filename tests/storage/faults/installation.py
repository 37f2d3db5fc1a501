"""One copy of the program on one machine, for histories that several of them share."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Set
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from counterpoint.domain.changes import Change
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.snapshot import sound_head
from counterpoint.storage.store import Store
from tests.storage.faults.oracle import Rank, ranked, said_in, versions
from tests.storage.samples import LONG

MANY = 1000
"""Turns of the writer that nothing takes."""

_EPOCH = datetime(2031, 6, 22, 12, tzinfo=UTC)


class Lost(AssertionError):
    """Something that was acknowledged is no longer there."""


class Clock:
    """Owns the time on one machine; ``days`` is how far it is off."""

    def __init__(self) -> None:
        self.days = 0
        self._ticks = 0

    def now(self) -> str:
        """A second later each time it is asked."""
        self._ticks += 1
        now = _EPOCH + timedelta(days=self.days, seconds=self._ticks)
        return now.strftime("%Y-%m-%dT%H:%M:%SZ")


class Promises:
    """Owns the versions of records that one installation was told are saved."""

    def __init__(self, whose: str) -> None:
        self._whose = whose
        self._ranks: dict[str, set[Rank]] = {}

    def add(self, record: Record) -> None:
        """A version is saved."""
        self._ranks.setdefault(record.id, set()).add(_rank(record))

    def expect(self, found: Mapping[str, Rank], when: str) -> None:
        """Raise Lost unless all of it is found, or something that wins over it."""
        for identity, ranks in self._ranks.items():
            if ranks and found.get(identity, (-1, "", "")) < max(ranks):
                raise Lost(f"{self._whose} {when}: {identity} is not {max(ranks)}")

    def keep_only(self, held: Set[tuple[str, Rank]]) -> None:
        """Forget every version that is not among these."""
        for identity, ranks in self._ranks.items():
            self._ranks[identity] = {rank for rank in ranks if (identity, rank) in held}


class Installation:
    """Owns one machine's folder and clock, and its store while it is open."""

    def __init__(self, folder: ProjectFolder, identity: Identity) -> None:
        self.folder = folder
        self.identity = identity
        self.clock = Clock()
        self._promises = Promises(identity.installation)
        self._store: Store | None = None
        self._project = Project("", "")

    @property
    def own_files(self) -> tuple[Path, Path]:
        """Its snapshot and its journal, there or not."""
        path = self.folder.readers / self.identity.file_name
        return path, Path(f"{path}.journal")

    @property
    def is_open(self) -> bool:
        """Whether the project is open here."""
        return self._store is not None

    def owns(self, name: str) -> bool:
        """Whether a file of that bare name is its own snapshot or journal."""
        return name in [path.name for path in self.own_files]

    def open(self) -> None:
        """Open the project; everything acknowledged must be there."""
        if self._store is None:
            self._store = Store.open(self.folder.path, self.identity)
            self._project = _loaded(self._store, self.identity, self.clock)
            self._wait_for_snapshot()
            self._promises.expect(self.shown(), "opened")

    def close(self) -> None:
        """Close it cleanly; everything acknowledged must stand in the files of its own."""
        if self._store is not None:
            closed, self._store = self._store.close(LONG), None
            assert closed
            self._promises.expect(said_in(self._files()), "closed")

    def kill(self) -> None:
        """Leave the files as a kill at this moment would, and what was only in memory is gone."""
        if self._store is not None:
            before = {path: _bytes(path) for path in self.own_files}
            self.close()
            for path, data in before.items():
                path.unlink(missing_ok=True) if data is None else path.write_bytes(data)
            self.forget_what_is_gone()

    def give_up(self) -> None:
        """Close it, whatever is in it."""
        if self._store is not None:
            self._store.close(LONG)

    def work(self, gesture: Callable[[Project], Change | None]) -> None:
        """Do one gesture of the reader and wait until it is saved, where it can be done."""
        if self._store is None or self._store.read_only:
            return
        try:
            change = gesture(self._project)
        except Refusal:
            return
        if change is not None:
            self._store.save(change.records)
            assert self._store.wait_saved(LONG)
            for record in change.records:
                self._promises.add(record)

    def compact(self) -> None:
        """Have a new snapshot written in the middle of the work."""
        if self._store is not None:
            self._wait_for_snapshot()

    def look(self) -> None:
        """Look at what other programs did, and take it in; then there is no news any more."""
        if self._store is None:
            return
        news = self._store.look()
        if news is not None:
            self._project.take(self._store.take(news), "Came in")
            again = self._store.look()
            assert again is None, f"the same news twice: {again}"
        self._promises.expect(self.shown(), "looked")
        missed = [one.id for one in self._store.records() if self._project.held(one) != one]
        assert not missed, f"the project has other versions of {missed} than the store"

    def shown(self) -> dict[str, Rank]:
        """What the reader sees, tombstones included."""
        assert self._store is not None
        return {record.id: _rank(record) for record in self._store.records()}

    def forget_what_is_gone(self) -> None:
        """Another program took the last copy away while the project was closed: nobody's fault."""
        files = self._files()
        self._promises.keep_only({one for path in files for one in versions(path.read_bytes())})

    def _files(self) -> list[Path]:
        """Of its own files those that are there."""
        return [path for path in self.own_files if path.is_file()]

    def _wait_for_snapshot(self) -> None:
        """Wait until what a kill left, or damage, is replaced: a history must repeat itself."""
        snapshot, journal = (_bytes(path) for path in self.own_files)
        for _ in range(MANY):
            if self._store is None or self._store.read_only:
                return
            if not journal and (snapshot is None or sound_head(snapshot)):
                return
            self._store.compact()
            self.look()
            snapshot, journal = (_bytes(path) for path in self.own_files)
        raise AssertionError("no snapshot is written")


def _loaded(store: Store, identity: Identity, clock: Clock) -> Project:
    project = Project(identity.installation, identity.reader, store.read_only_reason, clock.now)
    project.load(store.records())
    return project


def _rank(record: Record) -> Rank:
    return ranked(json.loads(msgspec.json.encode(record)))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
