"""Panes that keep their place: two on one document, swapped documents, the pointer, bad pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from counterpoint.documents.client import jobs
from counterpoint.documents.client.launch import WorkerProcess
from counterpoint.ui.feeds import Feed, Feeds
from counterpoint.ui.page_source import PageSource
from counterpoint.ui.pane import PaneWidget
from counterpoint.ui.pictures import Shelf
from counterpoint.ui.theme import Look
from counterpoint.ui.workers import Workers
from tests.documents.pdfs import column, pdf
from tests.story.desk import ReaderAtDesk

PACKAGES = Path(__file__).resolve().parents[2] / "desktop"

FUSSY = """
import sys
sys.path.insert(0, sys.argv[1])
from counterpoint.documents.worker import __main__ as worker
from counterpoint.domain.refusal import Refusal

class Fussy(worker.Session):
    def answer(self, job):
        if type(job).__name__ in sys.argv[2].split() and getattr(job, "page", 1) == 1:
            raise Refusal("That was too much.")
        return super().answer(job)

worker.Session = Fussy
worker.main([])
"""
"""A worker that refuses some kinds of jobs, for the second page only where they name one."""


def fussy_worker(refuses: str) -> WorkerProcess:
    command = [sys.executable, "-c", FUSSY, str(PACKAGES), refuses]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return WorkerProcess(subprocess.Popen(command, **pipes), None)  # type: ignore[call-overload]


MakeFeed = Callable[..., Feed]


@pytest.fixture
def make_feed() -> Iterator[MakeFeed]:
    """Opens a file in a worker that refuses some jobs."""
    made: list[tuple[Feeds, Workers]] = []

    def make(path: Path, refuses: str = "") -> Feed:
        workers = Workers([fussy_worker(refuses)])
        made.append((Feeds(workers), workers))
        return made[-1][0].open("a", jobs.Open(str(path)))

    yield make
    for feeds, workers in made:
        feeds.keep_only(set())
        workers.close()


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Paragraph {n} has a few words." for n in range(200)), "utf-8")
    return path


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    path = tmp_path / "two.pdf"
    path.write_bytes(pdf(column(60, 90, ["Here it begins."]), column(60, 90, ["Here it ends."])))
    return path


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PaneWidget]:
    """One pane, without a program around it."""
    widget = PaneWidget(Look("light"), Shelf())
    widget.resize(400, 1200)
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    widget.set_feed(None)


def document_of(desk: ReaderAtDesk, pane: int = 0) -> str:
    return desk.bench.session.desk.panes[pane].document or ""


def widget_of(desk: ReaderAtDesk, pane: int = 0) -> PaneWidget:
    return desk.bench.desk.widget_of(desk.bench.session.desk.panes[pane])


def wheel(view: QWidget, notches: int) -> None:
    """Turn the wheel towards the reader, with the pointer in the middle of a widget."""
    at = QPointF(view.rect().center())
    QApplication.sendEvent(
        view,
        QWheelEvent(
            *(at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, -120 * notches)),
            *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        ),
    )


def inks(view: QWidget) -> bool:
    """Whether a widget shows more than paper, window and cursor: letters have many shades."""
    image = view.grab().toImage()
    left, rows = image.width() // 3, range(0, image.height(), 3)
    return len({image.pixel(left + x, y) for y in rows for x in range(20)}) > 8


def rest(desk: ReaderAtDesk, pane: int = 0) -> int:
    """The height at which a pane's view has come to rest."""
    pages = widget_of(desk, pane).pages
    desk.wait(lambda: desk.bench.desk.is_settled and pages.goal == pages.top)
    return pages.top


def test_a_document_that_is_not_to_be_had_is_a_sentence(pane: PaneWidget) -> None:
    feeds = Feeds(Workers([]))
    feed = feeds.refused("a", "The file is gone.")
    pane.set_feed(feed)
    feed.ask(jobs.Arrange(), 0, pane)
    assert (pane.message, pane.is_settled, feed.is_idle) == ("The file is gone.", True, True)
    assert feeds.of("a") is feed
    feeds.keep_only(set())
    assert feeds.of("a") is None


