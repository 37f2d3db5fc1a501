"""Projects to measure with: documents and claims, stored as the program stores them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from counterpoint.app.catalogue import document_of
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.records import new_id
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import DEFAULT_KINDS
from counterpoint.storage.folder import create
from counterpoint.storage.identity import Identity, load_identity
from counterpoint.storage.places import config_folder
from counterpoint.storage.store import Store
from tests.benchmarks.papers import write_text

DOCUMENTS = 20
"""Documents that the claims of a large project are spread over."""

READ = 2
"""Documents whose claims stand where their anchors say; the others are never opened."""

PATIENCE = 120.0
"""Seconds that saving may take."""


@dataclass(frozen=True)
class _Paper:
    path: Path
    opened: Opened
    text: ReadingText


def large_project(folder: Path, claims: int) -> Path:
    """A project of twenty text documents with so many claims in all; made once in a folder."""
    path = folder / f"{claims} claims"
    if not path.exists():
        count = claims // DOCUMENTS + 500
        papers = [
            write_text(folder / f"paper {number} of {claims}.txt", number, count)
            for number in range(DOCUMENTS)
        ]
        make_project(path, papers, claims)
    return path


def make_project(path: Path, files: Sequence[Path], claims: int) -> Path:
    """A project of these documents and so many claims, from the first sentence on."""
    identity = identity_here()
    folder = create(path, path.name)
    store = Store.open(folder.path, identity)
    project = Project(identity.installation, identity.reader)
    papers = [_read(file) for file in files[:READ]]
    for order, file in enumerate(files):
        paper = papers[min(order, len(papers) - 1)]
        document = _document(store, paper, file, order)
        made = list(islice(_claims(document, paper.text, identity.reader), claims // len(files)))
        change = project.put("Make", document, *made, *_relations(made, identity.reader))
        store.save(change.records)
    if not (store.wait_saved(PATIENCE) and store.close(PATIENCE)):
        raise OSError("the project could not be saved")
    return path


def identity_here() -> Identity:
    """The reader at the home that this process was given."""
    return load_identity(config_folder())


def _read(path: Path) -> _Paper:
    with BlockingWorker() as worker:
        return _Paper(path, worker.open(str(path)), worker.read())


def _document(store: Store, paper: _Paper, file: Path, order: int) -> Document:
    name, sha256 = store.add_document(file)
    document = document_of(paper.opened, Edition(sha256, name), order)
    return replace(document, title=f"Report {order + 1}", author="Ada Reed")


def _claims(document: Document, text: ReadingText, reader: str) -> Iterator[Claim]:
    """A claim on each sentence, of each kind in turn; some with a note or tags."""
    for number, kind in zip(range(text.sentence_count), cycle(DEFAULT_KINDS), strict=False):
        yield Claim(
            id=new_id(),
            document=document.id,
            kind=kind.id,
            anchor=anchor_of(text, document.edition.sha256, text.sentence(number)),
            reader=reader,
            note="Compare the report of the year before." if number % 5 == 0 else "",
            tags=("budget", "harbour") if number % 3 == 0 else (),
        )


def _relations(claims: Sequence[Claim], reader: str) -> Iterator[Relation]:
    """A tie from every tenth claim to the one after it."""
    for one, other in zip(claims[::10], claims[1::10], strict=False):
        tie = Relation(id=new_id(), source=one.id, target=other.id, kind="supports", reader=reader)
        yield tie
