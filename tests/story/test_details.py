"""A reader corrects what is known of a source, and takes a source away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from counterpoint.domain.documents import Document
from counterpoint.ui.details_sheet import DetailsSheet
from tests.story.desk import ReaderAtDesk


def _sheet(desk: ReaderAtDesk) -> DetailsSheet:
    sheet = desk.window.overlay
    assert isinstance(sheet, DetailsSheet)
    return sheet


def _retype(desk: ReaderAtDesk, words: str) -> None:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    desk.type(words)


def _documents(desk: ReaderAtDesk) -> tuple[Document, ...]:
    return desk.bench.session.project.documents()


def test_title_and_date_are_corrected_by_keyboard(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("F2")
    _retype(desk, "The talks of May")
    desk.press("Tab Tab")
    _retype(desk, "4 May 2025")
    desk.press("Enter")
    assert desk.window.overlay is None
    (document,) = _documents(desk)
    assert (document.title, document.author) == ("The talks of May", "Ada Reed")
    assert document.date == "2025-05-04"
    desk.press("Ctrl+Z")
    assert _documents(desk)[0].title == "What the talks may bring"


def test_a_date_that_is_none_is_said_and_nothing_typed_is_lost(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("F2 Tab Tab")
    _retype(desk, "some day")
    desk.press("Enter")
    sheet = _sheet(desk)
    assert sheet.problem.isVisible()
    assert "Write the date as" in sheet.problem.text()
    assert sheet.date.text() == "some day"
    desk.press("Esc")
    assert _documents(desk)[0].date == "2025-05-03"


def test_a_document_taken_away_comes_back_with_its_claims(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("j 1")
    desk.window.run("document.remove")
    assert "with 1 claim" in desk.message
    assert len(_documents(desk)) == 1
    assert desk.claims == []
    desk.press("Ctrl+Z")
    assert len(_documents(desk)) == 2
    assert len(desk.claims) == 1
