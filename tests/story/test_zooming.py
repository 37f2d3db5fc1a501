"""A page larger, smaller, whole, turned: where the words and the reader stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from counterpoint.ui.page_view import PageView
from tests.documents.pdfs import column, pdf
from tests.story.desk import ReaderAtDesk


@pytest.fixture
def three_pages(tmp_path: Path) -> Path:
    path = tmp_path / "three.pdf"
    lines = [f"Line {number} says a few plain words." for number in range(40)]
    path.write_bytes(pdf(*[column(60, 90, lines)] * 3))
    return path


def pages_of(desk: ReaderAtDesk) -> PageView:
    return desk.bench.desk.active.pages


def turn_wheel(desk: ReaderAtDesk, at: QPointF, notches: int, held: Qt.KeyboardModifier) -> None:
    view = desk.viewport(0)
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_zooms_around_the_pointer(desk: ReaderAtDesk, three_pages: Path) -> None:
    desk.open(three_pages)
    before = QPointF(*desk.spot("Line 20"))
    turn_wheel(desk, before, 6, Qt.KeyboardModifier.ControlModifier)
    pages = pages_of(desk)
    assert pages.sizing.zoom > 1.7
    assert pages.zooming.note.text() == f"{round(100 * pages.sizing.zoom)} %"
    after = QPointF(*desk.spot("Line 20"))
    assert (after - before).manhattanLength() < 12


def test_a_wide_page_is_scrolled_sideways_and_follows_the_cursor(
    desk: ReaderAtDesk, three_pages: Path
) -> None:
    desk.open(three_pages)
    desk.press("Ctrl++ " * 14)
    pages, bar = pages_of(desk), pages_of(desk).horizontalScrollBar()
    assert bar.maximum() > 0
    turn_wheel(desk, QPointF(50, 50), -80, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == bar.maximum()
    desk.press("j j")
    text = desk.bench.session.desk.text
    places = text.places(desk.bench.session.desk.selection)
    desk.wait(lambda: bool(pages.where(places)))
    assert 0 < pages.where(places)[0].left() < pages.viewport().width() / 2


def test_a_page_shows_whole_in_any_pane(desk: ReaderAtDesk, three_pages: Path) -> None:
    desk.open(three_pages)
    desk.press("Ctrl+9")
    for size in ((1900, 560), (1280, 420)):
        desk.window.resize(*size)
        desk.wait(lambda: desk.bench.desk.is_settled)
        stack, pages = pages_of(desk).sizing.stack, pages_of(desk)
        assert stack is not None
        assert stack.page(0).height() <= pages.view_height
        assert stack.page(0).height() > 0.8 * pages.view_height


def test_words_are_pointed_at_on_a_turned_page(desk: ReaderAtDesk, three_pages: Path) -> None:
    desk.open(three_pages)
    desk.press("j j 1 Ctrl+Shift+R")
    (claim,) = desk.bench.session.project.claims()
    desk.wait(lambda: _size(desk) == (842, 595))
    desk.click(0, *desk.spot("Line 7"))
    assert desk.selected == "Line 7 says a few plain words."
    desk.press("Ctrl+Shift+L Ctrl+Shift+L Ctrl+Shift+L")
    assert pages_of(desk).sizing.turn == 180
    assert desk.bench.session.project.claims() == (claim,)


def test_text_that_flows_is_not_turned(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("Ctrl+Shift+R")
    assert "nothing to turn" in desk.message
    assert pages_of(desk).sizing.turn == 0


def _size(desk: ReaderAtDesk) -> tuple[float, float]:
    stack = pages_of(desk).sizing.stack
    return stack.sizes[0] if stack else (0, 0)
