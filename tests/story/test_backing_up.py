"""A backup that cannot be made is told: while working once, after closing at the next opening."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.desk import ReaderAtDesk

IN_THE_WAY = (
    "o backup could be made: “backups” in the project is no folder; move it away. Your work and "
    "the earlier backups are untouched."
)


@pytest.fixture
def working(desk: ReaderAtDesk, before: Path) -> ReaderAtDesk:
    """A reader with one claim, and a file where the backups should go."""
    desk.open(before)
    backups = desk.bench.store.path / "backups"
    backups.rmdir()
    backups.write_text("in the way", encoding="utf-8")
    desk.press("j 1")
    desk.wait_saved()
    return desk


def half_an_hour(desk: ReaderAtDesk) -> None:
    """Let the half hour pass, and wait until a backup was tried."""
    tried: list[bool] = []
    desk.bench.backing.timer.timeout.emit()
    desk.program.around.disk.run(lambda: None, lambda _: tried.append(True))
    desk.wait(lambda: bool(tried))


def latest(desk: ReaderAtDesk) -> list[str]:
    """What the last messages were, the latest first."""
    return [one.sentence for one in desk.window.strip.messages.latest]


def test_a_backup_that_fails_while_working_is_told_once(working: ReaderAtDesk) -> None:
    half_an_hour(working)
    assert working.message == f"N{IN_THE_WAY}"
    working.press("j 2")
    working.wait_saved()
    half_an_hour(working)
    assert working.message == ""
    assert latest(working).count(f"N{IN_THE_WAY}") == 1


def test_one_that_fails_again_after_it_worked_is_told_again(working: ReaderAtDesk) -> None:
    backups = working.bench.store.path / "backups"
    half_an_hour(working)
    backups.unlink()
    half_an_hour(working)
    assert len(list(backups.iterdir())) == 1
    backups.rename(backups.with_name("kept"))
    backups.write_text("in the way again", encoding="utf-8")
    working.press("j 2")
    working.wait_saved()
    half_an_hour(working)
    assert working.message == f"N{IN_THE_WAY}"


def test_one_that_fails_at_close_is_told_at_the_next_opening(working: ReaderAtDesk) -> None:
    path = working.bench.store.path
    working.press("Ctrl+Shift+W")
    (path / "backups").unlink()
    working.open_project(path)
    told = f"When you last closed this project, n{IN_THE_WAY} It is being tried again now."
    assert working.message == told
    assert latest(working)[0] == told
    working.wait((path / "backups").is_dir)
    working.press("Ctrl+Shift+W")
    working.open_project(path)
    assert working.message == ""


def test_one_that_fails_again_at_the_opening_says_so_beside(working: ReaderAtDesk) -> None:
    path = working.bench.store.path
    working.press("Ctrl+Shift+W")
    working.open_project(path)
    working.wait(lambda: working.message.endswith(f"It is being tried again now. N{IN_THE_WAY}"))
