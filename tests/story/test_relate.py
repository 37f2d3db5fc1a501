"""A reader ties what one brief forecast to what the other reports."""

from pathlib import Path

from tests.story.desk import ReaderAtDesk

FORECAST = "The ministers will agree on a fund."
OUTCOME = "The ministers agreed on a fund of two billion."


def test_an_outcome_bears_out_a_forecast(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2")
    desk.press("r Enter b")
    assert desk.relations == [(OUTCOME, "bears-out", FORECAST)]
    assert desk.other_selected == FORECAST
    desk.press("Ctrl+Z")
    assert desk.relations == []


def test_it_points_to_the_forecast_from_wherever_it_is_made(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("Tab } } } 2 Shift+Tab } } } 1")
    desk.press("r Enter f")
    assert desk.relations == [(OUTCOME, "refutes", FORECAST)]


def test_both_claims_show_the_tie(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r Enter b")
    assert desk.ties(FORECAST) == [("borne out by", OUTCOME)]
    assert desk.ties(OUTCOME) == [("bears out", FORECAST)]


def test_the_nearest_is_proposed_and_others_can_be_had(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1 j 5 j 9 k Tab } } } 2")
    desk.press("r")
    assert desk.other_selected == "It will be small."
    desk.press(",")
    assert desk.other_selected == FORECAST
    desk.press("Enter e")
    assert desk.relations == [(OUTCOME, "explains", FORECAST)]


def test_escape_leaves_everything_as_it_was(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("} } } 1 g g Tab } } } 2")
    desk.press("r")
    assert desk.other_selected == FORECAST
    desk.press("Esc")
    assert desk.other_selected == "What the talks may bring"
    assert desk.relations == []
    desk.press("r Enter Esc j")
    assert desk.relations == []
    assert desk.selected == "That is more than most expected."


def test_all_claims_can_be_searched(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    condition = "If the fund comes, three states will join it."
    desk.press("} } } 1 } 8 Tab } } } 2")
    desk.press("r /")
    desk.type("three states")
    assert desk.other_selected == condition
    desk.press("Enter q")
    assert desk.relations == [(OUTCOME, "qualifies", condition)]


def test_a_tie_leads_to_the_other_pane(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r Enter b Shift+Tab g g Tab")
    assert desk.other_selected == "What the talks may bring"
    desk.press("o")
    assert desk.other_selected == FORECAST
    assert desk.selected == OUTCOME


def test_a_claim_without_any_says_how_to_tie_it(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("} } } 1 o")
    assert desk.message == "This claim is not tied to another yet; r ties it."


def test_the_same_tie_is_not_made_twice(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r Enter s r Enter s")
    assert len(desk.relations) == 1
    assert "tied already" in desk.message


def test_a_removed_claim_takes_its_ties_along(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r Enter b Delete")
    assert desk.relations == []
    desk.press("Ctrl+Z")
    assert desk.relations == [(OUTCOME, "bears-out", FORECAST)]


def test_a_tie_leads_to_another_document_once_there_is_a_claim(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1 j 2 r")
    assert desk.message == "There is no claim in the other document yet; mark one there first."
    assert desk.other_selected == "What the talks brought"
    desk.press("Tab } } } 2 r")
    assert desk.other_selected == "It will be small."


def test_a_document_that_is_in_no_pane_is_offered_before_the_claim_s_own(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("Tab } } } 2")
    desk.bench.session.desk.show(None, 1)
    desk.press("Tab } } } 1 j 9 r")
    assert desk.other_selected == OUTCOME
    desk.press("Enter s")
    assert desk.relations == [("It will be small.", "supports", OUTCOME)]


def test_claims_of_one_document_are_tied_where_no_other_is_open(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("} } } 1 j 9 r Enter s")
    assert desk.relations == [("It will be small.", "supports", FORECAST)]


def test_one_document_in_two_panes_offers_its_own_claims(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("Tab } } } 2")
    desk.bench.session.desk.show(desk.bench.session.desk.panes[0].document, 1)
    desk.press("Tab } } } 1 j 9 r")
    assert desk.other_selected == FORECAST
