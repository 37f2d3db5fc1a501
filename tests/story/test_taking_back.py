"""What is taken back is said, and shown where it was."""

from __future__ import annotations

from pathlib import Path

from tests.story.desk import ReaderAtDesk


def test_taking_back_says_what_and_goes_there(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j 1")
    claimed = desk.selected
    desk.press("j j")
    assert desk.selected != claimed
    desk.press("Ctrl+Z")
    assert desk.message == "Took back: Classify as forecast. Ctrl+Shift+Z brings it back."
    assert desk.selected == claimed
    desk.press("j Ctrl+Shift+Z")
    assert desk.message == "Brought back: Classify as forecast. Ctrl+Z takes it back."
    assert desk.selected == claimed


def test_a_document_comes_back_into_its_pane(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("j j")
    panes, words = desk.bench.session.desk.panes, desk.selected
    desk.window.run("document.remove")
    assert desk.bench.session.desk.pane.document is None
    desk.press("Ctrl+Z")
    shown = desk.bench.session.desk.panes
    assert [pane.document for pane in shown] == [pane.document for pane in panes]
    desk.wait(lambda: desk.bench.session.desk.pane.selection is not None)
    assert desk.selected == words


def test_the_beginning_and_the_end_come_into_view(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"This is paragraph {n} of a text." for n in range(200)))
    desk.open(path)
    pages = desk.bench.desk.active.pages
    desk.press("Shift+G")
    desk.wait(lambda: pages.goal > 1000)
    end = pages.goal
    pages.scroll_to(0, at_once=True)
    desk.press("Shift+G")
    assert pages.goal == end
    desk.press("g g")
    assert pages.goal == 0
    pages.scroll_to(1000, at_once=True)
    desk.press("g g")
    assert pages.goal == 0
