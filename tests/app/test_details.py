"""Correcting what a catalogue says of a source."""

from __future__ import annotations

import pytest

from counterpoint.app.details import Details, correct, document_at_hand, iso_date, remove
from counterpoint.app.session import Session
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.refusal import Refusal


@pytest.fixture
def session() -> Session:
    """A session with one document in the first pane."""
    project = Project("w", "r")
    edition = Edition("a" * 64, "brief.txt")
    project.put("Add", Document(id="d", title="untitled", editions=(edition,), format="text"))
    session = Session.on(project)
    session.desk.show("d", 0)
    return session


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("", ""),
        ("2025", "2025"),
        ("2025-06", "2025-06"),
        (" 2025-06-22 ", "2025-06-22"),
        ("22 June 2025", "2025-06-22"),
        ("Juni 2025", "2025-06"),
        ("2025년 6월 22일", "2025-06-22"),
    ],
)
def test_a_date_is_taken_as_it_is_typed(typed: str, iso: str) -> None:
    assert iso_date(typed) == iso


@pytest.mark.parametrize("typed", ["soon", "2025-13", "2025-06-22T10:00", "06/2025", "31 June"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="Write the date as"):
        iso_date(typed)


def test_corrected_details_are_one_step_of_undo(session: Session) -> None:
    assert correct(session, "d", Details("What  it costs ", "Ada Reed", "May 2025", "Institute"))
    document = document_at_hand(session)
    assert (document.title, document.author) == ("What it costs", "Ada Reed")
    assert (document.date, document.publisher) == ("2025-05", "Institute")
    session.project.undo()
    assert document_at_hand(session).title == "untitled"


def test_details_left_as_they_are_change_nothing(session: Session) -> None:
    before = document_at_hand(session)
    assert not correct(session, "d", Details.of(before))
    assert document_at_hand(session) == before


def test_a_document_without_a_title_is_refused(session: Session) -> None:
    with pytest.raises(Refusal, match="needs a title"):
        correct(session, "d", Details("  "))


def test_a_document_that_was_removed_meanwhile_says_how_it_comes_back(session: Session) -> None:
    remove(session)
    with pytest.raises(Refusal, match="add it again, and its claims are back"):
        correct(session, "d", Details("What it costs", "", "", ""))


def test_a_removed_document_comes_back_with_undo(session: Session) -> None:
    assert "Removed “untitled” from the project" in remove(session)
    assert session.project.documents() == ()
    session.project.undo()
    assert [document.id for document in session.project.documents()] == ["d"]


def test_an_empty_pane_has_no_document_to_correct(session: Session) -> None:
    session.desk.show(None, 0)
    with pytest.raises(Refusal, match="no document in this pane"):
        document_at_hand(session)