def test_a_pane_s_change_of_mind_costs_the_other_nothing(
    qtbot: QtBot, make_feed: MakeFeed, two_pages: Path
) -> None:
    feed = make_feed(two_pages)
    qtbot.waitUntil(lambda: feed.text is not None and feed.is_idle)
    first, second, job, seen = object(), object(), jobs.Render(0, 1.0), []
    feed.pictured.connect(lambda job, _: seen.append(job))
    feed.ask(job, 0, first)
    feed.ask(job, 0, second)
    feed.forget(job, first)
    qtbot.waitUntil(lambda: feed.is_idle)
    assert seen == [job]


def test_two_panes_on_one_document_are_both_drawn(desk: ReaderAtDesk, long: Path) -> None:
    desk.open(long)
    document = document_of(desk)
    desk.bench.session.desk.show(document, 1)
    desk.press("Tab Shift+G")
    desk.wait(lambda: rest(desk, 1) > 500)
    assert rest(desk, 0) == 0
    assert all(inks(desk.viewport(pane)) for pane in (0, 1))


def test_type_that_is_stepped_through_is_set_as_it_is_wanted_last(
    qtbot: QtBot, make_feed: MakeFeed, long: Path
) -> None:
    feed, source, seen = make_feed(long), PageSource(Shelf()), []
    qtbot.waitUntil(lambda: feed.is_idle and feed.text is not None)
    source.set_feed(feed)
    feed.arranged.connect(lambda layout, _: seen.append(layout.font_size))
    for size in (17.0, 18.0, 19.0):
        source.arrange(jobs.Layout(font_size=size))
    qtbot.waitUntil(lambda: feed.is_idle)
    assert (seen, source.layout.font_size) == ([19.0], 19.0)


def test_a_page_that_cannot_be_drawn_says_so_and_is_not_asked_for_again(
    qtbot: QtBot, make_feed: MakeFeed, pane: PaneWidget, two_pages: Path
) -> None:
    feed = make_feed(two_pages, "Render")
    missed: list[jobs.Job] = []
    feed.missed.connect(missed.append)
    pane.set_feed(feed)
    qtbot.waitUntil(lambda: pane.pages.undrawn == [1])
    qtbot.waitUntil(lambda: feed.is_idle)
    for _ in range(3):
        pane.pages.viewport().repaint()
    qtbot.waitUntil(lambda: feed.is_idle)
    assert len(missed) == 1
    assert pane.message == ""


def test_pages_without_sizes_end_in_a_sentence(
    qtbot: QtBot, make_feed: MakeFeed, pane: PaneWidget, two_pages: Path
) -> None:
    pane.set_feed(make_feed(two_pages, "Arrange"))
    qtbot.waitUntil(lambda: pane.message == "That was too much.")


def test_a_refusal_shows_only_where_its_document_is(
    make_feed: MakeFeed, pane: PaneWidget, two_pages: Path
) -> None:
    first, second = make_feed(two_pages), make_feed(two_pages)
    pane.set_feed(first)
    pane.set_feed(second)
    first.refused.emit("The first is broken.")
    assert pane.message == "Opening …"
    second.refused.emit("The second is broken.")
    assert pane.message == "The second is broken."


def test_a_click_low_in_the_page_does_not_scroll(desk: ReaderAtDesk, long: Path) -> None:
    desk.open(long)
    before, view = rest(desk), desk.viewport(0)
    desk.wait(lambda: bool(inks(view)))
    desk.click(0, view.width() // 3, view.height() - 60)
    assert desk.selected != "Paragraph 0 has a few words."
    assert rest(desk) == before


def test_a_click_on_a_sentence_that_is_half_hidden_brings_it_in(
    desk: ReaderAtDesk, long: Path
) -> None:
    desk.open(long)
    desk.spot("Paragraph 3")
    pages = widget_of(desk).pages
    pages.scroll_to(pages.top + desk.spot("Paragraph 3")[1], at_once=True)
    before = rest(desk)
    desk.click(0, desk.spot("Paragraph 3")[0], 1)
    assert desk.selected == "Paragraph 3 has a few words."
    assert 0 < before - rest(desk) < 60


def test_a_sweep_does_not_scroll_and_takes_what_it_covers(desk: ReaderAtDesk, long: Path) -> None:
    desk.open(long)
    before, view = rest(desk), desk.viewport(0)
    desk.wait(lambda: bool(inks(view)))
    x, y = desk.spot("Paragraph 7")
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    for low in range(y, view.height() - 60, 20):
        QTest.mouseMove(view, QPoint(x + 40, low))
        assert rest(desk) == before
        assert desk.selected.startswith("Par")
    swept = desk.selected
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(x + 40, view.height() - 60))
    assert (desk.selected, rest(desk)) == (swept, before)
    assert "Paragraph 9" in swept


