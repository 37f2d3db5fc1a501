"""How a document's pages are laid out in a pane: zoom, measure, and the column they form."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Signal

from counterpoint.app.settings import Settings
from counterpoint.documents.client import jobs
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.page_source import PageSource
from counterpoint.ui.page_stack import LEFT_MARGIN, OUTER_MARGIN, RIGHT_MARGIN, PageStack
from counterpoint.ui.setting_type import text_layout

ZOOM_STEP = 1.1
LEAST_ZOOM, MOST_ZOOM = 0.25, 8.0
TURNS = (0, 90, 180, 270)


class PageLayout(QObject):
    """Owns zoom, turn and stack of one pane. Fixed pages at zoom 1 are as wide as the pane.

    ``room`` tells the pane's size in logical pixels, ``settings`` how text is to be set.
    ``turn`` is in degrees, clockwise. ``zoomed`` follows when the reader has changed the zoom.
    """

    changed = Signal()
    zoomed = Signal()

    def __init__(
        self, source: PageSource, room: Callable[[], QSize], settings: Callable[[], Settings]
    ) -> None:
        super().__init__()
        self._source = source
        self._room_of_pane = room
        self._settings = settings
        self.zoom = 1.0
        self.turn = 0
        self._is_whole = False
        self._asked: jobs.Layout | None = None
        self.stack: PageStack | None = None
        source.arranged.connect(self._restack)

    def reset(self) -> None:
        """Another document: no stack yet, upright, and its own size."""
        self.stack, self.zoom, self.turn, self._asked = None, 1.0, 0, None
        self._is_whole = False

    @property
    def in_use(self) -> jobs.Layout | None:
        """How the pages that show are laid out; None while they are not."""
        return self._source.layout if self.stack is not None else None

    @property
    def told(self) -> str:
        """How large the pages are, for the reader."""
        return "Whole page" if self._is_whole else f"{round(100 * self.zoom)} %"

    def fit(self, *_: object) -> None:
        """Lay the pages out for the pane as it is now."""
        document = self._source.document
        if document is None:
            return
        fixed = jobs.Layout(turn=self.turn)
        layout = fixed if document.fixed else text_layout(self._settings(), self._room())
        is_the_same, self._asked = layout == self._asked, layout
        self._source.arrange(layout)
        # Nothing arrives for a layout that is there already: the pages would stay where they are.
        if self._source.sizes and is_the_same:
            self._restack()

    def zoom_by(self, steps: int) -> None:
        """Larger (steps above 0) or smaller; 0 is the width of the pane, or text's own size."""
        self.zoom_to(self.zoom * ZOOM_STEP**steps if steps else 1.0)

    def zoom_to(self, zoom: float) -> None:
        """As large as that, within what can be read."""
        self.zoom, self._is_whole = min(max(zoom, LEAST_ZOOM), MOST_ZOOM), False
        self._resize()

    def fit_page(self) -> None:
        """So that a fixed page shows whole, whatever size the pane has from now on."""
        document = self._source.document
        if document is None or not document.fixed:
            raise Refusal("This text has no pages of its own. Fit page is for PDFs and the like.")
        self._is_whole = True
        self._resize()

    def turn_by(self, quarters: int) -> None:
        """Turn fixed pages by quarters, clockwise."""
        document = self._source.document
        if document is None or not document.fixed:
            raise Refusal("This text has no pages of its own, so there is nothing to turn.")
        self.turn = TURNS[(TURNS.index(self.turn) + quarters) % len(TURNS)]
        self.fit()

    def _resize(self) -> None:
        if self._source.sizes:
            self._restack()
            self.zoomed.emit()
        self.fit()

    @property
    def _width_of_pane(self) -> int:
        return self._room_of_pane().width()

    def _room(self) -> float:
        """CSS pixels that a column can be wide."""
        return (self._width_of_pane - 2 * OUTER_MARGIN) / self.zoom - LEFT_MARGIN - RIGHT_MARGIN

    def _restack(self) -> None:
        document, sizes = self._source.document, self._source.sizes
        if document is None or not sizes:
            return
        scale, width = self.zoom, self._width_of_pane
        if document.fixed:
            fitted = max(1.0, width - 2 * OUTER_MARGIN) / max(width for width, _ in sizes)
            if self._is_whole:
                height = self._room_of_pane().height() - 2 * OUTER_MARGIN
                share = height / (fitted * max(height for _, height in sizes))
                scale = self.zoom = min(1.0, max(LEAST_ZOOM, share))
            scale *= fitted
        self.stack = PageStack(sizes, scale, float(width), document.fixed)
        self.changed.emit()
