"""Reading a whole project: every reader's file, merged."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from counterpoint.storage.codec import HIGHEST_OWN, HIGHEST_READ
from counterpoint.storage.folder import FORMAT, ProjectFolder
from counterpoint.storage.lines import Lines
from counterpoint.storage.names import is_like
from counterpoint.storage.overruled import FileVersion, Overruled
from counterpoint.storage.owners import YOURS, with_owner
from counterpoint.storage.readers import ReaderFile, names_in, read_pair, understood
from counterpoint.storage.snapshot import About
from counterpoint.storage.told import ToldFindings
from counterpoint.storage.winners import Bad, Winners
from counterpoint.storage.wording import named, said

_MANY = 1_000
"""Records that the next collection shall not look at; 50,000 take it 0.1 s."""

MOST_NAMED = 200
"""Damaged records of one file that are named one by one; a check names all of them."""


class Gathered:
    """Owns what the files of a project say together.

    ``told`` has what is wrong with each file; ``writers`` are the readers' names by installation;
    ``own`` is the bare name of this installation's file, ``rows`` says in which row of it a record
    stands, by table and id, and ``own_copies`` are other versions of it. ``is_overruled`` tells
    whether another's file had the last word on what is the reader's when all were read. ``unread``
    has the names of files that may be read later, though they do not look any different then.
    """

    def __init__(self, folder: ProjectFolder, own: str = "", reader: str = "") -> None:
        self.winners = Winners()
        self.told = ToldFindings()
        self.writers: dict[str, str] = {}
        self.own = own
        self.rows: Mapping[str, Mapping[str, str]] = {}
        self.own_copies: list[ReaderFile] = []
        self.unread: set[str] = set()
        self.abouts: dict[str, About] = {}
        self.overruled = Overruled(reader, own)
        self.is_overruled = False
        self._versions: list[FileVersion] = []
        self._folder = folder

    def take(self, file: ReaderFile) -> None:
        """Take in one file; copies come after what they are copies of, damaged files last."""
        original = self.original_of(file)
        highest = self.highest_in(original)
        taken = self.winners.take_rows(file.tables, highest, file.is_trusted)
        findings = self.findings_of(file, original, taken.bad)
        if file.name == self.own:
            self.rows = taken.rows
        self.try_again(file)
        self.meet(file)
        self._versions.append(self.version(file, taken.rows))
        if original == self.own != file.name and self.is_to_take(file):
            self.own_copies.append(file)
        elif original != file.name and (taken.won or file.damaged):
            findings.append(self.copy_sentence(file, original))
        self.told.news(file.name, findings)

    @property
    def findings(self) -> tuple[str, ...]:
        """What is wrong with the files, as far as it still holds, in sentences."""
        return tuple(self.told.sentences())

    def conclude(self) -> None:
        """Say what only all files together tell, once the last one is taken in."""
        found = self.overruled.compare(self._versions, self.winners)
        sentences = [sentence for _, sentence in found]
        self.note(sentences)
        self.is_overruled = bool(sentences)
        self._versions = []

    def note(self, sentences: Sequence[str]) -> None:
        """Count among the findings what is of no one file."""
        self.told.news("", sentences, is_all=False)

    def version(self, file: ReaderFile, rows: Mapping[str, Mapping[str, str]]) -> FileVersion:
        """A file with whose it is, and the rows of its records by table and id."""
        original = self.original_of(file)
        return FileVersion(file, rows, original, self.owner_of(file, original))

    def try_again(self, file: ReaderFile) -> None:
        """Remember whether a file is one to read again, however it looks."""
        if file.unreadable:
            self.unread.add(file.name)
        else:
            self.unread.discard(file.name)

    def meet(self, file: ReaderFile) -> None:
        """Remember who wrote a file, and so whose the copies of it are."""
        about = file.about
        if about is not None:
            self.writers.setdefault(about.installation, about.name)
            if about.file_name == file.name:
                self.abouts[file.name] = about

    def original_of(self, file: ReaderFile) -> str:
        """The bare name of the file that this is a version of: its own name, if it is no copy.

        What is damaged or only a journal is known by its name's beginning.
        """
        if file.about is not None:
            return file.about.file_name
        known = [*self.abouts, *([self.own] if self.own else [])]
        ids = {about.installation: name for name, about in self.abouts.items()}
        if file.name in known or not file.exists:
            return file.name
        like = max((name for name in known if is_like(file.name, name)), key=len, default=file.name)
        return ids.get(file.continues, like)

    def is_of_here(self, file: ReaderFile) -> bool:
        """Whether a file may be this project's: what is another's is shown, and not taken over."""
        told = file.about.project if file.about else ""
        return not told or not self._folder.id or told == self._folder.id

    def is_to_take(self, file: ReaderFile) -> bool:
        """Whether our own file may take in what another version of it says."""
        return self.is_of_here(file) and not _is_newer(file)

    def highest_in(self, original: str) -> int:
        """The highest revision that is believed in a version of the file of that name."""
        return HIGHEST_OWN if original == self.own else HIGHEST_READ

    def findings_of(self, file: ReaderFile, original: str, bad: Sequence[Bad]) -> list[str]:
        """What is wrong with a file and its rows, in sentences that say whose it is.

        Of a copy only where, for one sentence on it tells the rest. ``original`` is the bare name
        of the file that it is a version of.
        """
        is_copy = original != file.name
        lines = Lines(self._folder, file.names)
        about_file = file.on_lines if is_copy and not file.unreadable else file.findings
        findings = [*about_file, *map(lines.sentence, bad[:MOST_NAMED])]
        if len(bad) > MOST_NAMED:
            findings.append(_more(file, len(bad) - MOST_NAMED))
        about = self.abouts.get(original) or file.about
        if is_copy or (about is None and file.name != self.own):
            return findings
        whose = YOURS if about is None or file.name == self.own else f"{named(about.name)}'s"
        return [with_owner(one, file.names, whose) for one in findings]

    def copy_sentence(self, file: ReaderFile, original: str) -> str:
        """What a reader is told of a version of a file that stands beside it."""
        if original == self.own and _is_newer(file):
            return (
                f"“{said(file.name)}” is another version of your file, which a newer Counterpoint "
                "wrote; what can be understood of it is shown here, but your file does not take it "
                "in. Update Counterpoint."
            )
        if original == self.own and not self.is_of_here(file):
            return (
                f"“{said(file.name)}” was written in another project; its claims are shown here, "
                "but your file does not take them in. Move it into the readers folder of its own "
                "project."
            )
        who = self.owner_of(file, original)
        return told_of_copy(file, f"{who}'s", f"it is for {who} to delete")

    def owner_of(self, file: ReaderFile, original: str) -> str:
        """Whose file it is a version of, by name, as far as anything tells."""
        about = self.abouts.get(original) or file.about
        return named(about.name) if about else "another reader"


def _is_newer(file: ReaderFile) -> bool:
    return file.about is not None and file.about.format > FORMAT


def _more(file: ReaderFile, count: int) -> str:
    records = "one more record is" if count == 1 else f"{count} more records are"
    left = "was" if count == 1 else "were"
    return f"In “{said(file.name)}” {records} damaged and {left} left out."


def told_of_copy(file: ReaderFile, whose: str, advice: str) -> str:
    """What is told of a version of a reader's file that stands beside it, and what to do."""
    was = "was damaged; what could be read of it was merged" if file.damaged else "was merged"
    return (
        f"Another version of {whose} file, made by a program that synchronises folders, {was}; "
        f"{advice}: “{said(file.name)}”."
    )


def gather(folder: ProjectFolder, own: ReaderFile | None = None, reader: str = "") -> Gathered:
    """Read and merge every file of a project; never raises.

    ``own`` is this installation's file, read already, and ``reader`` the id of whoever uses it.
    """
    gathered = Gathered(folder, own.name if own is not None else "", reader)
    with uncollected():
        files = [own] if own is not None and own.exists else []
        files += [
            understood(read_pair(folder, names))
            for names in names_in(folder)
            if names.name != gathered.own
        ]
        for file in sorted(files, key=lambda file: (not file.is_trusted, _is_copy(file))):
            gathered.take(file)
        gathered.conclude()
        if sum(len(rows) for file in files for rows in file.tables.values()) > _MANY:
            gc.freeze()
    return gathered


def _is_copy(file: ReaderFile) -> bool:
    """Whether a file does not say that it is the one of its name."""
    return file.about is None or file.about.file_name != file.name


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles: among so many new records it costs as much as reading them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
