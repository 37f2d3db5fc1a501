"""Pages as they show while nothing on them moves: pictures with the claims drawn in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, floor

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from counterpoint.ui.page_bands import Band, changed_band, within
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


@dataclass(frozen=True)
class _Parts:
    """What a print is made of."""

    held: tuple[Held, ...]
    still: Still
    scale: float
    looks: tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Print:
    """A piece of a page, ready: ``bleed`` device pixels more than the piece at left and right."""

    image: QImage
    bleed: int
    made_of: _Parts


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

        None where there is nothing but paper. Where few claims have changed, only what they reach
        is painted anew, on the image that is there.
        """
        if not held and not still.claims:
            return None
        looks = sight.theme.name, sight.ratio, sight.stack.fixed
        made_of = _Parts(held, still, sight.scale, looks)
        known = self._prints.get(piece)
        if known is None or not _is_ground(known, made_of):
            known = self._prints[piece] = _printed(piece, sight, made_of)
        elif known.made_of.still is not still:
            known = self._prints[piece] = _mended(known, piece, sight, made_of)
        return known


def _is_ground(known: Print, made_of: _Parts) -> bool:
    """Whether a print differs from what is due in its claims alone, and can be painted on."""
    before = known.made_of
    if replace(before, still=made_of.still) != made_of:
        return False
    if before.still is made_of.still:
        return True
    is_own = all(known.image is not one.image for one in made_of.held)
    return is_own and all(_is_sharp(one, made_of.scale) for one in made_of.held)


def _mended(known: Print, piece: Piece, sight: Sight, made_of: _Parts) -> Print:
    mended = Print(known.image, known.bleed, made_of)
    band = changed_band(known.made_of.still, made_of.still)
    if band is not None:
        _paint(mended, piece, sight, band)
    return mended


def _printed(piece: Piece, sight: Sight, made_of: _Parts) -> Print:
    is_fixed = sight.stack.fixed
    if is_fixed and not made_of.still.claims and _fits(piece, sight, made_of.held):
        return Print(made_of.held[0].image, 0, made_of)
    bleed = 0 if is_fixed or piece.clip else ceil(BLEED * sight.ratio)
    image = QImage(piece.width + 2 * bleed, piece.height, QImage.Format.Format_RGB32)
    made = Print(image, bleed, made_of)
    _paint(made, piece, sight, None)
    return made


def _paint(made: Print, piece: Piece, sight: Sight, band: Band | None) -> None:
    """Paint what a print is made of, or what of that lies in a band of its page."""
    still, held = made.made_of.still, made.made_of.held
    painter = QPainter(made.image)
    hints = QPainter.RenderHint
    painter.setRenderHints(hints.Antialiasing | hints.SmoothPixmapTransform)
    painter.translate(made.bleed - piece.left, -piece.top)
    area = made.image.rect().translated(piece.left - made.bleed, piece.top)
    if band is not None:
        still = within(still, band)
        area.setTop(max(area.top(), floor(band[0] * sight.ratio)))
        area.setBottom(min(area.bottom(), ceil(band[1] * sight.ratio)))
        painter.setClipRect(area)
    painter.fillRect(area, sight.theme.colour("page"))
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


def _is_sharp(one: Held, scale: float) -> bool:
    """Whether a picture is of this scale."""
    return abs(scale / one.picture.scale - 1) < 1e-9


def _draw(painter: QPainter, sight: Sight, held: tuple[Held, ...]) -> None:
    """Pictures at their places; one that is not of this scale is resampled."""
    for one in held:
        picture = one.picture
        if _is_sharp(one, sight.scale):
            painter.drawImage(picture.left, picture.top, one.image)
            continue
        factor = sight.scale / picture.scale
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
