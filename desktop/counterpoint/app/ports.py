"""What the app needs of the disk and of the screen, in its own words."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from counterpoint.app.backups import Backups
from counterpoint.app.copying import Copied
from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record


class Progress(Protocol):
    """How far saving has come; ``failure`` is a sentence while the disk refuses."""

    @property
    def acknowledged(self) -> int:
        """The last ticket that is on the disk."""
        ...

    @property
    def failure(self) -> str | None:
        """Why saving is not getting on; None while it is."""
        ...


class Named(Protocol):
    """Which project it is."""

    @property
    def name(self) -> str:
        """The project's name."""
        ...

    @property
    def path(self) -> Path:
        """The project's folder."""
        ...

    @property
    def id(self) -> str:
        """The project's id; copies of a folder share it."""
        ...


class Said(Protocol):
    """What all readers of a project said in it."""

    @property
    def findings(self) -> tuple[str, ...]:
        """What was found wrong so far, in sentences."""
        ...

    def records(self) -> Iterator[Record]:
        """Every record, tombstones included."""
        ...

    def writers(self) -> Mapping[str, str]:
        """The readers' names by installation."""
        ...

    def own_installations(self) -> Set[str]:
        """The installations of whoever reads here, this one included, as the files tell."""
        ...


class Saved(Protocol):
    """What this reader says, on its way to the disk."""

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be saved; empty where it can. It may be another after each ``take``."""
        ...

    @property
    def progress(self) -> Progress:
        """How far saving has come."""
        ...

    def save(self, records: Sequence[Record]) -> int:
        """Write records in one gesture; its ticket."""
        ...

    def subscribe(self, listener: Callable[[Progress], None]) -> None:
        """Tell of progress, from another thread."""
        ...

    def wait_saved(self, timeout: float) -> bool:
        """Wait so many seconds until everything is on the disk; whether it is."""
        ...

    @property
    def unsaved(self) -> "Unsaved":
        """What the disk has not taken yet."""
        ...

    def close(self, timeout: float = 10.0) -> "Ending":
        """Save what is left, within so many seconds; what the disk refuses is kept here."""
        ...


class Ending(Protocol):
    """How a project was closed; it is true where the project has everything."""

    @property
    def is_saved(self) -> bool:
        """Whether the project has everything."""
        ...

    @property
    def is_kept(self) -> bool:
        """Whether this computer keeps what the project does not have."""
        ...

    def __bool__(self) -> bool:
        """Whether the project has everything."""
        ...


class Unsaved(Protocol):
    """The changes that the disk of a project has not taken."""

    @property
    def waiting(self) -> int:
        """How many there are."""
        ...

    def try_again(self) -> None:
        """Have the disk asked again now."""
        ...

    def keep_aside(self) -> None:
        """Keep them on this computer until the project is opened again; Refusal where that fails.

        They are dropped there once the project has them.
        """
        ...

    def copy_to(self, place: Path) -> Copied:
        """Write the whole project into a new folder in a place. From any thread."""
        ...


class News(Protocol):
    """What other programs did in a project's folder, read and not yet taken in."""

    @property
    def sentences(self) -> Sequence[str]:
        """What the reader is to know of it; empty where the records say it all."""
        ...


class Watched(Protocol):
    """What other programs do in a project's folder while it is open."""

    @property
    def watched(self) -> Sequence[Path]:
        """The folders where they do it; one may not be there yet."""
        ...

    def look(self) -> News | None:
        """Look at the folder; None where nothing is new.

        From any thread, but never two at once. It changes nothing that ``records`` shows.
        """
        ...

    def take(self, news: News) -> Sequence[Record]:
        """Take in what ``look`` found: the records that are now other than they were.

        Tombstones are among them; each is the version that wins.
        """
        ...


class Files(Protocol):
    """The files beside the records: documents and exports."""

    def add_document(self, source: Path) -> tuple[str, str]:
        """Copy a source into the project: its file name there, its SHA-256."""
        ...

    def document_path(self, document: Document) -> Path:
        """Where a document's file is."""
        ...

    def write_export(self, text: str) -> Path:
        """Write a note into the exports folder; where it now stands.

        What a person has changed there since the last export is kept beside it.
        """
        ...


class BackedUp(Protocol):
    """What stands beside the records in case they are lost."""

    @property
    def backups(self) -> Backups:
        """Earlier states of what this reader says."""
        ...


