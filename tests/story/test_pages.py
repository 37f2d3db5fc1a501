"""A PDF of several pages beside a text, and what the window must never do itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from counterpoint.app.ports import Call
from counterpoint.main import main
from tests.documents.pdfs import column, pdf
from tests.story.desk import ReaderAtDesk


def test_a_pdf_is_read_by_sentence_across_lines_and_pages(
    desk: ReaderAtDesk, brief: Path, after: Path
) -> None:
    desk.open(brief, after)
    desk.press("j 1 j 2 j 9 Tab } } } 2 r Enter b")
    assert desk.claims[:3] == [
        ("forecast", "Spending will rise in all member states."),
        ("fact", "The increase will be slow at first."),
        ("question", "Nobody has said who pays for it."),
    ]
    places = [claim.anchor.page for claim in desk.bench.session.project.claims()]
    assert places == ["1", "1", "2", None]
    assert len(desk.relations) == 1
    assert any("p. 2" in card for card in desk.cards)


def test_a_claim_is_found_again_at_any_zoom_and_width(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("} } } 1")
    (mark,) = desk.bench.session.marks.of(desk.bench.session.desk.pane.document or "")
    text, pages = desk.bench.session.desk.text, desk.bench.desk.active.pages
    places = text.places(mark.passage)
    desk.wait(lambda: bool(pages.where(places)))
    wide = len(pages.where(places))
    desk.press("Ctrl++ Ctrl++ Ctrl++ Ctrl++ Ctrl++ Ctrl++ Ctrl++ Ctrl++")
    desk.window.resize(820, 700)
    desk.wait(lambda: len(pages.where(places)) > wide)
    assert text.passage_of(places) == mark.passage


def test_a_killed_worker_is_replaced(desk: ReaderAtDesk, brief: Path) -> None:
    desk.open(brief)
    document = desk.bench.session.desk.pane.document or ""
    feed = desk.bench.feeds.of(document)
    assert feed is not None
    os.kill(feed.worker_pid, signal.SIGKILL)
    desk.press("Ctrl++ 1")
    desk.wait(lambda: desk.bench.desk.is_settled)
    assert not feed.problem
    assert desk.claims == [("forecast", "What it costs")]


def test_the_window_never_imports_the_engine(
    brief: Path, after: Path, home: Path, tmp_path: Path
) -> None:
    assert main(["new", str(tmp_path / "P"), str(brief), str(after)]) == 0
    shot = ["shot", str(tmp_path / "P"), "-o", str(tmp_path / "shot.png")]
    script = (
        "import sys; from counterpoint.main import main\n"
        f"assert main({shot!r}) == 0\n"
        "print('PySide6' in sys.modules, 'pymupdf' in sys.modules)"
    )
    told = subprocess.check_output([sys.executable, "-c", script], text=True)
    assert told.split() == ["True", "False"]
    assert (tmp_path / "shot.png").read_bytes().startswith(b"\x89PNG")


def test_the_cursor_is_scrolled_into_view(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Paragraph {n} has a few words." for n in range(200)), "utf-8")
    desk.open(path)
    desk.press("Shift+G 1")
    text, pages = desk.bench.session.desk.text, desk.bench.desk.active.pages
    places = text.places(desk.bench.session.desk.selection)
    room = pages.viewport().rect()
    desk.wait(lambda: any(room.contains(line.toRect()) for line in pages.where(places)))
    assert desk.selected == "Paragraph 199 has a few words."


def test_a_screenful_takes_the_cursor_along(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Paragraph {n} has a few words." for n in range(200)), "utf-8")
    desk.open(path)
    desk.spot("Paragraph")
    desk.press("Space")
    number = int(desk.selected.split()[1])
    assert 5 < number < 60
    desk.press("j")
    assert desk.selected == f"Paragraph {number + 1} has a few words."


def test_the_text_comes_late_and_moves_nothing(desk: ReaderAtDesk, tmp_path: Path) -> None:
    path = tmp_path / "many.pdf"
    lines = [f"Line {number} says a few words." for number in range(40)]
    path.write_bytes(pdf(*[column(60, 90, lines)] * 120))
    desk.program.start(Call(files=(path,)))
    desk.wait(lambda: desk.program.workbench is not None)
    pages = desk.bench.desk.active.pages
    desk.wait(lambda: pages.verticalScrollBar().maximum() > 5000)
    assert desk.bench.session.desk.pane.selection is None, "the text came before the test"
    pages.scroll_to(4000, at_once=True)
    desk.wait(lambda: desk.bench.session.desk.pane.selection is not None)
    desk.wait(lambda: desk.bench.desk.is_settled)
    assert pages.goal > 3000


def test_a_narrow_window_keeps_the_claims_in_a_drawer(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1")
    assert desk.bench.claims.isVisible()
    desk.window.resize(1000, 700)
    desk.wait(lambda: not desk.bench.claims.isVisible())
    desk.press("Enter")
    assert desk.bench.claims.isVisible()
    desk.type("Costly")
    desk.press("Esc")
    assert not desk.bench.claims.isVisible()
    assert desk.bench.session.project.claims()[0].restatement == "Costly"
    desk.window.resize(1280, 800)
    desk.wait(desk.bench.claims.isVisible)


def test_space_on_a_page_that_is_all_in_view_leaves_the_cursor(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("j j j")
    selected = desk.selected
    desk.press("Space")
    assert desk.selected == selected
