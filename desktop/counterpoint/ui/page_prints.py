"""Pages as they show while nothing on them moves: pictures with the claims drawn in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from counterpoint.ui.page_painting import (
    BADGE,
    RING,
    Mark,
    Still,
    blend,
    paint_mark,
    paint_rules,
    paint_tints,
)
from counterpoint.ui.page_pieces import Piece
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.pictures import Held
from counterpoint.ui.theme import Theme

BLEED = 3
"""Logical pixels by which claims reach out of the text where pages are joined to one sheet."""


@dataclass(frozen=True)
class Sight:
    """How a stack shows: ``ratio`` is device pixels per logical pixel, ``theme`` that of pages."""

    stack: PageStack
    ratio: float
    theme: Theme

    @property
    def scale(self) -> float:
        """Device pixels per page unit."""
        return self.stack.scale * self.ratio


@dataclass(frozen=True, eq=False)
class Print:
    """A piece of a page, ready: ``bleed`` device pixels more than the piece at left and right."""

    image: QImage
    bleed: int
    made_of: tuple[object, ...]


class Prints:
    """Owns the prints of the pieces in view and of those that will be next."""

    def __init__(self) -> None:
        self._prints: dict[Piece, Print] = {}

    def keep(self, pieces: set[Piece]) -> None:
        """Let go of all others."""
        for piece in self._prints.keys() - pieces:
            del self._prints[piece]

    def of(self, piece: Piece, sight: Sight, held: tuple[Held, ...], still: Still) -> Print | None:
        """The print of a piece, made anew where pictures or claims have changed.

        None where there is nothing but paper.
        """
        if not held and not still.claims:
            return None
        made_of = _made_of(sight, held, still)
        known = self._prints.get(piece)
        if known is None or not _are_same(known.made_of, made_of):
            known = self._prints[piece] = _printed(piece, sight, held, still)
        return known


def _made_of(sight: Sight, held: tuple[Held, ...], still: Still) -> tuple[object, ...]:
    return *held, still, sight.theme.name, sight.scale, sight.ratio


def _are_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b or a == b for a, b in zip(one, other, strict=True))


def _printed(piece: Piece, sight: Sight, held: tuple[Held, ...], still: Still) -> Print:
    made_of = _made_of(sight, held, still)
    if sight.stack.fixed and not still.claims and _fits(piece, sight, held):
        return Print(held[0].image, 0, made_of)
    bleed = 0 if sight.stack.fixed or piece.clip else ceil(BLEED * sight.ratio)
    image = QImage(piece.width + 2 * bleed, piece.height, QImage.Format.Format_RGB32)
    image.fill(sight.theme.colour("page"))
    painter = QPainter(image)
    hints = QPainter.RenderHint
    painter.setRenderHints(hints.Antialiasing | hints.SmoothPixmapTransform)
    painter.translate(bleed - piece.left, -piece.top)
    if sight.stack.fixed:
        _draw(painter, sight, held)
        blend(painter, sight.theme)
        _scaled(painter, sight, still, tints=True)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    else:
        _scaled(painter, sight, still, tints=True)
        _draw(painter, sight, held)
    _scaled(painter, sight, still, tints=False)
    painter.end()
    return Print(image, bleed, made_of)


def _fits(piece: Piece, sight: Sight, held: tuple[Held, ...]) -> bool:
    """Whether a picture is all of a piece, pixel by pixel."""
    if len(held) != 1 or held[0].job.clip != piece.clip:
        return False
    picture = held[0].picture
    is_sharp = picture.scale == sight.scale
    return is_sharp and (picture.width, picture.height) == (piece.width, piece.height)


def _scaled(painter: QPainter, sight: Sight, still: Still, *, tints: bool) -> None:
    painter.save()
    painter.scale(sight.ratio, sight.ratio)
    (paint_tints if tints else paint_rules)(painter, sight.theme, still)
    painter.restore()


def _draw(painter: QPainter, sight: Sight, held: tuple[Held, ...]) -> None:
    """Pictures at their places; one that is not of this scale is resampled."""
    for one in held:
        picture = one.picture
        factor = sight.scale / picture.scale
        if abs(factor - 1) < 1e-9:
            painter.drawImage(picture.left, picture.top, one.image)
            continue
        corner = QPointF(picture.left, picture.top) * factor
        area = QRectF(corner.x(), corner.y(), picture.width * factor, picture.height * factor)
        painter.drawImage(area, one.image)


class Stamps:
    """Owns the pictures of marks, each painted once for a kind, a theme and a pixel ratio."""

    def __init__(self) -> None:
        self._stamps: dict[tuple[object, ...], QImage] = {}

    def of(self, mark: Mark, theme: Theme, ratio: float) -> QImage:
        """A mark with room for its ring at the left."""
        looks = mark.kind, mark.tied, mark.on_picture, mark.is_theirs, mark.more
        key = *looks, theme.name, ratio
        if key not in self._stamps:
            self._stamps[key] = _stamped(mark, theme, ratio)
        return self._stamps[key]


def _stamped(mark: Mark, theme: Theme, ratio: float) -> QImage:
    form = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(ceil((RING + BADGE) * ratio), ceil(BADGE * ratio), form)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    paint_mark(painter, theme, replace(mark, area=QRectF(RING, 0, BADGE, BADGE)))
    painter.end()
    return image


Placed = tuple[QImage, QPointF, QPoint]
"""An image in device pixels: so many of them from a corner in the painter's logical pixels."""


def put(painter: QPainter, images: Iterable[Placed]) -> None:
    """Paint images on whole device pixels, so that they are sharp and parts of a page meet."""
    ratio = painter.device().devicePixelRatioF()
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    way = painter.deviceTransform()
    for image, corner, offset in images:
        left = round(corner.x() * ratio + way.dx()) + offset.x()
        top = round(corner.y() * ratio + way.dy()) + offset.y()
        painter.drawImage(QPointF(left - way.dx(), top - way.dy()), image)
    painter.restore()
