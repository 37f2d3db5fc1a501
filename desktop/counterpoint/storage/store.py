"""A project's store: what the app sees of everything in this package."""

import os
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, Self

import msgspec

from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.backing.backups import Backups
from counterpoint.storage.backing.missed import Missed
from counterpoint.storage.codec import Damaged, Raw, encode, table_of
from counterpoint.storage.folder import FORMAT, ProjectFolder, open_folder, refused
from counterpoint.storage.gathering import gather
from counterpoint.storage.identity import Identity
from counterpoint.storage.lock import WINDOW, WriteLock
from counterpoint.storage.looking import Lookout, News, absorbed
from counterpoint.storage.neighbours import Neighbours
from counterpoint.storage.own import OwnFile, keep_damaged
from counterpoint.storage.places import state_folder
from counterpoint.storage.presence import is_there
from counterpoint.storage.reasons import is_mounted_read_only, reason_of
from counterpoint.storage.refusing.rescue import Rescues
from counterpoint.storage.refusing.unsaved import Ending, Unsaved
from counterpoint.storage.upgrade import bring_up, why_not_brought_up
from counterpoint.storage.winners import Winners
from counterpoint.storage.wording import said
from counterpoint.storage.writing import Writing


class Told(Protocol):
    """What the reader is to know of what other programs did."""

    @property
    def sentences(self) -> Sequence[str]:
        """Whole sentences."""
        ...


