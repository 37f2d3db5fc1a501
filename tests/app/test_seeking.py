"""Claims that are not where they were are unchecked until they have been looked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from counterpoint.app.editions import EXACT_ONLY, report_on
from counterpoint.app.seeking import Seeker
from counterpoint.app.session import Session
from counterpoint.domain.anchoring import Finding, anchor_of
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.reading import Passage, ReadingText
from tests.domain.texts import text_of

OLD = text_of("One here.|Two here.", "The ministers agreed on a fund.")
NEW = text_of("Another beginning altogether.", "One here.", "The ministers agreed on no fund.")
FOUND = Passage(NEW.text.index("The ministers"), len(NEW.text))

Done = Callable[[Sequence[Finding] | None], None]


class Patient:
    """Keeps what is sought until the test answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[Sequence[Anchor], Done]] = []

    def seek(self, _text: str, anchors: Sequence[Anchor], done: Done) -> None:
        """Remember it."""
        self.asked.append((anchors, done))


class GivenUp:
    """Answers at once that nothing is to be had, as an index does that starts no more."""

    def seek(self, _text: str, _anchors: Sequence[Anchor], done: Done) -> None:
        """Say so."""
        done(None)


def session_with(seeker: Seeker, text: ReadingText) -> tuple[Session, Claim]:
    """A session with a claim made in the old text, while another text is there."""
    project = Project("installation", "me")
    document = Document(id="d", title="T", editions=(Edition("d", "t.txt"),), format="text")
    anchor = anchor_of(OLD, "d", OLD.sentence(2))
    claim = Claim(id="c", document="d", kind="fact", anchor=anchor, reader="me")
    project.put("Begin", document, claim)
    session = Session.on(project, seeker)
    session.desk.show("d", 0)
    session.take_text("d", text)
    return session, claim


def test_a_report_says_that_only_exact_words_were_looked_for() -> None:
    session, claim = session_with(GivenUp(), NEW)
    report = report_on(session, "d")
    assert report is not None
    assert ([one.id for one in report.lost], report.caution) == ([claim.id], EXACT_ONLY)


def test_a_report_of_all_that_was_looked_for_has_no_caution() -> None:
    seeker = Patient()
    session, _ = session_with(seeker, NEW)
    seeker.asked[0][1]([Finding(FOUND, State.MOVED)])
    report = report_on(session, "d")
    assert report is not None
    assert (len(report.moved), report.caution) == (1, "")


def test_a_claim_at_its_place_is_not_looked_for() -> None:
    seeker = Patient()
    session, claim = session_with(seeker, OLD)
    assert (session.marks.state_of(claim), seeker.asked) == (State.SOUND, [])


def test_a_claim_is_unchecked_until_the_answer_comes() -> None:
    seeker = Patient()
    session, claim = session_with(seeker, NEW)
    assert session.marks.state_of(claim) is State.UNCHECKED
    seeker.asked[0][1]([Finding(FOUND, State.MOVED)])
    assert session.marks.state_of(claim) is State.MOVED
    assert [mark.passage for mark in session.marks.of("d")] == [FOUND]


def test_what_is_said_of_a_claim_does_not_have_it_looked_for_again() -> None:
    seeker = Patient()
    session, claim = session_with(seeker, NEW)
    seeker.asked[0][1]([Finding(FOUND, State.MOVED)])
    session.project.put("Star", replace(claim, star=True))
    assert (session.marks.state_of(claim), len(seeker.asked)) == (State.MOVED, 1)


def test_an_answer_on_an_earlier_passage_is_not_heard() -> None:
    seeker = Patient()
    session, claim = session_with(seeker, NEW)
    attached = replace(claim, anchor=anchor_of(NEW, "d", NEW.sentence(1)))
    session.project.put("Attach", attached)
    seeker.asked[0][1]([Finding(None, State.LOST)])
    assert session.marks.state_of(attached) is State.SOUND


def test_where_nobody_can_look_the_exact_words_are_looked_for() -> None:
    seeker = Patient()
    session, claim = session_with(seeker, NEW)
    seeker.asked[0][1](None)
    assert session.marks.state_of(claim) is State.LOST


def test_an_index_that_has_given_up_leaves_the_text_readable() -> None:
    session, claim = session_with(GivenUp(), NEW)
    assert session.marks.state_of(claim) is State.LOST
    assert session.desk.text is NEW
