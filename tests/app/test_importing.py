"""Highlights of a file become claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.app.importing import Haul, haul_of, import_highlights, note_of, passage_of
from counterpoint.app.session import Session
from counterpoint.documents.client.highlights import FileHighlight, RawRange
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal
from tests.domain.texts import text_of

WORDS = "Spending will rise in all states. Nobody has said who pays."
YELLOW, GREEN = 0xFFFF00, 0x00FF00


def highlight(words: str, colour: int = YELLOW, **said: str) -> FileHighlight:
    """A highlight over some words of the text."""
    start = WORDS.index(words)
    return FileHighlight(0, "highlight", colour, (RawRange(start, start + len(words)),), **said)


@pytest.fixture
def text() -> ReadingText:
    """Two sentences in one paragraph."""
    return text_of(WORDS)


@pytest.fixture
def session(text: ReadingText) -> Session:
    """A session that shows the text."""
    project = Project("w", "r")
    edition = Edition("a" * 64, "brief.pdf")
    project.put("Add", Document(id="d", title="Brief", editions=(edition,), format="pdf"))
    session = Session.on(project)
    session.desk.show("d", 0)
    session.take_text("d", text)
    return session


@pytest.mark.parametrize(
    ("covered", "quoted"),
    [
        ("will rise", "will rise"),
        (" will rise ", "will rise"),
        ("pending will ris", "Spending will rise"),
        ("ng will rise in al", "will rise in all"),
        ("states.", "states."),
        ("rise in all states", "rise in all states"),
    ],
)
def test_a_passage_takes_words_that_are_half_covered(
    text: ReadingText, covered: str, quoted: str
) -> None:
    passage = passage_of(text, highlight(covered))
    assert passage is not None
    assert text.quote(passage) == quoted


def test_of_two_pieces_far_apart_the_longer_is_meant() -> None:
    text = text_of("One. " + "Two and so on. " * 20 + "Three is more.")
    at = text.text.index("Three")
    pieces = (RawRange(0, 3), RawRange(at, at + 13))
    passage = passage_of(text, FileHighlight(0, "highlight", YELLOW, pieces))
    assert passage is not None
    assert text.quote(passage) == "Three is more"


def test_japanese_is_taken_as_it_is_covered() -> None:
    text = text_of("支出は増える。誰が払うのか。")
    passage = passage_of(text, FileHighlight(0, "highlight", YELLOW, (RawRange(3, 6),)))
    assert passage is not None
    assert text.quote(passage) == "増える"


def test_a_note_has_the_comment_and_who_made_it() -> None:
    marked = highlight("will", comment="See table 3. ", author="Ada Reed", date="2024-05-03")
    assert note_of(marked) == "See table 3.\nHighlighted by Ada Reed on 3 May 2024."
    assert note_of(highlight("will")) == ""


def test_highlights_become_claims_in_one_step(session: Session) -> None:
    haul = haul_of(session, "d", [highlight("will rise"), highlight("who pays", GREEN)])
    import_highlights(session, "d", haul, {YELLOW: "forecast", GREEN: "question"})
    made = [(claim.kind, claim.quote) for claim in session.project.claims()]
    assert made == [("forecast", "will rise"), ("question", "who pays")]
    session.project.undo()
    assert session.project.claims() == ()


def test_a_colour_without_a_kind_is_left_out(session: Session) -> None:
    haul = haul_of(session, "d", [highlight("will rise"), highlight("who pays", GREEN)])
    import_highlights(session, "d", haul, {GREEN: "fact"})
    assert [claim.quote for claim in session.project.claims()] == ["who pays"]


def test_what_is_a_claim_already_is_not_offered_again(session: Session) -> None:
    marks = [highlight("will rise", comment="Will it?"), highlight("will rise", comment="Will it?")]
    haul = haul_of(session, "d", marks)
    assert (haul.total, haul.known) == (1, 1)
    import_highlights(session, "d", haul, {YELLOW: "highlight"})
    assert haul_of(session, "d", marks) == Haul((), 0, 2)
    claim = session.project.claims()[0]
    session.project.put("Edit claim", replace(claim, note="It will."))
    assert haul_of(session, "d", marks) == Haul((), 0, 2)


def test_highlights_without_text_are_counted(session: Session) -> None:
    assert haul_of(session, "d", [FileHighlight(0, "highlight", YELLOW)]) == Haul((), 1, 0)


def test_the_most_frequent_colour_comes_first(session: Session) -> None:
    marks = [highlight("will", GREEN), highlight("rise"), highlight("pays")]
    assert [group.colour for group in haul_of(session, "d", marks).groups] == [YELLOW, GREEN]


def test_a_text_that_is_still_read_is_waited_for(session: Session) -> None:
    with pytest.raises(Refusal, match="still being read"):
        haul_of(session, "other", [])
