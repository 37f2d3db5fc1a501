"""Claims of other readers: shown as theirs, and changed by nobody else."""

from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from counterpoint.domain.claims import Claim
from counterpoint.domain.records import new_id
from counterpoint.domain.relations import Relation
from tests.story.colleague import MINA, TOM, claim_on, puts, works
from tests.story.desk import ReaderAtDesk

FUND = "The ministers will agree on a fund."
SMALL = "It will be small."


@pytest.fixture
def desk_of_three(desk: ReaderAtDesk, before: Path) -> ReaderAtDesk:
    """A reader who has gone to Mina's claim; Tom has one there, and the reader one elsewhere."""
    desk.open(before)
    desk.press("} } } 1")
    desk.wait_saved()
    theirs = claim_on(desk, SMALL, star=True)
    toms = claim_on(desk, "will be small", kind="cause", reader=TOM.reader)
    works(desk.bench.store.path, MINA, puts(theirs))
    works(desk.bench.store.path, TOM, puts(toms))
    desk.wait(lambda: len(desk.claims) == 3)
    desk.press(".")
    assert desk.selected == SMALL
    return desk


def test_no_key_changes_another_reader_s_claim(desk_of_three: ReaderAtDesk) -> None:
    desk, before = desk_of_three, desk_of_three.bench.session.project.all(Claim)
    told = "This claim is Mina’s; only Mina can change it. + and a digit make one of your own."
    for key in ("*", "Delete", "Enter", "t", "y"):
        desk.window.strip.clear()
        desk.press(key)
        assert (key, desk.message) == (key, told)
    assert desk.bench.session.project.all(Claim) == before
    assert not desk.bench.claims.editor.isVisible()


def test_a_passage_of_another_reader_s_claim_stays(desk_of_three: ReaderAtDesk) -> None:
    (hers,) = (one for one in desk_of_three.bench.session.project.claims() if one.star)
    desk_of_three.bench.claims.claim_pressed.emit(hers.id)
    desk_of_three.press("k a")
    assert desk_of_three.message.startswith("This claim is Mina’s;")


def test_a_digit_makes_one_of_my_own(desk_of_three: ReaderAtDesk) -> None:
    desk = desk_of_three
    desk.press("2")
    assert set(desk.claims[1:3]) == {("forecast", SMALL), ("fact", SMALL)}
    desk.press("* Delete")
    assert len(desk.claims) == 3


def test_who_has_a_claim_there_too_is_led_to_it(desk_of_three: ReaderAtDesk) -> None:
    desk = desk_of_three
    desk.press("2 . *")
    assert desk.message.endswith("“.” and “,” go to yours.")


def test_cards_page_and_strip_say_whose_it_is(desk_of_three: ReaderAtDesk) -> None:
    desk = desk_of_three
    assert [", Mina, " in card for card in desk.cards] == [False, True, False]
    assert [", Tom, " in card for card in desk.cards] == [False, False, True]
    assert "Mina’s claim" in desk.bench.state
    desk.press(",")
    assert "claim" not in desk.bench.state
    desk.wait(lambda: desk.bench.desk.is_settled)
    assert theirs_on_page(desk) == [False, True, True]
    assert [resting_on(desk, word) for word in ("fund.", "It will", "will be")] == [
        "",
        "Mina’s forecast",
        "Tom’s cause, Mina’s forecast",
    ]


def test_the_list_can_be_narrowed_to_one_reader(desk_of_three: ReaderAtDesk) -> None:
    desk = desk_of_three
    for reader, quotes in (("me", [FUND]), (MINA.reader, [SMALL]), (TOM.reader, ["will be small"])):
        identity = desk.bench.session.project.reader if reader == "me" else reader
        desk.bench.claims.narrow(f"reader:{identity}")
        assert [quote in card for quote, card in zip(quotes, desk.cards, strict=True)] == [True]
    desk.bench.claims.narrow("all")
    assert len(desk.cards) == 3


def test_a_tie_of_another_reader_names_them(desk_of_three: ReaderAtDesk) -> None:
    desk = desk_of_three
    one, other, _ = (claim.id for claim in desk.bench.session.project.claims())
    tie = Relation(id=new_id(), source=one, target=other, kind="supports", reader=MINA.reader)
    works(desk.bench.store.path, MINA, puts(tie))
    desk.wait(lambda: len(desk.relations) == 1)
    assert [tie.reader for tie in desk.bench.claims.list.card(one).ties] == ["Mina"]


def resting_on(desk: ReaderAtDesk, words: str) -> str:
    """What the pointer says that rests on some words of the first pane."""
    view, spot = desk.viewport(0), QPoint(*desk.spot(words))
    event = QHelpEvent(QEvent.Type.ToolTip, spot, view.mapToGlobal(spot))
    QApplication.sendEvent(view, event)
    return unescape(QToolTip.text()).removeprefix("<qt>").removesuffix("</qt>")


def theirs_on_page(desk: ReaderAtDesk) -> list[bool]:
    """Whether each mark of the first page is drawn as another reader's."""
    pages = desk.bench.desk.active.pages
    stack = pages.sizing.stack
    assert stack is not None
    return [mark.is_theirs for mark in pages.scenes.still(stack, 0).marks]
