"""Stories of a reader who goes to a page, and back."""

from __future__ import annotations

from pathlib import Path

from counterpoint.ui.go_to import none_such
from tests.documents.pdfs import Text, labelled, pdf
from tests.story.desk import ReaderAtDesk

ROMAN = [{"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1}]
ARABIC = [{"startpage": 3, "prefix": "", "style": "D", "firstpagenum": 1}]

SAID = [
    "Rivers rise in spring.",
    "Nobody counts the boats.",
    "The council met twice.",
    "Prices fell in May.",
    "A bridge was built.",
    "Three villages moved.",
    "Winter came early.",
    "The survey found nothing.",
    "Farmers asked for help.",
    "Trains run at night.",
    "Schools stay open.",
    "That was the year.",
]
"""What each sheet says."""


def book(folder: Path) -> Path:
    """Three pages counted i to iii, then nine counted 1 to 9."""
    pages = [[Text(60, 240 + 9 * at, said)] for at, said in enumerate(SAID)]
    path = folder / "book.pdf"
    path.write_bytes(labelled(pdf(*pages), [*ROMAN, *ARABIC]))
    return path


def hint(desk: ReaderAtDesk) -> str:
    bar = desk.bench.go_to.bar
    return bar.hint if bar is not None else ""


def top_page(desk: ReaderAtDesk) -> int:
    place = desk.bench.desk.active.pages.aim.place
    assert place is not None
    return place.page


def test_to_a_page_by_its_printed_label_first(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(book(tmp_path))
    desk.press("Ctrl+G")
    assert hint(desk) == "i to 9"
    desk.type("2")
    desk.press("Enter")
    assert (desk.selected, top_page(desk)) == (SAID[4], 4)
    desk.press("Ctrl+G")
    desk.type("iii")
    desk.press("Enter")
    assert (desk.selected, top_page(desk)) == (SAID[2], 2)
    desk.press("Ctrl+G")
    desk.type("11")
    desk.press("Enter")
    assert (desk.selected, hint(desk)) == (SAID[10], "")


def test_a_page_that_is_not_there(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(book(tmp_path))
    desk.press("Ctrl+G")
    desk.type("99")
    desk.press("Enter")
    assert hint(desk) == desk.message == "There is no page 99; the pages are i to 9."
    desk.type("4")
    assert hint(desk) == "i to 9"
    desk.press("Esc j")
    assert desk.selected == SAID[1]


def test_what_there_is_instead_is_a_sentence() -> None:
    assert none_such("page", "xx", "i to 9") == "There is no page “xx”; the pages are i to 9."
    assert none_such("page", " ", "1") == "Type the page to go to; the only page is 1."
    said = "There is no paragraph 7; the paragraphs are 1 to 5."
    assert none_such("paragraph", "7", "1 to 5") == said


def test_to_a_paragraph_where_there_are_no_pages(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("Ctrl+G")
    assert hint(desk) == "1 to 5"
    desk.type("5")
    desk.press("Enter")
    assert desk.selected == "If the fund comes, three states will join it."


def test_back_and_forward_over_leaps(desk: ReaderAtDesk, tmp_path: Path) -> None:
    desk.open(book(tmp_path))
    desk.press("Alt+Left")
    assert desk.message == "There is no place to go back to yet."
    desk.press("j Ctrl+G")
    desk.type("7")
    desk.press("Enter Shift+G Alt+Left")
    assert desk.selected == SAID[9]
    desk.press("Alt+Left")
    assert desk.selected == SAID[1]
    desk.press("Alt+Right Alt+Right")
    assert desk.selected == SAID[11]


def test_back_from_a_claim_to_where_one_was(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1 Shift+G , Alt+Left")
    assert desk.selected == "If the fund comes, three states will join it."


def test_back_passes_over_a_document_that_was_taken_away(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    first = desk.selected
    desk.press("Shift+G Tab Shift+G")
    assert desk.bench.session.desk.active == 1
    desk.window.run("document.remove")
    desk.press("Tab Alt+Left")
    assert desk.bench.session.desk.active == 0
    assert desk.selected == first
