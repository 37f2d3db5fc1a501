"""Which claim is chosen, and which places are forgotten with the text they stood in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.app import classifying, reattaching, relating, showing, walking
from counterpoint.app.session import Session
from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.refusal import Refusal
from tests.domain.texts import text_of

TEXT = text_of("One goes.|Two come.", "Three stay.|Four leave.")
AGAIN = text_of("Others arrive here first.", "One goes.|Two come.", "Three stay.|Four leave.")


@pytest.fixture
def session() -> Session:
    """Two panes on one document, with a claim in its first and its third sentence."""
    project = Project("w", "me")
    document = Document(id="d", title="T", editions=(Edition("d", "t.txt"),), format="text")
    claims = [
        Claim(
            id=f"c{n}",
            document="d",
            kind="fact",
            anchor=anchor_of(TEXT, "d", TEXT.sentence(n)),
            reader="me",
        )
        for n in (0, 2)
    ]
    project.put("Begin", document, *claims)
    session = Session.on(project)
    session.take_text("d", TEXT)
    session.desk.show("d", 0)
    session.desk.show("d", 1)
    return session


def quotes(session: Session) -> list[str]:
    return [claim.quote for claim in session.project.claims()]


def test_a_claim_that_is_only_proposed_is_not_chosen(session: Session) -> None:
    relating.begin(session)
    assert session.desk.relating is not None
    relating.choose(session)
    relating.cancel(session)
    walking.next_sentence(session.desk)
    with pytest.raises(Refusal, match="Choose a claim"):
        reattaching.attach(session)
    assert quotes(session) == ["One goes.", "Three stay."]


def test_a_claim_chosen_before_another_was_gone_to_is_not_attached(session: Session) -> None:
    showing.claim(session, "c2")
    classifying.previous_claim(session)
    walking.next_sentence(session.desk)
    with pytest.raises(Refusal, match="Choose a claim"):
        reattaching.attach(session)


def test_a_claim_that_was_chosen_is_attached_to_what_is_selected_next(session: Session) -> None:
    showing.claim(session, "c2")
    walking.next_sentence(session.desk)
    reattaching.attach(session)
    assert quotes(session) == ["One goes.", "Four leave."]


def replaced(session: Session) -> None:
    """The document has another edition, and its text is there."""
    document = session.project.get(Document, "d")
    assert document is not None
    grown = replace(document, editions=(*document.editions, Edition("e", "u.txt")))
    session.project.put("Replace", grown)
    session.await_edition("d", "e")
    session.take_text("d", AGAIN)


def test_a_pane_that_had_left_a_document_begins_its_new_edition(session: Session) -> None:
    walking.last_sentence(session.desk)
    session.desk.show(None, 0)
    replaced(session)
    session.desk.show("d", 0)
    assert session.desk.text.quote(session.desk.selection) == "Others arrive here first."


def test_one_does_not_go_back_to_offsets_of_another_edition(session: Session) -> None:
    session.go_to(session.project.claims()[1], 0)
    replaced(session)
    with pytest.raises(Refusal, match="no place to go back to"):
        session.trail.back(session.desk)
