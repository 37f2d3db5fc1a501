"""Leaving a project while the disk refuses: a sheet asks first, and nothing is given up."""

import shutil
from pathlib import Path

import pytest

from counterpoint.app.ports import Call
from counterpoint.ui.unsaved_sheet import UnsavedSheet
from tests.story.desk import ReaderAtDesk


@pytest.fixture
def refused(desk: ReaderAtDesk, before: Path) -> ReaderAtDesk:
    """A reader whose disk takes nothing more of the open project."""
    desk.open(before)
    desk.press("1")
    desk.wait_saved()
    break_disk(desk)
    return desk


def has_project(desk: ReaderAtDesk) -> bool:
    """Whether a project is open."""
    return desk.program.workbench is not None


def sheet(desk: ReaderAtDesk) -> UnsavedSheet:
    """What asks."""
    assert desk.program.leaving.sheet is not None
    return desk.program.leaving.sheet


def obstruct(desk: ReaderAtDesk) -> None:
    """Put something in the way of what is written."""
    readers = desk.bench.store.path / "readers"
    readers.rename(readers.with_name("kept"))
    readers.write_text("in the way", encoding="utf-8")


def break_disk(desk: ReaderAtDesk) -> None:
    """Put something in the way of what is written, and write."""
    obstruct(desk)
    desk.press("j 2")
    desk.wait(lambda: desk.state == "Not saved")


def mend_disk(desk: ReaderAtDesk) -> None:
    """Take away what is in the way."""
    readers = desk.bench.store.path / "readers"
    readers.unlink()
    readers.with_name("kept").rename(readers)


def test_another_project_asks_before_this_one_is_left(refused: ReaderAtDesk) -> None:
    path, other = refused.bench.store.path, refused.folder / "Other"
    refused.window.guard(lambda: refused.program.entrance.new_project(other))
    assert refused.bench.store.path == path
    assert sheet(refused).heading.accessibleName() == "1 change is not saved"
    assert not other.exists()
    refused.press("a")
    assert refused.bench.store.path == other
    assert "is kept on this computer until you open it here again" in refused.message


def test_the_sample_asks_too_and_escape_stays(refused: ReaderAtDesk) -> None:
    refused.window.guard(refused.program.open_sample)
    assert "move it away" in sheet(refused).reason.text()
    refused.press("Esc")
    assert refused.program.leaving.sheet is None
    assert has_project(refused)
    mend_disk(refused)
    refused.wait_saved()
    refused.press("Ctrl+Shift+W")
    assert not has_project(refused)


def test_a_disk_that_is_mended_meanwhile_is_left_as_was_wanted(refused: ReaderAtDesk) -> None:
    refused.press("Ctrl+Shift+W")
    mend_disk(refused)
    refused.press("Enter")
    refused.wait(lambda: not has_project(refused))
    assert "kept on this computer" not in refused.message


def test_a_disk_that_still_refuses_says_that_it_was_tried(refused: ReaderAtDesk) -> None:
    refused.press("Ctrl+Shift+W Enter")
    assert sheet(refused).note.text() == "Trying …"
    refused.wait(lambda: sheet(refused).note.text().endswith("; the disk still refuses."))
    assert sheet(refused).note.text().startswith("Tried again at ")
    assert has_project(refused)


def test_what_was_given_up_is_back_when_the_project_is_opened_again(refused: ReaderAtDesk) -> None:
    path, claims = refused.bench.store.path, refused.claims
    refused.press("Ctrl+Shift+W a")
    assert not has_project(refused)
    readers = path / "readers"
    readers.unlink()
    readers.with_name("kept").rename(readers)
    refused.open_project(path)
    assert refused.claims == claims
    assert refused.message.startswith("What the disk had not taken was kept")
    refused.wait_saved()
    refused.wait(lambda: not list((refused.folder / "home/state/rescue").iterdir()))


def test_files_that_are_being_opened_are_not_lost_to_a_project(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    desk.program.entrance.serve(Call(files=(before,)))
    assert not desk.program.entrance.takes(Call(tmp_path / "Other"))
    assert desk.program.entrance.takes(Call())
    desk.wait(lambda: desk.program.workbench is not None)


def test_a_list_of_projects_that_cannot_be_written_says_so(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("Ctrl+Shift+W")
    page = desk.program.stage.page
    assert page is not None
    desk.wait(lambda: page.projects != [])
    state = desk.folder / "home" / "state"
    shutil.move(state, state.with_name("away"))
    state.write_text("in the way", encoding="utf-8")
    page.project_dismissed.emit(desk.folder)
    desk.wait(lambda: "cannot be kept" in desk.message)


def test_files_that_are_still_to_come_are_said_before_a_project_is_left(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    desk.open(before)
    files = [tmp_path / f"brief {n}.txt" for n in range(9)]
    for number, path in enumerate(files):
        path.write_text(f"Brief {number}\n\nThis one says a thing.", encoding="utf-8")
    desk.program.entrance.open_files(files)
    assert "9 files to come" in desk.bench.state
    desk.press("Ctrl+Shift+W")
    assert "files still to be added" in sheet(desk).heading.accessibleName()
    desk.press("Enter")
    desk.wait(lambda: desk.bench.opening.left == 0)
    assert len(desk.bench.session.project.documents()) == 10
