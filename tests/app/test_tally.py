"""What is counted, and what is not."""

from dataclasses import replace

import pytest

from counterpoint.app.listing import Filter, choices, passes
from counterpoint.app.session import Session
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.relations import Relation


def a_document(identity: str) -> Document:
    """A document without anything special."""
    return Document(id=identity, title="T", editions=(Edition(identity, "t.txt"),), format="text")


def a_claim(identity: str, document: str) -> Claim:
    """A starred fact."""
    anchor = Anchor("e", quote="gone")
    return Claim(id=identity, document=document, kind="fact", anchor=anchor, star=True)


@pytest.fixture
def session() -> Session:
    """Two documents, with one claim and with two, of which one is tied."""
    project = Project("w", "me")
    tie = Relation(id="r", source="b", target="c", kind="supports")
    claims = [a_claim("a", "d"), a_claim("b", "f"), a_claim("c", "f")]
    project.put("Begin", a_document("d"), a_document("f"), *claims, tie)
    return Session.on(project)


def counts(session: Session) -> tuple[int, int, int, int]:
    """All claims, those of the kind, starred and untied ones."""
    tally = session.tally
    return (tally.total, tally.kinds["fact"], tally.starred, tally.untied)


def test_claims_of_removed_documents_count_nowhere(session: Session) -> None:
    assert counts(session) == (3, 3, 3, 1)
    session.marks.lost |= {"a", "b"}
    session.project.remove("Remove", a_document("f"))
    assert counts(session) == (1, 1, 1, 1)
    assert "To check 1" in [choice.label for choice in choices(session, Filter())]
    assert [passes(session, claim, Filter()) for claim in session.project.all(Claim)] == [
        True,
        False,
        False,
    ]
    session.project.undo()
    assert counts(session) == (3, 3, 3, 1)


def test_counts_follow_changes(session: Session) -> None:
    session.project.remove("Remove", *session.project.relations())
    assert counts(session) == (3, 3, 3, 3)
    (claim,) = session.project.claims_of("d")
    session.project.put("Change", replace(claim, star=False, kind="cause"))
    assert counts(session) == (3, 2, 2, 3)
    session.project.remove("Remove", claim)
    assert counts(session) == (2, 2, 2, 2)
