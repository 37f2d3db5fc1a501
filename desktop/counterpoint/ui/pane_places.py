"""Where each pane was in each document, to be there again."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from counterpoint.app.desk import Pane, Selected
from counterpoint.app.remembering import PaneMemory, View
from counterpoint.documents.client.pages import RawOffset
from counterpoint.ui.page_layout import TURNS
from counterpoint.ui.page_scroll import BEGINNING, ViewPlace
from counterpoint.ui.page_view import PageView
from counterpoint.ui.pane import PaneWidget

WIDEST = 20_000
"""Logical pixels of a pane: more is no memory of any screen."""

FARTHEST = 2**31 - 1
"""The last page, and the last character of a section, that a memory can be of."""

Seen = tuple[str | None, Selected | None]
"""A document and the selection in it, as a pane shows them."""


@dataclass(frozen=True)
class Left:
    """How a document was left in a pane: what was seen, where the view rested, how large.

    ``turn`` is in degrees, clockwise.
    """

    seen: Seen
    place: ViewPlace
    zoom: float
    turn: int


class PanePlaces:
    """Owns how documents were left in panes; ``widths`` are to be given to the panes once."""

    def __init__(self) -> None:
        self._left: dict[tuple[int, str | None], Left] = {}
        self.widths: Sequence[int] = ()

    def expect(self, panes: Sequence[PaneMemory]) -> None:
        """Panes are about to be laid; the one at an index has that index for its id."""
        for number, pane in enumerate(panes):
            turn = pane.view.turn if pane.view.turn in TURNS else 0
            zoom = pane.view.zoom if isfinite(pane.view.zoom) else 1.0
            left = Left((pane.document, None), _place_of(pane.view), zoom, turn)
            self._left[number, pane.document] = left
        self.widths = [min(max(pane.view.width, 0), WIDEST) for pane in panes]

    def leave(self, pane: int, seen: Seen, pages: PageView) -> None:
        """A pane is about to show another document."""
        if pages.aim.place is not None:
            sizing = pages.sizing
            self._left[pane, seen[0]] = Left(seen, pages.aim.place, sizing.zoom, sizing.turn)

    def enter(self, pane: Pane, pages: PageView) -> bool:
        """Bring a document's pages where they were left; whether just this was seen there."""
        left = self._left.pop((pane.id, pane.document), None)
        if left is None:
            return False
        pages.sizing.turn = left.turn
        pages.sizing.zoom_to(left.zoom)
        pages.aim.rest_at(left.place)
        return left.seen == (pane.document, pane.selected)


def view_of(pane: PaneWidget) -> View:
    """How a pane shows its document, to show it so again in another run."""
    place = pane.pages.aim.place or BEGINNING
    line = (place.line.section, place.line.raw) if place.line else None
    sizing = pane.pages.sizing
    return View(
        place.page, place.share, line, place.below, sizing.zoom, pane.width(), turn=sizing.turn
    )


def _place_of(view: View) -> ViewPlace:
    """Where a view rests, as far as what was remembered can be of any document."""
    line = RawOffset(*view.line) if view.line and _is_possible(view.line) else None
    share = min(max(view.share, -1.0), 1.0) if isfinite(view.share) else -1.0
    below = min(max(view.below, -WIDEST), WIDEST) if isfinite(view.below) else 0.0
    return ViewPlace(min(max(view.page, 0), FARTHEST), share, line, below)


def _is_possible(line: tuple[int, int]) -> bool:
    return all(0 <= number <= FARTHEST for number in line)
