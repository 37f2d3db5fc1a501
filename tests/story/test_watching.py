"""What others do in the project that is open comes to the window without disturbing it."""

from pathlib import Path

import pytest

from tests.story.colleague import MINA, claim_on, puts, removes, works
from tests.story.desk import ReaderAtDesk

FUND = "The ministers will agree on a fund."
SMALL = "It will be small."


@pytest.fixture
def opened(desk: ReaderAtDesk, before: Path, after: Path) -> ReaderAtDesk:
    """A reader who has made one claim in the first of two documents."""
    desk.open(before, after)
    desk.press("} } } 1")
    desk.wait_saved()
    return desk


def folder(desk: ReaderAtDesk) -> Path:
    return desk.bench.store.path


def test_claims_of_another_reader_come_in(opened: ReaderAtDesk) -> None:
    theirs = claim_on(opened, SMALL)
    works(folder(opened), MINA, puts(theirs))
    opened.wait(lambda: "Mina added 1 claim." in opened.message)
    assert opened.claims == [("forecast", FUND), ("forecast", SMALL)]
    assert any("Mina" in card for card in opened.cards)


def test_the_reader_is_not_disturbed(opened: ReaderAtDesk) -> None:
    opened.press("Enter")
    opened.type("A small fund")
    where = opened.selected
    works(folder(opened), MINA, puts(claim_on(opened, SMALL)))
    opened.wait(lambda: len(opened.claims) == 2)
    assert opened.selected == where
    assert opened.bench.claims.editor.restatement.toPlainText() == "A small fund"
    assert opened.bench.claims.editor.has_focus
    opened.type(" is agreed")
    opened.press("Esc")
    opened.wait_saved()
    mine = next(one for one in opened.bench.session.project.claims() if one.quote == FUND)
    assert mine.restatement == "A small fund is agreed"


def test_what_another_reader_removes_goes(opened: ReaderAtDesk) -> None:
    theirs = claim_on(opened, SMALL)
    works(folder(opened), MINA, puts(theirs))
    opened.wait(lambda: len(opened.claims) == 2)
    opened.press(".")
    assert opened.selected == SMALL
    works(folder(opened), MINA, removes(theirs))
    opened.wait(lambda: "Mina removed 1 claim." in opened.message)
    assert opened.claims == [("forecast", FUND)]
    assert opened.selected == SMALL
    opened.press("2")
    assert opened.claims == [("forecast", FUND), ("fact", SMALL)]
