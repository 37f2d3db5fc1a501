"""A title on one line whose fitting letters stand out."""

import math
from collections.abc import Set

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from counterpoint.ui.theme import Theme, interface_font

LONGEST = 160
"""Code points of a title that are ever drawn."""


class Lettering:
    """A text and which of its letters stand out; cut with an ellipsis where it is too long."""

    def __init__(self, text: str, letters: Set[int], theme: Theme) -> None:
        self._text = text
        self._letters = letters
        self._theme = theme

    def paint(self, painter: QPainter, rect: QRect, most: int) -> tuple[int, float]:
        """Draw it at the left, at most so many logical pixels wide; its width and its baseline."""
        layout = self._layout(0)
        if layout.maximumWidth() > most:
            start = self._start(most)
            layout = self._layout(start, most)
            beyond = math.ceil(layout.maximumWidth()) - most  # heavier letters are wider
            layout = self._layout(start, most - beyond) if beyond > 0 else layout
        painter.setPen(self._theme.colour("text"))
        top = round(rect.center().y() + 0.5 - layout.boundingRect().height() / 2)
        layout.draw(painter, QPointF(rect.left(), top))
        return round(layout.maximumWidth()), top + layout.lineAt(0).ascent()

    def _start(self, most: int) -> int:
        """The earliest beginning of a word from which the first letter that fits is seen."""
        first = min(self._letters, default=0)
        text, metrics = self._text, QFontMetricsF(interface_font())
        starts = [0, *(at + 1 for at in range(first) if text[at] == " ")]
        seen = (at for at in starts if metrics.horizontalAdvance(text[at:first]) < most * 0.6)
        return next(seen, first)

    def _layout(self, start: int, most: int | None = None) -> QTextLayout:
        """The text from a letter on, laid out; cut where it would be wider than ``most``."""
        lead = "…" if start else ""
        text = lead + self._text[start : start + LONGEST]
        shift = len(lead) - start
        if most is not None:
            metrics = QFontMetricsF(interface_font())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
        layout = QTextLayout(text, interface_font())
        shown = (one + shift for one in self._letters if len(lead) <= one + shift < len(text))
        layout.setFormats([self._range(text, one) for one in shown])
        layout.beginLayout()
        layout.createLine().setLineWidth(100_000)
        layout.endLayout()
        return layout

    def _range(self, text: str, place: int) -> QTextLayout.FormatRange:
        """How one letter stands out; Qt counts UTF-16 units, Python code points."""
        told = QTextLayout.FormatRange()
        told.start = _units(text[:place])
        told.length = _units(text[place])
        told.format = QTextCharFormat()
        told.format.setForeground(self._theme.colour("accent"))
        told.format.setFontWeight(QFont.Weight.DemiBold)
        return told


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
