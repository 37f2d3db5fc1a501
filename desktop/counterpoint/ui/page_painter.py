"""Painting what shows of a document, and asking in time for what will."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QRegion

from counterpoint.documents.client import jobs
from counterpoint.ui.feeds import LATER, SOON, PageJob
from counterpoint.ui.page_marks import COLUMN
from counterpoint.ui.page_painting import BADGE, RING, paint_shadow, paint_top
from counterpoint.ui.page_pieces import Piece, pieces
from counterpoint.ui.page_prints import Placed, Print, Prints, Sight, Stamps, put
from counterpoint.ui.page_scenes import Scenes, Target, pages_of
from counterpoint.ui.page_source import Colours, PageSource
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.theme import Look, interface_font

AHEAD, BEHIND = 1.0, 0.5
"""Heights of the view, on in the direction of the last motion and back, that are made ready."""

EDGE = 4
"""Logical pixels that marks keep from the view's left edge where pages are wider than it."""

UNDRAWN = "This page could not be drawn."
UNDRAWN_ROOM = 56
"""Logical pixels from a page's upper edge to that sentence."""


@dataclass(frozen=True)
class Outlook:
    """What of a stack shows, in its logical pixels, and where motion goes: 1 down, -1 up."""

    stack: PageStack
    area: QRectF
    ratio: float
    direction: int = 1

    @property
    def ready(self) -> tuple[QRectF, ...]:
        """What does not show yet, the likeliest first."""
        height = self.area.height() * self.direction
        ahead = self.area.translated(0, height * AHEAD)
        return ahead, self.area.translated(0, -height * BEHIND)


