"""What readers do out of turn, and what goes wrong around them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counterpoint.app.ports import Call
from counterpoint.domain.claims import Claim
from tests.story.desk import ReaderAtDesk

FORECAST = "The ministers will agree on a fund."
OUTCOME = "The ministers agreed on a fund of two billion."


@pytest.fixture
def third(tmp_path: Path) -> Path:
    """A document for which there is no pane."""
    path = tmp_path / "third.txt"
    path.write_text("A third voice\n\nIt says one thing. It says another.\n", encoding="utf-8")
    return path


def restatements(desk: ReaderAtDesk) -> list[str]:
    """What claims say in their reader's words."""
    return [claim.restatement for claim in desk.bench.session.project.claims()]


def test_a_missing_document_leaves_the_other_alone(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    folder = desk.bench.store.path
    desk.leave()
    (folder / "documents" / "before.txt").unlink()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.program.start(Call(folder))
    panes = again.bench.session.desk.panes
    assert again.bench.desk.widget_of(panes[0]).message
    again.wait(lambda: again.bench.session.desk.panes[1].selection is not None)
    again.press("Tab j 1")
    assert [kind for kind, _ in again.claims] == ["forecast"]
    again.leave()


def test_a_card_leads_to_a_document_that_is_not_in_view(
    desk: ReaderAtDesk, before: Path, third: Path
) -> None:
    desk.open(third)
    desk.press("j j 1")
    desk.program.entrance.open_files([before])
    desk.wait(lambda: len(desk.bench.session.project.documents()) == 2)
    desk.wait(lambda: bool(desk.bench.session.desk.pane.selection))
    assert desk.selected == "What the talks may bring"
    (claim,) = desk.bench.session.project.all(Claim)
    desk.bench.claims.claim_pressed.emit(claim.id)
    desk.wait(lambda: desk.selected == "It says another.")


def test_two_claims_on_one_passage_are_walked_one_by_one(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("} } } 1 + 3 } 2 g g")
    walked = []
    for _ in range(3):
        desk.press(".")
        mark = desk.bench.session.mark_under_cursor()
        assert mark is not None
        walked.append(mark.claim.kind)
    assert sorted(walked[:2]) == ["cause", "forecast"]
    assert walked[2] == "fact"


def test_the_claim_gone_to_is_the_one_that_is_changed(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1 + 3 *")
    starred = [claim.kind for claim in desk.bench.session.project.claims() if claim.star]
    assert starred == ["cause"]


def test_nothing_is_undone_while_a_tie_is_made(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r Ctrl+Z Enter s")
    assert desk.relations == [(OUTCOME, "supports", FORECAST)]


def test_a_tie_can_be_taken_away_again(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r Enter s")
    desk.window.run("relate.undo")
    assert desk.relations == []


def test_a_search_that_finds_nothing_can_be_mended(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r /")
    assert desk.other_selected == FORECAST
    desk.type("zzz")
    desk.press("Enter")
    assert "No claim fits" in desk.message
    for _ in range(3):
        desk.press("Backspace")
    desk.press("Enter e")
    assert desk.relations == [(OUTCOME, "explains", FORECAST)]


def test_what_is_typed_is_saved_after_a_pause_as_one_step(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1")
    desk.wait_saved()
    desk.press("Enter")
    desk.type("Half")
    assert desk.bench.state.startswith("Writing")
    desk.wait(lambda: restatements(desk) == ["Half"])
    desk.type(" done")
    desk.press("Tab")
    desk.type("A note")
    desk.press("Esc")
    assert restatements(desk) == ["Half done"]
    desk.press("Ctrl+Z")
    assert restatements(desk) == [""]
    assert desk.bench.session.project.claims()[0].note == ""


def test_a_click_on_the_page_ends_the_writing(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1")
    spot = desk.spot("will be small")
    desk.press("Enter")
    desk.type("words")
    desk.click(0, *spot)
    desk.press("2")
    assert desk.claims == [("forecast", "What the talks may bring"), ("fact", "It will be small.")]
    assert restatements(desk) == ["words", ""]


def test_a_field_gives_quit_back(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1 Enter")
    desk.type("words")
    folder = desk.bench.store.path
    desk.press("Ctrl+Q")
    assert not desk.window.isVisible()
    assert "words" in next((folder / "readers").glob("*.json")).read_text(encoding="utf-8")


def test_a_read_only_project_refuses_before_one_has_typed(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("1")
    desk.wait_saved()
    second = ReaderAtDesk(qtbot, desk.folder)
    second.open_project(desk.bench.store.path)
    second.press("Enter")
    assert "reading only" in second.message
    assert not second.bench.claims.editor.isVisible()
    second.leave()


def test_the_open_project_is_not_opened_twice(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.program.entrance.open_project(desk.bench.store.path)
    desk.press("1")
    desk.wait_saved()
    assert len(desk.claims) == 1


def test_closing_at_once_loses_no_document(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.program.start(Call(files=(before, after)))
    desk.wait(lambda: desk.program.workbench is not None)
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.open(before, after)
    files = [document.edition.file for document in again.bench.session.project.documents()]
    assert files == ["before.txt", "after.txt"]
    again.leave()


def test_a_closed_pane_is_no_place_for_what_comes_late(
    desk: ReaderAtDesk, before: Path, after: Path, third: Path
) -> None:
    desk.open(before)
    desk.program.entrance.open_files([after, third])
    desk.press("Ctrl+W")
    desk.wait(lambda: len(desk.bench.session.project.documents()) == 3)
    assert len(desk.bench.session.desk.panes) == 1


def test_closing_asks_while_the_disk_refuses(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1")
    desk.wait_saved()
    readers = desk.bench.store.path / "readers"
    shutil.rmtree(readers)
    readers.write_text("in the way", encoding="utf-8")
    desk.press("j 2")
    desk.wait(lambda: desk.state == "Not saved")
    desk.window.close()
    assert desk.window.isVisible()
    assert desk.program.leaving.sheet is not None
    desk.press("a")
    assert not desk.window.isVisible()


def test_a_title_is_never_markup(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "tip.html"
    words = "A very long title that does not fit " * 6
    path.write_text(
        f"<title>{words}&lt;img src='/dev/zero'&gt;\u202egnp</title><p>Text is here.</p>", "utf-8"
    )
    desk.open(path)
    header = desk.bench.desk.active.header
    desk.wait(lambda: bool(header.title.toolTip()))
    assert "<img" not in header.title.toolTip()
    assert "\u202e" not in desk.window.windowTitle()


def test_a_window_drawn_narrow_ends_the_writing(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1 Enter")
    desk.type("words")
    desk.window.resize(1000, 700)
    desk.wait(lambda: not desk.bench.claims.isVisible())
    assert desk.bench.claims.editor.claim == ""
    assert restatements(desk) == ["words"]
    desk.press("j 2")
    assert [kind for kind, _ in desk.claims] == ["forecast", "fact"]


def test_a_panel_hidden_by_hand_stays_hidden(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.window.run("view.claims")
    desk.window.resize(1000, 700)
    desk.wait(lambda: desk.bench.widget.width() == 1000)
    desk.window.resize(1280, 800)
    desk.wait(lambda: desk.bench.widget.width() == 1280)
    assert not desk.bench.claims.isVisible()
