"""A reader walks two briefs by sentence and says what each claims."""

from pathlib import Path

import pytest

from tests.story.desk import ReaderAtDesk


@pytest.fixture
def two_sentences(tmp_path: Path) -> Path:
    """A document of two sentences."""
    path = tmp_path / "rain.txt"
    path.write_text("It rained. It will rain again.\n", encoding="utf-8")
    return path


def test_a_forecast_by_keyboard(desk: ReaderAtDesk, two_sentences: Path) -> None:
    desk.open(two_sentences)
    desk.press("j 1")
    assert desk.claims == [("forecast", "It will rain again.")]
    desk.press("Ctrl+Z")
    assert desk.claims == []
    desk.press("Ctrl+Shift+Z")
    assert desk.claims == [("forecast", "It will rain again.")]


def test_the_same_passage_again_changes_its_kind(desk: ReaderAtDesk, two_sentences: Path) -> None:
    desk.open(two_sentences)
    desk.press("1 2")
    assert desk.claims == [("fact", "It rained.")]
    desk.press("+ 3")
    assert sorted(desk.claims) == [("cause", "It rained."), ("fact", "It rained.")]


def test_a_selection_by_words_and_sentences(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("} } } Shift+J")
    assert desk.selected == "The ministers will agree on a fund. It will be small."
    desk.press("Shift+K Shift+Left Shift+Left ]")
    assert desk.selected == "ministers will agree on"
    desk.press("[ Shift+Right 4")
    assert desk.claims == [("recommendation", "The ministers will agree on a")]


def test_every_key_of_the_row_gives_its_kind(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("1 j 2 j 3 j 4 j 5 j 6 j 7")
    kinds = [kind for kind, _ in desk.claims]
    assert kinds == [
        "forecast", "fact", "cause", "recommendation", "value", "definition", "attribution",
    ]  # fmt: skip
    desk.press("8 9 0")
    assert desk.claims[-1][0] == "highlight"


def test_a_claim_is_removed_and_comes_back(desk: ReaderAtDesk, two_sentences: Path) -> None:
    desk.open(two_sentences)
    desk.press("1 Delete")
    assert desk.claims == []
    desk.press("Ctrl+Z")
    assert desk.claims == [("forecast", "It rained.")]
    desk.press("j Backspace")
    assert desk.message == (
        "There is no claim here yet; the keys 1 to 9 make one, “.” and “,” go to the next and the"
        " previous."
    )


def test_a_reader_walks_from_claim_to_claim(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("} } } 1 j j 9 g g")
    desk.press(".")
    assert desk.selected == "The ministers will agree on a fund."
    desk.press(".")
    assert desk.selected == "Nobody knows who pays."
    desk.press(", ,")
    assert desk.selected == "The ministers will agree on a fund."


def test_a_claim_gets_words_note_and_tags(desk: ReaderAtDesk, two_sentences: Path) -> None:
    desk.open(two_sentences)
    desk.press("1 Enter")
    desk.type("Rain is coming 1 j")
    desk.press("Tab")
    desk.type("Says who?")
    desk.press("Tab")
    desk.type("weather, water")
    desk.press("Esc j 2")
    claim = desk.bench.session.project.claims()[0]
    assert (claim.restatement, claim.note) == ("Rain is coming 1 j", "Says who?")
    assert claim.tags == ("weather", "water")
    assert desk.claims == [("forecast", "It rained."), ("fact", "It will rain again.")]


def test_undo_goes_across_documents(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("1 Tab j 2")
    assert [kind for kind, _ in desk.claims] == ["forecast", "fact"]
    desk.press("Ctrl+Z Ctrl+Z")
    assert desk.claims == []
    desk.press("Ctrl+Z Ctrl+Z")
    assert len(desk.bench.session.project.documents()) == 0


def test_a_click_selects_a_sentence_and_a_sweep_words(
    desk: ReaderAtDesk, two_sentences: Path
) -> None:
    desk.open(two_sentences)
    desk.press("j")
    desk.click(0, *desk.spot("rained"))
    assert desk.selected == "It rained."
    desk.drag(0, desk.spot("rained"), desk.spot("again"))
    assert desk.selected == "rained. It will rain"


def test_a_sweep_takes_whole_words(desk: ReaderAtDesk, two_sentences: Path) -> None:
    desk.open(two_sentences)
    desk.drag(0, desk.spot("ined"), desk.spot("ll rain"))
    assert desk.selected == "rained. It will"
    desk.drag(0, desk.spot("gain"), desk.spot("ain again"))
    assert desk.selected == "rain again."


def hints(desk: ReaderAtDesk) -> list[str]:
    """What the strip says of keys."""
    return [f"{hint.key} {hint.label}" for hint in desk.window.strip.hints.shown]


def test_the_strip_says_what_keys_do_while_one_writes(
    desk: ReaderAtDesk, two_sentences: Path
) -> None:
    desk.open(two_sentences)
    desk.press("1")
    kinds = hints(desk)
    assert kinds[0] == "1 Forecast"
    desk.press("Enter")
    desk.wait(lambda: hints(desk) != kinds)
    assert hints(desk) == ["Esc back to the page", "Enter the same", "Tab next field"]
    desk.press("Tab")
    desk.wait(lambda: "Ctrl+Enter the same" in hints(desk))
    desk.press("Esc")
    desk.wait(lambda: hints(desk) == kinds)
