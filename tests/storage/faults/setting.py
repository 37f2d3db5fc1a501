"""One project and its store in a system that is made to fail, and what its reader is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from counterpoint.domain.records import Record
from counterpoint.storage.folder import create
from counterpoint.storage.library import OpenProject
from counterpoint.storage.writer import Progress
from tests.storage.faults.forks import Say
from tests.storage.faults.judging import Told, look
from tests.storage.faults.script import Gesture
from tests.storage.faults.system import Rule, System
from tests.storage.samples import ANA, BEN, LONG, claim, saved

QUIET_SECONDS = 0.004
"""Without a call to the system, before whoever writes is taken to rest."""


class Setting:
    """Owns a folder with a project in it, the system around it, and the store while it is open.

    ``told`` are the sentences the reader got. ``say`` tells how many gestures are acknowledged.
    """

    def __init__(self, folder: Path, say: Say | None = None) -> None:
        self.folder = folder
        self.path = folder / "Summit"
        self.system = System(folder)
        self.store: OpenProject | None = None
        self.gestures: list[Gesture] = []
        self.acknowledged = 0
        self._abandoned: list[Gesture] = []
        self.told: list[str] = []
        self.before: Mapping[str, Record] = {}
        self._say = say
        self._changed = threading.Event()
        self._first = 0

    def make(self) -> None:
        """A closed project with claims of two readers and no journal."""
        project = create(self.path, "Summit")
        saved(project, claim(1), claim(2))
        saved(project, claim(7), by=BEN)
        self.before = look(self.path).records

    def open(self) -> None:
        """Open the store; Refusal where it does not open."""
        self._first = len(self.gestures)
        self.store = OpenProject.open(self.path, ANA)
        self.store.subscribe(self._hear)
        if self.store.read_only_reason:
            self.told.append(self.store.read_only_reason)
        self.told += self.store.findings

    @property
    def opened(self) -> OpenProject:
        """The store, which is open."""
        assert self.store is not None
        return self.store

    def save(self, *records: Record) -> None:
        """One gesture, and wait until it is saved, or the disk is said to refuse it."""
        self.gestures.append(records)
        self.opened.save(records)
        self.settle()

    def settle(self) -> None:
        """Wait until everything is saved, or the disk refuses and whoever writes rests."""
        end = monotonic() + LONG
        while not self._is_settled():
            if monotonic() > end:
                return
            self.rest()

    def rest(self) -> None:
        """Wait until nobody has called the system for a while."""
        before = -1
        while self.system.calls != before:
            before = self.system.calls
            self._changed.clear()
            self._changed.wait(QUIET_SECONDS)

    def close(self, timeout: float = LONG) -> None:
        """Close the store, and take its word for what is saved."""
        ending = self.opened.close(timeout)
        if not ending.is_saved:
            self.told.append(f"Not everything could be saved. {ending.failure}")
        if ending.is_saved or ending.is_kept:
            self._acknowledge(len(self.gestures))
        else:
            self._abandoned += self.gestures[self.acknowledged :]
            del self.gestures[self.acknowledged :]
        self.store = None

    def under(self, rule: Rule, act: Callable[[Setting], None]) -> None:
        """Do something while a rule decides every call to the system."""
        with self.system.ruled(rule):
            act(self)

    @property
    def promised(self) -> Told:
        """What the reader did, and was told."""
        return Told([*self.gestures, *self._abandoned], self.acknowledged, self.before)

    @property
    def is_told(self) -> bool:
        """Whether the reader knows that something is not as it should be."""
        store = self.store
        return bool(self.told) or (
            store is not None and bool(store.findings or store.progress.failure)
        )

    def _is_settled(self) -> bool:
        progress = self.opened.progress
        is_saved = self._first + progress.acknowledged >= len(self.gestures)
        return is_saved or progress.failure is not None

    def _hear(self, progress: Progress) -> None:
        if progress.failure:
            self.told.append(progress.failure)
        self._acknowledge(self._first + progress.acknowledged)
        self._changed.set()

    def _acknowledge(self, gestures: int) -> None:
        if gestures > self.acknowledged and self._say is not None:
            self._say(str(gestures))
        self.acknowledged = max(self.acknowledged, gestures)
