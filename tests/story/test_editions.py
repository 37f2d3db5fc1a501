"""A document is replaced with a new edition, and its claims are carried over."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.domain.documents import Document
from counterpoint.ui.edition_report import EditionReport
from tests.story.desk import ReaderAtDesk

OLD = """A report on the harbour
By Ada Reed
3 May 2025

The council met in the spring to hear what the port needs. It was the first meeting of the year.

The harbour will be deepened before the end of next year. Nobody has said who pays for the dredging.

Three shipping lines have asked for a second pier. The council has not answered them so far.

A survey of the sea floor is due in the autumn. It was put off twice because the ship was needed.
"""

NEW = """A report on the harbour
By Ada Reed
3 May 2025

A note was added to this edition, for much has happened since the first one was printed.

The council met in the spring to hear what the port needs. It was the first meeting of the year.

The harbour will be deepened before the end of next year. Nobody has said who pays for the dredging.

Three shipping lines have asked for another second pier. The council has not answered them so far.
"""


@pytest.fixture
def reader(desk: ReaderAtDesk, tmp_path: Path) -> ReaderAtDesk:
    """A reader with three claims: one that stays, one that changes, one that goes."""
    path = tmp_path / "harbour.txt"
    path.write_text(OLD, encoding="utf-8")
    desk.open(path)
    for start in ("The harbour will", "Three shipping", "A survey"):
        go_to(desk, start)
        desk.press("1")
    return desk


def go_to(desk: ReaderAtDesk, start: str) -> None:
    """Walk to the sentence that begins so."""
    desk.press("g g")
    while not desk.selected.startswith(start):
        before = desk.selected
        desk.press("j")
        assert desk.selected != before, f"no sentence begins with {start}"


def replaced(desk: ReaderAtDesk, tmp_path: Path) -> EditionReport:
    """The report after the document was replaced."""
    path = tmp_path / "harbour-2.txt"
    path.write_text(NEW, encoding="utf-8")
    door = desk.program.new_edition
    assert door is not None
    door.take(desk.bench.session.desk.pane.document or "", path)
    desk.wait(lambda: door.report is not None)
    assert door.report is not None
    return door.report


def states(desk: ReaderAtDesk) -> dict[str, str]:
    """The state of each claim by its first two words."""
    session = desk.bench.session
    claims = session.project.claims()
    return {" ".join(one.quote.split()[:2]): session.marks.state_of(one).value for one in claims}


def test_the_file_that_is_shown_already_has_no_report(reader: ReaderAtDesk, tmp_path: Path) -> None:
    door = reader.program.new_edition
    assert door is not None
    door.take(reader.bench.session.desk.pane.document or "", tmp_path / "harbour.txt")
    reader.wait(lambda: "shown already" in reader.message)
    (tmp_path / "other.txt").write_text(NEW, encoding="utf-8")
    reader.open(tmp_path / "other.txt", tmp_path / "harbour.txt")
    assert door.report is None


def test_claims_are_carried_over_with_a_report(reader: ReaderAtDesk, tmp_path: Path) -> None:
    quotes = [quote for _, quote in reader.claims]
    sheet = replaced(reader, tmp_path)
    assert sheet.report.sentence == "3 claims:  1 in place  ·  1 to check  ·  1 not found"
    assert states(reader) == {
        "The harbour": "sound",
        "Three shipping": "moved",
        "A survey": "lost",
    }
    assert [quote for _, quote in reader.claims] == quotes


def earlier(desk: ReaderAtDesk) -> list[str]:
    """The earlier words that cards show."""
    claims = desk.bench.session.project.claims()
    return [desk.bench.claims.list.card(claim.id).earlier for claim in claims]


def test_the_report_shows_what_stands_there_now(reader: ReaderAtDesk, tmp_path: Path) -> None:
    reader.window.run("document.edition.report")
    assert "has one edition" in reader.message
    sheet = replaced(reader, tmp_path)
    lost, moved = (sheet.rows.words_of(row) for row in range(2))
    assert lost.endswith("Not found")
    assert "… have asked for a second pier.  ¶ 6" in moved
    assert "Words changed: … have asked for another second pier.  ¶ 7" in moved
    reader.press("Esc")
    reader.window.run("document.edition.report")
    again = reader.window.overlay
    assert isinstance(again, EditionReport)
    assert again.report == sheet.report


def test_a_moved_claim_is_confirmed(reader: ReaderAtDesk, tmp_path: Path) -> None:
    replaced(reader, tmp_path)
    reader.press("Down Enter")
    assert reader.selected.startswith("Three shipping lines have asked for another")
    reader.press("y")
    assert reader.message == "Confirmed. Its card keeps the earlier words. Ctrl+Z takes it back."
    assert "Three shipping lines have asked for a second" in earlier(reader)[1]
    assert states(reader)["Three shipping"] == "sound"
    assert reader.claims[1][1] == reader.selected
    reader.press("Ctrl+Z")
    reader.wait(lambda: states(reader)["Three shipping"] == "moved")


def test_a_lost_claim_is_attached_by_hand(reader: ReaderAtDesk, tmp_path: Path) -> None:
    reader.press("Enter")
    reader.type("The survey is due")
    reader.press("Esc")
    replaced(reader, tmp_path)
    reader.press("Enter")
    assert reader.message == ("Its passage was not found. Select it in the document and press a.")
    session = reader.bench.session
    assert session.lost_at_hand in session.marks.lost
    reader.press("a")
    assert reader.message == "Select the passage in the document first, then press a."
    go_to(reader, "The council has not")
    reader.press("a")
    project = reader.bench.session.project
    (claim,) = [one for one in project.claims() if one.restatement]
    assert claim.quote == "The council has not answered them so far."
    assert claim.earlier == ("A survey of the sea floor is due in the autumn.",)
    assert "“The survey is due” to “The council has not" in reader.message
    assert reader.message.endswith("Ctrl+Z takes it back.")
    assert sorted(states(reader).values()) == ["moved", "sound", "sound"]
    reader.press("Ctrl+Z")
    reader.wait(lambda: states(reader).get("A survey") == "lost")


def test_claims_to_check_are_walked_and_listed(reader: ReaderAtDesk, tmp_path: Path) -> None:
    replaced(reader, tmp_path)
    reader.press("Esc g g Alt+.")
    assert reader.selected.startswith("Three shipping")
    reader.press("Alt+.")
    assert "was not found" in reader.message
    reader.bench.claims.narrow("check")
    lost, moved = "(not found)", "(please check: words changed)"
    assert [moved in reader.cards[0], lost in reader.cards[1]] == [True, True]
    assert len(reader.cards) == 2


def test_one_undo_takes_the_edition_back(reader: ReaderAtDesk, tmp_path: Path) -> None:
    replaced(reader, tmp_path)
    reader.press("Esc Ctrl+Z")
    reader.wait(lambda: set(states(reader).values()) == {"sound"})
    (document,) = reader.bench.session.project.all(Document)
    assert document.edition.file == "harbour.txt"


def test_a_project_opens_its_last_edition(reader: ReaderAtDesk, tmp_path: Path) -> None:
    replaced(reader, tmp_path)
    reader.press("Esc")
    reader.wait_saved()
    folder = reader.bench.store.path
    reader.program.close_project()
    reader.open_project(folder)
    assert "A note was added" in reader.bench.session.desk.text.text
    reader.wait(lambda: sorted(states(reader).values()) == ["lost", "moved", "sound"])
    assert (folder / "documents" / "harbour.txt").exists()
