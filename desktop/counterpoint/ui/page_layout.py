"""How a document's pages are laid out in a pane: zoom, measure, and the column they form."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from counterpoint.app.settings import Settings
from counterpoint.documents.client import jobs
from counterpoint.ui.page_source import PageSource
from counterpoint.ui.page_stack import LEFT_MARGIN, OUTER_MARGIN, RIGHT_MARGIN, PageStack
from counterpoint.ui.setting_type import text_layout

ZOOM_STEP = 1.1
LEAST_ZOOM, MOST_ZOOM = 0.25, 4.0


class PageLayout(QObject):
    """Owns the zoom and the stack of one pane. Fixed pages at zoom 1 are as wide as the pane.

    ``width`` tells the pane's width in logical pixels, ``settings`` how text is to be set.
    """

    changed = Signal()

    def __init__(
        self, source: PageSource, width: Callable[[], int], settings: Callable[[], Settings]
    ) -> None:
        super().__init__()
        self._source = source
        self._width_of_pane = width
        self._settings = settings
        self.zoom = 1.0
        self._asked: jobs.Layout | None = None
        self.stack: PageStack | None = None
        source.arranged.connect(self._restack)

    def reset(self) -> None:
        """Another document: no stack yet, and its own size."""
        self.stack, self.zoom, self._asked = None, 1.0, None

    def fit(self, *_: object) -> None:
        """Lay the pages out for the pane as it is now."""
        document = self._source.document
        if document is None:
            return
        layout = jobs.Layout() if document.fixed else text_layout(self._settings(), self._room())
        is_the_same, self._asked = layout == self._asked, layout
        self._source.arrange(layout)
        # Nothing arrives for a layout that is there already: the pages would stay where they are.
        if self._source.sizes and (document.fixed or is_the_same):
            self._restack()

    def zoom_by(self, steps: int) -> None:
        """Larger (steps above 0) or smaller; 0 is the width of the pane, or text's own size."""
        self.zoom_to(self.zoom * ZOOM_STEP**steps if steps else 1.0)

    def zoom_to(self, zoom: float) -> None:
        """As large as that, within what can be read."""
        self.zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        if self._source.sizes:
            self._restack()
        self.fit()

    def _room(self) -> float:
        """CSS pixels that a column can be wide."""
        return (self._width_of_pane() - 2 * OUTER_MARGIN) / self.zoom - LEFT_MARGIN - RIGHT_MARGIN

    def _restack(self) -> None:
        document, sizes = self._source.document, self._source.sizes
        if document is None or not sizes:
            return
        scale, width = self.zoom, self._width_of_pane()
        if document.fixed:
            scale *= max(1.0, width - 2 * OUTER_MARGIN) / max(width for width, _ in sizes)
        self.stack = PageStack(sizes, scale, float(width), document.fixed)
        self.changed.emit()
