"""Panes and panels share the window, however narrow it is and however many panes there are."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.story.desk import ReaderAtDesk


def beside(desk: ReaderAtDesk) -> list[QWidget]:
    """Panes and side panels in view."""
    bench = desk.bench
    panes = [bench.desk.widget_of(pane) for pane in bench.session.desk.panes]
    return [one for one in (bench.documents, *panes, bench.claims) if one.isVisible()]


def overlapping(widgets: list[QWidget]) -> list[QWidget]:
    """The widgets that share ground with another or stand outside their window."""
    window = widgets[0].window()
    placed = [QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()) for widget in widgets]
    return [
        widget
        for widget, rect in zip(widgets, placed, strict=True)
        if not window.rect().contains(rect) or sum(rect.intersects(one) for one in placed) > 1
    ]


@pytest.mark.parametrize("width", [720, 1024, 1280, 1500])
def test_no_pane_lies_over_its_neighbour(
    desk: ReaderAtDesk, before: Path, after: Path, width: int
) -> None:
    desk.open(before, after)
    desk.window.resize(width, 480)
    for count in (2, 3, 4, 3, 2, 1):
        while len(desk.bench.session.desk.panes) != count:
            is_few = len(desk.bench.session.desk.panes) < count
            desk.press("Ctrl+\\" if is_few else "Ctrl+W")
        desk.wait(lambda: desk.bench.widget.width() == width and not overlapping(beside(desk)))
        if desk.bench.claims.isVisible():
            assert min(pane.width() for pane in beside(desk)[1:-1]) >= 239


def test_the_claims_make_way_for_a_fourth_pane(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    claims, width = desk.bench.claims, desk.bench.claims.width()
    desk.press("Ctrl+\\")
    assert claims.isVisible()
    desk.press("Ctrl+\\")
    assert not claims.isVisible()
    desk.window.run("view.documents")
    assert claims.isVisible()
    desk.window.run("view.documents")
    desk.press("Ctrl+W")
    assert (claims.isVisible(), claims.width()) == (True, width)


@pytest.mark.parametrize("width", [720, 1024, 1280])
def test_four_narrow_panes_show_their_lines_whole(
    desk: ReaderAtDesk, before: Path, width: int
) -> None:
    desk.open(before)
    desk.press("Ctrl+\\ Ctrl+\\")
    for step in (720, width):
        desk.window.resize(step, 700)
        desk.wait(lambda step=step: desk.bench.widget.width() == step)  # type: ignore[misc]
        desk.spot("What the talks")
    text, view = desk.bench.session.desk.text, desk.bench.desk.active.pages
    places = text.places(desk.bench.session.desk.selection)
    room = view.viewport().rect()
    desk.wait(lambda: bool(view.where(places)))
    desk.wait(
        lambda: all(0 <= one.left() < one.right() <= room.width() for one in view.where(places))
    )
