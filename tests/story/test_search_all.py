"""Finding words in all documents of a project, by keyboard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterpoint.app.describing import told_titles
from counterpoint.app.searching import Sort
from counterpoint.cli.command_line import run
from counterpoint.main import services
from counterpoint.ui.search_view import SearchView
from tests.documents.pdfs import Text, locked, pdf
from tests.story.desk import ReaderAtDesk

KOREAN = "한미정상회담이 열렸다. 나토 정상회의에서는 합의가 없었다.\n"


TEXTS = {
    "before.txt": "What the talks may bring\nBy Ada Reed\n3 May 2025\n\n"
    "The ministers will agree on a fund. It will be small. Nobody knows who pays.\n\n"
    "If the fund comes, three states will join it.\n",
    "after.txt": "What the talks brought\nBy Tom Vale\n9 May 2025\n\n"
    "The ministers agreed on a fund of two billion. That is more than most expected.\n\n"
    "Two states have joined so far.\n",
    "third.txt": f"A third voice\n\nThe fund is a myth.\n\n{KOREAN}",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of three documents, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERPOINT_HOME", str(folder / "home"))
        files = [str(folder / name) for name in TEXTS]
        assert run(["new", str(folder / "Talks"), *files], services()) == 0
    return folder / "Talks"


@pytest.fixture
def third(desk: ReaderAtDesk, made: Path, tmp_path: Path) -> ReaderAtDesk:
    """A desk with two of three documents in view; the third was never read here."""
    shutil.copytree(made, tmp_path / "Talks")
    desk.open_project(tmp_path / "Talks")
    return desk


def card(desk: ReaderAtDesk) -> SearchView:
    """The card that lies over the desk."""
    overlay = desk.window.overlay
    assert isinstance(overlay, SearchView)
    return overlay


def listed(desk: ReaderAtDesk) -> list[str]:
    """What the card lists: titles with counts, and passages with their places."""
    rows = card(desk).list.results
    return [
        f"{row.found.title}: {row.words}"
        if row.sort is Sort.DOCUMENT
        else f"{row.words} {row.hit.text if row.hit else ''}".strip()
        for row in rows
    ]


def search(desk: ReaderAtDesk, words: str, ends_with: str) -> None:
    """Open the card, type, and wait for the last row that is to come."""
    desk.press("Ctrl+Shift+F")
    if words.isascii():
        desk.type(words)
    else:
        card(desk).field.insert(words)  # as an input method does
    desk.wait(lambda: ends_with in " ".join(listed(desk)[-1:]))


def test_words_are_found_in_documents_that_no_pane_shows(third: ReaderAtDesk) -> None:
    search(third, "fund", "myth")
    assert listed(third) == [
        "What the talks may bring: 2 passages",
        "¶ 4 The ministers will agree on a fund. It will be small. Nobody knows who pays.",
        "¶ 5 If the fund comes, three states will join it.",
        "What the talks brought: 1 passage",
        "¶ 4 The ministers agreed on a fund of two billion. That is more than most expected.",
        "A third voice: 1 passage",
        "¶ 2 The fund is a myth.",
    ]
    assert card(third).status.text() == "4 passages in 3 documents"


def test_enter_goes_to_the_words(third: ReaderAtDesk) -> None:
    search(third, "fund", "myth")
    third.press("Down Enter")
    assert third.window.overlay is None
    assert third.bench.session.desk.active == 0
    assert third.selected == "fund"
    assert third.bench.session.desk.selection.start > third.bench.session.desk.text.text.index("If")


def test_a_word_begun_is_selected_whole(third: ReaderAtDesk) -> None:
    search(third, "minis", "agreed")
    third.press("Enter")
    assert third.selected == "ministers"


def test_shift_enter_opens_an_unread_document_in_the_other_pane(third: ReaderAtDesk) -> None:
    search(third, "정상회의", "정상")
    third.press("Shift+Enter")
    desk = third.bench.session.desk
    third.wait(lambda: desk.panes[1].selection is not None and third.bench.desk.is_settled)
    assert desk.active == 1
    assert third.selected == "정상회의"


def test_escape_returns_to_where_one_was(third: ReaderAtDesk) -> None:
    third.press("j")
    before = third.selected
    search(third, "fund", "myth")
    third.press("Esc")
    assert third.window.overlay is None
    third.press("k j")
    assert third.selected == before


def test_the_card_keeps_what_was_typed_and_the_place(third: ReaderAtDesk) -> None:
    search(third, "fund", "myth")
    third.press("Down Enter Ctrl+Shift+F")
    assert card(third).field.text() == "fund"
    assert card(third).field.selectedText() == "fund"
    third.wait(lambda: len(listed(third)) == 7)
    current = card(third).list.current
    assert current is not None
    assert current.hit is not None
    assert current.hit.text.startswith("If the fund")


def test_one_goes_through_what_was_found_without_the_card(third: ReaderAtDesk) -> None:
    search(third, "ministers", "agreed")
    third.press("Enter")
    here = third.bench.session.desk.pane.document
    third.press("F4")
    there = third.bench.session.desk.pane.document
    assert (here != there, third.selected) == (True, "ministers")
    third.press("Shift+F4")
    assert third.bench.session.desk.pane.document == here
    assert third.selected == "ministers"


def test_enter_typed_ahead_waits_for_what_is_found(third: ReaderAtDesk) -> None:
    third.press("Ctrl+Shift+F")
    third.type("billion")
    third.press("Enter")
    third.wait(lambda: third.window.overlay is None)
    assert third.selected == "billion"


def test_plain_words_where_there_is_nothing(third: ReaderAtDesk) -> None:
    third.press("Ctrl+Shift+F")
    third.wait(lambda: card(third).list.nothing.startswith("Type words"))
    third.type("walrus")
    third.wait(lambda: card(third).list.nothing == "No document has this.")
    assert listed(third) == []


def test_a_document_that_cannot_be_read_is_named(third: ReaderAtDesk) -> None:
    folder = third.bench.store.path / "documents"
    (folder / "third.txt").unlink()
    search(third, "fund", "billion")
    third.wait(lambda: "A third voice" in card(third).refusals.text())


def test_more_of_one_document_is_shown_when_asked_for(desk: ReaderAtDesk, tmp_path: Path) -> None:
    many = tmp_path / "many.txt"
    many.write_text("\n\n".join(f"Rain fell on day {day}." for day in range(30)), encoding="utf-8")
    desk.open(many)
    search(desk, "rain", "Show 22 more")
    desk.press("Up Enter")
    desk.wait(lambda: len(listed(desk)) == 31)


def test_documents_of_one_title_are_told_apart(desk: ReaderAtDesk, tmp_path: Path) -> None:
    for suffix in ("txt", "md"):
        words = f"The pier\n\nIt was rebuilt in {suffix.upper()} style, nobody knows why.\n"
        (tmp_path / f"pier.{suffix}").write_text(words, encoding="utf-8")
    desk.open(tmp_path / "pier.txt", tmp_path / "pier.md")
    search(desk, "rebuilt", "style")
    desk.wait(lambda: len(listed(desk)) == 4)
    titles = told_titles(desk.bench.session.project.documents())
    assert [row.found.title for row in card(desk).list.results[::2]] == list(titles.values())
    assert len(set(titles.values())) == 2


def test_without_a_project_there_is_nothing_to_search(desk: ReaderAtDesk) -> None:
    desk.press("Ctrl+Shift+F")
    assert desk.window.overlay is None


def test_what_a_password_opened_is_found_and_is_in_no_file(
    desk: ReaderAtDesk, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "open.txt").write_text("It rained in Zanzibar.", encoding="utf-8")
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(locked(pdf([Text(60, 100, "It snowed in Timbuktu.")])))
    desk.open(tmp_path / "open.txt")
    desk.program.entrance.open_files([secret])
    desk.wait(lambda: desk.program.passwords.card is not None)
    desk.type("a")
    desk.press("Enter")
    desk.wait(lambda: len(desk.bench.session.desk.texts) == 2)
    search(desk, "timb", "Timbuktu")
    desk.press("Esc")
    search(desk, "zanz", "Zanzibar")
    desk.leave()
    kept = {one: one.read_bytes() for one in (home / "cache").rglob("*") if one.is_file()}
    assert [one for one, held in kept.items() if b"Zanzibar" in held]
    assert [one for one, held in kept.items() if b"Timbuktu" in held] == []
