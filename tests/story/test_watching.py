"""What others do in the project that is open comes to the window without disturbing it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher, QTimer

from counterpoint.domain.scheme import DEFAULT_KINDS, Kind
from counterpoint.storage.identity import Identity
from tests.story.colleague import MINA, claim_on, puts, removes, shown, works
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
    theirs, readers = claim_on(opened, SMALL), folder(opened) / "readers"
    works(folder(opened), MINA, puts(theirs))
    opened.wait(lambda: "Mina added 1 claim." in opened.message)
    assert opened.claims == [("forecast", FUND), ("forecast", SMALL)]
    assert any("Mina" in card for card in opened.cards)
    opened.press("Ctrl+Shift+W")
    mine = [path for path in readers.iterdir() if MINA.reader not in path.name]
    assert mine
    assert not any(theirs.id in path.read_text("utf-8") for path in mine)


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


def test_a_claim_that_is_proposed_and_then_removed_is_proposed_no_more(
    opened: ReaderAtDesk,
) -> None:
    opened.press("Tab } } }")
    far = claim_on(opened, "That is more than most expected.")
    near = claim_on(opened, "The ministers agreed on a fund of two billion.")
    works(folder(opened), MINA, puts(far, near))
    opened.wait(lambda: len(opened.claims) == 3)
    opened.press("Shift+Tab r")
    assert opened.other_selected == near.quote
    works(folder(opened), MINA, removes(near))
    opened.wait(lambda: opened.other_selected == far.quote)
    opened.wait(lambda: opened.message.startswith("The claim that was proposed is gone"))
    opened.press("Enter s")
    assert opened.relations == [(FUND, "supports", far.quote)]


def test_a_tie_to_what_another_reader_removes_is_given_up(opened: ReaderAtDesk) -> None:
    opened.press("Tab } } }")
    only = claim_on(opened, "That is more than most expected.")
    works(folder(opened), MINA, puts(only))
    opened.wait(lambda: len(opened.claims) == 2)
    opened.press("Shift+Tab r Enter")
    works(folder(opened), MINA, removes(only))
    opened.wait(lambda: opened.message.startswith("The claim that was proposed is gone"))
    opened.press("j")
    assert opened.selected == SMALL


def test_a_document_that_another_reader_removes_says_so_in_its_pane(
    opened: ReaderAtDesk, after: Path
) -> None:
    document = shown(opened)
    works(folder(opened), MINA, removes(document))
    pane = opened.bench.desk.widget_of(opened.bench.session.desk.panes[0])
    opened.wait(lambda: pane.message.startswith("Mina removed “What the talks may bring”"))
    assert opened.claims == []
    opened.press("Tab } } } 2")
    assert [kind for kind, _ in opened.claims] == ["fact"]
    works(folder(opened), MINA, puts(document))
    opened.wait(lambda: opened.bench.session.desk.panes[0].document == document.id)
    opened.wait(lambda: len(opened.claims) == 2)


def test_kinds_of_others_are_given_at_once(opened: ReaderAtDesk) -> None:
    promise = Kind(id="promise", name="Promise", key="1", light="#AA0000", dark="#FFAAAA")
    retired = replace(DEFAULT_KINDS[0], replaced_by="promise")
    works(folder(opened), MINA, puts(promise, retired))
    opened.wait(lambda: opened.cards[0].startswith("Promise"))
    opened.press("j 1")
    assert opened.claims == [("forecast", FUND), ("promise", SMALL)]


def test_what_i_write_elsewhere_meets_what_i_write_here(opened: ReaderAtDesk) -> None:
    (mine,) = opened.bench.session.project.claims()
    opened.press("Enter")
    opened.type("here")
    elsewhere = replace(mine, restatement="there", note="a note from there")
    works(folder(opened), mine_elsewhere(opened), puts(elsewhere))
    opened.wait(lambda: opened.bench.claims.editor.note.toPlainText() == "a note from there")
    opened.press("Esc")
    opened.wait_saved()
    (now,) = opened.bench.session.project.claims()
    assert (now.restatement, now.note) == ("here", "a note from there")
    opened.press("Ctrl+Z")
    (now,) = opened.bench.session.project.claims()
    assert (now.restatement, now.note) == ("there", "a note from there")


def test_a_claim_i_remove_elsewhere_returns_with_what_i_write_here(opened: ReaderAtDesk) -> None:
    (mine,) = opened.bench.session.project.claims()
    opened.press("Enter")
    works(folder(opened), mine_elsewhere(opened), removes(mine))
    opened.wait(lambda: opened.message.startswith("The claim you write about was removed"))
    opened.type("kept")
    opened.press("Esc")
    opened.wait_saved()
    (now,) = opened.bench.session.project.claims()
    assert now.restatement == "kept"


def test_what_the_strip_has_no_room_for_is_among_the_last_messages(opened: ReaderAtDesk) -> None:
    opened.wait(lambda: opened.bench.watching.is_idle)
    for number in range(5):
        path = folder(opened) / "readers" / f"reader-{number}.json"
        path.write_text("no JSON", encoding="utf-8")
    opened.wait(lambda: opened.message.endswith(" 7 more messages: Ctrl+Shift+M lists them all."))
    opened.press("Ctrl+Shift+M")
    sheet = opened.program.guides.last_messages
    assert sheet is not None
    damaged = [one for one in reversed(sheet.sentences) if one.startswith("“reader-")]
    assert [one[1:14] for one in damaged] == [f"reader-{number}.json" for number in range(5)]
    assert len(sheet.sentences) >= 10


def test_a_project_that_is_closed_is_looked_at_no_more(opened: ReaderAtDesk) -> None:
    watching = opened.bench.watching
    opened.wait(lambda: watching.is_idle)
    system = watching.findChild(QFileSystemWatcher)
    assert isinstance(system, QFileSystemWatcher)
    opened.window.run("file.close")  # and no turn of the event loop, in which the system lets go
    system.directoryChanged.emit("readers")
    assert not any(timer.isActive() for timer in watching.findChildren(QTimer))


def mine_elsewhere(desk: ReaderAtDesk) -> Identity:
    """The reader at another computer of theirs."""
    return Identity(desk.bench.session.project.reader, "Ada", "another-computer")
