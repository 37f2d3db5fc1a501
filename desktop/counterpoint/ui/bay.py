"""The room between header and strip: panels beside the panes, or over them where it is narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from counterpoint.ui.panels import Panel
from counterpoint.ui.theme import Look

NARROW = 1100
"""Logical pixels of width below which the claims panel is a drawer over the panes."""

DOCUMENTS_WIDTH, CLAIMS_WIDTH = 208, 300


class Bay(QWidget):
    """Holds documents panel, panes and claims panel.

    ``rearranging`` comes before the claims panel becomes a drawer, or a panel again.
    """

    rearranging = Signal()

    def __init__(self, look: Look, documents: Panel, desk: QWidget, claims: Panel) -> None:
        super().__init__()
        self._look = look
        self._documents = documents
        self._claims = claims
        self._is_narrow = False
        self._wants_claims = True
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

    def toggle(self, name: str) -> None:
        """Show or hide the panel of that name, ``documents`` or ``claims``."""
        panel = self._documents if name == "documents" else self._claims
        panel.setVisible(panel.isHidden())
        if panel is self._claims and not self._is_narrow:
            self._wants_claims = panel.isVisible()
        self._place_drawer()

    def show_claims(self) -> None:
        """Bring the claims panel into sight."""
        self._claims.setVisible(True)
        self._place_drawer()

    def close_drawer(self) -> None:
        """Hide the claims panel where it is over the panes."""
        if self._is_narrow:
            self._claims.setVisible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        if is_narrow != self._is_narrow:
            self.rearranging.emit()
            self._is_narrow = is_narrow
            self._move_claims()
        self._place_drawer()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.theme.colour("window"))

    def _move_claims(self) -> None:
        if self._is_narrow:
            self._claims.setParent(self)
            self._claims.set_edge("left")
            self._claims.setVisible(False)
        else:
            self._claims.set_edge("")
            self._splitter.addWidget(self._claims)
            self._splitter.setStretchFactor(2, 0)
            sizes = self._splitter.sizes()
            desk = max(400, self.width() - sizes[0] - CLAIMS_WIDTH)
            self._splitter.setSizes([sizes[0], desk, CLAIMS_WIDTH])
            self._claims.setVisible(self._wants_claims)

    def _place_drawer(self) -> None:
        if self._is_narrow:
            self._claims.setGeometry(self.width() - CLAIMS_WIDTH, 0, CLAIMS_WIDTH, self.height())
            self._claims.raise_()
