"""Leaving a project while the disk refuses: said first, given up only when asked again."""

import shutil
from pathlib import Path

import pytest

from counterpoint.app.ports import Call
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


def break_disk(desk: ReaderAtDesk) -> None:
    """Put something in the way of what is written, and write."""
    readers = desk.bench.store.path / "readers"
    readers.rename(readers.with_name("kept"))
    readers.write_text("in the way", encoding="utf-8")
    desk.press("j 2")
    desk.wait(lambda: desk.state == "Not saved")


def mend_disk(desk: ReaderAtDesk) -> None:
    """Take away what is in the way."""
    readers = desk.bench.store.path / "readers"
    readers.unlink()
    readers.with_name("kept").rename(readers)
    desk.wait_saved()


def test_another_project_asks_before_this_one_is_left(refused: ReaderAtDesk) -> None:
    path, other = refused.bench.store.path, refused.folder / "Other"
    refused.window.guard(lambda: refused.program.entrance.new_project(other))
    assert refused.bench.store.path == path
    assert refused.message.startswith("Not everything is saved yet.")
    assert not other.exists()
    refused.window.guard(lambda: refused.program.entrance.new_project(other))
    assert refused.bench.store.path == other


def test_the_sample_asks_too(refused: ReaderAtDesk) -> None:
    refused.window.guard(refused.program.open_sample)
    assert refused.message.startswith("Not everything is saved yet.")


def test_who_was_told_once_is_told_again_later(refused: ReaderAtDesk) -> None:
    refused.press("Ctrl+Shift+W")
    assert refused.message.startswith("Not everything is saved yet.")
    mend_disk(refused)
    refused.press("Ctrl+Shift+W")
    assert not has_project(refused)
    refused.open_project(refused.folder / "home/documents/What the talks may bring")
    break_disk(refused)
    refused.press("Ctrl+Shift+W")
    assert has_project(refused)
    assert refused.message.startswith("Not everything is saved yet.")


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
    assert "files still to be added" in desk.message
    desk.wait(lambda: desk.bench.opening.left == 0)
    assert len(desk.bench.session.project.documents()) == 10
