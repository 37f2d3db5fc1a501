"""A reader finds everything by a few letters."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from counterpoint.app.palette import Sort
from counterpoint.storage.memory import Memory
from counterpoint.storage.places import state_folder
from counterpoint.ui.palette_view import PaletteView
from tests.story.desk import ReaderAtDesk


@pytest.fixture
def reader(desk: ReaderAtDesk, before: Path, after: Path) -> ReaderAtDesk:
    """A reader with two briefs and a claim in the first."""
    desk.open(before, after)
    desk.press("} } } 1")
    return desk


def palette(desk: ReaderAtDesk) -> PaletteView:
    """The palette on the screen."""
    overlay = desk.window.overlay
    assert isinstance(overlay, PaletteView)
    return overlay


def look_for(desk: ReaderAtDesk, words: str) -> PaletteView:
    """Open the palette, type, and wait until all was looked at."""
    desk.press(":")
    desk.type(words)
    desk.wait(lambda: palette(desk).is_settled)
    return palette(desk)


def titles(view: PaletteView) -> list[str]:
    """The rows of the palette."""
    return [hit.entry.title for hit in view.list.hits]


@pytest.mark.parametrize("keys", [":", "Ctrl+Shift+P"])
def test_a_command_is_run_and_the_keys_are_the_pages_again(reader: ReaderAtDesk, keys: str) -> None:
    reader.press(keys)
    reader.type("next sent")
    reader.press("Enter")
    assert reader.window.overlay is None
    assert reader.selected == "It will be small."
    reader.press("j 2")
    assert reader.claims[-1] == ("fact", "Nobody knows who pays.")


def test_escape_leaves_all_as_it_was(reader: ReaderAtDesk) -> None:
    selected, focus = reader.selected, QApplication.focusWidget()
    view = look_for(reader, "remove j 2")
    assert view.field.text() == "remove j 2"
    reader.press("Esc")
    assert reader.window.overlay is None
    assert (reader.selected, QApplication.focusWidget()) == (selected, focus)
    assert len(reader.claims) == 1
    reader.press("j")
    assert reader.selected == "It will be small."


def test_no_key_goes_past_the_palette(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "")
    reader.press("Ctrl+W Tab F1 Ctrl+E")
    assert reader.window.overlay is view
    assert QApplication.focusWidget() is view.field
    assert len(reader.bench.session.desk.panes) == 2
    assert reader.message == ""


def test_it_never_stays_without_the_keys(reader: ReaderAtDesk) -> None:
    look_for(reader, "next")
    reader.window.setFocus()
    assert reader.window.overlay is None
    reader.press("j")
    assert reader.selected == "It will be small."


def test_tab_stays_in_the_palette(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "next")
    for key in ("Tab", "Tab", "Shift+Tab"):
        reader.press(key)
        assert QApplication.focusWidget() is view.field


def test_the_palette_does_not_offer_itself(reader: ReaderAtDesk) -> None:
    assert "Find a command" not in titles(look_for(reader, "find a command"))


def test_a_document_is_gone_to(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "talks brought")
    assert view.list.current is not None
    assert view.list.current.sort is Sort.DOCUMENT
    reader.press("Enter")
    assert reader.bench.session.desk.active == 1


def test_a_claim_is_gone_to(reader: ReaderAtDesk) -> None:
    reader.press("g g Tab")
    look_for(reader, "minis fund")
    reader.press("Enter")
    assert reader.bench.session.desk.active == 0
    assert reader.selected == "The ministers will agree on a fund."


def test_a_kind_classifies_the_selection_and_is_there_once(reader: ReaderAtDesk) -> None:
    reader.press("j")
    view = look_for(reader, "judge")
    assert titles(view).count("Value judgement") == 1
    assert view.list.current is not None
    assert view.list.current.detail == "What is good or bad."
    reader.press("Enter")
    assert reader.claims[-1] == ("value", "It will be small.")


def test_the_list_is_walked_with_the_keys(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "")
    every = [hit.entry for hit in view.list.hits]
    for keys, row in (
        ("Down Down", 2),
        ("Ctrl+N", 3),
        ("Ctrl+P Up", 1),
        ("End", len(every) - 1),
        ("Down", 0),
        ("Up", len(every) - 1),
        ("Home", 0),
    ):
        reader.press(keys)
        assert view.list.current == every[row]
    reader.press("PgDown")
    assert view.list.current in every[5:15]
    assert view.list.current is not None
    assert view.list.current.title in view.list.accessibleName()


def test_the_command_used_last_comes_first(reader: ReaderAtDesk) -> None:
    look_for(reader, "beginning")
    reader.press("Enter")
    view = look_for(reader, "")
    assert titles(view)[0] == "Beginning of the document"
    memory = Memory(state_folder() / "memory")
    reader.wait(lambda: memory.recall("palette") == {"recent": ["go.first"]})


def test_what_does_not_work_here_is_not_offered(reader: ReaderAtDesk) -> None:
    reader.press("Tab j 2 Tab r")
    view = look_for(reader, "claim")
    assert "Choose this claim" in titles(view)
    assert "Remove claim" not in titles(view)
    view.field.setText("choose this")
    reader.press("Enter s")
    assert [kind for _, kind, _ in reader.relations] == ["supports"]


def test_a_refusal_shows_in_the_strip(reader: ReaderAtDesk) -> None:
    reader.press("j")
    look_for(reader, "remove claim")
    reader.press("Enter")
    assert "no claim here" in reader.message


def test_nothing_fits(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "qqqq")
    assert titles(view) == []
    assert view.list.accessibleName() == "Nothing fits."
    reader.press("Enter")
    assert reader.window.overlay is view


def test_a_press_on_a_row_runs_it_and_beside_the_card_closes(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "next sentence")
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert reader.selected == "It will be small."
    view = look_for(reader, "next sentence")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, 300))
    assert reader.window.overlay is None
    assert reader.selected == "It will be small."


def test_the_row_under_the_pointer_is_the_current_one(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "")
    QTest.mouseMove(view.list.viewport(), QPoint(60, 36 * 2 + 20))
    assert view.list.current == view.list.hits[2].entry


def test_what_is_being_written_is_kept(reader: ReaderAtDesk) -> None:
    reader.press("Enter")
    reader.type("In my words")
    reader.press("Ctrl+Shift+P")
    assert reader.bench.session.project.claims()[0].restatement == "In my words"
    reader.press("Esc")
    reader.type(", and more")
    reader.press("Esc")
    assert reader.bench.session.project.claims()[0].restatement == "In my words, and more"


def test_the_palette_is_there_before_anything_is_open(desk: ReaderAtDesk) -> None:
    view = look_for(desk, "close")
    assert "Close pane" not in titles(view)
    view.field.setText("light or dark")
    desk.press("Enter")
    assert [one.theme for one in desk.settings] == ["dark"]


def test_it_stays_in_a_window_drawn_small(reader: ReaderAtDesk) -> None:
    view = look_for(reader, "")
    reader.window.resize(720, 480)
    reader.wait(lambda: view.width() == 720)
    assert view.rect().contains(view.card.geometry())


def test_it_closes_with_its_project(reader: ReaderAtDesk) -> None:
    look_for(reader, "open")
    reader.program.close_project()
    assert reader.window.overlay is None
    assert titles(look_for(reader, "remove claim")) == []


def test_the_key_that_opens_it_may_be_held(reader: ReaderAtDesk) -> None:
    reader.press(":")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    held = (QEvent.Type.KeyPress, Qt.Key.Key_Colon, Qt.KeyboardModifier.ShiftModifier, ":")
    QApplication.sendEvent(field, QKeyEvent(*held, True))
    assert field.text() == ""
    QApplication.sendEvent(field, QKeyEvent(*held, False))
    assert field.text() == ":"
