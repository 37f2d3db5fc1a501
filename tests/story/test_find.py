"""Stories of a reader who looks for words in a document."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from counterpoint.app.ports import Call
from counterpoint.ui.find_bar import FindBar
from tests.documents.pdfs import Text, pdf
from tests.story.desk import ReaderAtDesk


def bar(desk: ReaderAtDesk) -> FindBar:
    return desk.bench.finder.active.bar


def marked(desk: ReaderAtDesk, pane: int = 0) -> tuple[int, int]:
    """How many hits are marked on the first page, and how many as the one gone to."""
    pages = desk.bench.desk.widget_of(desk.bench.session.desk.panes[pane]).pages
    assert pages.sizing.stack is not None
    found = pages.scenes.top(pages.sizing.stack, 0).found
    return len(found.lines), len(found.current)


def look_while_it_is_read(desk: ReaderAtDesk, folder: Path) -> None:
    """Type words to find before the text of the document is there."""
    path = folder / "long.pdf"
    path.write_bytes(pdf(*[[Text(60, 90, f"It rained on day {number}.")] for number in range(300)]))
    desk.program.start(Call(files=(path,)))
    desk.wait(lambda: bool(desk.program.workbench and desk.bench.session.desk.pane.document))
    assert not desk.bench.session.desk.texts
    desk.press("/")
    desk.type("day 41")
    assert bar(desk).count == "still reading …"


def test_finding_while_typing(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("/")
    desk.type("f")
    desk.type("und")
    desk.wait(lambda: bar(desk).count == "1 of 2")
    assert desk.selected == "The ministers will agree on a fund."
    desk.wait(lambda: marked(desk) == (1, 1))
    desk.press("Enter")
    assert bar(desk).count == "2 of 2"
    assert desk.selected == "If the fund comes, three states will join it."
    desk.press("Enter")
    assert bar(desk).count == "1 of 2"
    assert desk.message == "From the beginning again."
    desk.press("Shift+Enter")
    assert (bar(desk).count, desk.message) == ("2 of 2", "From the end again.")


def test_a_claim_of_what_was_found(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("Ctrl+F")
    desk.type("small")
    desk.press("Esc 1")
    assert desk.claims == [("forecast", "It will be small.")]
    desk.wait(lambda: marked(desk) == (0, 1))
    desk.press("j")
    desk.wait(lambda: marked(desk) == (0, 0))


def test_going_on_from_the_page(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("n")
    assert desk.message == "Press / first, and type what to find."
    desk.press("/")
    desk.type("will")
    desk.press("Esc n")
    assert desk.selected == "It will be small."
    desk.press("n")
    assert desk.selected == "If the fund comes, three states will join it."
    desk.press("k k Shift+N")
    assert desk.selected == "The ministers will agree on a fund."


def test_what_is_not_there_leaves_the_reader_where_they_were(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("j j")
    desk.press("/")
    desk.type("states")
    assert desk.selected == "If the fund comes, three states will join it."
    desk.type("x")
    assert bar(desk).count == "not found"
    assert desk.selected == "3 May 2025"
    desk.press("Esc")
    assert not bar(desk).isVisible()


def test_the_way_back_from_a_hit(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j /")
    desk.type("states")
    desk.press("Esc Alt+Left")
    assert desk.selected == "By Ada Reed"
    desk.press("Alt+Right")
    assert desk.selected == "If the fund comes, three states will join it."


def test_capitals_and_whole_words_by_key(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("/")
    desk.type("it")
    assert bar(desk).count == "1 of 2"
    desk.press("Alt+C")
    assert (bar(desk).count, desk.selected[-8:]) == ("1 of 1", "join it.")
    desk.press("Alt+C Alt+W Ctrl+A")
    desk.type("fun")
    assert bar(desk).count == "not found"
    desk.press("Alt+W")
    assert bar(desk).count == "1 of 2"


def test_tab_reaches_the_choices_and_stays(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("/")
    desk.type("IT")
    desk.press("Tab Space")
    assert bar(desk).count == "not found"
    desk.press("Space Tab Tab Tab Tab Tab")
    assert QApplication.focusWidget() is bar(desk).field
    desk.press("Tab Esc j")
    assert not bar(desk).isVisible()


def test_words_across_a_line_end_and_its_hyphen(desk: ReaderAtDesk, brief: Path) -> None:
    desk.open(brief)
    desk.press("/")
    desk.type("the increase will")
    desk.wait(lambda: bar(desk).count == "1 of 1")
    desk.wait(lambda: marked(desk) == (0, 2))
    assert desk.selected == "The increase will be slow at first."


def test_words_that_are_still_being_composed(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "ko.txt"
    path.write_text("회의가 열렸다. 남한국은 찬성했다. 한글을 쓴다.", encoding="utf-8")
    desk.open(path)
    desk.press("/")
    field = bar(desk).field
    QCoreApplication.sendEvent(field, QInputMethodEvent("한", []))
    desk.wait(lambda: bar(desk).count == "1 of 2")
    done = QInputMethodEvent("국", [])
    done.setCommitString("한")
    QCoreApplication.sendEvent(field, done)
    desk.wait(lambda: bar(desk).count == "1 of 1")
    assert "남한국은" in desk.selected


def test_the_other_pane_begins_with_the_same_words(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("/")
    desk.type("states")
    desk.press("Esc Tab")
    where = desk.selected
    desk.press("/")
    assert (bar(desk).words, bar(desk).count, desk.selected) == ("states", "1 found", where)
    desk.press("Enter")
    assert (bar(desk).count, desk.selected) == ("1 of 1", "Two states have joined so far.")
    desk.wait(lambda: marked(desk, 0) == (0, 1))


def test_the_page_stays_where_it_is_when_the_bar_comes_and_goes(
    desk: ReaderAtDesk, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Line {n} of many." for n in range(200)), encoding="utf-8")
    desk.open(path)
    desk.press("Space Space")
    pages = desk.bench.desk.active.pages
    desk.wait(lambda: pages.goal == pages.top)
    top = pages.top
    desk.press("/")
    assert pages.top == top
    desk.press("Esc")
    assert pages.top == top


def test_a_scan_says_that_there_is_nothing_to_find(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([], []))
    desk.program.start(Call(files=(path,)))
    desk.wait(lambda: bool(desk.program.workbench and desk.bench.session.desk.texts))
    desk.press("/")
    assert "nothing to find" in desk.message


def test_words_are_looked_for_once_the_text_is_read(desk: ReaderAtDesk, tmp_path: Path) -> None:
    look_while_it_is_read(desk, tmp_path)
    desk.wait(lambda: bar(desk).count == "1 of 1")
    assert desk.selected == "It rained on day 41."


def test_words_are_looked_for_again_in_a_new_edition(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    agreed = "The ministers agreed on a fund of two billion."
    desk.open(before)
    desk.press("/")
    desk.type("fund")
    desk.wait(lambda: bar(desk).count == "1 of 2")
    door = desk.program.new_edition
    assert door is not None
    door.take(desk.bench.session.desk.pane.document or "", after)
    desk.wait(lambda: bar(desk).count == "1 found")
    desk.press("Enter")
    assert (bar(desk).count, desk.selected) == ("1 of 1", agreed)
    desk.wait(lambda: marked(desk) == (0, 1))


def test_the_words_of_the_pane_that_was_typed_in_last_are_those_meant(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("/")
    desk.type("fund")
    desk.press("Esc Tab /")
    desk.type("states")
    desk.press("Esc")
    other = desk.bench.session.desk.panes[1].document
    desk.bench.session.desk.show(other, 0)
    desk.press("/")
    assert bar(desk).words == "states"


def test_what_cannot_be_read_has_nothing_to_find(desk: ReaderAtDesk, tmp_path: Path) -> None:
    look_while_it_is_read(desk, tmp_path)
    feed = desk.bench.feeds.of(desk.bench.session.desk.pane.document or "")
    assert feed is not None

    def is_given_up() -> bool:
        with suppress(ProcessLookupError):
            os.kill(feed.worker_pid, signal.SIGKILL)
        return bool(feed.problem)

    desk.wait(is_given_up)
    assert bar(desk).count == "no text"
    assert desk.message == "This document could not be read; there is nothing to find in it."
    desk.press("Esc n")
    assert desk.message == "This document could not be read; there is nothing to find in it."
