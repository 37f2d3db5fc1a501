"""Painting regions of pages: grounds and outlines of claims, and the frame of what is selected."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from counterpoint.app.regions import sides
from counterpoint.domain.anchors import Region
from counterpoint.ui.theme import Theme

TINT_SHARE = 0.35
"""How strong the ground of a region is, as a share of that of words: pictures stay as they are."""

OUTLINE = 2.0
"""Logical pixels of the line around a region."""

STEP, NEAR = 5.0, 6.0
"""Logical pixels by which an outline is moved inwards where it would hide another one; points
between two sides that would."""

HALO, HALO_STRENGTH = 4.0, 0.7
"""Logical pixels of the paler line under an outline, which parts it from a picture of its colour,
and how strong it is, 0 to 1."""

FRAME_GAP = 3.0
"""Logical pixels between a region and the frame that says it is selected."""

GRIP = 7.0
"""Logical pixels of the squares at the corners of a region that the keys move."""


def region_level(drawn: list[tuple[int, Region]], region: Region) -> int:
    """How far inwards a region is outlined: the first level at which it hides no other's side.

    ``drawn`` are those before it on the page, with their levels.
    """
    taken = {level for level, one in drawn if _hides(one, region)}
    level = next(level for level in range(len(taken) + 1) if level not in taken)
    drawn.append((level, region))
    return level


def _hides(one: Region, other: Region) -> bool:
    """Whether a side of one lies upon the same side of the other."""
    pairs = zip(sides(one), sides(other), strict=True)
    return one.overlaps(other) and any(abs(a - b) < NEAR for a, b in pairs)


def inset(area: QRectF, level: int) -> QRectF:
    """A region with its outline moved inwards, as far as it has room."""
    most = max(min(area.width(), area.height()) / 4, 0.0)
    by = min(level * STEP, most)
    return area.adjusted(by, by, -by, -by)


def tint_region(painter: QPainter, colour: QColor, area: QRectF) -> None:
    """The ground of a region; the colour has the strength of words."""
    ground = QColor(colour)
    ground.setAlphaF(colour.alphaF() * TINT_SHARE)
    painter.fillRect(area, ground)


def outline_region(painter: QPainter, theme: Theme, line: QPen, area: QRectF) -> None:
    """The line around a region, inside it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = OUTLINE / 2
    for pen in (QPen(theme.colour("page", HALO_STRENGTH), HALO), line):
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(area.adjusted(half, half, -half, -half))


def frame_region(painter: QPainter, theme: Theme, area: QRectF, *, strong: bool) -> None:
    """The frame of the region that is selected; paler in a pane that keys do not act on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent" if strong else "faint"), OUTLINE))
    gap = FRAME_GAP
    painter.drawRoundedRect(area.adjusted(-gap, -gap, gap, gap), gap, gap)


def paint_grips(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """The corners of a region that the keys move; what they resize is the last one."""
    painter.setPen(QPen(theme.colour("page"), 1))
    painter.setBrush(theme.colour("accent"))
    gap, half = FRAME_GAP, GRIP / 2
    around = area.adjusted(-gap, -gap, gap, gap)
    for corner in (around.topLeft(), around.topRight(), around.bottomLeft()):
        painter.drawRect(QRectF(corner - QPointF(half, half), corner + QPointF(half, half)))
    last = around.bottomRight()
    painter.drawRect(QRectF(last - QPointF(GRIP, GRIP), last + QPointF(half, half)))
