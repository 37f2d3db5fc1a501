"""The colours that a file's highlights have, each with the kind its claims will be of."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from counterpoint.app.describing import counted
from counterpoint.app.importing import ColourGroup
from counterpoint.domain.scheme import Kind
from counterpoint.ui.page_painting import paint_badge
from counterpoint.ui.plain import shown
from counterpoint.ui.row_area import Measures, PaintedRows
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font

ROW, EDGE, INSET, GAP = 52, 8, 12, 12
"""Logical pixels: a row, the room around all of them, inside each, and between its parts."""

SWATCH, BADGE, KIND_WIDTH = 20, 17, 150


class ColourRows(PaintedRows):
    """Owns which kind each colour stands for; None where it is left out.

    ``quotes`` has for each group the words of its first highlight.
    """

    changed = Signal()

    def __init__(
        self, look: Look, groups: Sequence[ColourGroup], quotes: Sequence[str], kind: Kind
    ) -> None:
        super().__init__(look, Measures(ROW, EDGE))
        self._groups = groups
        self._quotes = quotes
        self._kinds: list[Kind | None] = [kind] * len(groups)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.row_pressed.connect(self.go_to)
        self.moved.connect(self._announce)
        self.set_count(len(groups))
        self._announce()

    @property
    def kinds(self) -> dict[int, str]:
        """The kind (id) of each colour that is not left out."""
        pairs = zip(self._groups, self._kinds, strict=True)
        return {group.colour: kind.id for group, kind in pairs if kind is not None}

    @property
    def chosen(self) -> int:
        """How many highlights there are in those colours."""
        kinds = self.kinds
        return sum(len(group.found) for group in self._groups if group.colour in kinds)

    def give(self, kind: Kind | None) -> None:
        """Let the current colour stand for a kind, or leave it out."""
        self._kinds[self.current_row] = kind
        self.go_to(self.current_row)
        self.changed.emit()

    def is_left_out(self) -> bool:
        """Whether the current colour is left out."""
        return self._kinds[self.current_row] is None

    def paint_row(self, painter: QPainter, row: int) -> None:
        rect, theme = self.rect_of(row), self._look.theme
        inner = rect.adjusted(INSET, 0, -INSET, 0)
        swatch = QRectF(inner.left(), inner.center().y() - SWATCH / 2 + 0.5, SWATCH, SWATCH)
        painter.setPen(theme.colour("muted"))
        painter.setBrush(QColor(self._groups[row].colour))
        painter.drawRoundedRect(swatch, 4, 4)
        words = inner.adjusted(SWATCH + GAP, 7, -KIND_WIDTH - GAP, -7)
        self._paint_words(painter, row, words)
        self._paint_kind(painter, self._kinds[row], inner)

    def _paint_words(self, painter: QPainter, row: int, room: QRect) -> None:
        """How many there are, and below it the first of them."""
        theme, small = self._look.theme, interface_font(SMALL_SIZE)
        painter.setFont(interface_font())
        painter.setPen(theme.colour("text"))
        words = counted(len(self._groups[row].found), "highlight")
        painter.drawText(room, _TOP, words)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        quote = f"“{shown(self._quotes[row])}”"
        cut = QFontMetrics(small).elidedText(quote, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _BOTTOM, cut)

    def _paint_kind(self, painter: QPainter, kind: Kind | None, room: QRect) -> None:
        theme = self._look.theme
        left = room.right() - KIND_WIDTH
        words = room.adjusted(left - room.left() + BADGE + 8, 0, 0, 0)
        if kind is not None:
            mark = QRectF(left, room.center().y() - BADGE / 2 + 0.5, BADGE, BADGE)
            paint_badge(painter, mark, kind, theme)
        painter.setFont(interface_font())
        painter.setPen(theme.colour("text" if kind else "muted"))
        name = shown(kind.name) if kind else "left out"
        metrics = QFontMetrics(painter.font())
        cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)

    def _announce(self) -> None:
        """Let the current row be read aloud."""
        kind, group = self._kinds[self.current_row], self._groups[self.current_row]
        name = shown(kind.name) if kind else "left out"
        colour = QColor(group.colour).name()
        self.setAccessibleName(f"{counted(len(group.found), 'highlight')} in {colour}: {name}")


_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_BOTTOM = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
