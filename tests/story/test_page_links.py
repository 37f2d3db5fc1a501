"""Stories of a reader who follows links on pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from counterpoint.ui.link_card import NO_BROWSER, NO_SUCH_ADDRESS, ODD, LinkCard
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
    """The pointer's shape over a word; the first time it may be ahead of the page's links."""
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
    desk.wait(lambda: hover(desk, "report") is Qt.CursorShape.PointingHandCursor)
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


def test_a_sentence_s_links_come_one_after_the_other(
    desk: ReaderAtDesk, tmp_path: Path, desktop: Desktop
) -> None:
    page = tmp_path / "page.html"
    one, two = "https://example.org/one", "https://example.org/two"
    page.write_text(f'<p>See <a href="{one}">one</a> or <a href="{two}">two</a>.</p>')
    desk.open(page)
    desk.press("Ctrl+Enter")
    desk.wait(lambda: desk.window.overlay is not None)
    assert card(desk).address == one
    assert "Link 1 of 2" in card(desk).note.text()
    desk.press("Ctrl+Enter")
    assert (card(desk).address, desktop.opened) == (two, [])
    desk.press("Esc Ctrl+Enter")
    assert card(desk).address == one
    desk.press("Enter")
    assert (desk.window.overlay, desktop.opened) == (None, [one])


def asked(desk: ReaderAtDesk, address: str, folder: Path) -> LinkCard:
    """The card that asks about the only link of a page."""
    path = folder / "one.pdf"
    path.write_bytes(linked(pdf(FIRST), [address]))
    desk.open(path)
    desk.press("Ctrl+Enter")
    desk.wait(lambda: desk.window.overlay is not None)
    return card(desk)


def test_the_card_names_the_host(desk: ReaderAtDesk, tmp_path: Path) -> None:
    shown = asked(desk, "https://www.xn--pple-43d.com/good.example", tmp_path)
    assert shown.goal.text() == "It goes to www.xn--pple-43d.com."
    assert (shown.odd.text(), shown.odd.isVisible()) == (ODD, True)


def test_an_address_with_odd_signs_is_opened(
    desk: ReaderAtDesk, tmp_path: Path, desktop: Desktop
) -> None:
    asked(desk, "https://example.org/{x}|<y>", tmp_path)
    desk.press("Enter")
    assert desktop.opened == ["https://example.org/%7Bx%7D%7C%3Cy%3E"]
    assert desk.window.overlay is None


def test_an_address_that_cannot_be_opened_is_said_and_can_be_copied(
    desk: ReaderAtDesk, tmp_path: Path, desktop: Desktop
) -> None:
    shown = asked(desk, "https://example.org:99999/", tmp_path)
    desk.press("Enter")
    assert card(desk) is shown
    assert shown.note.text() == NO_SUCH_ADDRESS
    desk.press("c")
    assert QGuiApplication.clipboard().text() == "https://example.org:99999/"
    assert desktop.opened == []


@pytest.mark.qt_log_ignore("does not support")
def test_that_there_is_no_browser_is_said(desk: ReaderAtDesk, tmp_path: Path) -> None:
    shown = asked(desk, "https://example.org/", tmp_path)
    desk.press("Enter")
    assert card(desk) is shown
    assert shown.note.text() == NO_BROWSER
