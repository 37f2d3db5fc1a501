"""The places a reader has left by a leap, to go back to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from counterpoint.app.commands import Row
from counterpoint.app.desk import Desk, Pane, Selected, index_of, is_in
from counterpoint.domain.refusal import Refusal

MOST_SPOTS = 200
"""Places that are remembered; the oldest go first."""

LEAPS = frozenset({"go.first", "go.last", "claim.next", "claim.previous", "relate.along"})
"""Commands that lead far away."""


@dataclass(frozen=True)
class Spot:
    """A place on the desk: a pane by id, the document in it, and what was selected."""

    pane: int
    document: str
    selected: Selected


class Trail:
    """Owns the places that were left, and those that were come back from.

    ``is_there`` says whether a document (id) can be gone to; places in others are passed over.
    """

    def __init__(self, is_there: Callable[[str], bool]) -> None:
        self._is_there = is_there
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []

    def leave(self, desk: Desk, index: int) -> None:
        """The cursor of a pane (from 0) is about to leap away."""
        spot = spot_of(desk.panes[index])
        if spot is not None:
            self.leave_spot(spot)

    def leave_spot(self, spot: Spot) -> None:
        """The reader has leapt away from a place."""
        self._ahead.clear()
        if self._behind[-1:] != [spot]:
            self._behind = [*self._behind, spot][-MOST_SPOTS:]

    def forget(self, document: str) -> None:
        """A document's text is another one from now on: its places say nothing any more."""
        self._behind = [spot for spot in self._behind if spot.document != document]
        self._ahead = [spot for spot in self._ahead if spot.document != document]

    def back(self, desk: Desk) -> None:
        """Go to the place that was left last; refuses where there is none."""
        self._go(desk, self._behind, self._ahead, "There is no place to go back to yet.")

    def forward(self, desk: Desk) -> None:
        """Go to the place that was come back from; refuses where there is none."""
        self._go(desk, self._ahead, self._behind, "There is no place to go forward to.")

    def _go(self, desk: Desk, source: list[Spot], other: list[Spot], none: str) -> None:
        here = spot_of(desk.pane)
        while source and (source[-1] == here or not self._is_there(source[-1].document)):
            source.pop()
        if not source:
            raise Refusal(none)
        if here is not None:
            other.append(here)
        _show(desk, source.pop())


def following(rows: Iterable[Row], trail: Trail, desk: Desk) -> list[Row]:
    """Rows of which those that leap remember the place that is left."""
    return [
        replace(row, act=_leaping(row, trail, desk)) if row.id in LEAPS else row for row in rows
    ]


def _leaping(row: Row, trail: Trail, desk: Desk) -> Callable[[], None]:
    def act() -> None:
        before = spot_of(desk.pane)
        row.act()
        if before is not None and before != spot_of(desk.pane):
            trail.leave_spot(before)

    return act


def spot_of(pane: Pane) -> Spot | None:
    """Where a pane's cursor is; None while it has none."""
    if pane.document is None or pane.selected is None:
        return None
    return Spot(pane.id, pane.document, pane.selected)


def _show(desk: Desk, spot: Spot) -> None:
    """Go to a place in its pane, or in the active one where that was closed."""
    index = index_of(desk.panes, spot.pane)
    at = desk.active if index is None else index
    if at != desk.active:
        desk.activate(at)
    if desk.panes[at].document != spot.document:
        desk.show(spot.document, at)
    text = desk.texts.get(spot.document)
    if text is not None and is_in(spot.selected, text):
        desk.select(spot.selected, at)
