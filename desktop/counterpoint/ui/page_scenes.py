"""What is painted on which page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from counterpoint.documents.client.pages import Line, PageLines, RawOffset, Rectangle
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.anchors import Place, Region
from counterpoint.ui.page_marks import marks_of
from counterpoint.ui.page_painting import (
    MOST_LEVELS,
    Cursor,
    Found,
    Head,
    PaintedClaim,
    PlacedClaim,
    Still,
    Top,
)
from counterpoint.ui.page_source import PageSource
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.region_shapes import seen

PAGES_HELD = 64
"""Pages whose claims are kept measured."""

EDGE = 1.0
"""Logical pixels that marks keep at least from the left edge of the view."""


ClaimsOn = Callable[[Opened, int], Sequence[PaintedClaim]]
"""The claims of a document that touch one of its pages, in reading order."""

Covers = tuple[Sequence[Rectangle], Sequence[Rectangle]]
"""What covers the words found on a page, and those of them that the reader has come to."""

FoundOn = Callable[[PageLines], Covers]
"""What was found on a page: the same sequences for as long as nothing of it has changed."""


@dataclass(frozen=True)
class _Measured:
    claim: PaintedClaim
    lines: tuple[Rectangle, ...]
    begins: bool
    left: float
    head: Head | None = None


Target = Place | Region
"""What a view can come to: words, or a rectangle of a page."""


def pages_of(document: Opened, place: Target) -> range:
    """The pages that a place touches."""
    if document.fixed or isinstance(place, Region):
        return range(place.section, place.section + 1)
    first = document.page_of(place.section, place.start)
    return range(first, document.page_of(place.section, max(place.start, place.end - 1)) + 1)


def _drawn(area: QRectF, scale: float, units: Rectangle) -> QRectF:
    """A rectangle of a page, in the logical pixels of the page's own ``area``."""
    left, top = area.left() + units.x0 * scale, area.top() + units.y0 * scale
    return QRectF(left, top, (units.x1 - units.x0) * scale, (units.y1 - units.y0) * scale)


def _left_of(lines: PageLines, places: Iterable[Target]) -> float:
    """Where the lines of a fixed page that hold some places begin, in page units."""
    found = (line.top if line.vertical else min(line.edges) for line in _holding(lines, places))
    return min(found, default=0.0)


def _head_of(lines: PageLines, places: Iterable[Target]) -> Head | None:
    """Where the upright lines that hold some places begin, in page units; None where none is."""
    held = list(_holding(lines, places))
    if not held or not held[0].vertical:
        return None
    is_upward = held[0].edges[-1] < held[0].edges[0]
    ends = [edge for line in held if line.vertical for edge in line.edges]
    return Head(max(ends) if is_upward else min(ends), is_upward)


def _holding(lines: PageLines, places: Iterable[Target]) -> Iterator[Line]:
    """The lines of a page that hold some places."""
    for place in (one for one in places if isinstance(one, Place)):
        for line in lines.lines:
            is_within = line.raw_start < place.end and place.start < line.raw_end
            if line.section == place.section and is_within:
                yield line


def _placed(one: _Measured, area: QRectF, scale: float) -> PlacedClaim:
    lines = tuple(_drawn(area, scale, r) for r in one.lines)
    left, head = area.left() + one.left * scale, _drawn_head(area, scale, one.head)
    return PlacedClaim(one.claim, lines, one.begins, left, head)


def _placed_in(measured: Iterable[_Measured], scale: float) -> list[PlacedClaim]:
    """Claims in the logical pixels of their page; the lines of the same words are made once."""
    area = QRectF(0, 0, 0, 0)
    known: dict[int, PlacedClaim] = {}
    placed = []
    for one in measured:
        like = known.get(id(one.lines))
        if like is None:
            like = known[id(one.lines)] = _placed(one, area, scale)
        placed.append(PlacedClaim(one.claim, like.lines, like.begins, like.left, like.head))
    return placed


def _still(measured: Iterable[_Measured], stack: PageStack, page: int) -> Still:
    """What stays on a page; of many claims on the same words, some are drawn and all have marks."""
    claims = _placed_in(measured, stack.scale)
    marks = marks_of(claims, EDGE - stack.page(page).left())
    drawn = [one for one in claims if one.claim.region or one.claim.level < MOST_LEVELS]
    return Still(drawn, marks)


