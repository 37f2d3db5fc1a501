"""Where the numbered marks of claims stand beside the lines of a page."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF

from counterpoint.ui import region_painting
from counterpoint.ui.page_painting import BADGE, RING, Head, Mark, PlacedClaim

BADGE_GAP = 20.0
"""Distance from the text to the marks, in logical pixels."""

BETWEEN = 3.0
COLUMN = BADGE + BETWEEN
"""Logical pixels between two marks beside each other, and from one to the next."""

NEAR_MARKS = 12
"""How many marks back one can be in another's way."""


def marks_of(claims: Sequence[PlacedClaim], edge: float) -> list[Mark]:
    """The marks of the claims that begin on a page, none upon another.

    Where one would reach left of ``edge``, in logical pixels from the page's corner, the outermost
    that is in its way says how many there are; the ring of the first one gives way to that.
    """
    marks: list[Mark] = []
    taken: list[QRectF] = []
    full: dict[int, int] = {}
    for placed in claims:
        if not (placed.begins and placed.lines):
            continue
        if id(placed.lines) in full:  # of a crowd on the same words, most have no room
            at = full[id(placed.lines)]
            marks[at] = replace(marks[at], more=marks[at].more + 1)
            continue
        mark = _free_mark(placed, taken)
        if _has_no_room(mark, edge):
            at = _outermost_in_way(mark, taken)
            mark = _moved_close(mark, taken[at])
            if marks[at].more or _has_no_room(mark, edge) or _is_taken(mark.area, taken):
                full[id(placed.lines)] = _counted(at, marks, taken, edge)
                continue
        marks.append(mark)
        taken.append(_reach(mark))
    return marks


def _counted(at: int, marks: list[Mark], taken: list[QRectF], edge: float) -> int:
    """Count one that has no room in the outermost mark, or beside the first; where that is."""
    mark = marks[at]
    beside = mark.area.translated(-COLUMN, 0)
    if mark.column or mark.more or beside.left() < edge:
        marks[at] = replace(mark, tied=False, more=max(mark.more, 1) + 1)
        return at
    marks[at], taken[at] = replace(mark, tied=False), mark.area
    marks.append(Mark(beside, mark.kind, tied=False, column=1, more=1))
    taken.append(beside)
    return len(marks) - 1


def _has_no_room(mark: Mark, edge: float) -> bool:
    is_beside = not (mark.on_picture or mark.before_line)
    return is_beside and mark.column > 0 and _reach(mark).left() < edge


def _is_taken(area: QRectF, taken: Sequence[QRectF]) -> bool:
    """Whether a mark is there; they come in reading order: none further back is in the way."""
    return any(area.intersects(other) for other in taken[-NEAR_MARKS:])


def _reach(mark: Mark) -> QRectF:
    """A mark with its ring."""
    return mark.area.adjusted(-RING if mark.tied else 0, 0, 0, 0)


def _outermost_in_way(mark: Mark, taken: Sequence[QRectF]) -> int:
    """Which mark keeps one from standing a column nearer to the text."""
    nearer = mark.area.translated(COLUMN, 0)
    first = max(0, len(taken) - NEAR_MARKS)
    others = (at for at in range(first, len(taken)) if taken[at].intersects(nearer))
    return min(others, key=lambda at: taken[at].left())


def _moved_close(mark: Mark, other: QRectF) -> Mark:
    """A mark as near to another one, and to its ring, as it can be."""
    area = QRectF(mark.area)
    area.moveRight(other.left() - BETWEEN)
    return replace(mark, area=area)


def _free_mark(placed: PlacedClaim, taken: Sequence[QRectF]) -> Mark:
    """A square beside a claim's first line, moved left of those that are there already.

    That of an upright line stands before its beginning, or farther out. That of a region stands
    in its upper left corner, or right of those that are there.
    """
    if placed.claim.region is not None:
        return _corner_mark(placed, taken)
    if placed.head is not None:
        return _head_mark(placed, placed.head, taken)
    middle = placed.lines[0].center().y()
    right = placed.left - BADGE_GAP
    badge, column = QRectF(right - BADGE, middle - BADGE / 2, BADGE, BADGE), 0
    while _is_taken(badge, taken):
        badge.translate(-COLUMN, 0)
        column += 1
    return _mark(placed, badge, column)


def _head_mark(placed: PlacedClaim, head: Head, taken: Sequence[QRectF]) -> Mark:
    left = placed.lines[0].center().x() - BADGE / 2
    badge, column = QRectF(left, head.beyond(BADGE_GAP, BADGE), BADGE, BADGE), 0
    while any(badge.intersects(other) for other in taken):
        badge.translate(0, COLUMN * (1 if head.is_upward else -1))
        column += 1
    return replace(_mark(placed, badge, column), before_line=True)


def _corner_mark(placed: PlacedClaim, taken: Sequence[QRectF]) -> Mark:
    corner = region_painting.inset(placed.lines[0], placed.claim.level).topLeft()
    room = RING if placed.claim.tied else 0
    badge, column = QRectF(corner.x() + room, corner.y(), BADGE, BADGE), 0
    while _is_taken(badge.adjusted(-room, 0, 0, 0), taken):
        badge.translate(COLUMN, 0)
        column += 1
    return replace(_mark(placed, badge, column), on_picture=True)


def _mark(placed: PlacedClaim, badge: QRectF, column: int) -> Mark:
    claim = placed.claim
    return Mark(badge, claim.kind, claim.tied, column, is_theirs=claim.is_theirs)
