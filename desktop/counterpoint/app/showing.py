"""Bringing what was pressed in a list to the panes."""

from collections.abc import Iterable

from counterpoint.app.desk import Selected, bring_in, index_of, refuse_while_choosing
from counterpoint.app.relating import other_pane, propose
from counterpoint.app.session import Session
from counterpoint.app.walking import sentence_under
from counterpoint.domain.anchoring import find_at_place
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation


def document(session: Session, identity: str) -> None:
    """Go to the pane that shows a document, or show it in the active one; Refusal while tying."""
    desk = session.desk
    refuse_while_choosing(desk)
    shown = [index for index, pane in enumerate(desk.panes) if pane.document == identity]
    if shown:
        desk.activate(shown[0])
    else:
        desk.show(identity, desk.active)


def clear_removed(session: Session) -> None:
    """Empty the panes whose document is in the project no more."""
    for index, pane in enumerate(session.desk.panes):
        if pane.document and session.project.get(Document, pane.document) is None:
            left = session.emptied.get(pane.document, ())
            session.emptied[pane.document] = (*left, pane.id)
            session.desk.show(None, index)


def told_removed(session: Session, document: Document) -> str:
    """What is said in a pane out of which another reader has removed a document."""
    who = session.readers.writer_of(document) or "You, elsewhere,"
    return (
        f"{who[0].upper()}{who[1:]} removed “{document.title}” from the project. Nothing of it is "
        f"gone: open documents/{document.edition.file} in the project’s folder, and it is back "
        "with its claims."
    )


def bring_back(session: Session) -> None:
    """Show documents that are in the project again in the panes they were removed from."""
    for document in [d for d in session.emptied if session.project.get(Document, d)]:
        for pane in session.emptied.pop(document):
            index = index_of(session.desk.panes, pane)
            if index is not None and session.desk.panes[index].document is None:
                session.desk.show(document, index)


def fill(session: Session, records: Iterable[Record]) -> None:
    """Show the documents among records in the panes that are empty, each in one."""
    shown = {pane.document for pane in session.desk.panes}
    documents = [one for one in records if isinstance(one, Document) and one.id not in shown]
    empty = [index for index, pane in enumerate(session.desk.panes) if pane.document is None]
    for index, one in zip(empty, documents, strict=False):
        session.desk.show(one.id, index)


def place_of_change(session: Session, change: Change) -> None:
    """Bring the place of a claim that a change concerned into view, in a pane with its document."""
    if session.desk.relating is not None:
        return
    for edit in change.edits:
        claim = _claim_of(session, edit.after)
        panes = [p for p in session.desk.panes if claim and p.document == claim.document]
        place = _place_of(session, claim) if claim and panes else None
        if claim is not None and place is not None:
            pane = session.desk.pane if session.desk.pane in panes else panes[0]
            is_there = not claim.removed
            index = session.desk.panes.index(pane)
            session.desk.select(place, index, claim.id if is_there else None)
            bring_in(session.desk, index)
            return


def _claim_of(session: Session, record: Record) -> Claim | None:
    """The claim that a record is, or that it ties."""
    if isinstance(record, Relation):
        return session.project.get(Claim, record.source)
    return record if isinstance(record, Claim) else None


def _place_of(session: Session, claim: Claim) -> Selected | None:
    """Where a claim stands, or stood; None where that is not known."""
    mark = session.marks.of_claim(claim.id)
    text = session.desk.texts.get(claim.document)
    if mark is not None or text is None:
        return mark.target if mark else None
    found = find_at_place(claim.anchor, text)
    return claim.anchor.region or (found.passage if found else None)


def heading(session: Session, offset: int) -> None:
    """Go to a heading of the active document, at a code point; Refusal while tying."""
    refuse_while_choosing(session.desk)
    session.desk.select(sentence_under(session.desk.text, offset))


def claim(session: Session, identity: str) -> None:
    """Go to a claim, in the pane that shows its document if one does.

    While a tie is made, the claim is proposed as its other end.
    """
    found = session.project.get(Claim, identity)
    if found is None:
        return
    if session.desk.relating is not None:
        propose(session, identity)
        return
    desk = session.desk
    shown = [i for i, pane in enumerate(desk.panes) if pane.document == found.document]
    index = desk.active if desk.active in shown or not shown else shown[0]
    if index != desk.active:
        desk.activate(index)
    session.go_to(found, index)


def tie(session: Session, identity: str, other: str) -> None:
    """Show a claim here, and what it is tied to in the other pane."""
    claim(session, identity)
    if session.desk.relating is not None:
        return
    end = session.project.get(Claim, other)
    if end is not None:
        session.go_to(end, other_pane(session))