class Store(Writing):
    """Owns a project's records on the disk, and this installation's right to write them.

    ``folder`` is the project's; where ``read_only``, ``read_only_reason`` is a sentence for the
    reader. All methods but ``look`` belong to one thread; listeners are called from another.
    ``unsaved`` has what the disk did not take; ``backups`` may be used from any thread.
    """

    def __init__(self, folder: ProjectFolder, identity: Identity, lock: WriteLock) -> None:
        """Use ``open``."""
        super().__init__(folder)
        self._identity = identity
        self._lock = lock
        neighbours = Neighbours(folder)
        self.read_only_reason = _why_not_writable(folder) or lock.acquire()
        self._may_write_later = self.read_only
        self.read_only_reason = self.read_only_reason or why_not_brought_up(folder, identity)
        self._own = OwnFile(folder, identity, self._writer.submit)
        self.read_only_reason = self.read_only_reason or _why_not_replaced(self._own)
        self.backups = Backups(folder, identity, self._own.storage.freeze)
        self._missed = Missed(folder, identity, state_folder())
        self._gathered = gather(folder, self._own.found, identity.reader)
        self._lookout = Lookout(self._own, self._writer, self._gathered, neighbours)
        rescues = Rescues(folder, identity, state_folder())
        self.unsaved = Unsaved(rescues, self._own, self._writer)
        if self.read_only_reason:
            lock.release()
            self.unsaved.announce(self._gathered)
        else:
            self._start()

    @classmethod
    def open(cls, path: Path, identity: Identity, program: str = WINDOW) -> Self:
        """Open a project by its folder or its project.counterpoint; Refusal where there is none.

        Where the file of this identity cannot be written, the project is open for reading only.
        ``program`` is what others are told who find it locked.
        """
        folder = open_folder(path)
        lock = WriteLock(folder.readers / identity.file_name, state_folder(), program)
        try:
            with refused(f"The project “{said(folder.name)}” cannot be read"):
                return cls(folder, identity, lock)
        except BaseException:
            lock.release()
            raise

    @property
    def findings(self) -> tuple[str, ...]:
        """What was found wrong so far, in sentences."""
        own = (*self.backups.findings, *self.unsaved.findings)
        return (*own, *self._gathered.findings, *self._own.findings)

    def records(self) -> Iterator[Record]:
        """The winning version of every record of every reader, tombstones included."""
        return self._gathered.winners.records()

    def writers(self) -> Mapping[str, str]:
        """The readers' names by installation."""
        names = {**self._gathered.writers, self._identity.installation: self._identity.name}
        return MappingProxyType(names)

    def own_installations(self) -> Set[str]:
        """The installations of whoever reads here, this one included, as the files tell."""
        abouts = self._gathered.abouts.values()
        same = {about.installation for about in abouts if about.reader == self._identity.reader}
        return same | {self._identity.installation}

    def save(self, records: Sequence[Record]) -> int:
        """Write records in one gesture; its ticket, which ``progress`` will acknowledge.

        Refusal where the project is open for reading only, or a record cannot be stored.
        """
        self.refuse_unless_writable()
        winners, bases = self._gathered.winners, self.backups.bases
        puts = [(record, *_encoded(record, winners, bases)) for record in records]
        for record, table, raw in puts:
            winners.take(table, record, msgspec.json.encode(raw))
        return self._own.put([(table, record.id, raw) for record, table, raw in puts])

    def close(self, timeout: float = 10.0) -> Ending:
        """Save what is left and let go of the files; whether everything was saved.

        What the disk has refused for ``timeout`` seconds is kept on this computer, until the
        project is opened again. What is saved is backed up where it has changed; where that fails,
        the next opening tells it.
        """
        self._may_write_later = False
        saved = self._writer.close(timeout)
        ending = self.unsaved.end(saved)
        if saved and not self.read_only:
            self._missed.keep(self.backups.catch_up())
        self.backups.close()
        self.read_only_reason = self.read_only_reason or "The project is closed; open it again."
        if not self._writer.is_running:
            self._lock.release()
        return ending

    def look(self) -> News | None:
        """Look at the folder for what other programs did; None where nothing is new.

        From any thread, but never two at once; ``take`` takes it in.
        """
        if not self.read_only:
            return self._backed_up(self._lookout.look(writes=True))
        rows = self._claim() if self._may_write_later else None
        return self._lookout.look(writes=False) if rows is None else self._lookout.take_over(rows)

    def take(self, news: Told) -> Sequence[Record]:
        """Take in what ``look`` found: the records that are now other than they were.

        Where that was the right to write, the store can be written from now on.
        """
        assert isinstance(news, News)
        records = self._lookout.take(news)
        if news.rows is None or not self._may_write_later:
            return records
        self._may_write_later, self.read_only_reason = False, ""
        return [*records, *self._begin()]

    def _backed_up(self, news: News | None) -> News | None:
        """Back up what others overrule: “Restore …”, which the news name, must have it."""
        if news is None or not news.fresh.overrules:
            return news
        failure = self.backups.catch_up()
        return replace(news, sentences=(*news.sentences, failure)) if failure else news

    def _claim(self) -> Mapping[str, Mapping[str, str]] | None:
        """Take the lock if it is free: where our records stand then, by table and id."""
        if not is_there(self.folder) or _why_not_writable(self.folder) or self._lock.acquire():
            return None
        try:
            bring_up(self.folder, self._identity.file_name)
            rows = self._own.refresh()
        except (OSError, Refusal):
            rows = None
        if rows is None or _why_not_replaced(self._own) or not self._may_write_later:
            self._lock.release()
            return None
        return rows

    def _start(self) -> None:
        gathered = self._gathered
        self._own.index(gathered.rows)
        told = absorbed(self._own, gathered.own_copies)
        if told:
            gathered.note(told)
            gathered.rows = self._own.index_all()
        self._begin(self._missed.take())

    def _begin(self, missed: str = "") -> Sequence[Record]:
        """Write from now on; the records that are other than before.

        ``missed`` says why the last close made no backup, if so.
        """
        self.backups.start(self._own.found, missed, self._gathered.is_overruled)
        self._writer.start(self._own)
        if self._own.needs_rewrite:
            self._writer.compact()
        return self.unsaved.take_in(self._gathered)


def _encoded(
    record: Record, winners: Winners, bases: Mapping[tuple[str, str], bytes]
) -> tuple[str, Raw]:
    """A record over the version it replaces, or over what a backup has where there is none."""
    table = table_of(record)
    held = winners.raw(table, record.id) or bases.get((table, record.id))
    try:
        return table, encode(record, held)
    except Damaged as damage:
        raise Refusal(
            f"This change cannot be stored, for {damage}; undo it. Nothing else is touched."
        ) from None


def _why_not_writable(folder: ProjectFolder) -> str:
    """Why nobody can write into this project here; empty where one can."""
    if folder.is_newer:
        return (
            f"The project is open for reading only: a newer Counterpoint made it (format "
            f"{folder.format}, this one writes {FORMAT}). Update Counterpoint to change it."
        )
    place = folder.readers if folder.readers.is_dir() else folder.path
    if os.access(place, os.W_OK | os.X_OK):
        return ""
    if is_mounted_read_only(place):
        return (
            "The project is open for reading only: it is on a disk that is mounted for reading "
            "only. Make that disk writable, or copy the project to another one, to make changes."
        )
    return (
        "The project is open for reading only: its folder may not be written. "
        "Change its permissions to make changes."
    )


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
            f"beside a new one: {reason_of(error)}. Then open the project again; the file is as it"
            " was."
        )
    return ""
