"""Marks beside a line in a narrow pane: none is cut off, and none is passed over in silence."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from counterpoint.domain.scheme import DEFAULT_KINDS
from counterpoint.ui.page_marks import BADGE_GAP, COLUMN, marks_of
from counterpoint.ui.page_painting import BADGE, RING, Mark, PaintedClaim, PlacedClaim

LEFT = 100.0
"""Where the text of every line begins."""


def claims(number: int, *tied: int, top: float = 0.0) -> list[PlacedClaim]:
    """So many claims on one line; those with these numbers are tied."""
    line = QRectF(LEFT, top, 300, 18)
    return [
        PlacedClaim(PaintedClaim(str(at), (), DEFAULT_KINDS[at], at in tied), (line,), True, LEFT)
        for at in range(number)
    ]


def edge_for(columns: int) -> float:
    """The left edge of a pane that has room for so many marks."""
    return LEFT - BADGE_GAP - BADGE - (columns - 1) * COLUMN


def told(marks: Sequence[Mark]) -> list[str]:
    """The marks from the text outwards: keys of kinds, rings as o, how many have no room."""
    return [f"+{one.more}" if one.more else one.kind.key + "o" * one.tied for one in marks]


def test_marks_that_have_room_all_show() -> None:
    marks = marks_of(claims(3), edge_for(3))
    assert told(marks) == ["1", "2", "3"]
    assert marks[-1].area.left() == edge_for(3)


def test_the_outermost_says_how_many_have_no_room() -> None:
    assert told(marks_of(claims(5), edge_for(3))) == ["1", "2", "+3"]


def test_a_ring_gives_way_to_that_number() -> None:
    assert told(marks_of(claims(3, 0), edge_for(2))) == ["1", "+2"]


def test_a_mark_stands_closer_where_that_gives_it_room() -> None:
    edge = LEFT - BADGE_GAP - BADGE - RING - COLUMN
    marks = marks_of(claims(2, 0), edge)
    assert told(marks) == ["1o", "2"]
    assert marks[1].area.left() == edge


def test_each_line_counts_its_own() -> None:
    lines = [*claims(3), *claims(4, top=40)]
    assert told(marks_of(lines, edge_for(2))) == ["1", "+2", "1", "+3"]


def test_one_mark_shows_however_narrow_the_pane_is() -> None:
    assert told(marks_of(claims(1), LEFT)) == ["1"]
