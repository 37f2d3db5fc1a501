"""Files, folders and projects that are dropped on the window."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from counterpoint.ui.dropping import NO_FILES, Landing
from tests.story.desk import ReaderAtDesk


def carried(urls: Sequence[QUrl]) -> QMimeData:
    """What a drag from a file manager carries."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    return mime


def drop(desk: ReaderAtDesk, at: QPoint, *paths: Path) -> None:
    """Drag files over a point of the window and let go."""
    drop_urls(desk, at, [QUrl.fromLocalFile(str(path)) for path in paths])


def drop_urls(desk: ReaderAtDesk, at: QPoint, urls: Sequence[QUrl]) -> None:
    """The same with any addresses."""
    mime = carried(urls)
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(at, actions, mime, *held)
    QApplication.sendEvent(desk.window, entered)
    assert entered.isAccepted()
    assert entered.dropAction() is Qt.DropAction.CopyAction
    assert framed(desk).isVisible()
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(at), actions, mime, *held))
    assert not framed(desk).isVisible()


def framed(desk: ReaderAtDesk) -> Landing:
    """The frame around what is aimed at."""
    (landing,) = desk.window.findChildren(Landing)
    return landing


def middle_of_pane(desk: ReaderAtDesk, pane: int) -> QPoint:
    """A point of the window."""
    view = desk.viewport(pane)
    return view.mapTo(desk.window, view.rect().center())


def test_two_files_dropped_on_the_start_page_stand_side_by_side(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    drop(desk, QPoint(400, 400), before, after)
    desk.wait(lambda: desk.program.workbench is not None)
    desk.wait(lambda: all(pane.selection for pane in desk.bench.session.desk.panes))
    assert desk.selected == "What the talks may bring"
    assert desk.other_selected == "What the talks brought"


def test_a_file_opens_in_the_pane_it_is_dropped_on(
    desk: ReaderAtDesk, before: Path, after: Path, brief: Path
) -> None:
    desk.open(before, after)
    drop(desk, middle_of_pane(desk, 1), brief)
    desk.wait(lambda: len(desk.bench.session.project.documents()) == 3)
    titles = [pane.document for pane in desk.bench.session.desk.panes]
    newest = max(desk.bench.session.project.documents(), key=lambda one: one.order)
    assert titles[1] == newest.id
    assert desk.bench.session.desk.active == 1


@pytest.mark.parametrize("named", ["", "project.counterpoint"])
def test_a_project_that_is_dropped_is_opened(desk: ReaderAtDesk, before: Path, named: str) -> None:
    desk.open(before)
    folder = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    drop(desk, QPoint(400, 400), folder / named if named else folder)
    assert desk.bench.store.path == folder


def test_a_folder_that_is_dropped_is_asked_about(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    folder = before.parent / "Briefs"
    folder.mkdir()
    for path in (before, after):
        path.rename(folder / path.name)
    drop(desk, QPoint(400, 400), folder)
    desk.wait(lambda: desk.program.arrivals.is_asking)
    desk.press("Enter")
    desk.wait(lambda: desk.program.workbench is not None)
    desk.wait(lambda: len(desk.bench.session.project.documents()) == 2)


def test_a_web_address_is_refused_in_a_sentence(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    drop_urls(desk, QPoint(400, 400), [QUrl("https://example.org/brief.html")])
    assert desk.message == NO_FILES


def test_text_is_not_taken(desk: ReaderAtDesk) -> None:
    mime = QMimeData()
    mime.setText("a sentence")
    event = QDragEnterEvent(
        QPoint(400, 400),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(desk.window, event)
    assert not event.isAccepted()


def test_a_file_that_cannot_be_read_says_so_and_loses_nothing(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    desk.open(before)
    desk.press("j 1")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    drop(desk, middle_of_pane(desk, 0), broken, tmp_path / "missing.txt")
    desk.wait(lambda: "missing.txt" in desk.message or "broken.pdf" in desk.message)
    assert len(desk.claims) == 1


def test_a_project_dropped_with_a_document_gets_the_document(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before)
    folder = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    drop(desk, QPoint(400, 400), folder, after)
    assert desk.bench.store.path == folder
    desk.wait(lambda: len(desk.bench.session.project.documents()) == 2)


def test_two_projects_at_once_are_one_too_many(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    desk.open(before)
    copy = shutil.copytree(desk.bench.store.path, tmp_path / "Copy")
    drop(desk, QPoint(400, 400), desk.bench.store.path, copy)
    assert desk.message.startswith("Only one project")


def test_a_folder_sheet_does_not_outlive_the_project_below(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    folder = before.parent / "Briefs"
    folder.mkdir()
    before.rename(folder / before.name)
    desk.open(after)
    drop(desk, QPoint(400, 400), folder)
    desk.wait(lambda: desk.program.arrivals.is_asking)
    desk.program.open_sample()
    desk.wait(lambda: not desk.program.arrivals.is_asking)
    assert desk.window.overlay is None
