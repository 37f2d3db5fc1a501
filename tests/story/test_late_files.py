"""Documents whose files come later than the records that name them."""

from pathlib import Path

import pytest

from tests.story.desk import ReaderAtDesk

OFTEN = 20
"""Milliseconds between two looks."""

MISSING = "is not in the project's documents folder any more"


@pytest.fixture
def kept(desk: ReaderAtDesk, brief: Path, before: Path) -> Path:
    """The PDF of a project of two documents, which is closed while that file is still to come."""
    desk.open(brief, before)
    desk.press("1")
    desk.wait_saved()
    path = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    return (path / "documents" / "brief.pdf").rename(path / "to come.pdf")


def open_without(desk: ReaderAtDesk, kept: Path) -> Path:
    """Open the project, and look often; where the file belongs."""
    desk.program.window.guard(lambda: desk.program.entrance.open_project(kept.parent))
    desk.bench.late.timer.start(OFTEN)
    desk.wait(lambda: MISSING in message(desk))
    return kept.parent / "documents" / "brief.pdf"


def is_shown(desk: ReaderAtDesk) -> bool:
    """Whether the first pane has pages, and a cursor in them."""
    return not message(desk) and desk.bench.session.desk.panes[0].selection is not None


def is_refused(desk: ReaderAtDesk) -> bool:
    """Whether the first pane says what is wrong with the file that is there."""
    return MISSING not in message(desk) and len(message(desk)) > len("Opening …")


def message(desk: ReaderAtDesk) -> str:
    """What the first pane says instead of pages."""
    return desk.bench.desk.widget_of(desk.bench.session.desk.panes[0]).message


def test_a_document_that_comes_late_is_shown_without_opening_again(
    desk: ReaderAtDesk, kept: Path
) -> None:
    kept.rename(open_without(desk, kept))
    desk.wait(lambda: is_shown(desk) and len(desk.bench.session.desk.texts) == 2)
    desk.wait(lambda: desk.bench.desk.is_settled)
    desk.press("Shift+Tab j 2")
    desk.wait(lambda: [kind for kind, _ in desk.claims] == ["forecast", "fact"])


def test_half_a_file_is_tried_again_once_it_is_whole(desk: ReaderAtDesk, kept: Path) -> None:
    whole, place = kept.read_bytes(), open_without(desk, kept)
    place.write_bytes(whole[: len(whole) // 2])
    desk.wait(lambda: is_refused(desk))
    place.write_bytes(whole)
    desk.wait(lambda: is_shown(desk))


def test_half_a_file_that_is_whole_before_anybody_looks_is_tried_again(
    desk: ReaderAtDesk, kept: Path
) -> None:
    whole, place = kept.read_bytes(), kept.parent / "documents" / "brief.pdf"
    place.write_bytes(whole[: len(whole) // 2])
    desk.program.window.guard(lambda: desk.program.entrance.open_project(kept.parent))
    desk.bench.late.timer.stop()
    desk.wait(lambda: is_refused(desk))
    place.write_bytes(whole)
    desk.bench.late.timer.start(OFTEN)
    desk.wait(lambda: is_shown(desk))
