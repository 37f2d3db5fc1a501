"""The first minute: the start page, the sample, recent projects, first steps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counterpoint.app.first_steps import STEPS, FirstSteps
from counterpoint.storage.library import Recent
from counterpoint.ui.labels import Label
from counterpoint.ui.start_page import Choice, ProjectChoice, StartPage
from counterpoint.ui.steps_strip import CloseButton, StepHint
from tests.story.desk import ReaderAtDesk


def page_of(desk: ReaderAtDesk) -> StartPage:
    """The start page, which must be there."""
    page = desk.program.stage.page
    assert page is not None
    return page


def words(desk: ReaderAtDesk) -> list[str]:
    """What can be pressed on the start page."""
    return [choice.accessibleName() for choice in page_of(desk).findChildren(Choice)]


def press_in_focus(key: Qt.Key) -> None:
    """Press a key where the focus is, as the window's system would."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyPress(widget, key)


def test_the_first_window_says_how_to_begin(desk: ReaderAtDesk) -> None:
    assert words(desk)[:4] == [
        "Open documents …",
        "New project …",
        "Open project …",
        "Open the sample",
    ]


def test_the_sample_is_three_keys_away_and_can_be_changed(desk: ReaderAtDesk) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        press_in_focus(key)
    desk.wait(lambda: desk.program.workbench is not None and desk.bench.desk.is_settled)
    desk.wait(lambda: all(pane.selection for pane in desk.bench.session.desk.panes))
    claims = desk.bench.session.project.claims()
    assert len(claims) >= 12
    assert {claim.reader for claim in claims} == {desk.bench.session.project.reader}
    desk.press(". 7")
    assert desk.bench.session.claim_under_cursor().kind == "attribution"
    desk.wait_saved()


def test_the_sample_opened_again_is_the_copy_as_it_was_left(
    qtbot: QtBot, desk: ReaderAtDesk
) -> None:
    desk.program.open_sample()
    folder = desk.bench.store.path
    assert folder.is_relative_to(desk.folder)
    desk.wait(lambda: all(pane.selection for pane in desk.bench.session.desk.panes))
    desk.press(". Delete")
    left = len(desk.claims)
    desk.press("Ctrl+Shift+W")
    desk.program.open_sample()
    assert (desk.bench.store.path, len(desk.claims)) == (folder, left)


def test_undo_does_not_take_the_sample_apart(desk: ReaderAtDesk) -> None:
    desk.program.open_sample()
    number = len(desk.claims)
    desk.press("Ctrl+Z")
    assert len(desk.claims) == number
    assert desk.message == "There is nothing to undo."


def test_closing_a_project_leads_back_and_lists_it(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("j 1")
    name = desk.bench.store.name
    desk.press("Ctrl+Shift+W")
    desk.wait(lambda: page_of(desk).projects == [name])
    assert f"{name}, 2 documents · 1 claim" in words(desk)
    assert desk.window.windowTitle() == "Counterpoint"


def test_a_recent_project_is_opened_and_taken_off_the_list(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    folder = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    desk.wait(lambda: bool(page_of(desk).findChildren(ProjectChoice)))
    (choice,) = page_of(desk).findChildren(ProjectChoice)
    choice.click()
    assert desk.bench.store.path == folder
    desk.press("Ctrl+Shift+W")
    desk.wait(lambda: any(one.isVisible() for one in page_of(desk).findChildren(ProjectChoice)))
    page_of(desk).findChildren(ProjectChoice)[0].setFocus()
    press_in_focus(Qt.Key.Key_Delete)
    desk.wait(lambda: page_of(desk).projects == [])
    assert folder.is_dir()


def steps(desk: ReaderAtDesk) -> list[str]:
    """The first steps that show."""
    strip = desk.program.stage.strip
    assert strip is not None
    return strip.words


def test_first_steps_go_away_one_by_one(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    assert [step.split()[0] for step in steps(desk)] == ["j", "1", "r", "Ctrl"]
    desk.press("j")
    assert [step.split()[0] for step in steps(desk)] == ["1", "r", "Ctrl"]
    desk.press("1 Tab j 2 r Enter")
    assert [step.split()[0] for step in steps(desk)] == ["r", "Ctrl"]
    desk.press("c Ctrl+E")
    assert steps(desk) == []
    desk.wait(lambda: desk.message.startswith("Wrote the note"))
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.open(before, after)
    assert steps(again) == []
    again.leave()


def test_what_is_refused_is_no_first_step(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("r")
    assert "r" in [step.split()[0] for step in steps(desk)]


def test_first_steps_can_be_put_away(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    strip = desk.program.stage.strip
    assert strip is not None
    (cross,) = strip.findChildren(CloseButton)
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert steps(desk) == []
    assert not strip.isVisible()


def test_a_step_that_is_done_leaves_nothing_behind(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    strip = desk.program.stage.strip
    assert strip is not None
    hints = strip.findChildren(StepHint)
    strip.show_steps(FirstSteps(["move"], lambda: None), desk.window.rows)
    assert [hint.isVisible() for hint in hints] == [False] * 4


def test_the_start_page_says_the_steps_with_the_keys_they_have(desk: ReaderAtDesk) -> None:
    labels = [label.accessibleName() for label in page_of(desk).findChildren(Label)]
    assert [step.words for step in STEPS if step.words in labels] == [one.words for one in STEPS]
    assert any("drop them here" in label for label in labels)


def projects(*names: str) -> list[Recent]:
    """Projects that were open before."""
    return [Recent(Path(name), name, 2, 3, "2025-06-30T12:00:00Z") for name in names]


@pytest.fixture
def recent(desk: ReaderAtDesk) -> StartPage:
    """The start page with three projects that were open before."""
    page = page_of(desk)
    page.show_recent(projects("First", "Second", "Third"))
    return page


def in_focus() -> str:
    """What has the keys, as it is read aloud."""
    widget = QApplication.focusWidget()
    return widget.accessibleName().split(",")[0] if widget is not None else ""


def test_arrows_lead_to_the_other_column_and_back(recent: StartPage) -> None:
    assert in_focus() == "Open documents …"
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left):
        press_in_focus(key)
        seen.append(in_focus())
    assert seen == ["First", "Second", "New project …", "New project …"]


def test_the_keys_stay_at_the_row_that_a_dismissed_project_had(recent: StartPage) -> None:
    left = list(recent.findChildren(ProjectChoice))
    rows = {choice.accessibleName().split(",")[0]: choice for choice in left}
    rows["Second"].setFocus()
    recent.show_recent(projects("First", "Third"))
    assert in_focus() == "Third"
    recent.show_recent(projects("First"))
    assert in_focus() == "First"
    recent.show_recent([])
    assert in_focus() == "Open documents …"
