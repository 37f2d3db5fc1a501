"""Painting on a page: its paper, claims as tints and rules, marks, the cursor, found words."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, product

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from counterpoint.domain.anchors import Place, Region
from counterpoint.domain.scheme import Kind
from counterpoint.ui import region_painting
from counterpoint.ui.theme import RADIUS_MARK, Theme, ink_on, interface_font

BADGE = 17.0
RING = 14.0
"""Side of a numbered mark and room for the ring beside it, in logical pixels."""

MOST_LEVELS = 4
"""Claims on the same words that are drawn one over the other: the rules of more would cross out
the next line."""

RULE = 2.0
RULE_SHARE = 0.1
"""A rule under a line, in logical pixels; under small type no more than this share of it."""

THEIR_SHARE = 0.55
"""How strong the ground of another reader's claim is, as a share of that of one's own."""

THEIR_DASHES = (5.0, 3.0)
"""Logical pixels of the dashes of its lines, and of the gaps between them."""

HOLLOW_EDGE = 1.8
"""Logical pixels of the edge of its mark."""

MOST_MORE = 9
"""The highest number that has room in the stead of a mark."""

BAR_GAP = 12.0
"""Distance from the text to the cursor's bar, in logical pixels."""


@dataclass(frozen=True)
class PaintedClaim:
    """A claim as the page shows it; ``level`` counts the claims under it on the same words.

    A claim on a ``region`` has no places. One that ``is_theirs`` is another reader's.
    """

    id: str
    places: tuple[Place, ...]
    kind: Kind
    tied: bool = False
    level: int = 0
    region: Region | None = None
    is_theirs: bool = False


@dataclass(frozen=True)
class Head:
    """The height at which lines begin that stand upright, and whether they are read upwards."""

    height: float
    is_upward: bool

    def beyond(self, gap: float, length: float) -> float:
        """The top of what is so long and stands so far from the text."""
        return self.height + gap if self.is_upward else self.height - gap - length


@dataclass(frozen=True)
class PlacedClaim:
    """A claim and its rectangles on one page, a line each; ``begins`` if its first line is here.

    ``left`` is where the text beside its mark begins; upright lines have a ``head``.
    """

    claim: PaintedClaim
    lines: tuple[QRectF, ...]
    begins: bool
    left: float
    head: Head | None = None


@dataclass(frozen=True)
class Cursor:
    """The sentence cursor on one page; ``left`` is where the text beside its bar begins.

    Upright lines have a ``head``.
    In the stead of lines there may be a ``region``, which the keys move while it ``has_grips``.
    """

    lines: Sequence[QRectF] = ()
    left: float = 0.0
    is_active: bool = False
    region: QRectF | None = None
    has_grips: bool = False
    head: Head | None = None


@dataclass(frozen=True)
class Found:
    """Words that were looked for, on one page; ``current`` is where the reader has come to."""

    lines: Sequence[QRectF] = ()
    current: Sequence[QRectF] = ()


@dataclass(frozen=True)
class Mark:
    """Where a claim's numbered mark stands; ``column`` counts the marks between it and the text.

    One ``on_picture`` has its ring on a ground of its own. That of another reader's is hollow.
    One ``before_line`` stands at the head of an upright line, and goes out of view with it.
    Where it stands for ``more`` than one, it says how many, and nothing of any of them.
    """

    area: QRectF
    kind: Kind
    tied: bool
    column: int = 0
    on_picture: bool = False
    is_theirs: bool = False
    before_line: bool = False
    more: int = 0


@dataclass(frozen=True, eq=False)
class Still:
    """What lies on a page for as long as its claims stay as they are.

    Rectangles in logical pixels from the page's top left corner.
    """

    claims: Sequence[PlacedClaim] = ()
    marks: Sequence[Mark] = ()


@dataclass(frozen=True)
class Top:
    """What comes and goes on a page, in logical pixels of the stack."""

    cursor: Cursor = Cursor()
    framed: Sequence[PlacedClaim] = ()
    found: Found = Found()


def paint_shadow(painter: QPainter, window: Theme, sheet: QRect) -> None:
    """The soft shadow of a sheet of paper on the window's ground."""
    ground = window.colour("window")
    for spread, strength in ((3, 10), (2, 20), (1, 30)):
        share = 1 - strength * (2 if window.is_dark else 1) / 255
        # Opaque: what shines through is painted a hundred times slower.
        light = share * ground.redF(), share * ground.greenF(), share * ground.blueF()
        shade = QColor.fromRgbF(*light)
        for edge in _edges(sheet.adjusted(-spread, 0, spread, spread)):
            painter.fillRect(edge, shade)


