"""Things go otherwise while a document is replaced with a new edition."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from counterpoint.app.searching import CHANGED
from counterpoint.domain.documents import Document
from counterpoint.ui.new_edition import UNSEEN, NewEdition
from tests.documents.pdfs import Text, locked, pdf
from tests.story.desk import ReaderAtDesk
from tests.story.test_editions import NEW, OLD, go_to

SAME_WORDS = """Answers of members

Point {0}. Nobody wants this to change.

Point {1}. Nobody wants this to change.

Point 3: taxes on salt. All want more of it, and soon.
"""


@pytest.fixture
def reader(desk: ReaderAtDesk, tmp_path: Path) -> ReaderAtDesk:
    """A reader with a claim, and the file of a new edition."""
    (tmp_path / "harbour.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "harbour-2.txt").write_text(NEW, encoding="utf-8")
    desk.open(tmp_path / "harbour.txt")
    go_to(desk, "Three shipping")
    desk.press("1")
    return desk


def door_of(desk: ReaderAtDesk) -> NewEdition:
    """What takes new editions."""
    assert desk.program.new_edition is not None
    return desk.program.new_edition


def take(desk: ReaderAtDesk, path: Path) -> NewEdition:
    """Have a file read as the new edition of the document in the active pane."""
    door = door_of(desk)
    door.take(desk.bench.session.desk.pane.document or "", path)
    return door


def editions(desk: ReaderAtDesk) -> int:
    """How many editions the first document has."""
    return len(next(iter(desk.bench.session.project.all(Document))).editions)


def taken(desk: ReaderAtDesk, path: Path) -> NewEdition:
    """The same, and it is entered; its text has not come yet."""
    before = editions(desk)
    door = take(desk, path)
    desk.wait(lambda: editions(desk) > before)
    assert door.report is None
    return door


def test_the_same_words_of_another_statement_are_not_called_sound(
    desk: ReaderAtDesk, tmp_path: Path
) -> None:
    beer, fish = "1: taxes on beer", "2: taxes on fish"
    (tmp_path / "a.txt").write_text(SAME_WORDS.format(beer, fish), encoding="utf-8")
    (tmp_path / "b.txt").write_text(SAME_WORDS.format(fish, beer), encoding="utf-8")
    desk.open(tmp_path / "a.txt")
    go_to(desk, "Nobody")
    desk.press("1")
    door = take(desk, tmp_path / "b.txt")
    desk.wait(lambda: door.report is not None)
    assert door.report is not None
    assert (door.report.report.sound, len(door.report.report.to_check)) == (0, 1)


def test_a_file_that_is_changed_while_it_is_read_is_not_entered(
    reader: ReaderAtDesk, tmp_path: Path
) -> None:
    path, is_changed = tmp_path / "harbour-2.txt", Event()
    reader.program.around.disk.run(is_changed.wait, lambda _: None)
    door = take(reader, path)
    feed = door._feed
    assert feed is not None
    reader.wait(lambda: feed.document is not None)
    path.write_bytes(b"%PDF-1.7\nbroken")
    is_changed.set()
    reader.wait(lambda: "is being changed" in reader.message)
    assert editions(reader) == 1


def test_an_edition_undone_before_its_text_came_has_no_report(
    reader: ReaderAtDesk, tmp_path: Path
) -> None:
    door = taken(reader, tmp_path / "harbour-2.txt")
    assert reader.message.startswith("Looking for the claims")
    reader.press("Ctrl+Z")
    reader.wait(lambda: reader.bench.desk.is_settled and reader.selected.startswith("Three"))
    assert (door.report, "Looking" in reader.message) == (None, False)


def test_the_report_on_a_document_that_left_its_pane_comes_with_it(
    reader: ReaderAtDesk, tmp_path: Path
) -> None:
    desk = reader.bench.session.desk
    document = desk.pane.document
    door = taken(reader, tmp_path / "harbour-2.txt")
    desk.show(None, desk.active)
    assert reader.message == UNSEEN
    desk.show(document, desk.active)
    reader.wait(lambda: door.report is not None)


def test_a_document_removed_before_its_report_is_waited_for_no_more(
    reader: ReaderAtDesk, tmp_path: Path
) -> None:
    door = taken(reader, tmp_path / "harbour-2.txt")
    reader.window.run("document.remove")
    assert "Looking" not in reader.message
    assert door._due is None


def test_a_report_waits_until_the_reader_has_written(reader: ReaderAtDesk, tmp_path: Path) -> None:
    reader.press("Enter")
    reader.type("Lines ask for ")
    door = take(reader, tmp_path / "harbour-2.txt")
    reader.wait(lambda: "waits until you have finished" in reader.message)
    assert door.report is None
    reader.type("a pier")
    reader.press("Esc")
    reader.wait(lambda: door.report is not None)
    (claim,) = reader.bench.session.project.claims()
    assert claim.restatement == "Lines ask for a pier"
    assert reader.window.overlay is door.report


def test_a_report_does_not_take_the_place_of_a_card_one_types_in(
    reader: ReaderAtDesk, tmp_path: Path
) -> None:
    door = take(reader, tmp_path / "harbour-2.txt")
    reader.press("Ctrl+Shift+F")
    reader.wait(lambda: "waits until you have finished" in reader.message)
    reader.type("pier")
    reader.press("Esc")
    reader.wait(lambda: door.report is not None)
    assert reader.window.overlay is door.report
    assert QApplication.focusWidget() is door.report


def test_what_was_found_in_another_edition_is_looked_up_anew(
    reader: ReaderAtDesk, tmp_path: Path
) -> None:
    searching = reader.program.searching
    reader.press("Ctrl+Shift+F")
    reader.type("dredging")
    reader.wait(lambda: searching._results.count == 1)
    reader.press("Esc")
    door = take(reader, tmp_path / "harbour-2.txt")
    reader.wait(lambda: door.report is not None)
    reader.press("Esc g g F4")
    assert reader.message == CHANGED
    assert reader.selected == "A report on the harbour"
    reader.wait(lambda: searching._results.count == 1)
    reader.press("F4")
    assert reader.selected == "dredging"


def test_a_protected_edition_is_asked_for_its_password_once(
    reader: ReaderAtDesk, tmp_path: Path
) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(locked(pdf([Text(60, 100, "Three shipping lines have asked for a pier.")])))
    door, passwords = take(reader, path), reader.program.passwords
    reader.wait(lambda: passwords.card is not None)
    reader.type("a")
    reader.press("Enter")
    reader.wait(
        lambda: door.report is not None or (editions(reader) > 1 and passwords.card is not None)
    )
    assert (passwords.card, editions(reader)) == (None, 2)
