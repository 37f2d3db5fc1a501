"""Pages without text: they are shown, they say so, and no key crashes on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.app.desk import NO_TEXT
from counterpoint.ui.pane import PaneWidget
from tests.documents.pdfs import Text, pdf
from tests.documents.test_xps import tiff
from tests.story.desk import ReaderAtDesk


@pytest.fixture
def scan(desk: ReaderAtDesk, tmp_path: Path) -> PaneWidget:
    """The pane that shows two scanned pages, once their text would be there."""
    path = tmp_path / "scan.tif"
    path.write_bytes(tiff(2))
    desk.program.entrance.open_files([path])
    desk.wait(lambda: desk.program.workbench is not None and bool(desk.bench.session.desk.texts))
    desk.wait(lambda: desk.bench.session.desk.pane.region is not None)
    return desk.bench.desk.active


def test_it_is_shown_and_says_that_it_has_no_text(desk: ReaderAtDesk, scan: PaneWidget) -> None:
    desk.wait(lambda: desk.bench.desk.is_settled)
    assert scan.message == ""
    assert scan.pages.undrawn == []
    assert scan.header.place.text() == "No text · p. 1"


def test_keys_that_need_words_say_why_not(desk: ReaderAtDesk, scan: PaneWidget) -> None:
    assert scan.message == ""
    for keys in ("Shift+J", "Shift+K", "Shift+Right", "Shift+Left", "]", "["):
        desk.press(keys)
        assert (keys, desk.message) == (keys, NO_TEXT)
    assert desk.claims == []


def test_keys_for_pages_still_work(desk: ReaderAtDesk, scan: PaneWidget) -> None:
    desk.wait(lambda: desk.bench.desk.is_settled)
    desk.press("Ctrl++ Ctrl++ Ctrl++ Space Space Shift+Space Ctrl+\\ Tab Ctrl+W")
    assert desk.message == ""
    assert scan.message == ""


def test_among_pages_with_text_a_scan_is_passed_over(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(pdf([Text(60, 100, "It rained.")], [], [Text(60, 100, "It will rain.")]))
    desk.open(path)
    desk.press("j")
    assert desk.selected == "It will rain."


def test_the_header_names_a_scan_that_is_gone_to(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(pdf([Text(60, 100, "It rained.")], [], [Text(60, 100, "It will rain.")]))
    desk.open(path)
    desk.wait(lambda: bool(desk.bench.session.desk.sheets))
    desk.press("Ctrl+G")
    desk.type("2")
    desk.press("Enter")
    assert desk.bench.desk.active.header.place.text() == "Region on p. 2"