def _edges(box: QRect) -> Iterator[QRect]:
    """Left, right and lower edge, one pixel wide: an outline of that size is costly to paint."""
    upright = QSize(1, box.height() - 1)
    yield QRect(box.topLeft() + QPoint(0, 1), upright)
    yield QRect(box.topRight() + QPoint(0, 1), upright)
    yield QRect(box.bottomLeft() + QPoint(1, 0), QSize(box.width() - 2, 1))


def blend(painter: QPainter, theme: Theme) -> None:
    """What lies on paper darkens it, or lights up dark paper; letters stay as they are."""
    modes = QPainter.CompositionMode
    light, dark = modes.CompositionMode_Multiply, modes.CompositionMode_Screen
    painter.setCompositionMode(dark if theme.is_dark else light)


def paint_tints(painter: QPainter, theme: Theme, still: Still) -> None:
    """The grounds of claims; those on the same words, which come together, are painted as one."""
    painter.setPen(Qt.PenStyle.NoPen)
    for _, group in groupby(still.claims, key=lambda placed: id(placed.lines)):
        crowd = list(group)
        lines, colours = crowd[0].lines, [_tint(placed.claim, theme) for placed in crowd]
        if crowd[0].claim.region is not None:
            for line, colour in product(lines, colours):
                region_painting.tint_region(painter, colour, line)
            continue
        painter.setBrush(laid_over(colours, painter.compositionMode()))
        for line in lines:
            painter.drawRoundedRect(line.adjusted(-1, -1, 1, 1), 2, 2)


def _tint(claim: PaintedClaim, theme: Theme) -> QColor:
    colour = theme.kind(claim.kind)
    colour.setAlphaF(theme.tint * (THEIR_SHARE if claim.is_theirs else 1))
    return colour


def laid_over(colours: Sequence[QColor], mode: QPainter.CompositionMode) -> QColor:
    """What paints as some colours do one after the other: multiplied, screened, or laid over."""
    if len(colours) == 1:
        return colours[0]
    modes = QPainter.CompositionMode
    clear = math.prod(1 - one.alphaF() for one in colours)
    channels = []
    for value in (QColor.redF, QColor.greenF, QColor.blueF):
        shares = [(value(one), one.alphaF()) for one in colours]
        if mode == modes.CompositionMode_Multiply:
            channels.append(math.prod(1 - alpha * (1 - light) for light, alpha in shares))
        elif mode == modes.CompositionMode_Screen:
            channels.append(1 - math.prod(1 - alpha * light for light, alpha in shares))
        else:
            whole = reduce(lambda under, one: under * (1 - one[1]) + one[0] * one[1], shares, 0.0)
            channels.append(min(whole / (1 - clear), 1.0))
    is_whole = mode in (modes.CompositionMode_Multiply, modes.CompositionMode_Screen)
    red, green, blue = channels
    return QColor.fromRgbF(red, green, blue, 1.0 if is_whole else 1 - clear)


def paint_rules(painter: QPainter, theme: Theme, still: Still) -> None:
    """The lines under the words of claims; dashed under those of other readers."""
    for placed in still.claims:
        colour = theme.kind(placed.claim.kind)
        if placed.claim.region is not None:
            pen = _pen(placed.claim, colour, region_painting.OUTLINE)
            for line in placed.lines:
                area = region_painting.inset(line, placed.claim.level)
                region_painting.outline_region(painter, theme, pen, area)
            continue
        rules = [_rule(line, placed.claim.level) for line in placed.lines]
        if not placed.claim.is_theirs:
            for rule in rules:
                painter.fillRect(rule, colour)
        elif rules:  # as high as the first one: a pen costs more than what it draws
            painter.setPen(_pen(placed.claim, colour, rules[0].height()))
            ends = ((rule.left(), rule.center().y(), rule.right()) for rule in rules)
            painter.drawLines([QLineF(left, y, right, y) for left, y, right in ends])


def _rule(line: QRectF, level: int) -> QRectF:
    """Where the rule under a line is, below those of so many other claims."""
    height = min(RULE, max(1.0, line.height() * RULE_SHARE))
    top = line.bottom() + level * height * 1.5
    return QRectF(line.left() - 1, top, line.width() + 2, height)


def _pen(claim: PaintedClaim, colour: QColor, width: float) -> QPen:
    """What draws the lines of a claim."""
    pen = QPen(colour, width)
    if claim.is_theirs:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / width for length in THEIR_DASHES])
    return pen


