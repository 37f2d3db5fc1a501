"""Stories of a reader who follows links in text that flows, and on turned pages."""

from __future__ import annotations

from pathlib import Path

from tests.documents.pdfs import Target, Text, linked, pdf
from tests.story.desk import ReaderAtDesk
from tests.story.test_page_links import card, hover

MIDDLE = "".join(f"<p>Line {number} of many.</p>" for number in range(120))
PAGE = (
    '<p>It rained.<sup id="m"><a href="#n">1</a></sup> See <a href="#end">the end</a>. Or'
    f' <a href="https://example.org/a">outside</a>.</p>{MIDDLE}<h2 id="end">The end</h2>'
    '<aside id="n" role="doc-footnote"><p><a href="#m" role="doc-backlink">1</a> The'
    " note.</p></aside>"
)


def written(folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_click_leads_through_text_that_flows(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(written(tmp_path))
    hover(desk, "the end")
    assert desk.message == "To another place in this document"
    desk.click(0, *desk.spot("the end"))
    desk.wait(lambda: desk.selected == "The end")
    desk.press("Alt+Left")
    assert desk.selected == "See the end."


def test_a_note_and_back_by_key(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(written(tmp_path))
    desk.press("Ctrl+Enter")
    desk.wait(lambda: desk.selected == "The note.")
    desk.press("Ctrl+Enter")
    desk.wait(lambda: desk.selected == "It rained.")
    desk.press("j j Ctrl+Enter")
    desk.wait(lambda: desk.window.overlay is not None)
    assert card(desk).address == "https://example.org/a"


def test_links_stand_where_words_do_at_every_size(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(written(tmp_path))
    before = desk.spot("outside")
    desk.press("Ctrl+= Ctrl+= Ctrl+=")
    desk.wait(lambda: desk.bench.desk.is_settled and desk.spot("outside") != before)
    hover(desk, "outside")
    assert desk.message == "https://example.org/a"


def paper(folder: Path) -> Path:
    path = folder / "paper.pdf"
    targets: list[Target] = ["https://example.org/a", (1, 390.0)]
    first = [Text(64, 115, "See outside."), Text(64, 135, "See the goal.")]
    goal = [Text(60, 100, "This comes first."), Text(60, 400, "This is meant.")]
    path.write_bytes(linked(pdf(first, goal), targets))
    return path


def test_a_link_leads_to_the_sentence_at_its_height(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(paper(tmp_path))
    desk.press("j Ctrl+Enter")
    desk.wait(lambda: desk.selected == "This is meant.")
    desk.press("Alt+Left")
    assert desk.selected == "See the goal."


def test_links_turn_with_their_pages(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(paper(tmp_path))
    hover(desk, "outside")
    upright = desk.spot("outside")
    desk.press("Ctrl+Shift+R")
    desk.wait(lambda: desk.bench.desk.is_settled and desk.spot("outside") != upright)
    hover(desk, "outside")
    assert desk.message == "https://example.org/a"
    hover(desk, "goal")
    desk.click(0, *desk.spot("goal"))
    desk.wait(lambda: desk.selected == "This is meant.")
