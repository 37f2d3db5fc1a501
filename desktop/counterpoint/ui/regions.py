"""Selecting a region of a page with the keys."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF

from counterpoint.app import regions
from counterpoint.app.commands import OUTLINING, Command
from counterpoint.app.session import Session
from counterpoint.domain.anchors import Region
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.desk_view import DeskView
from counterpoint.ui.page_view import PageView
from counterpoint.ui.region_shapes import proposed, sheet_of

NO_PAGES = (
    "This text has no pages of its own, so there is no region to select; select its words instead."
)
NOT_YET = "The page is still being read; try again in a moment."


Change = Callable[[Region], Region]


class Outliner:
    """Moves and resizes the region in the active pane as it is seen, however its page is turned."""

    def __init__(self, session: Session, view: DeskView) -> None:
        self._session = session
        self._view = view

    def begin(self) -> None:
        """Propose a region, or take the one that is selected; the keys move it from now on."""
        desk, pages = self._session.desk, self._view.active.pages
        document = pages.source.document
        if document is not None and not document.fixed:
            raise Refusal(NO_PAGES)
        if desk.pane.document not in desk.texts or not pages.source.sizes:
            raise Refusal(NOT_YET)
        region = desk.pane.region or self._proposed(pages)
        if region is None:
            raise Refusal(NOT_YET)
        desk.select(region, claim=desk.pane.claim, is_outlining=True)

    def move(self, right: int, down: int) -> None:
        """So many steps to the right and down."""
        self._change(lambda region: regions.moved(region, right, down))

    def resize(self, right: int, down: int) -> None:
        """The lower right corner so many steps to the right and down."""
        self._change(lambda region: regions.resized(region, right, down))

    def take(self) -> None:
        """The region stays selected, and the keys walk again."""
        desk = self._session.desk
        if desk.pane.region is not None:
            desk.select(desk.pane.region, claim=desk.pane.claim)

    def leave(self) -> None:
        """Back to the sentence or, where there is no text, to the whole page."""
        desk, pane = self._session.desk, self._session.desk.pane
        sheet = sheet_of(self._view.active.pages.source, pane.region.section if pane.region else 0)
        if pane.selection is not None:
            desk.select(pane.selection)
        elif pane.region is not None and sheet is not None:
            desk.select(regions.whole_page(pane.region.section, sheet))

    def _change(self, change: Change) -> None:
        desk, source = self._session.desk, self._view.active.pages.source
        region, turn = desk.pane.region, source.layout.turn
        sheet = sheet_of(source, region.section) if region else None
        if region is None or sheet is None:
            raise Refusal(NOT_YET)
        sized = replace(region, page_width=sheet[0], page_height=sheet[1])
        changed = regions.turned(change(regions.turned(sized, turn)), 360 - turn)
        desk.select(changed, is_outlining=True)

    def _proposed(self, pages: PageView) -> Region | None:
        """What a figure on the page in view is likely to cover."""
        desk, stack = self._session.desk, pages.sizing.stack
        if stack is None:
            return None
        text, passage = desk.texts.get(desk.pane.document or ""), desk.pane.selection
        lines = pages.where(text.places(passage)) if text is not None and passage else []
        middle = QPointF(0, pages.view_height / 2)
        point = lines[0].center() if lines else middle
        if not 0 <= point.y() <= pages.view_height:
            point = middle
        height = point.y() + pages.top
        page = stack.page_at(height)
        return proposed(pages.source, page, (height - stack.page(page).top()) / stack.scale)


COMMANDS: tuple[Command[Outliner], ...] = (
    Command(
        "select.region",
        "Select a region",
        Outliner.begin,
        ("b",),
        "Select",
        help="Begins with a rectangle of the page that the arrow keys move, and with Shift resize."
        " With Ctrl or Alt held, the pointer draws one.",
        also="box rectangle figure table picture scan image area frame crop",
    ),
    Command(
        "select.region.take",
        "Take the region",
        Outliner.take,
        ("Enter",),
        when=OUTLINING,
        help="The rectangle stays selected, and the arrow keys walk again.",
        hint="take",
        also="done accept",
    ),
    Command(
        "select.region.leave",
        "Leave the region",
        Outliner.leave,
        ("Esc",),
        when=OUTLINING,
        help="Goes back to the sentence, or to the whole page where there is no text.",
        hint="leave",
        also="cancel stop escape",
    ),
    Command(
        "select.region.left",
        "Move the region left",
        lambda outliner: outliner.move(-1, 0),
        ("Left",),
        when=OUTLINING,
        help="Moves the rectangle as far as the page reaches.",
        also="shift",
    ),
    Command(
        "select.region.right",
        "Move the region right",
        lambda outliner: outliner.move(1, 0),
        ("Right",),
        when=OUTLINING,
        help="Moves the rectangle as far as the page reaches.",
        hint="move",
        also="shift",
    ),
    Command(
        "select.region.up",
        "Move the region up",
        lambda outliner: outliner.move(0, -1),
        ("Up",),
        when=OUTLINING,
        help="Moves the rectangle as far as the page reaches.",
        also="shift",
    ),
    Command(
        "select.region.down",
        "Move the region down",
        lambda outliner: outliner.move(0, 1),
        ("Down",),
        when=OUTLINING,
        help="Moves the rectangle as far as the page reaches.",
        also="shift",
    ),
    Command(
        "select.region.narrower",
        "Make the region narrower",
        lambda outliner: outliner.resize(-1, 0),
        ("Shift+Left",),
        when=OUTLINING,
        help="Moves the lower right corner of the rectangle.",
        also="resize smaller larger",
    ),
    Command(
        "select.region.wider",
        "Make the region wider",
        lambda outliner: outliner.resize(1, 0),
        ("Shift+Right",),
        when=OUTLINING,
        help="Moves the lower right corner of the rectangle.",
        hint="resize",
        also="resize smaller larger",
    ),
    Command(
        "select.region.lower",
        "Make the region less high",
        lambda outliner: outliner.resize(0, -1),
        ("Shift+Up",),
        when=OUTLINING,
        help="Moves the lower right corner of the rectangle.",
        also="resize smaller larger",
    ),
    Command(
        "select.region.higher",
        "Make the region higher",
        lambda outliner: outliner.resize(0, 1),
        ("Shift+Down",),
        when=OUTLINING,
        help="Moves the lower right corner of the rectangle.",
        also="resize smaller larger",
    ),
)
