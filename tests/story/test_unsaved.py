"""A disk that refuses: said at once and as long as it is so, and work goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from counterpoint.storage.identity import load_identity
from counterpoint.storage.places import config_folder
from counterpoint.storage.store import Store
from counterpoint.ui.start import tell_of_crash
from counterpoint.ui.theme import DARK, LIGHT, Theme, luminance
from counterpoint.ui.unsaved_sign import UnsavedSign
from tests.story.desk import ReaderAtDesk
from tests.story.test_leaving import break_disk, has_project, mend_disk, obstruct, sheet


@pytest.fixture
def working(desk: ReaderAtDesk, before: Path) -> ReaderAtDesk:
    """A reader with one claim that is saved."""
    desk.open(before)
    desk.press("1")
    desk.wait_saved()
    return desk


def sign(desk: ReaderAtDesk) -> UnsavedSign:
    """What stays in the strip."""
    return desk.window.strip.sign


def claims_on_disk(project: Path) -> int:
    """How many records this installation has on the disk, as its next start reads them."""
    store = Store.open(project, load_identity(config_folder()))
    count = sum(1 for record in store.records() if type(record).__name__ == "Claim")
    store.close()
    return count


def test_a_refusing_disk_is_said_at_once_and_stays_said(working: ReaderAtDesk) -> None:
    assert not sign(working).isVisible()
    obstruct(working)
    working.wait(lambda: ": a file stands where a folder of the" in working.message)
    working.press("j 2 j 3 j")
    assert working.message == ""
    assert sign(working).isVisible()
    assert sign(working).text().startswith("Not saved: 2 changes since ")
    assert "move it away" in sign(working).toolTip()
    assert len(working.claims) == 3
    assert "Not saved" not in working.window.strip.state.text()


def test_a_disk_that_relents_is_told_with_what_had_waited(working: ReaderAtDesk) -> None:
    break_disk(working)
    working.press("j 3")
    mend_disk(working)
    QTest.mouseClick(sign(working), Qt.MouseButton.LeftButton)
    assert working.message == "Trying to save 2 changes …"
    working.wait(lambda: working.message == "Everything is saved again: 2 changes.")
    assert not sign(working).isVisible()
    working.press("Ctrl+S")
    assert working.message == "Everything is saved."


def test_it_is_told_also_where_nobody_asked(working: ReaderAtDesk) -> None:
    break_disk(working)
    mend_disk(working)
    working.wait(lambda: working.message == "Everything is saved again: 1 change.")


def test_who_asks_a_disk_that_still_refuses_is_told_why(working: ReaderAtDesk) -> None:
    break_disk(working)
    working.press("Ctrl+S")
    assert working.message == "Trying to save 1 change …"
    working.wait(lambda: "Not saved yet" in working.message)


def test_a_folder_that_is_moved_away_is_missed_and_welcomed_back(working: ReaderAtDesk) -> None:
    path = working.bench.store.path
    path.rename(path.with_name("Away"))
    working.press("j 2")
    working.wait(sign(working).isVisible)
    assert "is gone" in working.message
    assert not path.exists()
    path.with_name("Away").rename(path)
    working.press("Ctrl+S")
    working.wait(lambda: not sign(working).isVisible())
    working.press("Ctrl+Shift+W")
    assert claims_on_disk(path) == 2


def test_a_copy_elsewhere_has_what_the_disk_refused(working: ReaderAtDesk, tmp_path: Path) -> None:
    break_disk(working)
    place = tmp_path / "stick"
    place.mkdir()
    working.press("Ctrl+Shift+W")
    assert sheet(working).leave.isVisible()
    working.press("c")
    choose(working, place)
    working.wait(lambda: sheet(working).note.text().startswith("A copy is in “"))
    assert not sheet(working).leave.isVisible()
    working.press("a")
    assert has_project(working)
    working.press("Enter")
    assert not has_project(working)
    assert claims_on_disk(place / "What the talks may bring") == 2


def test_a_copy_can_be_had_at_any_time(working: ReaderAtDesk, tmp_path: Path) -> None:
    working.window.run("file.copy")
    choose(working, tmp_path)
    working.wait(lambda: working.message.startswith("A copy is in “"))
    assert claims_on_disk(tmp_path / "What the talks may bring") == 1


def test_what_nothing_takes_is_asked_about_again(working: ReaderAtDesk) -> None:
    break_disk(working)
    (working.folder / "home/state/rescue").write_text("in the way", encoding="utf-8")
    working.press("Ctrl+Shift+W a")
    assert sheet(working).heading.accessibleName() == "1 change would be lost"
    assert "cannot be kept on this computer either" in sheet(working).reason.text()
    working.press("a")
    assert working.program.workbench is None


def test_with_nothing_open_there_is_nothing_to_save(desk: ReaderAtDesk) -> None:
    desk.press("Ctrl+S")
    assert desk.message == "There is nothing to save; open documents first."


def test_an_error_nobody_foresaw_is_told_and_work_goes_on(working: ReaderAtDesk) -> None:
    tell_of_crash(working.program, working.folder / "errors.log")
    working.wait(lambda: working.message.startswith("Something went wrong in Counterpoint; your"))
    assert "your work is saved" in working.message
    working.press("j 2")
    working.wait_saved()
    assert len(working.claims) == 2


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_sign_stands_out(theme: Theme) -> None:
    assert contrast(theme.alarm, theme.card) >= 4.5
    assert contrast(theme.alarm, theme.panel) >= 4.5


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    dark, light = sorted(luminance(QColor(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def choose(desk: ReaderAtDesk, folder: Path) -> None:
    """Answer the dialog that asks for a folder."""
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit)
    assert name is not None
    dialog.setDirectory(str(folder))  # what is typed there is completed as the disk is read
    assert dialog.selectedFiles() == [str(folder)]
    QTest.keyClick(name, Qt.Key.Key_Return)
    desk.wait(lambda: not dialog.isVisible())
    desk.window.activateWindow()  # as window managers do
