"""A few typed letters find what they are meant for."""

import pytest

from counterpoint.app.fuzzy import MOST_LETTERS, Fit, fit, fold, words_of

TITLES = (
    "Open documents …",
    "Open project …",
    "Export note as Markdown",
    "Close pane",
    "Next claim",
    "Next sentence",
    "Star the claim",
    "Copy quote with source",
    "Remove claim",
    "Café owners will protest",
    "한국은 방위비를 늘릴 것이다",
)


def fitted(query: str, title: str, detail: str = "", also: str = "") -> Fit | None:
    """How well a query fits."""
    return fit(words_of(query), fold(title), fold(detail), fold(also))


def points(query: str, title: str, also: str = "") -> float:
    """The points of a query that fits."""
    found = fitted(query, title, also=also)
    assert found is not None
    return found.points


def best(query: str) -> str:
    """The title that fits best."""
    fits = {title: found.points for title in TITLES if (found := fitted(query, title))}
    return max(fits, key=fits.__getitem__)


def letters(query: str, title: str) -> str:
    """The letters of a title that stand out."""
    found = fitted(query, title)
    return "".join(title[place] for place in sorted(found.letters)) if found else ""


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("export", "Export note as Markdown"),
        ("mark", "Export note as Markdown"),
        ("expt", "Export note as Markdown"),
        ("cp", "Close pane"),
        ("clpa", "Close pane"),
        ("op pro", "Open project …"),
        ("project open", "Open project …"),
        ("sentence", "Next sentence"),
        ("cafe", "Café owners will protest"),
        ("CAFÉ", "Café owners will protest"),
        ("방위비", "한국은 방위비를 늘릴 것이다"),
        ("늘리", "한국은 방위비를 늘릴 것이다"),
    ],
)
def test_letters_find_the_title_that_is_meant(query: str, title: str) -> None:
    assert best(query) == title


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("claim", "Next claim", "Claims panel"),
        ("open", "Open project", "Do not open"),
        ("pane", "Next pane", "Next panel"),
        ("art", "Article", "Start"),
        ("next claim", "Next claim", "Claim next"),
        ("nc", "Next claim", "Announce"),
        ("scr", "Scroll down", "Subscription"),
        ("forc", "Forecast", "It is for the talk in Canada"),
        ("np", "Next pane", "Nobody on earth pays"),
    ],
)
def test_the_closer_word_has_more_points(query: str, better: str, worse: str) -> None:
    one, other = fitted(query, better), fitted(query, worse)
    assert one is not None
    assert other is None or one.points > other.points


@pytest.mark.parametrize("query", ["xyz", "pane xyz", "ep", "tse"])
def test_what_does_not_fit_is_not_found(query: str) -> None:
    assert fitted(query, "Close pane") is None


def test_a_word_may_stand_in_the_detail() -> None:
    assert fitted("fund reed", "They will agree on a fund.", "Forecast  ·  Reed") is not None
    aside, inside = fitted("reed", "A fund.", "Reed"), fitted("reed", "Reed on funds")
    assert aside is not None
    assert inside is not None
    assert aside.points < inside.points
    assert aside.letters == frozenset()


def test_words_that_are_not_shown_stand_between_title_and_scattered_letters() -> None:
    shown = points("note", "Export the note at last")
    begun = points("note", "Write it into the notes")
    unshown = points("note", "Save", "write note")
    assert shown > begun > unshown > points("note", "Add another claim") + 10
    assert unshown > points("note", "A keynote")


def test_a_word_that_is_not_shown_stands_out_nowhere() -> None:
    found = fitted("zoom", "Larger zone of men", also="zoom in")
    assert found is not None
    assert found.letters == frozenset()
    assert fitted("zone", "Larger", also="bozone") is None


@pytest.mark.parametrize(
    ("query", "is_meant"), [("clo pane", True), ("home pane", True), ("cp", False), ("ose", False)]
)
def test_words_and_their_beginnings_are_meant(query: str, is_meant: bool) -> None:
    found = fitted(query, "Close pane", also="home")
    assert found is not None
    assert found.is_meant == is_meant


def test_the_letters_that_fit_are_known() -> None:
    assert letters("cp", "Close pane") == "Cp"
    assert letters("cafe", "Le Café") == "Café"
    assert letters("strasse", "Die Straße") == "Straße"
    assert letters("방위", "한국은 방위비를") == "방위"


def test_accents_and_case_do_not_count() -> None:
    assert fold("ÉCOLE").text == fold("école").text == "ecole"


def test_scattered_letters_of_a_long_claim_are_no_fit() -> None:
    claim = "The ministers of all member states will have agreed on how to pay by autumn."
    assert fitted("tmaby", claim) is None
    assert fitted("agred", claim) is not None


def test_only_the_beginning_of_a_long_text_counts() -> None:
    assert fitted("late", "x " * MOST_LETTERS + "late") is None
