"""The key sheet: every command with keys, in groups a reader finds."""

import pytest

from counterpoint.app import classifying, editing, relating, walking
from counterpoint.app.commands import ALWAYS, Command, Row, bound
from counterpoint.app.key_sheet import ADDING, groups_of, packed
from counterpoint.app.session import Session
from counterpoint.domain.project import Project
from counterpoint.domain.scheme import Scheme


def rows() -> list[Row]:
    """The rows of a project's areas."""
    session, scheme = Session.on(Project("w", "me")), Scheme()
    return [
        *bound(walking.COMMANDS, session.desk),
        *bound(editing.COMMANDS, session),
        *bound(classifying.COMMANDS, session),
        *bound(classifying.kind_commands(scheme), session),
        *bound(relating.relation_commands(scheme), session),
        *bound(relating.COMMANDS, session),
    ]


def test_groups_stand_in_the_order_of_the_menus() -> None:
    titles = [group.title for group in groups_of(rows())]
    known = ["Kinds", "Edit", "Go", "Select", "Claim", "View", "While tying", "Relations"]
    assert titles == known


def test_a_command_without_keys_or_menu_is_placed_by_its_area() -> None:
    menu: Command[None] = Command("view.menu", "Menu", lambda _: None, ("F10",), when=ALWAYS)
    plain: Command[None] = Command("view.plain", "Plain", lambda _: None)
    odd: Command[None] = Command("odd.thing", "Odd", lambda _: None, ("F2",))
    groups = groups_of(bound((plain, odd, menu), None))
    assert [(g.title, [line.title for line in g.lines]) for g in groups] == [
        ("View", ["Menu"]),
        ("More", ["Odd"]),
    ]


def test_kinds_have_colours_and_one_line_for_one_more() -> None:
    (kinds,) = (g for g in groups_of(rows(), Scheme().active_kinds()) if g.title == "Kinds")
    assert [line.title for line in kinds.lines[:2]] == ["Forecast", "Fact or figure"]
    assert kinds.lines[0].colours == ("#3E6BE0", "#6C88F4")
    assert kinds.lines[-1].title == ADDING
    assert kinds.lines[-1].keys == (("+", "1 … 0"),)
    assert len(kinds.lines) == 11


def test_keys_are_shown_as_caps() -> None:
    lines = {line.title: line.keys for group in groups_of(rows()) for line in group.lines}
    assert lines["Beginning of the document"] == (("g", "g"), ("Home",))
    assert lines["Extend by a sentence"] == (("Shift J",), ("Shift ↓",))


@pytest.mark.parametrize(
    ("heights", "columns", "expected"),
    [
        ([3, 1, 2], 1, [[0, 1, 2]]),
        ([3, 1, 2], 2, [[0], [1, 2]]),
        ([1, 1, 1, 9], 2, [[0, 1, 2], [3]]),
        ([5, 5], 4, [[0], [1]]),
        ([], 3, []),
    ],
)
def test_columns_are_about_as_tall_as_one_another(
    heights: list[int], columns: int, expected: list[list[int]]
) -> None:
    assert packed(heights, columns) == expected
