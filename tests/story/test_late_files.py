"""Documents whose files come later than the records that name them."""

from pathlib import Path

import pytest

from tests.story.desk import ReaderAtDesk

MISSING = "is not in the project's documents folder any more"


@pytest.fixture
def kept(desk: ReaderAtDesk, brief: Path, before: Path, tmp_path: Path) -> Path:
    """The PDF of a project of two documents, which is open while that file is still to come."""
    desk.open(brief, before)
    desk.press("1")
    desk.wait_saved()
    path = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    (path / "documents" / "brief.pdf").rename(tmp_path / "to come.pdf")
    desk.program.window.guard(lambda: desk.program.entrance.open_project(path))
    desk.wait(lambda: MISSING in message(desk))
    return tmp_path / "to come.pdf"


def message(desk: ReaderAtDesk) -> str:
    """What the first pane says instead of pages."""
    return desk.bench.desk.widget_of(desk.bench.session.desk.panes[0]).message


def documents(desk: ReaderAtDesk) -> Path:
    """The folder of the sources."""
    return desk.bench.store.path / "documents"


def test_a_document_that_comes_late_is_shown_without_opening_again(
    desk: ReaderAtDesk, kept: Path
) -> None:
    kept.rename(documents(desk) / "brief.pdf")
    desk.wait(lambda: not message(desk) and desk.bench.session.desk.panes[0].selection is not None)
    desk.press("Shift+Tab j 2")
    assert [kind for kind, _ in desk.claims] == ["forecast", "fact"]
    assert len(desk.bench.session.desk.texts) == 2


def test_half_a_file_is_tried_again_once_it_is_whole(desk: ReaderAtDesk, kept: Path) -> None:
    whole = kept.read_bytes()
    place = documents(desk) / "brief.pdf"
    place.write_bytes(whole[: len(whole) // 2])
    desk.wait(lambda: MISSING not in message(desk) and len(message(desk)) > len("Opening …"))
    place.write_bytes(whole)
    desk.wait(lambda: not message(desk) and desk.bench.session.desk.panes[0].selection is not None)
