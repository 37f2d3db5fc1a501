"""Bringing what was pressed in a list to the panes."""

from counterpoint.app.relating import other_pane, propose
from counterpoint.app.session import Session
from counterpoint.app.walking import sentence_under
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal


def document(session: Session, identity: str) -> None:
    """Go to the pane that shows a document, or show it in the active one."""
    desk = session.desk
    if desk.relating is not None:
        raise Refusal("Choose a claim first, or press Esc.")
    shown = [index for index, pane in enumerate(desk.panes) if pane.document == identity]
    if shown:
        desk.activate(shown[0])
    else:
        desk.show(identity, desk.active)


def clear_removed(session: Session) -> None:
    """Empty the panes whose document is in the project no more."""
    for index, pane in enumerate(session.desk.panes):
        if pane.document and session.project.get(Document, pane.document) is None:
            session.desk.show(None, index)


def heading(session: Session, offset: int) -> None:
    """Go to a heading of the active document."""
    if session.desk.relating is not None:
        raise Refusal("Choose a claim first, or press Esc.")
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
