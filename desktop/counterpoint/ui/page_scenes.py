"""What is painted on which page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from counterpoint.documents.client.pages import PageLines, RawOffset, Rectangle
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.anchors import Place
from counterpoint.ui.page_painting import Cursor, PaintedClaim, PlacedClaim, Scene
from counterpoint.ui.page_source import PageSource
from counterpoint.ui.page_stack import PageStack

PAGES_HELD = 64
"""Pages whose claims are kept measured."""


@dataclass(frozen=True)
class _Measured:
    claim: PaintedClaim
    lines: tuple[Rectangle, ...]
    begins: bool
    left: float


def pages_of(document: Opened, place: Place) -> range:
    """The pages that a place touches."""
    if document.fixed:
        return range(place.section, place.section + 1)
    first = document.page_of(place.section, place.start)
    return range(first, document.page_of(place.section, max(place.start, place.end - 1)) + 1)


class Scenes:
    """Owns the claims and the cursor of one pane, by page, and their measured rectangles."""

    def __init__(self, source: PageSource) -> None:
        self._source = source
        self._by_page: dict[int, list[PaintedClaim]] = {}
        self._claims: Sequence[PaintedClaim] = ()
        self._measured: dict[int, list[_Measured]] = {}
        self._cursor: tuple[Place, ...] = ()
        self._framed: frozenset[str] = frozenset()
        self._is_active = False

    def set_claims(self, claims: Sequence[PaintedClaim]) -> None:
        """The claims to paint, in reading order."""
        self._claims = claims
        self._measured.clear()
        self._by_page = {}

    def set_cursor(
        self, places: tuple[Place, ...], framed: frozenset[str], is_active: bool
    ) -> None:
        """Where the sentence cursor is, and which claims (ids) are framed."""
        self._cursor, self._framed, self._is_active = places, framed, is_active

    def forget_measures(self) -> None:
        """The layout has changed."""
        self._measured.clear()

    def scene(self, stack: PageStack, page: int, image: QImage | None) -> Scene:
        """What to paint of a page, in logical pixels of the stack."""
        claims = [
            PlacedClaim(
                one.claim,
                tuple(stack.rectangle(page, r) for r in one.lines),
                one.begins,
                stack.page(page).left() + one.left * stack.scale,
            )
            for one in self._claims_on(page)
        ]
        cursor = [stack.rectangle(page, r) for r in self._rectangles(page, self._cursor)]
        left = stack.page(page).left() + self._left_of(page, self._cursor) * stack.scale
        return Scene(
            stack.page(page), image, claims, Cursor(cursor, left, self._is_active), self._framed
        )

    def where(self, stack: PageStack, places: Iterable[Place]) -> list[QRectF]:
        """The lines of places in the stack; none while they are asked for."""
        document = self._source.document
        found: list[QRectF] = []
        for place in places:
            for page in pages_of(document, place) if document else ():
                if self._source.lines(page) is None:
                    return []
                found += [stack.rectangle(page, r) for r in self._rectangles(page, (place,))]
        return found

    def offset_at(self, stack: PageStack, point: QPointF) -> RawOffset | None:
        """The character nearest to a point of the stack."""
        lines, x, y = self._locate(stack, point)
        return lines.offset_at(x, y) if lines is not None else None

    def caret_at(self, stack: PageStack, point: QPointF) -> RawOffset | None:
        """The place between characters nearest to a point of the stack."""
        lines, x, y = self._locate(stack, point)
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

    def _locate(self, stack: PageStack, point: QPointF) -> tuple[PageLines | None, float, float]:
        page = stack.page_at(point.y())
        within = point - stack.page(page).topLeft()
        lines = self._source.lines(page)
        return lines, within.x() / stack.scale, within.y() / stack.scale

    def _claims_on(self, page: int) -> list[_Measured]:
        if page in self._measured:
            return self._measured[page]
        if self._source.lines(page) is None:
            return []
        self._sort_by_page()
        measured = [self._measure(page, claim) for claim in self._by_page.get(page, ())]
        if len(self._measured) > PAGES_HELD:
            self._measured.clear()
        self._measured[page] = measured
        return measured

    def _measure(self, page: int, claim: PaintedClaim) -> _Measured:
        document, first = self._source.document, claim.places[0]
        begins = document is not None and pages_of(document, first)[0] == page
        lines = tuple(self._rectangles(page, claim.places))
        return _Measured(claim, lines, begins, self._left_of(page, claim.places))

    def _left_of(self, page: int, places: Iterable[Place]) -> float:
        """Where the lines that hold some places begin, in page units; 0 where text flows."""
        lines, document = self._source.lines(page), self._source.document
        if lines is None or document is None or not document.fixed:
            return 0.0
        found = [
            min(line.edges)
            for place in places
            for line in lines.lines
            if line.rectangle(place.start, place.end) is not None and line.section == place.section
        ]
        return min(found, default=0.0)

    def _sort_by_page(self) -> None:
        document = self._source.document
        if self._by_page or document is None:
            return
        by_page: dict[int, list[PaintedClaim]] = defaultdict(list)
        for claim in self._claims:
            pages = {page for place in claim.places for page in pages_of(document, place)}
            for page in sorted(pages):
                by_page[page].append(claim)
        self._by_page = dict(by_page)

    def _rectangles(self, page: int, places: Iterable[Place]) -> list[Rectangle]:
        lines = self._source.lines(page) if places else None
        if lines is None:
            return []
        found = (lines.rectangles(place.section, place.start, place.end) for place in places)
        return [rectangle for of_place in found for rectangle in of_place]
