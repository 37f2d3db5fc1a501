"""A scripted reader at work on a real store."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store
from counterpoint.storage.writer import Progress
from tests.storage.faults.forks import Say
from tests.storage.faults.script import Do, Gesture, Step, text_of
from tests.storage.samples import ANA, LONG, held

AHEAD = 8
"""Gestures that may wait to be acknowledged, as when somebody types fast."""


class Hand:
    """Owns an open store and says how many gestures it has acknowledged, as they are."""

    def __init__(self, path: Path, say: Say, identity: Identity = ANA) -> None:
        self._path = path
        self._say = say
        self._identity = identity
        self._made = 0
        self._told = 0
        self._before = 0
        self._ahead = threading.Semaphore(AHEAD)
        self.store = self._open()

    @property
    def records(self) -> dict[str, Record]:
        """What the store holds, by id."""
        return held(self.store)

    def work(self, steps: Iterable[Step]) -> None:
        """Do all of it, and close the store."""
        for step in steps:
            self.do(step)
        self.close()

    def do(self, step: Step) -> None:
        """Do one step."""
        match step:
            case Do.COMPACT:
                self.store.compact()
            case Do.REOPEN:
                self.close()
                self.store = self._open()
            case Do.BACKUP:
                self.store.backups.make()
            case _:
                self._save(step)

    def _save(self, gesture: Gesture) -> None:
        for record in gesture:
            if isinstance(record, Document):
                self._add(record)
        self._ahead.acquire()
        self.store.save(gesture)
        self._made += 1

    def _add(self, document: Document) -> None:
        source = self._path.with_suffix(".sources") / document.edition.file
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(text_of(source.name))
        assert self.store.add_document(source) == (source.name, document.edition.sha256)

    def close(self) -> None:
        """Save everything and let go."""
        assert self.store.close(LONG), self.store.progress.failure

    def _open(self) -> Store:
        self._before = self._made
        store = Store.open(self._path, self._identity)
        assert not store.read_only, store.read_only_reason
        store.subscribe(self._hear)
        return store

    def _hear(self, progress: Progress) -> None:
        acknowledged = self._before + progress.acknowledged
        if acknowledged > self._told:
            self._say(str(acknowledged))
        for _ in range(acknowledged - self._told):
            self._ahead.release()
        self._told = acknowledged
