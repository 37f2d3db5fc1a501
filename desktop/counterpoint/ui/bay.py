"""The room between header and strip: panels beside the panes, or over them where it is narrow."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from counterpoint.ui.desk_view import DeskView
from counterpoint.ui.panels import Panel
from counterpoint.ui.theme import Look

NARROW, WIDE_PANE = 1100, 240
"""Logical pixels of width below which the claims panel is a drawer over the panes: of all, and of
each pane where the panel stands beside them.
"""

DOCUMENTS_WIDTH, CLAIMS_WIDTH = 208, 300
LEAST_SIDE, MOST_SIDE = 160, 4000
OF_CLAIMS = 2
"""The index of the claims panel where it stands beside the panes."""


class Bay(QWidget):
    """Holds documents panel, panes and claims panel.

    ``rearranging`` comes before the claims panel becomes a drawer, or a panel again.
    """

    rearranging = Signal()

    def __init__(self, look: Look, documents: Panel, desk: DeskView, claims: Panel) -> None:
        super().__init__()
        self._look = look
        self._documents = documents
        self._desk = desk
        self._claims = claims
        self._is_narrow = False
        self._wants_claims = True
        self._sides = (DOCUMENTS_WIDTH, CLAIMS_WIDTH)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for index, widget in enumerate((documents, desk, claims)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(index, 1 if widget is desk else 0)
        documents.setMinimumWidth(170)
        claims.setMinimumWidth(240)
        self._splitter.setSizes([DOCUMENTS_WIDTH, 10_000, CLAIMS_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self._splitter.splitterMoved.connect(self._note_sides)
        desk.counted.connect(self._judge)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The side panels that the reader has closed."""
        closed = (("documents", self._documents.isHidden()), ("claims", not self._wants_claims))
        return tuple(name for name, is_closed in closed if is_closed)

    @property
    def sides(self) -> tuple[int, int]:
        """The widths of documents panel and claims panel beside the panes, in logical pixels."""
        sizes = self._splitter.sizes()
        documents = sizes[0] or self._sides[0]
        is_beside = not self._is_narrow and self._wants_claims and len(sizes) > OF_CLAIMS
        return (documents, sizes[OF_CLAIMS] if is_beside else self._sides[1])

    def lay(self, hidden: Collection[str], sides: Sequence[int]) -> None:
        """Show the panels as they were; widths that make no sense are left as they are."""
        if len(sides) == len(self._sides) and all(LEAST_SIDE <= s <= MOST_SIDE for s in sides):
            self._sides = (sides[0], sides[1])
            self._set_widths()
        self._documents.setVisible("documents" not in hidden)
        self._wants_claims = "claims" not in hidden
        if not self._is_narrow:
            self._claims.setVisible(self._wants_claims)

    def toggle(self, name: str) -> None:
        """Show or hide the panel of that name, ``documents`` or ``claims``."""
        panel = self._documents if name == "documents" else self._claims
        panel.setVisible(panel.isHidden())
        if panel is self._claims and not self._is_narrow:
            self._wants_claims = panel.isVisible()
        self._judge()

    def show_claims(self) -> None:
        """Bring the claims panel into sight."""
        self._claims.setVisible(True)
        self._place_drawer()

    def close_drawer(self) -> None:
        """Hide the claims panel where it is over the panes."""
        if self._is_narrow:
            self._claims.setVisible(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._judge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.theme.colour("window"))

    def _note_sides(self) -> None:
        """The reader has drawn a panel wider or narrower."""
        self._sides = self.sides

    def _judge(self) -> None:
        """Let the claims panel stand beside the panes where these have room enough."""
        if not self.isVisible():  # what is not laid out yet has no widths
            return
        documents = 0 if self._documents.isHidden() else min(self.sides[0], DOCUMENTS_WIDTH)
        wanted = documents + WIDE_PANE * self._desk.count() + CLAIMS_WIDTH
        is_narrow = self.width() < max(NARROW, wanted)
        if is_narrow != self._is_narrow:
            self.rearranging.emit()
            self._is_narrow = is_narrow
            self._move_claims()
        self._place_drawer()

    def _move_claims(self) -> None:
        if self._is_narrow:
            self._claims.setParent(self)
            self._claims.set_edge("left")
            self._claims.setVisible(False)
        else:
            self._claims.set_edge("")
            self._splitter.addWidget(self._claims)
            self._splitter.setStretchFactor(2, 0)
            self._set_widths()
            self._claims.setVisible(self._wants_claims)

    def _set_widths(self) -> None:
        documents, claims = self._sides
        self._splitter.setSizes([documents, max(400, self.width() - documents - claims), claims])

    def _place_drawer(self) -> None:
        if self._is_narrow:
            self._claims.setGeometry(self.width() - CLAIMS_WIDTH, 0, CLAIMS_WIDTH, self.height())
            self._claims.raise_()
