"""A reader looks up the keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from counterpoint.ui.key_sheet_view import KeySheetView
from tests.story.desk import ReaderAtDesk


@pytest.fixture
def reader(desk: ReaderAtDesk, before: Path) -> ReaderAtDesk:
    """A reader with a brief."""
    desk.open(before)
    return desk


def sheet(desk: ReaderAtDesk) -> KeySheetView:
    """The key sheet on the screen."""
    overlay = desk.window.overlay
    assert isinstance(overlay, KeySheetView)
    return overlay


def test_the_sheet_has_the_keys_and_takes_none_for_the_page(reader: ReaderAtDesk) -> None:
    reader.press("?")
    told = sheet(reader).sheet.accessibleName()
    assert "Next sentence: j or ↓" in told
    assert "Relations. Supports: s" in told
    selected = reader.selected
    reader.press("1 j Ctrl+Z")
    assert (reader.claims, reader.selected) == ([], selected)


@pytest.mark.parametrize("closer", ["?", "F1", "Esc", "q"])
def test_keys_that_close_the_sheet(reader: ReaderAtDesk, closer: str) -> None:
    reader.press("F1")
    assert sheet(reader).isVisible()
    reader.press(closer)
    assert reader.window.overlay is None
    reader.press("j 1")
    assert [kind for kind, _ in reader.claims] == ["forecast"]


def test_a_press_beside_the_sheet_closes_it(reader: ReaderAtDesk) -> None:
    reader.press("?")
    view = sheet(reader)
    QTest.mouseClick(view.sheet.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert view.isVisible()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert reader.window.overlay is None


def test_a_small_window_shows_the_sheet_by_scrolling(reader: ReaderAtDesk) -> None:
    reader.window.resize(720, 480)
    reader.press("?")
    bar = sheet(reader).sheet.verticalScrollBar()
    reader.wait(lambda: bar.maximum() > 0)
    places = []
    for keys in ("Down", "PgDown", "Space", "Up", "End", "Home"):
        reader.press(keys)
        places.append(bar.value())
    down, page, space, up, end, home = places
    assert 0 < down < page < space
    assert down < up < space
    assert (end, home) == (bar.maximum(), 0)


def test_the_sheet_opens_from_the_palette_and_before_anything_is_open(desk: ReaderAtDesk) -> None:
    desk.press(":")
    desk.type("key sheet")
    desk.press("Enter")
    assert "Open documents …: Ctrl O" in sheet(desk).sheet.accessibleName()
