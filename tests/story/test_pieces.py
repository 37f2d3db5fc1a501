"""Facts about the pieces of pages that a view needs, and the shelf that their pictures stand on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from counterpoint.documents.client.jobs import Render
from counterpoint.documents.client.replies import Picture
from counterpoint.ui.page_pieces import TILE, pieces
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.pictures import Pictures, Shelf

A4 = ((595.0, 842.0),) * 3
VIEW = QRectF(0, 0, 800, 700)


def stack(scale: float) -> PageStack:
    return PageStack(A4, scale, 800.0, fixed=True)


def picture(side: int = 100) -> Picture:
    return Picture(side, side, 4 * side, 0, 0, 1.0, bytes(4 * side * side))


def test_pages_that_fit_are_drawn_whole() -> None:
    found = pieces(stack(1.2), VIEW, 1.0)
    assert [(one.page, one.clip) for one in found] == [(0, None)]
    assert (found[0].width, found[0].height) == (714, 1010)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_tiles_cover_what_shows_of_a_large_page_without_gap_or_overlap(ratio: float) -> None:
    large = stack(8.0)
    sight = VIEW.translated(1000, 2300)
    found = pieces(large, sight, ratio)
    boxes = [QRect(one.left, one.top, one.width, one.height) for one in found]
    covered = QRegion()
    for box in boxes:
        assert not covered.intersects(box)
        covered += box
    seen = sight.translated(-large.page(0).topLeft())
    wanted = QRectF(seen.topLeft() * ratio, seen.size() * ratio).toAlignedRect()
    assert (QRegion(wanted) - covered).isEmpty()
    assert max(box.width() for box in boxes) <= TILE
    assert len(found) <= 12


def test_the_shelf_drops_what_no_pane_has_used_for_longest() -> None:
    shelf = Shelf(limit=3 * 40_000)
    left, right = Pictures(shelf), Pictures(shelf)
    for page in range(2):
        left.put(Render(page, 1.0), picture(), paper=True)
    right.put(Render(0, 1.0), picture(), paper=True)
    left.get(Render(0, 1.0))
    right.put(Render(1, 1.0), picture(), paper=True)
    assert shelf.bytes == 3 * 40_000
    assert left.get(Render(1, 1.0)) is None
    assert all((left.get(Render(0, 1.0)), right.get(Render(0, 1.0)), right.get(Render(1, 1.0))))


def test_the_shelf_keeps_what_a_pane_shows() -> None:
    shelf = Shelf(limit=2 * 40_000)
    left, right = Pictures(shelf), Pictures(shelf)
    left.put(Render(0, 1.0), picture(), paper=True)
    left.show([Render(0, 1.0)])
    for page in range(5):
        right.put(Render(page, 1.0), picture(), paper=True)
    assert left.get(Render(0, 1.0))
    assert shelf.bytes == 2 * 40_000
    left.clear()
    assert shelf.bytes == 40_000


def test_another_size_of_a_page_stands_in_until_its_picture_comes() -> None:
    pictures = Pictures(Shelf())
    pictures.put(Render(0, 1.0), picture(), paper=True)
    pictures.put(Render(0, 2.0, (0, 0, 100, 100)), picture(), paper=True)
    pictures.put(Render(1, 2.0), picture(), paper=True)
    found = [held.job for held in pictures.stand_ins(Render(0, 3.0))]
    assert found == [Render(0, 1.0), Render(0, 2.0, (0, 0, 100, 100))]