class PagePainter(QObject):
    """Owns the prints of one view; paints pages, and asks for what they lack before it shows.

    ``undrawn`` has the pages of the last picture that say that they could not be drawn. ``renewed``
    follows when a page is ready whose claims were to be drawn anew.
    """

    renewed = Signal()

    def __init__(self, look: Look, source: PageSource, scenes: Scenes) -> None:
        super().__init__()
        self._look = look
        self._source = source
        self._scenes = scenes
        self._prints = Prints()
        self._stamps = Stamps()
        self._outlook: Outlook | None = None
        self._unready: list[Piece] = []
        self._renewing: set[int] = set()
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._make_ready)
        self.undrawn: list[int] = []

    def look_ahead(self, outlook: Outlook, awaited: Iterable[Target]) -> None:
        """Ask for all that shows and soon will, and for nothing else any more.

        ``awaited`` are places, however far, whose lines are needed first.
        """
        stack, ratio = outlook.stack, outlook.ratio
        near = pieces(stack, outlook.area, ratio)
        later = [piece for area in outlook.ready for piece in pieces(stack, area, ratio)]
        wanted: dict[PageJob, int] = {}
        document = self._source.document
        for page in (page for place in awaited if document for page in pages_of(document, place)):
            wanted[jobs.Lines(page, self._source.layout)] = SOON
        self._add(wanted, outlook, near, SOON)
        self._add(wanted, outlook, later, LATER - 1)
        self._outlook = outlook
        self._unready = [*reversed(later), *reversed(near)]
        self._prints.keep({*near, *later})
        self._source.want(wanted, [self._job(piece, outlook) for piece in near])
        self._idle.start()

    def take(self, page: int) -> QRectF:
        """There is more of a page: make it ready; where it is to be painted anew."""
        outlook = self._outlook
        if outlook is None or page >= len(outlook.stack.sizes):
            return QRectF()
        self._queue({page})
        return outlook.stack.page(page)

    def renew(self, pages: set[int]) -> None:
        """The claims on those pages are to be drawn anew, while nothing else is to be done."""
        self._renewing |= pages
        self._queue(pages)

    def forget(self) -> None:
        """Another document."""
        self._outlook, self._unready, self.undrawn = None, [], []
        self._renewing.clear()
        self._prints.keep(set())

    def paint(self, painter: QPainter, outlook: Outlook) -> None:
        """Paint what shows of a stack, each pixel once where that can be."""
        stack, area = outlook.stack, outlook.area
        pages = stack.pages_between(area.top(), area.bottom())
        ready = [(one, self._print(one, outlook)) for one in pieces(stack, area, outlook.ratio)]
        prints = [(piece, print_) for piece, print_ in ready if print_ is not None]
        self._fill(painter, outlook, [_inside(piece, outlook) for piece, _ in prints])
        put(painter, (_placed(piece, print_, stack) for piece, print_ in prints))
        drawn = {piece.page for piece, _ in prints}
        self.undrawn = [one for one in pages if one not in drawn and self._source.is_missed(one)]
        for page in self.undrawn:
            self._say_undrawn(painter, stack, page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for page in pages:
            put(painter, self._marks(outlook, page))
            paint_top(painter, self._look.paper, self._scenes.top(stack, page))

    def _fill(self, painter: QPainter, outlook: Outlook, covered: Iterable[QRect]) -> None:
        """The window around the sheets, their shadows, and paper where no print covers it."""
        view, stack = outlook.area.toAlignedRect(), outlook.stack
        shown = stack.pages_between(view.top(), view.bottom() + 1)
        sheets = [sheet.toRect() for sheet in stack.sheets(shown)]
        paper = QRegion()
        for sheet in sheets:
            paper += sheet & view
        _fill_region(painter, QRegion(view) - paper, self._look.theme.colour("window"))
        for sheet in sheets:
            paint_shadow(painter, self._look.theme, sheet)
        for box in covered:
            paper -= QRegion(box)
        _fill_region(painter, paper, self._look.paper.colour("page"))

    def _add(
        self, wanted: dict[PageJob, int], outlook: Outlook, them: Iterable[Piece], priority: int
    ) -> None:
        """Pictures before the places of letters: those are seen, these only pointed at."""
        for piece in them:
            wanted.setdefault(self._job(piece, outlook), priority)
        for page in dict.fromkeys(piece.page for piece in them):
            wanted.setdefault(jobs.Lines(page, self._source.layout), priority)

    def _job(self, piece: Piece, outlook: Outlook) -> jobs.Render:
        theme, stack = self._look.paper, outlook.stack
        ink = theme.colour("page_text").rgb() & 0xFFFFFF
        colours = Colours(tone=theme.name) if stack.fixed else Colours(ink)
        return self._source.job(piece, stack.scale * outlook.ratio, colours)

    def _print(self, piece: Piece, outlook: Outlook) -> Print | None:
        held = self._source.pictures(self._job(piece, outlook))
        still = self._scenes.still(outlook.stack, piece.page)
        sight = Sight(outlook.stack, outlook.ratio, self._look.paper)
        return self._prints.of(piece, sight, held, still)

    def _queue(self, pages: set[int]) -> None:
        """Make what shows of some pages ready, and what soon will."""
        outlook = self._outlook
        if outlook is None:
            return
        areas = (*reversed(outlook.ready), outlook.area)  # the last is made first
        found = [one for area in areas for one in pieces(outlook.stack, area, outlook.ratio)]
        self._unready += [piece for piece in found if piece.page in pages]
        self._idle.start()

    def _make_ready(self) -> None:
        """Make one print, or what it is made of, while nothing else is to be done."""
        if self._outlook is None or not self._unready:
            return
        page = self._unready[-1].page
        if self._scenes.due(page):
            self._scenes.still(self._outlook.stack, page)  # a crowded page takes a turn for this
        else:
            self._print(self._unready.pop(), self._outlook)
            if page in self._renewing and all(piece.page != page for piece in self._unready):
                self._renewing.discard(page)
                self.renewed.emit()
        self._idle.start()

    def _marks(self, outlook: Outlook, page: int) -> Iterator[Placed]:
        """Marks, brought back into view where the text beside them reaches out of it."""
        area, corner = outlook.area, outlook.stack.page(page).topLeft()
        theme = self._look.paper
        for mark in self._scenes.still(outlook.stack, page).marks:
            top = corner.y() + mark.area.top()
            if area.top() - BADGE < top < area.bottom():
                left = corner.x() + mark.area.left() - RING
                if 0 < area.left() > left + RING - EDGE and not mark.before_line:
                    left = area.left() + EDGE + mark.column * COLUMN - RING
                stamp = self._stamps.of(mark, theme, outlook.ratio)
                yield stamp, QPointF(left, top), QPoint()

    def _say_undrawn(self, painter: QPainter, stack: PageStack, page: int) -> None:
        painter.setPen(self._look.paper.colour("muted"))
        painter.setFont(interface_font())
        room = stack.page(page).adjusted(0, UNDRAWN_ROOM, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, UNDRAWN)


def _inside(piece: Piece, outlook: Outlook) -> QRect:
    """The logical pixels that a piece is sure to cover."""
    corner, ratio = outlook.stack.page(piece.page).topLeft(), outlook.ratio
    left, top = corner.x() + piece.left / ratio, corner.y() + piece.top / ratio
    box = QRectF(left, top, piece.width / ratio, piece.height / ratio)
    return box.toAlignedRect().adjusted(1, 1, -1, -1)


def _fill_region(painter: QPainter, region: QRegion, colour: QColor) -> None:
    for box in region:  # type: ignore[attr-defined]
        painter.fillRect(box, colour)


def _placed(piece: Piece, print_: Print, stack: PageStack) -> Placed:
    offset = QPoint(piece.left - print_.bleed, piece.top)
    return print_.image, stack.page(piece.page).topLeft(), offset
