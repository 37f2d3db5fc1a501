"""Another reader of the same project: another installation, which writes a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.records import Record, new_id
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store
from tests.story.desk import ReaderAtDesk

MINA = Identity("mina", "Mina", "mina-laptop")
TOM = Identity("tom", "Tom", "tom-desktop")

PATIENCE = 20.0
"""Seconds that saving may take."""

Deed = Callable[[Project], object]
"""What somebody does in a project that is open to them."""


def works(path: Path, who: Identity, *deeds: Deed) -> None:
    """Open a project as somebody else, do something in it, and close it."""
    store = Store.open(path, who)
    project = Project(who.installation, who.reader)
    project.load(store.records())

    def save(change: Change) -> None:
        store.save(change.records)

    project.subscribe(save)
    for deed in deeds:
        deed(project)
    assert store.wait_saved(PATIENCE)
    assert store.close(PATIENCE)


def claim_on(desk: ReaderAtDesk, words: str, kind: str = "forecast", **fields: object) -> Claim:
    """A claim on words of the document in the active pane; Mina's unless told otherwise."""
    text, document = desk.bench.session.desk.text, shown(desk)
    return replace(_claim(text, document, words), kind=kind, **fields)  # type: ignore[arg-type]


def shown(desk: ReaderAtDesk) -> Document:
    """The document in the active pane."""
    session = desk.bench.session
    found = session.project.get(Document, session.desk.pane.document or "")
    assert found is not None
    return found


def puts(*records: Record) -> Deed:
    """Add or change records."""
    return lambda project: project.put("Put", *records)


def removes(*records: Record) -> Deed:
    """Remove records, as they are then."""

    def deed(project: Project) -> None:
        held = [project.held(record) for record in records]
        project.remove("Remove", *(one for one in held if one is not None))

    return deed


def _claim(text: ReadingText, document: Document, words: str) -> Claim:
    start = text.text.index(words)
    passage = Passage(start, start + len(words))
    anchor = anchor_of(text, document.edition.sha256, passage)
    return Claim(id=new_id(), document=document.id, kind="", anchor=anchor, reader=MINA.reader)
