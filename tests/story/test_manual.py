"""The manual beside the pages: it is opened, followed, left, and reads nothing but its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counterpoint.ui.manual_view import ManualWindow, Pages, Place
from counterpoint.ui.theme import Look
from tests.story.desk import ReaderAtDesk

MAGENTA = QColor("#FF00FF")


def manual_of(desk: ReaderAtDesk) -> ManualWindow:
    """The one manual that is open."""
    (manual,) = [one for one in desk.window.findChildren(ManualWindow) if one.isVisible()]
    return manual


@pytest.fixture
def manual(desk: ReaderAtDesk) -> ManualWindow:
    """The manual, opened by its key."""
    desk.press("Shift+F1")
    return manual_of(desk)


def place_of(manual: ManualWindow, word: str) -> Place:
    """What is pressed in the bar."""
    return next(place for place in manual.findChildren(Place) if place.text() == word)


def page(manual: ManualWindow) -> str:
    """The file that shows."""
    return manual.pages.source().path()


def paragraphs(pages: Pages) -> list[tuple[str, int, float, float]]:
    """The type of every line that is not in a table, the room below it and between its lines."""
    found, block = [], pages.document().begin()
    while block.isValid():
        if block.text() and not block.blockFormat().headingLevel() and not _is_cell(block):
            form, font = block.blockFormat(), block.charFormat().font()
            used = font.resolve(pages.document().defaultFont())
            found.append(
                (used.families()[0], used.pixelSize(), form.bottomMargin(), form.lineHeight())
            )
        block = block.next()
    return found


def _is_cell(block: QTextBlock) -> bool:
    return QTextCursor(block).currentTable() is not None


def test_a_link_leads_to_a_page_that_looks_like_the_first(manual: ManualWindow) -> None:
    first = paragraphs(manual.pages)
    manual.pages.follow(QUrl("reading.md"))
    second = paragraphs(manual.pages)
    assert page(manual) == "reading.md"
    assert {look[:2] for look in second if "mono" not in look[0]} == {look[:2] for look in first}
    assert first[0] == second[0]
    assert second[0][2] > 0


def test_back_and_contents_lead_where_they_say(manual: ManualWindow) -> None:
    assert not place_of(manual, "Back").isEnabled()
    for link in ("reading.md", "claims.md", "notes.md"):
        manual.pages.follow(QUrl(link))
    QTest.keyPress(manual.pages, Qt.Key.Key_Backspace)
    seen = [page(manual)]
    for word in ("Back", "Forward", "Contents", "Back"):
        QTest.mouseClick(place_of(manual, word), Qt.MouseButton.LeftButton)
        seen.append(page(manual))
    assert seen == ["claims.md", "reading.md", "claims.md", "index.md", "claims.md"]
    assert paragraphs(manual.pages)[0][2] > 0


def test_there_is_one_manual_and_escape_closes_it(desk: ReaderAtDesk, manual: ManualWindow) -> None:
    manual.pages.follow(QUrl("keys.md"))
    desk.press("Shift+F1")
    assert manual_of(desk) is manual
    assert page(manual) == "keys.md"
    QTest.keyPress(manual.pages, Qt.Key.Key_Escape)
    assert not manual.isVisible()
    desk.press("Shift+F1")
    assert page(manual_of(desk)) == "index.md"


def test_another_theme_keeps_the_place(desk: ReaderAtDesk, manual: ManualWindow) -> None:
    manual.pages.follow(QUrl("reading.md"))
    bar = manual.pages.verticalScrollBar()
    desk.wait(lambda: bar.maximum() > 500)
    bar.setValue(400)
    before = paragraphs(manual.pages)
    desk.window.run("view.theme")
    assert bar.value() == 400
    assert paragraphs(manual.pages) == before


@pytest.mark.parametrize("link", ["file:///etc/passwd", "../../README.md", "../README.md", "x.md"])
def test_a_link_out_of_the_folder_leads_nowhere(manual: ManualWindow, link: str) -> None:
    before = manual.pages.toPlainText()
    manual.pages.follow(QUrl(link))
    assert (page(manual), manual.pages.toPlainText()) == ("index.md", before)
    assert manual.pages.loadResource(3, QUrl(link)) == ""


def test_no_picture_is_read_from_anywhere(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(60, 60, QImage.Format.Format_RGB32)
    picture.fill(MAGENTA)
    outside = tmp_path / "outside.png"
    assert picture.save(str(outside))
    folder = tmp_path / "manual"
    folder.mkdir()
    (folder / "index.md").write_text(f"Here: ![a]({outside}) and ![b](../outside.png)", "utf-8")
    pages = Pages(Look("light"), folder)
    qtbot.addWidget(pages)
    pages.resize(400, 300)
    pages.setSource(QUrl("index.md"))
    pages.show()
    assert "Here" in pages.toPlainText()
    image = pages.grab().toImage()
    seen = {image.pixel(x, y) for x in range(0, 400, 5) for y in range(0, 300, 5)}
    assert MAGENTA.rgb() not in seen
