"""A project's store: what the app sees of everything in this package."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, Self

import msgspec

from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.codec import Damaged, Raw, encode, table_of
from counterpoint.storage.files import Files
from counterpoint.storage.folder import FORMAT, ProjectFolder, open_folder
from counterpoint.storage.gathering import gather
from counterpoint.storage.identity import Identity
from counterpoint.storage.lock import WriteLock
from counterpoint.storage.neighbours import Fresh, Neighbours
from counterpoint.storage.own import OwnFile, keep_damaged
from counterpoint.storage.places import state_folder
from counterpoint.storage.winners import Winners
from counterpoint.storage.wording import said
from counterpoint.storage.writer import Listener, Progress, Writer


class Told(Protocol):
    """What the reader is to know of what other programs did."""

    @property
    def sentences(self) -> Sequence[str]:
        """Whole sentences."""
        ...


@dataclass(frozen=True)
class News:
    """What a look has found, read and not yet taken in."""

    sentences: tuple[str, ...]
    fresh: Fresh


class Store(Files):
    """Owns a project's records on the disk, and this installation's right to write them.

    ``folder`` is the project's; where ``read_only``, ``read_only_reason`` is a sentence for the
    reader. All methods but ``look`` belong to one thread; listeners are called from another.
    """

    def __init__(self, folder: ProjectFolder, identity: Identity, lock: WriteLock) -> None:
        """Use ``open``."""
        super().__init__(folder)
        self._identity = identity
        self._lock = lock
        self._writer = Writer()
        self.read_only_reason = _why_not_writable(folder) or lock.acquire()
        self._own = OwnFile(folder, identity, self._writer.submit)
        self.read_only_reason = self.read_only_reason or _why_not_replaced(self._own)
        self._neighbours = Neighbours(folder)
        self._gathered = gather(folder, self._own.found)
        if self.read_only_reason:
            lock.release()
        else:
            self._start()

    @classmethod
    def open(cls, path: Path, identity: Identity) -> Self:
        """Open a project by its folder or its project.counterpoint; Refusal where there is none.

        Where the file of this identity cannot be written, the project is open for reading only.
        """
        folder = open_folder(path)
        lock = WriteLock(folder.readers / identity.file_name, state_folder())
        try:
            return cls(folder, identity, lock)
        except BaseException:
            lock.release()
            raise

    @property
    def findings(self) -> tuple[str, ...]:
        """What was found wrong so far, in sentences."""
        return (*self._gathered.findings, *self._own.findings)

    @property
    def progress(self) -> Progress:
        """How far saving has come."""
        return self._writer.progress

    def records(self) -> Iterator[Record]:
        """The winning version of every record of every reader, tombstones included."""
        return self._gathered.winners.records()

    def writers(self) -> Mapping[str, str]:
        """The readers' names by installation."""
        names = {**self._gathered.writers, self._identity.installation: self._identity.name}
        return MappingProxyType(names)

    def save(self, records: Sequence[Record]) -> int:
        """Write records in one gesture; its ticket, which ``progress`` will acknowledge.

        Refusal where the project is open for reading only, or a record cannot be stored.
        """
        self.refuse_unless_writable()
        winners = self._gathered.winners
        puts = [(record, *_encoded(record, winners)) for record in records]
        for record, table, raw in puts:
            winners.take(table, record, msgspec.json.encode(raw))
        return self._own.put([(table, record.id, raw) for record, table, raw in puts])

    def subscribe(self, listener: Listener) -> None:
        """Tell ``listener`` of every change of the progress, from the writer thread."""
        self._writer.listeners.append(listener)

    def wait_saved(self, timeout: float) -> bool:
        """Wait until everything is on the disk; False where it took longer (in seconds)."""
        return self._writer.wait(timeout)

    def compact(self) -> None:
        """Ask for a new snapshot; also ends a wait to try a failed write again."""
        self._writer.compact()

    def close(self, timeout: float = 10.0) -> bool:
        """Save what is left and let go of the files; whether everything was saved.

        After ``timeout`` seconds of a refusing disk, what is left is given up. A second call does
        nothing.
        """
        saved = self._writer.close(timeout)
        self.read_only_reason = self.read_only_reason or "The project is closed; open it again."
        if not self._writer.is_running:
            self._lock.release()
        return saved

    def look(self) -> News | None:
        """Look at the folder for what other programs did; None where nothing is new.

        From any thread, but never two at once; ``take`` takes it in.
        """
        fresh = self._neighbours.look(self._gathered, self._identity.file_name)
        sentences = (*fresh.findings, *fresh.sentences)
        return News(sentences, fresh) if sentences or fresh.found else None

    def take(self, news: Told) -> Sequence[Record]:
        """Take in what ``look`` found: the records that are now other than they were."""
        assert isinstance(news, News)
        gathered, fresh = self._gathered, news.fresh
        gathered.findings += fresh.findings
        for file in fresh.files:
            gathered.meet(file)
        take = gathered.winners.take
        return [one.record for one in fresh.found if take(one.table, one.record, one.raw)]

    def _start(self) -> None:
        self._own.index(self._gathered.rows)
        self._writer.start(self._own)
        if self._own.needs_rewrite:
            self._writer.compact()


def _encoded(record: Record, winners: Winners) -> tuple[str, Raw]:
    table = table_of(record)
    try:
        return table, encode(record, winners.raw(table, record.id))
    except Damaged as damage:
        raise Refusal(f"This change cannot be stored: {damage}; undo it.") from None


def _why_not_writable(folder: ProjectFolder) -> str:
    """Why nobody can write into this project here; empty where one can."""
    if folder.is_newer:
        return (
            f"The project is open for reading only: a newer Counterpoint made it (format "
            f"{folder.format}, this one writes {FORMAT}). Update Counterpoint to change it."
        )
    place = folder.readers if folder.readers.is_dir() else folder.path
    if not os.access(place, os.W_OK | os.X_OK):
        return (
            "The project is open for reading only: its folder may not be written. "
            "Change its permissions to make changes."
        )
    return ""


def _why_not_replaced(own: OwnFile) -> str:
    """Why our own file must not be replaced; empty where it may, and what is damaged is kept."""
    found = own.found
    if found.unreadable:
        return f"The project is open for reading only: {found.unreadable}"
    if found.about is not None and found.about.format > FORMAT:
        return (
            "The project is open for reading only: a newer Counterpoint wrote your file in it. "
            "Update Counterpoint to change it."
        )
    try:
        keep_damaged(found)
    except OSError as error:
        return (
            "The project is open for reading only: your file in it is damaged, and cannot be kept "
            f"beside a new one ({error.strerror or said(error)})."
        )
    return ""
