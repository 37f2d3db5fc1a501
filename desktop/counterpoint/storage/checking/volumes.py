"""Everything that the readers' files of a project say, with the place where each record stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.fault import Fault
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind
from counterpoint.storage.codec import table_of
from counterpoint.storage.folder import READERS, ProjectFolder
from counterpoint.storage.gathering import Gathered, uncollected
from counterpoint.storage.identity import Identity
from counterpoint.storage.journal import Binding, parse_journal
from counterpoint.storage.lines import Lines, Place
from counterpoint.storage.names import FileNames
from counterpoint.storage.overruled import FileVersion
from counterpoint.storage.readers import ReaderFile, names_in, read_pair, understood
from counterpoint.storage.winners import Bad, Taken, Winners
from counterpoint.storage.wording import named, said

_WORDS = {
    Claim: "Claim",
    Relation: "Relation",
    Document: "Document",
    Kind: "Kind",
    RelationKind: "Relation kind",
}


@dataclass(frozen=True)
class Volume:
    """One version of a reader's file as it was found.

    ``original`` is the bare name of the file it is a version of: its own, if it is no copy;
    ``original_owner`` is whose that is, in words. ``binding`` is what the journal says it
    continues. Bytes are not held: there may be many.
    """

    folder: ProjectFolder
    file: ReaderFile
    binding: Binding | None
    taken: Taken
    original: str
    is_ours: bool
    original_owner: str

    @property
    def is_copy(self) -> bool:
        """Whether it is the loser of a conflict, under a name that some program gave it."""
        return self.original != self.file.name

    @property
    def owner(self) -> str:
        """Whose it is, by name; empty where it does not say."""
        return named(self.file.about.name) if self.file.about else ""

    @property
    def paths(self) -> list[Path]:
        """The files it stands in, those that are there."""
        names = (self.file.names.snapshot, self.file.names.journal)
        paths = (self.folder.readers / name for name in names if name)
        return [path for path in paths if path.exists()]

    def place_of(self, identity: str) -> Place:
        """Where a record stands, in the journal if that holds its latest version."""
        return self._lines.place_of(identity)

    def place_of_row(self, bad: Bad) -> Place:
        """Where a row stands that cannot be understood."""
        return self._lines.place_of_row(bad)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.folder, self.file.names)


class Volumes:
    """Owns what was read of all readers' files, and the versions of records that win."""

    def __init__(self, folder: ProjectFolder, own: Identity | None) -> None:
        self._folder = folder
        file_name, reader = (own.file_name, own.reader) if own else ("", "")
        self._gathered = Gathered(folder, file_name, reader)
        with uncollected():
            found = [self._read(names) for names in names_in(folder)]
            for file, _ in found:
                self._gathered.meet(file)
            found.sort(key=self._turn)
            volumes = [self._volume(file, binding) for file, binding in found]
        self.volumes = sorted(volumes, key=lambda volume: volume.file.name)

    @property
    def winners(self) -> Winners:
        """The versions of records that win."""
        return self._gathered.winners

    @property
    def records(self) -> tuple[Record, ...]:
        """The winning version of every record, tombstones included."""
        return tuple(self.winners.records())

    @property
    def projects(self) -> set[str]:
        """The ids of projects that files say they belong to; of our sound ones alone, if any."""
        ours = (one for one in self.volumes if one.is_ours and one.file.is_trusted)
        return _projects(ours) or _projects(self.volumes)

    def overruled(self) -> Iterator[tuple[str, str]]:
        """The bare name of each file that overrules what whoever asks has said, and a sentence."""
        versions = [
            FileVersion(one.file, one.taken.rows, one.original, one.original_owner)
            for one in self.volumes
        ]
        return self._gathered.overruled.compare(versions, self.winners)

    def place_of(self, record: Record) -> Place:
        """Where the winning version of a record stands."""
        table = table_of(record)
        winner = self.winners.raw(table, record.id)
        for volume in self.volumes:
            row = volume.taken.rows[table].get(record.id)
            if row is not None and volume.file.tables[table][row] == winner:
                return volume.place_of(record.id)
        return Place("", None)

    def fault(self, record: Record, complaint: str, is_repairable: bool = False) -> Fault:
        """What is wrong with a record, with its place; the complaint goes on after its name."""
        place = self.place_of(record)
        word = _WORDS[type(record)]
        what = f"{word} {named(record.id)} ({place.words}) {complaint}."
        return Fault(what, path_of(place.name), place.line, record.id, is_repairable)

    def _read(self, names: FileNames) -> tuple[ReaderFile, Binding | None]:
        """A file and what its journal continues; damaged bytes are held only where we keep them."""
        pair = read_pair(self._folder, names)
        journal = pair.journal
        binding = parse_journal(journal.data, journal.path.name).binding if journal.data else None
        file = understood(pair)
        if names.name.startswith(self._gathered.own.removesuffix(".json") or "/"):
            return file, binding
        return replace(file, damaged=dict.fromkeys(file.damaged, b"")), binding

    def _turn(self, found: tuple[ReaderFile, Binding | None]) -> tuple[bool, bool, bool]:
        """In which order files are taken in: as when a project is opened, damaged ones last."""
        file = found[0]
        is_copy = self._gathered.original_of(file) != file.name
        return (not file.is_trusted, is_copy, file.name != self._gathered.own)

    def _volume(self, file: ReaderFile, binding: Binding | None) -> Volume:
        original = self._gathered.original_of(file)
        highest = self._gathered.highest_in(original)
        taken = self.winners.take_rows(file.tables, highest, file.is_trusted)
        is_mine = original == self._gathered.own
        is_ours = is_mine and (file.name == original or self._gathered.is_of_here(file))
        owner = self._gathered.owner_of(file, original)
        return Volume(self._folder, file, binding, taken, original, is_ours, owner)

    def is_whole(self) -> bool:
        """Whether every file could be read, so that what is in none of them is not there."""
        return not any(volume.file.unreadable for volume in self.volumes)


def _projects(volumes: Iterable[Volume]) -> set[str]:
    abouts = (volume.file.about for volume in volumes)
    return {about.project for about in abouts if about is not None and about.project}


def path_of(name: str) -> str:
    """A file of the readers folder as a path inside the project."""
    return f"{READERS}/{said(name)}"
