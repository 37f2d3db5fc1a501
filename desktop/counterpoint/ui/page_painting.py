"""Painting a page: paper, tints under the words, the words, rules and marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from counterpoint.domain.anchors import Place
from counterpoint.domain.scheme import Kind
from counterpoint.ui.theme import RADIUS_MARK, Theme, ink_on, interface_font

BADGE = 17.0
RING = 14.0
NEAR_MARKS = 12
"""Side of a numbered mark and room for the ring beside it, in logical pixels; how many marks back
one can be in another's way."""

RULE = 2.0
RULE_SHARE = 0.1
"""A rule under a line, in logical pixels; under small type no more than this share of it."""

FOUND_LIGHT = ("#FFEB99", "#FFC44D", "#7A5200")
FOUND_DARK = ("#57470F", "#8A6200", "#FFD466")
"""Found words: their ground, that of the current ones, and the frame of both."""

BAR_GAP = 12.0
BADGE_GAP = 20.0
"""Distances from the text to the cursor's bar and to the marks, in logical pixels."""


@dataclass(frozen=True)
class PaintedClaim:
    """A claim as the page shows it; ``level`` counts the claims under it on the same words."""

    id: str
    places: tuple[Place, ...]
    kind: Kind
    tied: bool = False
    level: int = 0


@dataclass(frozen=True)
class PlacedClaim:
    """A claim and its rectangles on one page, a line each; ``begins`` if its first line is here.

    ``left`` is where the text beside its mark begins.
    """

    claim: PaintedClaim
    lines: tuple[QRectF, ...]
    begins: bool
    left: float


@dataclass(frozen=True)
class Cursor:
    """The sentence cursor on one page; ``left`` is where the text beside its bar begins."""

    lines: Sequence[QRectF] = ()
    left: float = 0.0
    is_active: bool = False


@dataclass(frozen=True)
class Found:
    """Words that were looked for, on one page; ``current`` is where the reader has come to."""

    lines: Sequence[QRectF] = ()
    current: Sequence[QRectF] = ()


@dataclass(frozen=True)
class Scene:
    """All that is painted of one page; rectangles in logical pixels of the viewport.

    ``framed`` has the ids of the claims that are framed.
    """

    page: QRectF
    image: QImage | None
    claims: Sequence[PlacedClaim] = ()
    cursor: Cursor = Cursor()
    framed: frozenset[str] = frozenset()
    found: Found = Found()


