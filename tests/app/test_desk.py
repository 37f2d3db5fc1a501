"""What lies on the desk, and where the reader is."""

from dataclasses import replace

import pytest

from counterpoint.app import classifying, describing, listing, walking
from counterpoint.app.catalogue import next_order, with_edition
from counterpoint.app.citing import citation
from counterpoint.app.commands import Mode
from counterpoint.app.desk import Desk
from counterpoint.app.editing import Wording, parse_tags, write
from counterpoint.app.listing import Filter
from counterpoint.app.session import Session
from counterpoint.app.settings import Settings, parse_settings, write_settings
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.scheme import Scheme
from tests.domain.texts import text_of

TEXT = text_of("One goes.|Two come.", "Three stay.|Four leave.")


@pytest.fixture
def session() -> Session:
    """A session with one document in the first pane."""
    project = Project("w", "me", now=lambda: "2025-06-30T12:00:00Z")
    document = Document(
        id="d",
        title="Talks",
        author="Ada Reed",
        date="2025-06-22",
        editions=(Edition("d", "talks.txt"),),
        format="text",
        order=1,
    )
    project.put("Add", document)
    session = Session.on(project)
    session.take_text("d", TEXT)
    session.desk.show("d", 0)
    return session


def selected(session: Session) -> str:
    return session.desk.text.quote(session.desk.selection)


def test_a_desk_begins_empty() -> None:
    desk = Desk()
    assert desk.mode is Mode.EMPTY
    with pytest.raises(Refusal, match="Open a document"):
        walking.next_sentence(desk)


def test_walking_stops_at_both_ends(session: Session) -> None:
    walking.previous_sentence(session.desk)
    assert selected(session) == "One goes."
    walking.last_sentence(session.desk)
    walking.next_sentence(session.desk)
    assert selected(session) == "Four leave."
    walking.previous_paragraph(session.desk)
    assert selected(session) == "One goes."


def test_a_selection_of_a_part_is_filled_up_first(session: Session) -> None:
    walking.end_earlier(session.desk)
    assert selected(session) == "One"
    walking.extend_by_sentence(session.desk)
    assert selected(session) == "One goes."
    walking.extend_by_sentence(session.desk)
    walking.extend_by_sentence(session.desk)
    assert selected(session) == "One goes. Two come.\nThree stay."
    for _ in range(5):
        walking.give_back_sentence(session.desk)
    assert selected(session) == "One goes."


def test_at_most_four_panes_and_at_least_one(session: Session) -> None:
    session.desk.add_pane()
    session.desk.add_pane()
    with pytest.raises(Refusal, match="4 panes"):
        session.desk.add_pane()
    for _ in range(6):
        session.desk.close_pane()
    assert len(session.desk.panes) == 1
    assert session.desk.mode is Mode.EMPTY


def test_marks_follow_the_project(session: Session) -> None:
    forecast = Scheme().kinds["forecast"]
    classifying.classify(session, forecast)
    (mark,) = session.marks.of("d")
    assert session.mark_under_cursor() == mark
    session.project.undo()
    assert session.marks.of("d") == ()


def test_the_list_is_narrowed_by_document_kind_star_and_ties(session: Session) -> None:
    kinds = Scheme().kinds
    classifying.classify(session, kinds["forecast"])
    walking.next_sentence(session.desk)
    classifying.classify(session, kinds["fact"])
    classifying.star(session)
    narrowed = {
        name: [claim.quote for claim in listing.listed(session, Filter().toggled(name))]
        for name in ("all", "forecast", "starred", "untied", "document")
    }
    both = ["One goes.", "Two come."]
    assert narrowed == {
        "all": both,
        "forecast": ["One goes."],
        "starred": ["Two come."],
        "untied": both,
        "document": both,
    }
    assert Filter().toggled("fact").toggled("fact") == Filter()


def test_tags_are_trimmed_and_unlike() -> None:
    assert parse_tags(" #nato,  two  words, nato,, ") == ("nato", "two words")


def test_the_same_wording_is_no_change(session: Session) -> None:
    classifying.classify(session, Scheme().kinds["fact"])
    (claim,) = session.project.claims()
    write(session.project, claim, Wording())
    assert session.project.claims()[0].rev == claim.rev


def test_a_quote_is_copied_with_its_source(session: Session) -> None:
    assert citation(session) == "“One goes.” (Ada Reed, Talks, 22 June 2025, para. 1)"


def test_a_quote_from_the_web_tells_when_its_page_was_kept(session: Session) -> None:
    (document,) = session.project.all(Document)
    kept = replace(document.edition, added="2026-11-22T08:00:00Z")
    session.project.put("", replace(document, address="https://example.org/a", editions=(kept,)))
    assert "https://example.org/a, accessed 22 November 2026, para. 1)" in citation(session)


def test_where_the_cursor_is_in_words(session: Session) -> None:
    walking.last_sentence(session.desk)
    assert describing.position_in(TEXT, session.desk.selection) == "¶ 2 of 2  ·  4 / 4"


def test_the_catalogue_counts_on(session: Session) -> None:
    assert next_order(session.project) == 2
    assert with_edition(session.project, "d") is not None
    assert with_edition(session.project, "x") is None


@pytest.mark.parametrize("text", ["", "theme = 3", "theme = 'pink'", "[[[", 'theme = "system"'])
def test_settings_that_make_no_sense_are_the_defaults(text: str) -> None:
    assert parse_settings(text) == Settings()


def test_settings_are_read_as_written() -> None:
    assert parse_settings(write_settings(Settings(theme="dark"))) == Settings(theme="dark")