def _drawn_head(area: QRectF, scale: float, head: Head | None) -> Head | None:
    return replace(head, height=area.top() + head.height * scale) if head else None


NOTHING = Still()
"""What stays on a page that has no claims."""


def no_claims(_document: Opened, _page: int) -> Sequence[PaintedClaim]:
    """What is painted of a document whose claims are not known."""
    return ()


def nothing_found(_lines: PageLines) -> Covers:
    """What was found where nothing is looked for."""
    return (), ()


class _DrawnFound:
    """Owns where found words lie in the stack that shows them: there may be hundreds on a page."""

    def __init__(self) -> None:
        self._stack: PageStack | None = None
        self._pages: dict[int, tuple[Covers, Found]] = {}

    def on(self, stack: PageStack, page: int, covers: Covers) -> Found:
        """What covers found words, in logical pixels of the stack."""
        if stack is not self._stack or len(self._pages) > PAGES_HELD:
            self._stack, self._pages = stack, {}
        known = self._pages.get(page)
        if known is None or known[0][0] is not covers[0] or known[0][1] is not covers[1]:
            area = stack.page(page)
            every, current = ([_drawn(area, stack.scale, one) for one in of] for of in covers)
            known = self._pages[page] = covers, Found(every, current)
        return known[1]


class Scenes:
    """Owns the cursor of one pane, and the measured rectangles of the claims on its pages.

    ``is_outlining`` tells that the cursor is a region which the keys move.
    """

    def __init__(self, source: PageSource) -> None:
        self._source = source
        self._claims: ClaimsOn = no_claims
        self._measured: dict[int, list[_Measured]] = {}
        self._outdated: dict[int, list[_Measured]] = {}
        self._late: set[int] = set()
        self._stills: dict[int, tuple[list[_Measured], PageStack, Still]] = {}
        self._cursor: tuple[Target, ...] = ()
        self.is_outlining = False
        self._framed: frozenset[str] = frozenset()
        self._is_active = False
        self.found_on: FoundOn = nothing_found
        self._found = _DrawnFound()

    def set_claims(self, claims: ClaimsOn) -> bool:
        """What tells the claims to paint on a page; whether that is another."""
        if claims == self._claims:
            return False
        self._claims = claims
        self.forget_measures()
        return True

    def renew_claims(self, pages: Iterable[int], *, at_once: bool = True) -> set[int]:
        """The claims on those pages have changed; where the others stand is not measured again.

        Which of these pages have been looked at. Unless it is ``at_once``, they stay as they are
        until each is called ``due``.
        """
        known = {page for page in pages if page in self._measured or page in self._late}
        for page in known & self._measured.keys():
            self._outdated[page] = self._measured.pop(page)
        self._late = self._late - known if at_once else self._late | known
        return known

    def due(self, page: int) -> bool:
        """Show the claims of a page as they are now; whether it was kept as it had been."""
        was_late = page in self._late
        self._late.discard(page)
        return was_late

    def set_cursor(
        self, places: tuple[Target, ...], framed: frozenset[str], is_active: bool
    ) -> bool:
        """Where the sentence cursor is, and which claims (ids) are framed; whether that is new."""
        before = (self._cursor, self._framed, self._is_active)
        self._cursor, self._framed, self._is_active = places, framed, is_active
        return before != (places, framed, is_active)

    def forget_measures(self) -> None:
        """The layout has changed."""
        self._measured.clear()
        self._outdated.clear()
        self._late.clear()
        self._stills.clear()

    def still(self, stack: PageStack, page: int) -> Still:
        """What stays on a page; the same object for as long as nothing of it has changed."""
        measured = self._claims_on(page)
        if not measured:
            return NOTHING
        known = self._stills.get(page)
        if known is None or known[0] is not measured or known[1] is not stack:
            still = _still(measured, stack, page)
            known = self._stills[page] = measured, stack, still
        return known[2]

    def top(self, stack: PageStack, page: int) -> Top:
        """What comes and goes on a page."""
        lines = self._source.lines(page)
        if lines is None:
            return Top()
        area, scale = stack.page(page), stack.scale
        cursor = [_drawn(area, scale, r) for r in self._rectangles(page, self._cursor)]
        left = area.left() + _left_of(lines, self._cursor) * scale * stack.fixed
        framed = [
            _placed(one, area, scale)
            for one in (self._claims_on(page) if self._framed else ())
            if one.claim.id in self._framed
        ]
        found = self._found.on(stack, page, self.found_on(lines))
        if cursor and isinstance(self._cursor[0], Region):
            region = Cursor((), 0.0, self._is_active, cursor[0], self.is_outlining)
            return Top(region, framed, found)
        head = _drawn_head(area, scale, _head_of(lines, self._cursor))
        return Top(Cursor(cursor, left, self._is_active, head=head), framed, found)

    def where(self, stack: PageStack, places: Iterable[Target]) -> list[QRectF]:
        """The lines of places in the stack; none while they are asked for."""
        document = self._source.document
        found: list[QRectF] = []
        for place in places:
            for page in pages_of(document, place) if document else ():
                if isinstance(place, Place) and self._source.lines(page) is None:
                    return []
                found += [stack.rectangle(page, r) for r in self._rectangles(page, (place,))]
        return found

    def caret_at(self, stack: PageStack, point: QPointF) -> RawOffset | None:
        """The place between characters nearest to a point of the stack."""
        lines, x, y = self.locate(stack, point)
        return lines.caret_at(x, y) if lines is not None else None

    def first_line(self, stack: PageStack, top: float, bottom: float) -> RawOffset | None:
        """The beginning of the first whole line between two heights of the stack."""
        for page in stack.pages_between(top, bottom):
            lines = self._source.lines(page)
            for line in lines.lines if lines else ():
                height = stack.page(page).top() + line.top * stack.scale
                if top <= height <= bottom and line.count:
                    return RawOffset(line.section, line.raw_start)
        return None

    def locate(self, stack: PageStack, point: QPointF) -> tuple[PageLines | None, float, float]:
        """The lines of the page at a point, if they are known, and the point in page units."""
        page = stack.page_at(point.y())
        within = point - stack.page(page).topLeft()
        lines = self._source.lines(page)
        return lines, within.x() / stack.scale, within.y() / stack.scale

    def _claims_on(self, page: int) -> list[_Measured]:
        if page in self._measured:
            return self._measured[page]
        if page in self._late:
            return self._outdated[page]
        document = self._source.document
        if document is None or self._source.lines(page) is None:
            return []
        known = {_place_of(one.claim): one for one in self._outdated.pop(page, ())}
        measured = []
        for claim in self._claims(document, page):
            place = _place_of(claim)
            like = known.get(place)
            if like is None:
                like = known[place] = self._measure(page, claim)
            measured.append(_Measured(claim, like.lines, like.begins, like.left, like.head))
        if len(self._measured) > PAGES_HELD:
            self.forget_measures()
        self._measured[page] = measured
        return measured

    def _measure(self, page: int, claim: PaintedClaim) -> _Measured:
        if claim.region is not None:
            areas = tuple(self._rectangles(page, (claim.region,)))
            return _Measured(claim, areas, bool(areas), 0.0)
        document, first = self._source.document, claim.places[0]
        begins = document is not None and pages_of(document, first)[0] == page
        lines = self._source.lines(page)
        left = _left_of(lines, claim.places) if lines and document and document.fixed else 0.0
        head = _head_of(lines, claim.places) if lines else None
        return _Measured(claim, tuple(self._rectangles(page, claim.places)), begins, left, head)

    def _rectangles(self, page: int, places: Iterable[Target]) -> list[Rectangle]:
        found: list[Rectangle] = []
        for place in places:
            if isinstance(place, Region):
                area = seen(self._source, place) if place.section == page else None
                found += [area] if area else []
            elif (lines := self._source.lines(page)) is not None:
                found += lines.rectangles(place.section, place.start, place.end)
        return found


def _place_of(claim: PaintedClaim) -> tuple[tuple[Place, ...], Region | None]:
    return claim.places, claim.region
