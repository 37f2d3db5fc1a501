"""Stories of a reader who follows links on pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from counterpoint.ui.link_card import LinkCard
from tests.documents.pdfs import Target, Text, linked, pdf
from tests.story.desk import ReaderAtDesk

ADDRESS = "https://example.org/report?page=2"
TARGETS: list[Target] = [ADDRESS, (2, 240.0), "javascript:alert(1)"]
FIRST = [
    Text(64, 115, "See the report."),
    Text(64, 135, "See the end."),
    Text(64, 155, "See nothing."),
]


class Desktop(QObject):
    """Stands for the desktop: keeps the addresses that it is to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    kept = Desktop()
    QDesktopServices.setUrlHandler("https", kept, "take")  # type: ignore[arg-type]
    yield kept
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    pages = [FIRST, [Text(60, 240, "The middle is short.")], [Text(60, 250, "That is the end.")]]
    path.write_bytes(linked(pdf(*pages), TARGETS))
    return path


def hover(desk: ReaderAtDesk, word: str) -> Qt.CursorShape:
    """The pointer's shape over a word, once the page's links are there."""
    view = desk.viewport(0)
    at = QPoint(*desk.spot(word))
    QTest.mouseMove(view, at + QPoint(1, 0))
    desk.wait(lambda: desk.bench.desk.is_settled)
    QTest.mouseMove(view, at)
    return view.cursor().shape()


def card(desk: ReaderAtDesk) -> LinkCard:
    assert isinstance(desk.window.overlay, LinkCard)
    return desk.window.overlay


def test_the_pointer_shows_where_a_link_leads(desk: ReaderAtDesk, paper: Path) -> None:
    desk.open(paper)
    assert hover(desk, "report") is Qt.CursorShape.PointingHandCursor
    assert desk.message == ADDRESS
    assert hover(desk, "end.") is Qt.CursorShape.PointingHandCursor
    assert desk.message == "To page 3 of this document"
    assert hover(desk, "nothing") is Qt.CursorShape.IBeamCursor
    assert desk.message == ""


def test_a_click_on_a_link_inside_goes_there_and_back(desk: ReaderAtDesk, paper: Path) -> None:
    desk.open(paper)
    hover(desk, "end.")
    desk.click(0, *desk.spot("end."))
    desk.wait(lambda: desk.selected == "That is the end.")
    desk.press("Alt+Left")
    assert desk.selected == "See the end."


def test_an_address_is_shown_before_it_is_opened(
    desk: ReaderAtDesk, paper: Path, desktop: Desktop
) -> None:
    desk.open(paper)
    hover(desk, "report")
    desk.click(0, *desk.spot("report"))
    desk.wait(lambda: desk.window.overlay is not None)
    assert card(desk).whole.toPlainText() == ADDRESS
    desk.press("Esc")
    assert (desk.window.overlay, desktop.opened) == (None, [])
    desk.press("Ctrl+Enter c")
    assert (QGuiApplication.clipboard().text(), desktop.opened) == (ADDRESS, [])
    desk.press("Ctrl+Enter Enter")
    assert desktop.opened == [ADDRESS]


def test_a_sweep_over_a_link_only_selects(desk: ReaderAtDesk, paper: Path) -> None:
    desk.open(paper)
    hover(desk, "report")
    x, y = desk.spot("the report")
    desk.drag(0, (x, y), (x + 30, y))
    assert "the" in desk.selected
    desk.wait(lambda: desk.bench.desk.is_settled)
    assert desk.window.overlay is None


def test_a_link_to_a_script_is_none(desk: ReaderAtDesk, paper: Path) -> None:
    desk.open(paper)
    desk.press("j j Ctrl+Enter")
    assert desk.message == "There is no link in this sentence."
