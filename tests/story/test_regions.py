"""Regions of pages become claims: by keys, by the pointer, on scans and beside text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counterpoint.domain.anchors import Region
from counterpoint.ui.page_view import PageView
from counterpoint.ui.regions import NO_PAGES
from tests.documents.pdfs import Text, pdf
from tests.documents.test_xps import tiff
from tests.story.desk import ReaderAtDesk

NOWHERE = Region(0, 0, 0, 1, 1)
CONTROL = Qt.KeyboardModifier.ControlModifier


class ReaderOfScans(ReaderAtDesk):
    """Opens pages without text, draws on pages, says which regions there are."""

    def open_scan(self, pages: int = 3) -> None:
        """Open pages that are only pictures, and wait until the first one is selected."""
        path = self.folder / "scan.tif"
        path.write_bytes(tiff(pages))
        self.program.entrance.open_files([path])
        self.wait(lambda: self.program.workbench is not None and self.region is not None)
        self.wait(lambda: self.bench.desk.is_settled)

    def open_figure(self) -> None:
        """Open a page of text with a space in its middle, where a figure would stand."""
        above = [Text(60, 100 + 20 * line, "It rained all day and all night.") for line in range(5)]
        below = [Text(60, 560 + 20 * line, "It will be dry for a week.") for line in range(5)]
        path = self.folder / "figure.pdf"
        path.write_bytes(pdf([*above, *below]))
        self.open(path)
        self.wait(lambda: bool(self.bench.session.desk.sheets))

    @property
    def region(self) -> Region | None:
        """The region that is selected."""
        return self.bench.session.desk.pane.region

    @property
    def pages(self) -> PageView:
        """The pages of the active pane."""
        return self.bench.desk.active.pages

    @property
    def regions(self) -> list[tuple[str, int]]:
        """Kind and page, from 1, of every claim on a region, as the project has them."""
        claims = self.bench.session.project.claims()
        found = [(claim.kind, claim.anchor.region) for claim in claims]
        return [(kind, region.section + 1) for kind, region in found if region is not None]

    def area(self, region: Region) -> QRectF:
        """Where a region shows in the viewport."""
        (found,) = self.pages.where((region,))
        return found

    def draw(self, start: QPoint, end: QPoint, held: Qt.KeyboardModifier) -> None:
        """Draw a rectangle with the pointer while a key is held."""
        view, left = self.pages.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(view, left, held, start)
        QTest.mouseMove(view, (start + end) / 2)
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, left, held, end)

    def colour(self, x: float, y: float) -> tuple[int, int, int]:
        """What the pages show at a place of the viewport."""
        found = self.pages.viewport().grab().toImage().pixelColor(int(x), int(y))
        return found.red(), found.green(), found.blue()


@pytest.fixture
def reader(qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[ReaderOfScans]:
    found = ReaderOfScans(qtbot, tmp_path)
    yield found
    found.leave()


def test_a_page_of_a_scan_is_claimed_by_two_keys(reader: ReaderOfScans) -> None:
    reader.open_scan()
    reader.press("j 1")
    assert reader.regions == [("forecast", 2)]
    (claim,) = reader.bench.session.project.claims()
    assert (claim.quote, claim.anchor.page, claim.headline) == ("", "2", "Region on p. 2")
    reader.press("2")
    assert reader.regions == [("fact", 2)]
    reader.press("+ 3")
    assert sorted(reader.regions) == [("cause", 2), ("fact", 2)]
    reader.press("Ctrl+Z Ctrl+Z Ctrl+Z")
    assert reader.regions == []
    reader.press("Ctrl+Shift+Z")
    assert reader.regions == [("forecast", 2)]


def test_keys_walk_from_page_to_page(reader: ReaderOfScans) -> None:
    reader.open_scan(5)
    seen = []
    for keys in ("j", "Down", "k", "}", "Shift+G", "j", "g g", "k"):
        reader.press(keys)
        assert reader.region is not None
        seen.append(reader.region.section + 1)
    assert seen == [2, 3, 2, 3, 5, 5, 1, 1]
    assert reader.bench.desk.active.header.place.text() == "No text · p. 1"


def test_a_claim_on_a_region_is_tagged_starred_and_removed(reader: ReaderOfScans) -> None:
    reader.open_scan()
    reader.press("1 *")
    assert reader.cards[0].endswith(": Region on p. 1")
    reader.press("Enter")
    reader.type("The harbour in May")
    reader.press("Esc")
    QTest.keyClick(reader.bench.claims.editor.restatement, Qt.Key.Key_Escape)
    (claim,) = reader.bench.session.project.claims()
    assert (claim.star, claim.restatement) == (True, "The harbour in May")
    reader.press("Delete")
    assert reader.regions == []


def test_the_pointer_draws_on_a_page_without_text(reader: ReaderOfScans) -> None:
    reader.open_scan()
    start, end = QPoint(80, 60), QPoint(220, 160)
    reader.draw(start, end, Qt.KeyboardModifier.NoModifier)
    assert reader.region is not None
    area = reader.area(reader.region)
    assert (round(area.left()), round(area.top())) == (80, 60)
    assert (round(area.right()), round(area.bottom())) == (220, 160)
    reader.press("1")
    assert reader.regions == [("forecast", 1)]


@pytest.mark.parametrize("held", [CONTROL, Qt.KeyboardModifier.AltModifier])
def test_beside_text_it_draws_while_a_key_is_held(
    reader: ReaderOfScans, held: Qt.KeyboardModifier
) -> None:
    reader.open_figure()
    x, y = reader.spot("It")
    reader.draw(QPoint(x, y), QPoint(x + 100, y + 60), held)
    reader.press("2")
    assert reader.regions == [("fact", 1)]
    reader.press("j 1")
    kinds = [(claim.kind, claim.quote) for claim in reader.bench.session.project.claims()]
    assert kinds == [("fact", ""), ("forecast", "It rained all day and all night.")]


def test_the_keys_begin_where_a_figure_would_stand(reader: ReaderOfScans) -> None:
    reader.open_figure()
    reader.press("b")
    region = reader.region
    assert region is not None
    assert 180 < region.top < 200
    assert 540 < region.bottom < 560
    reader.press("Down Right Shift+Up Shift+Left")
    moved = reader.region
    assert moved is not None
    assert moved.top > region.top
    assert (moved.bottom, moved.right) == pytest.approx((region.bottom, region.right), abs=0.02)
    reader.press("3")
    assert reader.regions == [("cause", 1)]
    reader.press("j")
    assert reader.selected == "It rained all day and all night."


def test_a_region_is_left_or_taken(reader: ReaderOfScans) -> None:
    reader.open_figure()
    reader.press("b Esc")
    assert reader.region is None
    assert reader.selected == "It rained all day and all night."
    reader.press("b Right Enter 1")
    held = reader.area(reader.bench.session.project.claims()[0].anchor.region or NOWHERE)
    reader.press("b Right Esc")
    assert reader.area(reader.bench.session.project.claims()[0].anchor.region or NOWHERE) == held


def test_flowing_text_has_no_regions(reader: ReaderOfScans, before: Path) -> None:
    reader.open(before)
    reader.press("b")
    assert reader.message == NO_PAGES
    reader.draw(QPoint(100, 100), QPoint(300, 200), CONTROL)
    assert reader.region is None


def test_text_and_regions_are_walked_in_page_order(reader: ReaderOfScans) -> None:
    reader.open_figure()
    reader.press("1 j j 2 b 3")
    order = []
    for keys in (", , ,", ".", ".", "."):
        reader.press(keys)
        mark = reader.bench.session.mark_under_cursor()
        assert mark is not None
        order.append(mark.claim.kind)
    assert order == ["cause", "forecast", "fact", "fact"]


def test_a_press_on_a_region_goes_to_its_claim(reader: ReaderOfScans) -> None:
    reader.open_scan()
    reader.draw(QPoint(100, 60), QPoint(240, 160), Qt.KeyboardModifier.NoModifier)
    reader.press("1")
    drawn = reader.region
    reader.press("j k")
    assert reader.region != drawn
    reader.click(0, 150, 100)
    assert reader.region == drawn
    reader.click(0, 300, 200)
    assert reader.region != drawn


def test_a_press_on_a_card_goes_to_its_region(reader: ReaderOfScans, before: Path) -> None:
    reader.open_scan(8)
    reader.press("Shift+G 1")
    claim = reader.bench.session.project.claims()[0]
    reader.press("g g")
    reader.wait(lambda: reader.bench.desk.is_settled)
    reader.bench.claims.claim_pressed.emit(claim.id)
    there = claim.anchor.region
    assert there is not None
    assert reader.region == there
    reader.wait(lambda: reader.area(there).top() < reader.pages.view_height - 40)


@pytest.mark.parametrize(
    ("turn", "zoom"),
    [
        ("Ctrl+Shift+R", "Ctrl++ Ctrl++"),
        ("Ctrl+Shift+L", "Ctrl+- Ctrl+- Ctrl+-"),
        ("Ctrl+Shift+R Ctrl+Shift+R", ""),
    ],
)
def test_turned_and_zoomed_it_stays_on_its_piece_of_the_page(
    reader: ReaderOfScans, turn: str, zoom: str
) -> None:
    reader.open_figure()
    reader.press("b Enter 1")
    region = reader.region
    assert region is not None
    sheet = reader.bench.session.desk.sheets[reader.bench.session.desk.pane.document or ""][0]
    reader.press(turn)
    reader.wait(lambda: reader.pages.source.layout.turn != 0 and reader.bench.desk.is_settled)
    reader.press(zoom)
    area, stack = reader.area(region), reader.pages.sizing.stack
    assert stack is not None
    sides = sorted((area.width() / stack.scale, area.height() / stack.scale))
    wanted = sorted((region.right - region.left, region.bottom - region.top))
    assert sides == pytest.approx(wanted, abs=0.1)
    at = area.center() + _corner(reader.pages)
    centre = (at - stack.page(0).topLeft()) / stack.scale
    middle = ((region.left + region.right) / 2, (region.top + region.bottom) / 2)
    assert (centre.x(), centre.y()) == pytest.approx(
        _turned(middle, sheet, reader.pages.source.layout.turn), abs=0.1
    )


def test_keys_move_a_region_of_a_turned_page_as_it_is_seen(reader: ReaderOfScans) -> None:
    reader.open_figure()
    reader.press("Ctrl+Shift+R")
    reader.wait(lambda: reader.pages.source.layout.turn == 90 and reader.bench.desk.is_settled)
    reader.press("b Shift+Left Shift+Left Shift+Up Shift+Up")
    assert reader.region is not None
    before = reader.area(reader.region)
    reader.press("Right")
    after = reader.area(reader.region)
    assert after.left() > before.left() + 2
    assert after.top() == pytest.approx(before.top(), abs=0.1)


def test_a_region_comes_back_after_a_restart(
    reader: ReaderOfScans, qtbot: QtBot, tmp_path: Path
) -> None:
    reader.open_scan()
    reader.press("j 1 j")
    reader.wait_saved()
    path, wanted = reader.bench.store.path, reader.region
    reader.leave()
    again = ReaderOfScans(qtbot, tmp_path)
    again.program.entrance.open_project(path)
    again.wait(lambda: again.program.workbench is not None and again.region is not None)
    assert again.regions == [("forecast", 2)]
    assert again.region == wanted
    again.leave()


def test_it_is_painted_in_the_colour_of_its_kind(reader: ReaderOfScans) -> None:
    reader.open_scan()
    reader.draw(QPoint(100, 60), QPoint(240, 160), Qt.KeyboardModifier.NoModifier)
    reader.press("3")
    kind = reader.bench.session.project.scheme.kind("cause").light
    outline = tuple(bytes.fromhex(kind.removeprefix("#")))
    assert reader.region is not None
    area = reader.area(reader.region)
    reader.wait(lambda: reader.colour(area.left() + 1, area.bottom() - 20) == outline)
    assert reader.colour(area.left() + 1, area.top() + 1) == outline
    assert reader.colour(area.left() + 60, area.top() + 60) != (128, 128, 128)


def test_two_panes_show_the_same_claim(reader: ReaderOfScans) -> None:
    reader.open_scan()
    reader.press("Ctrl+\\")
    reader.wait(lambda: reader.bench.desk.is_settled)
    reader.press("j 1 Shift+Tab 2 r")
    relating = reader.bench.session.desk.relating
    assert relating is not None
    assert relating.proposal is not None
    reader.press("Enter s")
    assert len(reader.relations) == 1
    assert sorted(reader.regions) == [("fact", 1), ("forecast", 2)]


def test_a_region_is_cited_as_one(reader: ReaderOfScans) -> None:
    reader.open_scan()
    reader.press("j 1 Ctrl+C")
    assert QGuiApplication.clipboard().text() == "A region of the page (Scan, p. 2)"


def _corner(pages: PageView) -> QPoint:
    return QPoint(pages.horizontalScrollBar().value(), pages.top)


def _turned(
    point: tuple[float, float], sheet: tuple[float, float], turn: int
) -> tuple[float, float]:
    (x, y), (width, height) = point, sheet
    return {90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[turn]
