"""What the strip has no room for is read above it, and later in a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from counterpoint.ui.labels import Label
from tests.story.desk import ReaderAtDesk
from tests.story.test_leaving import break_disk

LONG = "This sentence has many words, " * 8 + "and an end."


@pytest.fixture
def narrow(desk: ReaderAtDesk, before: Path) -> ReaderAtDesk:
    """A reader at the smallest window."""
    desk.open(before)
    desk.window.resize(720, 480)
    desk.wait(lambda: desk.window.width() == 720)
    desk.wait_saved()
    return desk


def above(desk: ReaderAtDesk) -> list[str]:
    """The lines above the strip."""
    long = desk.window.strip.long
    return long.lines if long.isVisible() else []


def test_what_fits_stands_in_the_strip_and_goes_with_the_next_key(narrow: ReaderAtDesk) -> None:
    narrow.window.strip.say("Done.", is_lasting=True)
    assert not above(narrow)
    narrow.press("j")
    assert narrow.message == ""


def test_what_does_not_fit_wraps_and_nothing_moves(narrow: ReaderAtDesk) -> None:
    narrow.window.strip.clear()
    before = narrow.viewport(0).size()
    narrow.window.strip.say(LONG)
    assert " ".join(above(narrow)) == LONG
    assert len(above(narrow)) == 3
    assert narrow.window.strip.hints.isVisible()
    narrow.press("j")
    assert narrow.message == LONG
    assert narrow.viewport(0).size() == before
    long = narrow.window.strip.long
    assert long.geometry().bottom() + 1 == narrow.window.strip.geometry().top()
    narrow.press("Esc")
    assert not above(narrow)
    assert narrow.message == ""


def test_a_press_takes_it_away_and_the_next_sentence_its_place(narrow: ReaderAtDesk) -> None:
    narrow.window.strip.say(LONG)
    QTest.mouseClick(narrow.window.strip.long, Qt.MouseButton.LeftButton)
    assert narrow.message == ""
    narrow.window.strip.say(LONG)
    narrow.press("Ctrl+S")
    assert narrow.message == "Everything is saved."
    assert not above(narrow)


def test_at_most_six_lines_show(narrow: ReaderAtDesk) -> None:
    narrow.window.strip.say(LONG * 4)
    assert len(above(narrow)) == 6
    assert above(narrow)[-1].endswith("…")


def test_a_wider_window_has_room_for_it_in_the_strip(narrow: ReaderAtDesk) -> None:
    narrow.window.strip.say("Words of some length. " * 6)
    assert above(narrow)
    narrow.window.resize(1600, 800)
    narrow.wait(lambda: not above(narrow))
    assert narrow.message


def test_why_the_disk_refuses_stays_until_it_is_put_away(narrow: ReaderAtDesk) -> None:
    break_disk(narrow)
    narrow.wait(lambda: "Not saved yet" in narrow.message)
    narrow.press("j j j")
    assert "Not saved yet" in narrow.message
    assert above(narrow)
    narrow.press("Esc")
    assert narrow.message == ""


def test_messages_can_be_read_again(narrow: ReaderAtDesk) -> None:
    narrow.window.strip.say("First.")
    narrow.press("j")
    narrow.window.strip.say(LONG * 4)
    narrow.press("Ctrl+Shift+P")
    narrow.type("last messages")
    narrow.press("Enter")
    sheet = narrow.program.guides.last_messages
    assert sheet is not None
    assert sheet.sentences[:2] == [(LONG * 4).strip(), "First."]
    narrow.press("Esc")
    assert narrow.window.overlay is None


def test_a_long_name_leaves_room_for_the_time(narrow: ReaderAtDesk) -> None:
    narrow.window.strip.say(f"“{'0123456789' * 12}.json” was damaged.")
    narrow.press("Ctrl+Shift+M")
    sheet = narrow.program.guides.last_messages
    assert sheet is not None
    labels = [one for one in sheet.findChildren(Label) if one.text()[:1].isdigit()]
    assert labels
    narrow.wait(sheet.isVisible)
    assert [one.text() for one in labels] == [one.accessibleName() for one in labels]
    area = sheet.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("command", ["help.messages", "view.palette", "help.keys", "file.restore"])
def test_the_key_that_quits_works_over_every_sheet(narrow: ReaderAtDesk, command: str) -> None:
    narrow.press("j 1")
    narrow.wait_saved()
    narrow.bench.backing.timer.timeout.emit()
    narrow.window.run("file.save")
    narrow.wait(lambda: bool(list((narrow.bench.store.path / "backups").glob("*.json"))))
    narrow.window.run(command)
    narrow.wait(lambda: narrow.window.overlay is not None)
    narrow.press("Ctrl+O Ctrl+Q")
    assert not narrow.window.isVisible()
