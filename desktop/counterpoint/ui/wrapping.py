"""Text broken into lines that fit a width, the last one cut where there are too many."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

LONGEST_LINE = 400
"""Code points no line is longer than: more need not be measured."""


def wrapped(text: str, font: QFont, width: float, most: int) -> list[str]:
    """The lines of a text, at most so many; ``width`` in logical pixels."""
    layout = QTextLayout(text[: most * LONGEST_LINE], font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20.0))
        starts.append(line.textStart())
    layout.endLayout()
    # Qt counts UTF-16 units, Python code points.
    units = text.encode("utf-16-le")
    ends = [*starts[1:], len(units) // 2]
    pieces = [
        units[2 * a : 2 * b].decode("utf-16-le", "replace")
        for a, b in zip(starts, ends, strict=True)
    ]
    lines = [piece.strip() for piece in pieces]
    if len(lines) <= most:
        return lines
    rest = f"{lines[most - 1]} {lines[most]}…"
    cut = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
    return [*lines[: most - 1], cut]


def line_height(font: QFont) -> int:
    """Logical pixels from one line to the next."""
    return round(QFontMetrics(font).height() * 1.12)


def draw_lines(painter: QPainter, corner: QPointF, lines: list[str]) -> None:
    """Draw lines below one another in the painter's font and colour."""
    step = line_height(painter.font())
    ascent = painter.fontMetrics().ascent() + (step - painter.fontMetrics().height()) / 2
    for number, line in enumerate(lines):
        painter.drawText(corner + QPointF(0, ascent + number * step), line)
