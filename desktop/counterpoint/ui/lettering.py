"""A title on one line whose fitting letters stand out."""

from collections.abc import Set

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from counterpoint.ui.theme import Theme, interface_font

LONGEST = 160
"""Code points of a title that are ever drawn."""

LEAD = 16
"""Code points shown before the first letter that fits, where it would not be seen otherwise."""


class Lettering:
    """A text and which of its letters stand out; cut with an ellipsis where it is too long."""

    def __init__(self, text: str, letters: Set[int], theme: Theme) -> None:
        self._text = text
        self._letters = letters
        self._theme = theme

    def paint(self, painter: QPainter, rect: QRect, most: int) -> int:
        """Draw it at the left, at most so many logical pixels wide; how wide it became."""
        layout = self._layout(0)
        if layout.maximumWidth() > most:
            layout = self._layout(self._start(most), most)
        painter.setPen(self._theme.colour("text"))
        top = rect.center().y() + 0.5 - layout.boundingRect().height() / 2
        layout.draw(painter, QPointF(rect.left(), round(top)))
        return round(layout.maximumWidth())

    def _start(self, most: int) -> int:
        """Where to begin so that the first letter that fits is seen."""
        first = min(self._letters, default=0)
        metrics = QFontMetricsF(interface_font())
        if metrics.horizontalAdvance(self._text[:first]) < most * 0.7:
            return 0
        space = self._text.rfind(" ", 0, max(0, first - LEAD))
        return space + 1 if space >= 0 else max(0, first - LEAD)

    def _layout(self, start: int, most: int | None = None) -> QTextLayout:
        """The text from a letter on, laid out; cut where it would be wider than ``most``."""
        lead = "…" if start else ""
        text = lead + self._text[start : start + LONGEST]
        shift = len(lead) - start
        if most is not None:
            text = _cut(text, most, sum(one + shift < len(text) for one in self._letters))
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


def _cut(text: str, most: int, heavy: int) -> str:
    """A text with an ellipsis; heavier letters take a little more room each."""
    metrics = QFontMetricsF(interface_font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, most - heavy)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