def paint_sheet(painter: QPainter, theme: Theme, sheet: QRectF) -> None:
    """Paper with a soft shadow."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for spread, strength in ((3, 10), (2, 20), (1, 30)):  # outlines: a filled sheet is costly
        painter.setPen(QColor(0, 0, 0, strength * 2 if theme.is_dark else strength))
        painter.drawRoundedRect(sheet.adjusted(-spread, 0, spread - 1, spread), 3, 3)
    painter.fillRect(sheet, theme.colour("page"))


def paint_page(painter: QPainter, theme: Theme, scene: Scene, fixed: bool) -> None:
    """Everything on one page, from the paper up; ``theme`` is that of pages.

    Fixed pages bring their own paper: what lies on it darkens it, or lights up dark paper, and
    leaves the letters as they are.
    """
    if fixed:
        modes = QPainter.CompositionMode
        _draw_image(painter, scene)
        painter.setCompositionMode(
            modes.CompositionMode_Screen if theme.is_dark else modes.CompositionMode_Multiply
        )
        _paint_tints(painter, theme, scene)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    else:
        _paint_tints(painter, theme, scene)
        _draw_image(painter, scene)
    _paint_rules(painter, theme, scene)
    _frame_found(painter, theme, scene.found)
    _paint_marks(painter, theme, scene)
    _paint_bar(painter, theme, scene)


def _draw_image(painter: QPainter, scene: Scene) -> None:
    if scene.image is not None:
        # At its own size a picture is not resampled, so letters stay sharp.
        ratio = painter.device().devicePixelRatioF()
        width, height = scene.image.width() / ratio, scene.image.height() / ratio
        page = scene.page
        if abs(width - page.width()) < 2 and abs(height - page.height()) < 2:
            page = QRectF(page.left(), page.top(), width, height)
        painter.drawImage(page, scene.image)


def _paint_tints(painter: QPainter, theme: Theme, scene: Scene) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent", 0.10 if scene.cursor.is_active else 0.05))
    for line in scene.cursor.lines:
        painter.drawRoundedRect(line.adjusted(-2, -1, 2, 1), 2, 2)
    for placed in scene.claims:
        colour = theme.kind(placed.claim.kind)
        colour.setAlphaF(theme.tint)
        painter.setBrush(colour)
        for line in placed.lines:
            painter.drawRoundedRect(line.adjusted(-1, -1, 1, 1), 2, 2)
    fill, strong, _ = FOUND_DARK if theme.is_dark else FOUND_LIGHT
    for lines, name in ((scene.found.lines, fill), (scene.found.current, strong)):
        painter.setBrush(QColor(name))
        for line in lines:
            painter.drawRoundedRect(line.adjusted(-1, 0, 1, 0), 2, 2)


def _frame_found(painter: QPainter, theme: Theme, found: Found) -> None:
    """Frames keep what was found in sight where it lies on the tint of a claim."""
    frame = QColor((FOUND_DARK if theme.is_dark else FOUND_LIGHT)[2])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for lines, width in ((found.lines, 0.8), (found.current, 1.6)):
        painter.setPen(QPen(frame, width))
        for line in lines:
            painter.drawRoundedRect(
                line.adjusted(-1 - width / 2, -width / 2, 1 + width / 2, 0), 2, 2
            )


def _paint_rules(painter: QPainter, theme: Theme, scene: Scene) -> None:
    for placed in scene.claims:
        colour = theme.kind(placed.claim.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for line in placed.lines:
            rule = min(RULE, max(1.0, line.height() * RULE_SHARE))
            top = line.bottom() + placed.claim.level * rule * 1.5
            painter.drawRect(QRectF(line.left() - 1, top, line.width() + 2, rule))
        if placed.claim.id in scene.framed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1.2))
            for line in placed.lines:
                painter.drawRoundedRect(line.adjusted(-2, -2, 2, 1), 3, 3)


def _paint_marks(painter: QPainter, theme: Theme, scene: Scene) -> None:
    taken: list[QRectF] = []
    for placed in scene.claims:
        if not placed.begins or not placed.lines:
            continue
        badge = _free_badge(placed, taken)
        taken.append(badge.adjusted(-RING if placed.claim.tied else 0, 0, 0, 0))
        paint_badge(painter, badge, placed.claim.kind, theme)
        if placed.claim.tied:
            _paint_ring(painter, theme, badge)


def _paint_ring(painter: QPainter, theme: Theme, badge: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("muted"), 1.5))
    painter.drawEllipse(QPointF(badge.left() - 8, badge.center().y()), 3.2, 3.2)


def paint_badge(painter: QPainter, badge: QRectF, kind: Kind, theme: Theme) -> None:
    """A numbered mark in the colour of its kind."""
    colour = theme.kind(kind)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(badge, RADIUS_MARK, RADIUS_MARK)
    painter.setPen(ink_on(colour))
    painter.setFont(interface_font(11, QFont.Weight.Bold))
    letter = kind.key or kind.name[:1].upper()
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, letter)


def _free_badge(placed: PlacedClaim, taken: Sequence[QRectF]) -> QRectF:
    """A square beside a claim's first line, moved left of those that are there already."""
    middle = placed.lines[0].center().y()
    right = placed.left - BADGE_GAP
    badge = QRectF(right - BADGE, middle - BADGE / 2, BADGE, BADGE)
    near = taken[-NEAR_MARKS:]  # marks come in reading order: none further back is in the way
    while any(badge.intersects(other) for other in near):
        badge.translate(-(BADGE + 3), 0)
    return badge


def _paint_bar(painter: QPainter, theme: Theme, scene: Scene) -> None:
    cursor = scene.cursor
    if not cursor.lines:
        return
    top, bottom = cursor.lines[0].top(), max(line.bottom() for line in cursor.lines)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent" if cursor.is_active else "faint"))
    painter.drawRoundedRect(QRectF(cursor.left - BAR_GAP, top - 1, 3, bottom - top + 3), 1.5, 1.5)
