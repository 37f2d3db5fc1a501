"""What other programs do to the files of a readers folder while a project is open."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from counterpoint.storage.codec import TABLES, Damaged, decode
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.gathering import Gathered
from counterpoint.storage.looks import Look, Looks, looks_in
from counterpoint.storage.names import FileNames, files_among
from counterpoint.storage.readers import ReaderFile, pause, read_additions, read_settled
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About
from counterpoint.storage.winners import Bad, Found, Winners
from counterpoint.storage.wording import named


@dataclass
class Fresh:
    """What is new in the files of others.

    ``found`` are versions that win over what was there at the time; ``findings`` say what is
    wrong, ``sentences`` what the reader is told beside them; ``overrules`` tells whether something
    of the reader's own is among what wins.
    """

    found: list[Found] = field(default_factory=list)
    files: list[ReaderFile] = field(default_factory=list)
    own_copies: list[ReaderFile] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    overrules: bool = False


class Neighbours:
    """Owns how the files of a readers folder looked when they were read last.

    ``look`` may be called from any thread, but never twice at once.
    """

    def __init__(self, folder: ProjectFolder) -> None:
        self._folder = folder
        self._seen = looks_in(folder.readers)

    def look(self, gathered: Gathered, ignored: str) -> Fresh:
        """Read what has changed; the file called ``ignored`` and its journal are left alone."""
        fresh = Fresh()
        try:
            before, now = self._seen, self._now()
        except OSError:
            return fresh  # A disk that fails takes nobody's file away; another look will show.
        self._seen = now
        if before == now and not gathered.unread:
            return fresh
        for names in files_among(before | now):
            is_unread = names.name in gathered.unread
            if names.name == ignored or (not is_unread and _of(names, before) == _of(names, now)):
                continue
            if any(_of(names, now)):
                has_grown = not is_unread and _of(names, before)[0] == _of(names, now)[0]
                file = self._read(names, gathered.abouts.get(names.name) if has_grown else None)
                gathered.try_again(file)
                self._take_in(file, gathered, fresh, ignored)
            else:
                gathered.told.forget(names.name)
                gone, may_tell = _gone(names, gathered), gathered.told.may_tell
                fresh.sentences += [one for one in gone if may_tell(names.name, one)]
                gathered.unread.discard(names.name)
        return fresh

    def _now(self) -> Looks:
        """How the files look, once more where one is gone: some remove it to write it anew."""
        now = looks_in(self._folder.readers)
        if self._seen.keys() <= now.keys():
            return now
        pause()
        return looks_in(self._folder.readers)

    def _read(self, names: FileNames, known: About | None) -> ReaderFile:
        """A file; where it is known, and only its journal is another, no more than that."""
        added = read_additions(self._folder, names, known) if known else None
        return added or read_settled(self._folder, names)[1]

    def _take_in(self, file: ReaderFile, gathered: Gathered, fresh: Fresh, ignored: str) -> None:
        names = file.names
        original = gathered.original_of(file)
        bad: list[Bad] = []
        found = list(news_of(file, gathered.winners, gathered.highest_in(original), bad))
        findings = gathered.findings_of(file, original, bad)
        fresh.files.append(file)
        fresh.found += found
        version = gathered.version(file, {})
        overruled = list(gathered.overruled.meet(version, found, gathered.winners))
        fresh.sentences += overruled
        fresh.overrules = fresh.overrules or bool(overruled)
        if original != names.name:
            if original == gathered.own == ignored and gathered.is_to_take(file):
                fresh.own_copies.append(file)
            elif found or file.damaged:
                findings.append(gathered.copy_sentence(file, original))
        elif file.about is not None and names.name not in gathered.abouts and not found:
            fresh.sentences.append(f"{named(file.about.name)}'s work has come into the project.")
        is_all = original == names.name and not file.is_part
        fresh.findings += gathered.told.news(names.name, findings, is_all)


class Rows(Protocol):
    """Rows by table, and whether their text may be held against others'."""

    @property
    def tables(self) -> RawTables:
        """JSON by table and row."""
        ...

    @property
    def is_trusted(self) -> bool:
        """Whether it is as it was written."""
        ...


def news_of(rows: Rows, winners: Winners, highest: int, bad: list[Bad]) -> Iterator[Found]:
    """The rows that would win, up to a revision; what cannot be understood goes into ``bad``."""
    for table in TABLES:
        for row, raw in rows.tables.get(table, {}).items():
            if not winners.is_news(table, raw, rows.is_trusted):
                continue
            try:
                yield Found(table, decode(table, raw, highest), raw)
            except Damaged as damage:
                bad.append(Bad(table, row, raw, damage))


def _of(names: FileNames, seen: Looks) -> tuple[Look | None, Look | None]:
    return seen.get(names.snapshot), seen.get(names.journal)


def _gone(names: FileNames, gathered: Gathered) -> Iterator[str]:
    """What is told of a file that is gone; nothing of a copy of ours, which our file has all of."""
    original = gathered.original_of(ReaderFile(names, exists=True))
    is_copy = original != names.name
    if names.name in gathered.unread and original not in gathered.abouts:
        return  # Nothing was ever read of it.
    if original == gathered.own:
        what = "" if is_copy else "Your file"
    else:
        about = gathered.abouts.get(original)
        whose = f"{named(about.name)}'s file" if about else "file of another reader"
        article = "" if about else "A "
        what = f"Another version of {whose}" if is_copy else f"{article}{whose}"
    if what:
        yield (
            f"{what} is gone from the project; what it said stays here until you open the project "
            "again."
        )