def test_a_click_on_a_pane_without_pages_makes_it_the_active_one(
    desk: ReaderAtDesk, long: Path
) -> None:
    desk.open(long)
    QTest.mouseClick(widget_of(desk, 1), Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    assert desk.bench.session.desk.active == 1
    desk.click(0, 100, 100)
    assert desk.bench.session.desk.active == 0


def test_a_document_comes_back_where_it_was_left(
    desk: ReaderAtDesk, long: Path, brief: Path
) -> None:
    desk.open(long, brief)
    first, second = document_of(desk, 0), document_of(desk, 1)
    wheel(desk.viewport(0), 20)
    left = rest(desk)
    assert left > 500
    desk.bench.session.desk.show(second, 0)
    assert desk.bench.session.desk.active == 0
    rest(desk)
    desk.press("Shift+G")
    desk.bench.session.desk.show(first, 0)
    desk.wait(lambda: widget_of(desk).pages.verticalScrollBar().maximum() > left)
    assert rest(desk) == left
    desk.press("j")
    desk.wait(lambda: rest(desk) < left)


def test_another_document_begins_at_its_beginning(
    desk: ReaderAtDesk, long: Path, brief: Path
) -> None:
    desk.open(long, brief)
    desk.press("Shift+G")
    rest(desk)
    desk.bench.session.desk.show(document_of(desk, 1), 0)
    assert rest(desk) == 0


def test_text_keeps_its_place_when_it_flows_anew(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "flow.txt"
    words = "of words that need a line and more to be set, however wide the pane may be drawn"
    path.write_text("\n\n".join(f"Part {n} {words}; {words}." for n in range(150)), "utf-8")
    desk.open(path)
    desk.spot("Part 40 ")
    wheel(desk.viewport(0), 30)
    desk.spot("Part")
    rest(desk)
    pages = widget_of(desk).pages
    line = pages.aim.first_in_view()
    assert line is not None
    height = pages.verticalScrollBar().maximum()
    desk.press("Ctrl+\\")
    desk.wait(lambda: pages.verticalScrollBar().maximum() > height + 500)
    rest(desk)
    text = desk.bench.session.desk.text
    offset = text.offset_of(*line)
    assert offset is not None
    places = text.places(text.sentence(text.sentence_at(offset)))
    desk.wait(lambda: bool(pages.where(places)))
    desk.wait(lambda: pages.where(places)[-1].bottom() > 0 and pages.where(places)[0].top() < 150)


def test_what_is_painted_follows_the_project(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.bench.session.desk.show(document_of(desk), 1)
    views = [widget_of(desk, pane).pages for pane in (0, 1)]
    desk.wait(lambda: all(inks(view.viewport()) for view in views))
    desk.wait(lambda: not any(view.horizontalScrollBar().maximum() for view in views))

    def pictures() -> list[bytes]:
        desk.wait(lambda: desk.bench.desk.is_settled)
        images = [desk.viewport(pane).grab().toImage() for pane in (0, 1)]
        return [bytes(image.constBits()) for image in images]

    untouched = pictures()
    desk.press("1")
    claimed = pictures()
    desk.press("+ 2")
    twice = pictures()
    desk.press("Ctrl+Z")
    assert pictures() == claimed
    desk.press("Ctrl+Z")
    assert pictures() == untouched
    for pane in (0, 1):
        assert len({untouched[pane], claimed[pane], twice[pane]}) == 3


def test_menus_do_not_pile_up(desk: ReaderAtDesk, long: Path) -> None:
    desk.open(long)
    desk.window.show_menu()
    menu = desk.window.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu is not None
    menus = len(menu.findChildren(QMenu))
    menu.close()
    desk.window.show_menu()
    desk.wait(lambda: len(menu.findChildren(QMenu)) == menus)
    assert all(submenu.toolTipsVisible() for submenu in menu.findChildren(QMenu))
    menu.close()


def test_the_pages_of_a_closed_project_follow_no_theme(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    gone = desk.bench.desk.active.pages
    desk.program.close_project()
    desk.wait(lambda: not isValid(gone))
    desk.window.run("view.theme")  # what a slot raises fails the test
    assert desk.program.look.theme.is_dark