def paint_top(painter: QPainter, theme: Theme, top: Top) -> None:
    """The cursor, found words, and the frames of the claims under the cursor."""
    blend(painter, theme)
    _paint_grounds(painter, theme, top)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    _frame_found(painter, theme, top.found)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for placed in top.framed:
        painter.setPen(_pen(placed.claim, theme.kind(placed.claim.kind), 1.2))
        for line in placed.lines:
            painter.drawRoundedRect(line.adjusted(-2, -2, 2, 1), 3, 3)
    _paint_bar(painter, theme, top.cursor)
    if top.cursor.region is not None:
        is_active = top.cursor.is_active
        region_painting.frame_region(painter, theme, top.cursor.region, strong=is_active)
        if top.cursor.has_grips:
            region_painting.paint_grips(painter, theme, top.cursor.region)


def _paint_grounds(painter: QPainter, theme: Theme, top: Top) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent", 0.10 if top.cursor.is_active else 0.05))
    for line in top.cursor.lines:
        painter.drawRoundedRect(line.adjusted(-2, -1, 2, 1), 2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # there may be hundreds
    for lines, token in ((top.found.lines, "found"), (top.found.current, "found_now")):
        painter.setBrush(theme.colour(token))
        painter.drawRects([line.adjusted(-1, 0, 1, 0) for line in lines])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _frame_found(painter: QPainter, theme: Theme, found: Found) -> None:
    """Frames keep what was found in sight where it lies on the tint of a claim."""
    frame = theme.colour("found_frame")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(frame, 1.6))
    for line in found.current:
        painter.drawRoundedRect(line.adjusted(-2, -1, 2, 1), 2, 2)
    frame.setAlphaF(0.6)
    painter.setPen(QPen(frame, 0))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # there may be hundreds
    painter.drawRects([line.adjusted(-1, 0, 1, 0) for line in found.lines])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_mark(painter: QPainter, theme: Theme, mark: Mark) -> None:
    """A mark, and a ring beside it where the claim is tied to others."""
    if mark.more:
        _paint_more(painter, theme, mark)
        return
    (paint_hollow_badge if mark.is_theirs else paint_badge)(painter, mark.area, mark.kind, theme)
    if mark.tied:
        has_ground = mark.on_picture
        painter.setBrush(theme.colour("page") if has_ground else Qt.BrushStyle.NoBrush)
        if has_ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(mark.area.translated(-RING, 0).adjusted(0, 0, RING - BADGE, 0))
        painter.setPen(QPen(theme.colour("muted"), 1.5))
        painter.drawEllipse(QPointF(mark.area.left() - 8, mark.area.center().y()), 3.2, 3.2)


def _paint_more(painter: QPainter, theme: Theme, mark: Mark) -> None:
    """How many marks have no room, in a box of no kind."""
    painter.setPen(QPen(theme.colour("faint"), 1))
    painter.setBrush(theme.colour("page"))
    painter.drawRoundedRect(mark.area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_MARK, RADIUS_MARK)
    painter.setPen(theme.colour("muted"))
    painter.setFont(interface_font(10, QFont.Weight.Bold))
    words = f"+{mark.more}" if mark.more <= MOST_MORE else f"{MOST_MORE}+"
    painter.drawText(mark.area, Qt.AlignmentFlag.AlignCenter, words)


def paint_badge(painter: QPainter, badge: QRectF, kind: Kind, theme: Theme) -> None:
    """A numbered mark in the colour of its kind."""
    colour = theme.kind(kind)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(badge, RADIUS_MARK, RADIUS_MARK)
    painter.setPen(ink_on(colour))
    _letter(painter, badge, kind)


def paint_hollow_badge(painter: QPainter, badge: QRectF, kind: Kind, theme: Theme) -> None:
    """The mark of another reader's claim: in the colour of its kind, but not filled with it."""
    half = HOLLOW_EDGE / 2
    painter.setPen(QPen(theme.kind(kind), HOLLOW_EDGE))
    painter.setBrush(theme.colour("page"))
    painter.drawRoundedRect(badge.adjusted(half, half, -half, -half), RADIUS_MARK, RADIUS_MARK)
    painter.setPen(theme.colour("text"))
    _letter(painter, badge, kind)


def _letter(painter: QPainter, badge: QRectF, kind: Kind) -> None:
    painter.setFont(interface_font(11, QFont.Weight.Bold))
    letter = kind.key or kind.name[:1].upper()
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, letter)


def _paint_bar(painter: QPainter, theme: Theme, cursor: Cursor) -> None:
    if not cursor.lines:
        return
    top, bottom = cursor.lines[0].top(), max(line.bottom() for line in cursor.lines)
    bar = QRectF(cursor.left - BAR_GAP, top - 1, 3, bottom - top + 3)
    if cursor.head is not None:
        left = min(line.left() for line in cursor.lines)
        right = max(line.right() for line in cursor.lines)
        bar = QRectF(left - 1, cursor.head.beyond(BAR_GAP - 3, 3), right - left + 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent" if cursor.is_active else "faint"))
    painter.drawRoundedRect(bar, 1.5, 1.5)