class Store(Named, Said, Saved, Watched, Files, BackedUp, Protocol):
    """One project on the disk."""


@dataclass(frozen=True)
class Reader:
    """The person at this installation; all three are stored with what they write."""

    id: str
    name: str
    installation: str


class Recent(Protocol):
    """A project that was open at this installation, as it was then."""

    @property
    def path(self) -> Path:
        """Its folder; it may have gone since."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def documents(self) -> int:
        """How many documents it held."""
        ...

    @property
    def claims(self) -> int:
        """How many claims it held."""
        ...


class Memory(Protocol):
    """What the program remembers from one run to the next, in pieces of JSON by name."""

    def recall(self, name: str) -> Mapping[str, object]:
        """What was remembered under a name; empty where nothing was, or it cannot be read."""
        ...

    def remember(self, name: str, what: Mapping[str, object]) -> None:
        """Keep this under a name; a disk that refuses it takes nothing else away."""
        ...


@dataclass(frozen=True)
class Call:
    """What a start of the program asks for; paths are absolute.

    ``link`` is a counterpoint:// address. ``token`` is what the desktop gave this start so that
    the window it leads to may come to the front (XDG_ACTIVATION_TOKEN).
    """

    project: Path | None = None
    files: tuple[Path, ...] = ()
    link: str = ""
    token: str = ""


class Ring(Protocol):
    """A call from another start of the program, which waits for the answer."""

    @property
    def call(self) -> Call:
        """What it asks for."""
        ...

    def answer(self, taken: bool) -> None:
        """Say whether this window has taken the call."""
        ...


class Doorbell(Protocol):
    """Where other starts of the program reach this window."""

    def fileno(self) -> int:
        """The descriptor that can be read when somebody rings."""
        ...

    def rings(self) -> Sequence[Ring]:
        """Who has rung since last asked; never waits."""
        ...

    def close(self) -> None:
        """Hear no more."""
        ...


class Library(Protocol):
    """The projects that this installation knows."""

    @property
    def reader(self) -> Reader:
        """Who annotates here."""
        ...

    @property
    def new_projects(self) -> Path:
        """Where new projects go unless the reader says otherwise; it may not be there yet."""
        ...

    def open(self, path: Path) -> Store:
        """The project in a folder."""
        ...

    def open_or_create(self, path: Path) -> Store:
        """The project in a folder; a new one where there is no folder yet, or an empty one."""
        ...

    def create(self, title: str) -> Store:
        """A new project in the reader's documents folder, named after a title."""
        ...

    def create_at(self, path: Path) -> Store:
        """A new project in a folder the reader has chosen."""
        ...

    def holding(self, files: Sequence[Path]) -> Path | None:
        """The project made from exactly these files, if there is one still."""
        ...

    def remember(self, project: Path, files: Sequence[Path]) -> None:
        """Know next time that this project was made from these files."""
        ...

    def visited(self, project: Path, documents: int, claims: int) -> None:
        """Put a project first among the recent ones, with how many of each it holds now."""
        ...

    def recent(self) -> Sequence[Recent]:
        """The projects that were open here and are there still, the latest first."""
        ...

    def find(self, identity: str) -> Path | None:
        """Where a project of that id was open last and still is; None where none is known."""
        ...

    def forget(self, project: Path) -> None:
        """Take a project off the list; nothing of it is removed."""
        ...

    def copy_of(self, project: Path) -> Store:
        """A new project in the reader's documents folder with the documents of another.

        What readers said in it is not taken over; ``records_of`` has that.
        """
        ...

    def records_of(self, project: Path) -> Sequence[Record]:
        """Every record of a project that is not opened, tombstones left out."""
        ...


class IndexProcess(Protocol):
    """The process that searches all documents; nothing here waits."""

    @property
    def pid(self) -> int:
        """Its id."""
        ...

    @property
    def answers(self) -> int:
        """The descriptor that turns readable when there is an answer, or nobody to give one."""
        ...

    @property
    def requests(self) -> int:
        """The descriptor that turns writable when more can be written."""
        ...

    def write(self, some: memoryview) -> int:
        """How many of these bytes were taken."""
        ...

    def read(self) -> bytes | None:
        """What has come; None where nothing has, empty where the process is gone."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...
