"""What others' files make of a reader's own claims and relations.

The highest version of a record wins, whoever wrote it, so that everybody sees the same. Whose it is
stands in the record, and that reader is told where another's file has the last word.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterpoint.domain.claims import Claim
from counterpoint.domain.project import PLAUSIBLE_REVISION
from counterpoint.domain.relations import Relation
from counterpoint.storage.codec import HIGHEST_OWN, Damaged, decode
from counterpoint.storage.readers import ReaderFile
from counterpoint.storage.winners import Found, Winners
from counterpoint.storage.wording import capital, said

TOLD = ("claims", "relations")
"""The tables of what belongs to one reader; sentences call what is in them the same."""

Said = Claim | Relation
"""What belongs to one reader."""

Key = tuple[str, str]
"""A table and an id."""


_MARKS = frozenset({"rev", "writer", "made", "changed"})
"""Fields that say which version of a record it is, and nothing of what it says."""


@dataclass(frozen=True)
class FileVersion:
    """One version of a file, with the row of each record in it by table and id.

    ``original`` is the bare name of the file it is a version of, ``owner`` whose that is.
    """

    file: ReaderFile
    rows: Mapping[str, Mapping[str, str]]
    original: str
    owner: str

    def raw(self, table: str, identity: str) -> bytes:
        """The JSON of a record that it has."""
        return self.file.tables[table][self.rows[table][identity]]


@dataclass(frozen=True)
class _Case:
    """A record of mine, and the version of it in another reader's file that wins.

    ``is_here`` tells whether mine is in the file of this installation, and so in its backups.
    """

    mine: Said
    theirs: Said
    is_here: bool

    @property
    def is_seen(self) -> bool:
        """Whether the two differ in more than who wrote them when."""
        mine, theirs = vars(self.mine), vars(self.theirs)
        is_gone = self.mine.removed and self.theirs.removed
        return not is_gone and any(mine[name] != theirs[name] for name in mine.keys() - _MARKS)

    @property
    def can_be_restored(self) -> bool:
        """Whether a backup of here brings mine back: it leaves alone what others say is theirs."""
        is_told_apart = self.mine.version != self.theirs.version
        is_mine = self.mine.reader == self.theirs.reader and not self.mine.removed
        return self.is_here and is_told_apart and is_mine and self.theirs.rev < PLAUSIBLE_REVISION


class Overruled:
    """Owns which claims and relations of one reader others' files overrule, by file.

    ``own`` is the bare name of the file of this installation. Without a reader there are none.
    """

    def __init__(self, reader: str, own: str) -> None:
        self._reader = reader
        self._own = own
        self._cases: dict[str, dict[Key, _Case]] = {}

    def compare(
        self, versions: Sequence[FileVersion], winners: Winners
    ) -> Iterator[tuple[str, str]]:
        """Look through all files of a project: the name of each that overrules, and a sentence."""
        if not self._reader:
            return
        ours = [one for one in versions if self._is_mine(one)]
        owners = {one.original: one.owner for one in versions if not self._is_mine(one)}
        for version in versions:
            if version.original in owners and ours:
                self._compare(version, ours, winners)
        for original, owner in owners.items():
            for sentence in _sentences(original, owner, self._told(original, winners)):
                yield original, sentence

    def meet(self, version: FileVersion, found: Iterable[Found], winners: Winners) -> Iterator[str]:
        """What is told of a file that was read while the project is open, and what wins in it."""
        if not self._reader or self._is_mine(version):
            return
        before = self._told(version.original, winners)
        cases = {(one.table, one.record.id): self._case_of(one, winners) for one in found}
        self._note(version.original, cases)
        now = self._told(version.original, winners)
        if now.keys() - before.keys():
            yield from _sentences(version.original, version.owner, now)

    def _is_mine(self, version: FileVersion) -> bool:
        about = version.file.about
        if about is None:  # as its name says, where the head of the file is torn
            return version.original.startswith(f"{self._reader}-")
        return version.original == self._own or about.reader == self._reader

    def _note(self, original: str, cases: Mapping[Key, _Case | None]) -> None:
        noted = self._cases.setdefault(original, {})
        noted |= {key: case for key, case in cases.items() if case is not None}

    def _told(self, original: str, winners: Winners) -> dict[Key, _Case]:
        """What a file does to what is mine, as far as one sees it and it has the last word."""
        cases = self._cases.get(original, {}).items()
        return {key: case for key, case in cases if case.is_seen and _stands(key, case, winners)}

    def _compare(self, theirs: FileVersion, ours: Sequence[FileVersion], winners: Winners) -> None:
        for table in TOLD:
            ids = theirs.rows[table].keys()
            for identity in set().union(*(ids & one.rows[table].keys() for one in ours)):
                holders = [one for one in ours if identity in one.rows[table]]
                raw, key = winners.raw(table, identity), (table, identity)
                if raw == theirs.raw(*key) and all(one.raw(*key) != raw for one in holders):
                    self._note(theirs.original, {key: self._case(key, holders, winners)})

    def _case(self, key: Key, holders: Sequence[FileVersion], winners: Winners) -> _Case | None:
        """The latest version of mine beside the one that wins; None where it is not mine."""
        ours = [(_decoded(key[0], one.raw(*key)), one.original) for one in holders]
        found = [(one, name) for one, name in ours if isinstance(one, Said)]
        mine, name = max(found, key=lambda each: each[0].version)
        theirs = winners.record(*key)
        if mine.reader != self._reader or not isinstance(theirs, Said):
            return None
        return _Case(mine, theirs, name == self._own)

    def _case_of(self, found: Found, winners: Winners) -> _Case | None:
        """The same for a record that has just won over what is shown."""
        theirs, key = found.record, (found.table, found.record.id)
        known = next((cases[key] for cases in self._cases.values() if key in cases), None)
        before = winners.record(*key)
        if not isinstance(theirs, Said) or not isinstance(before, Said):
            return None
        if known is not None and known.theirs.version == before.version:
            return replace(known, theirs=theirs)
        is_here = self._own.endswith(f"-{before.writer}.json")
        return _Case(before, theirs, is_here) if before.reader == self._reader else None


def _sentences(original: str, owner: str, cases: Mapping[Key, _Case]) -> Iterator[str]:
    """What a file does to what is mine, and what to do about it."""
    restored = {key: case for key, case in cases.items() if case.can_be_restored}
    file = f"{capital(owner)}'s file"
    if restored:
        deeds = " and ".join(_deeds(restored))
        yield (
            f"{file} {deeds}; your own words are still in your file. “Restore …” brings them back."
        )
    others = _counted(cases.keys() - restored.keys())
    if others:
        yield (
            f"{file} changes {others} in a way that “Restore …” does not mend here; your own words "
            f"are shown again once “{said(original)}” is out of the readers folder."
        )


def _stands(key: Key, case: _Case, winners: Winners) -> bool:
    """Whether nobody has written a higher version since."""
    now = winners.record(*key)
    return now is None or now.version <= case.theirs.version


def _deeds(cases: Mapping[Key, _Case]) -> Iterator[str]:
    for verb, is_removal in (("changes", False), ("removes", True)):
        counted = _counted(
            [key for key, case in cases.items() if case.theirs.removed is is_removal]
        )
        if counted:
            yield f"{verb} {counted}"


def _counted(keys: Collection[Key]) -> str:
    """How many of each: ``3 of your claims and one of your relations``; empty where none."""
    tables = [table for table, _ in keys]
    counts = ((tables.count(table), table) for table in TOLD)
    return " and ".join(
        f"{'one' if count == 1 else count} of your {noun}" for count, noun in counts if count
    )


def _decoded(table: str, raw: bytes) -> object:
    try:
        return decode(table, raw, HIGHEST_OWN)
    except Damaged:
        return None
