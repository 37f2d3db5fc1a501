"""Running commands as a person at a terminal does."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from counterpoint.app.ports import Reader
from counterpoint.cli.command_line import run
from counterpoint.cli.services import Services, ShotRequest, WindowRequest
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.text.version import EXTRACTOR
from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.main import services
from counterpoint.storage.identity import load_identity
from counterpoint.storage.library import OpenProject, Shelf
from counterpoint.storage.places import config_folder

RAIN = """Rain will return

By Ada Oduya
March 5, 2031

It rained on Monday. It will rain again on Friday, and the river's banks
will not hold.

Nobody has measured the banks since 2020.
"""
PROJECT = "Weather"
FLOOD = "The river rose on Friday. Half of the town stood under water.\n"


def nothing() -> None:
    """No mishap."""


class Unlucky(Shelf[Reader]):
    """A library where something happens as soon as a project was made."""

    mishap: Callable[[], object] = staticmethod(nothing)

    def create_at(self, path: Path) -> OpenProject:
        """A new project, and then what befalls it."""
        store = super().create_at(path)
        self.mishap()
        return store


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Weather:
    """A project that is made once and copied for each test: its folder, home and texts."""

    work: Path
    home: Path
    texts: dict[Document, ReadingText]


@dataclass
class Desk:
    """Keeps the requests for the window, and the folder that commands run in."""

    folder: Path
    weather: Weather
    capture: pytest.CaptureFixture[str]
    requests: list[WindowRequest | ShotRequest] = field(default_factory=list)
    extractor: str = EXTRACTOR
    mishap: Callable[[], object] = nothing

    def run(self, *arguments: str) -> Outcome:
        """Run a command in this process."""
        self.capture.readouterr()
        code = run(arguments, self.services)
        captured = self.capture.readouterr()
        return Outcome(code, captured.out, captured.err)

    def write(self, name: str, text: str) -> str:
        """A text file in the folder; its name."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def make(self) -> str:
        """A project of two documents, made by the command; its name."""
        shutil.copytree(self.weather.work, self.folder, dirs_exist_ok=True)
        return PROJECT

    def say(self, project: str, *records: Record) -> None:
        """Write records into a project as a reader's window does."""
        with_store(self.open(project), *records)

    def open(self, project: str) -> OpenProject:
        """The project's store."""
        return shelf().open(self.folder / project)

    @property
    def texts(self) -> dict[Document, ReadingText]:
        """The project's documents with their reading texts."""
        return self.weather.texts

    @property
    def documents(self) -> list[Document]:
        """The documents that the project's store has now."""
        store = self.open(PROJECT)
        found = [record for record in store.records() if isinstance(record, Document)]
        store.close()
        return sorted(found, key=lambda document: document.order)

    @property
    def services(self) -> Services:
        """What the composition root gives."""
        return replace(
            services(),
            open_library=self._library,
            extractor=self.extractor,
            open_window=self._ask,
            shot=self._ask,
        )

    def _library(self) -> Unlucky:
        library = shelf()
        library.mishap = self.mishap
        return library

    def _ask(self, request: WindowRequest | ShotRequest) -> int:
        self.requests.append(request)
        return 0


def shelf() -> Unlucky:
    """The library of whoever runs the tests, in a home of its own."""
    one = load_identity(config_folder())
    return Unlucky(one, Reader(one.reader, one.name, one.installation))


def read(path: Path) -> ReadingText:
    """A file's reading text."""
    with BlockingWorker() as worker:
        worker.open(str(path))
        return worker.read()


def prepared(work: Path, home: Path) -> Weather:
    """Make the project of two documents and read them; its home must be in the environment."""
    for name, text in (("rain.txt", RAIN), ("flood.txt", FLOOD)):
        (work / name).write_text(text, encoding="utf-8")
    files = [str(work / name) for name in ("rain.txt", "flood.txt")]
    with contextlib.redirect_stdout(io.StringIO()):
        assert run(["new", str(work / PROJECT), *files], services()) == 0
    store = shelf().open(work / PROJECT)
    found = [record for record in store.records() if isinstance(record, Document)]
    found.sort(key=lambda document: document.order)
    texts = {document: read(store.document_path(document)) for document in found}
    store.close()
    return Weather(work, home, texts)


def with_store(store: OpenProject, *records: Record) -> None:
    """Save records under this installation's name and close the store."""
    reader = shelf().reader
    project = Project(reader.installation, reader.id)
    project.load(store.records())
    store.save(project.put("Say", *(signed(record, reader.id) for record in records)).records)
    assert store.close()


def signed(record: Record, reader: str) -> Record:
    """A claim or relation as its reader's."""
    return replace(record, reader=reader) if isinstance(record, Claim | Relation) else record


def claim_on(identity: str, quote: str, document: Document, text: ReadingText) -> Claim:
    """A forecast on the first passage with these words."""
    start = text.text.index(quote)
    anchor = anchor_of(text, document.id, Passage(start, start + len(quote)))
    return Claim(id=identity, document=document.id, kind="forecast", anchor=anchor)
