"""A reader takes over what was highlighted in a PDF with another program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from counterpoint.ui.highlights_sheet import HighlightsSheet
from tests.documents.test_highlights import marked
from tests.story.desk import ReaderAtDesk

ORANGE, GREEN = (1, 0.8, 0), (0, 1, 0)


def _mark(page: Any) -> None:
    first = page.add_highlight_annot(page.search_for("will rise"))
    first.set_colors(stroke=ORANGE)
    first.set_info(content="How much?", title="Tom Vale")
    first.update()
    second = page.add_highlight_annot(page.search_for("What it costs"))
    second.set_colors(stroke=GREEN)
    second.update()
    page.add_strikeout_annot((300, 600, 400, 620))


@pytest.fixture
def brief_with_marks(tmp_path: Path) -> Path:
    """A brief that Tom Vale has marked."""
    return marked(tmp_path / "marked.pdf", _mark)


def _ask(desk: ReaderAtDesk) -> HighlightsSheet:
    desk.window.run("document.highlights")
    desk.wait(lambda: desk.window.overlay is not None)
    sheet = desk.window.overlay
    assert isinstance(sheet, HighlightsSheet)
    return sheet


def _press(sheet: HighlightsSheet, keys: str) -> None:
    QTest.keyClicks(sheet, keys)


def test_each_colour_becomes_the_kind_the_reader_says(
    desk: ReaderAtDesk, brief_with_marks: Path
) -> None:
    desk.open(brief_with_marks)
    sheet = _ask(desk)
    assert sheet.heading.text() == "2 highlights in this file"
    assert sheet.note.text() == "Left out: 1 highlight without text."
    _press(sheet, "2")
    desk.press("Down")
    _press(sheet, "1")
    desk.press("Enter")
    assert sorted(desk.claims) == [("fact", "What it costs"), ("forecast", "will rise")]
    claim = desk.bench.session.project.claims()[1]
    assert claim.note == "How much?\nHighlighted by Tom Vale."
    assert desk.message == "Took over 2 highlights as claims. Ctrl+Z takes them back."
    desk.press("Ctrl+Z")
    assert desk.claims == []


def test_a_colour_can_be_left_out(desk: ReaderAtDesk, brief_with_marks: Path) -> None:
    desk.open(brief_with_marks)
    sheet = _ask(desk)
    desk.press("Space")
    assert sheet.go.text() == "Make 1 claim"
    desk.press("Enter")
    assert desk.claims == [("highlight", "will rise")]


def test_what_was_taken_over_is_not_offered_again(
    desk: ReaderAtDesk, brief_with_marks: Path
) -> None:
    desk.open(brief_with_marks)
    _ask(desk)
    desk.press("Enter")
    desk.window.run("document.highlights")
    desk.wait(lambda: "claims already" in desk.message)
    assert desk.window.overlay is None
    assert len(desk.claims) == 2


def test_a_file_without_highlights_says_so(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.window.run("document.highlights")
    desk.wait(lambda: desk.message == "This file has no highlights of its own.")


def test_asking_twice_finds_every_highlight_once(
    desk: ReaderAtDesk, brief_with_marks: Path
) -> None:
    desk.open(brief_with_marks)
    desk.window.run("document.highlights")
    sheet = _ask(desk)
    assert sheet.heading.text() == "2 highlights in this file"


def test_a_search_ends_with_its_pane(
    desk: ReaderAtDesk, brief_with_marks: Path, before: Path
) -> None:
    desk.open(brief_with_marks, before)
    marked_document = desk.bench.session.desk.panes[0].document
    desk.window.run("document.highlights")
    desk.bench.session.desk.show(None, 0)  # before an answer can come
    feeds = desk.bench.feeds
    desk.wait(lambda: feeds.of(marked_document or "") is None)
    desk.bench.session.desk.show(marked_document, 0)
    desk.wait(lambda: feeds.of(marked_document or "") is not None and desk.bench.desk.is_settled)
    assert _ask(desk).heading.text() == "2 highlights in this file"
