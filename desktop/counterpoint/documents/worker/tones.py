"""Fixed pages on another paper: warm, or light letters on dark with the pictures left alone.

Dark turns lightness about and keeps hue, so a red heading stays red. Photographs and figures
keep their own pixels, with whatever is printed over them. A picture that is the page itself (a
scan) is taken for text where it is mostly paper, and left alone where it is not (a cover).
"""

from dataclasses import dataclass
from math import hypot
from typing import Any

from pymupdf import mupdf

from counterpoint.documents.client.jobs import Tone

SEPIA_PAPER = 0xF6EDDA
DARK_PAPER, DARK_INK = 0x20242A, 0xD5D8DC
"""What white and black become, 0xRRGGBB; a test holds them to the paper and ink of the window."""

LEAST_SIDE = 24.0
"""Points that a picture is wide and high at least: smaller ones are bullets, rules and letters."""

WHOLE = 0.8
"""Share of a page that pictures cover where they are the page itself."""

LIGHT, MOSTLY = 192, 0.7
"""Least green of a light pixel, 0 to 255, and the share of light ones that makes it paper."""

THUMB = 160
"""Pixels of the longer side of the small picture by which a page is judged."""

_FARTHEST = (-1e6, -1e6, 1e6, 1e6)
"""Points around every page."""

_WHITE_TURNED = 4
"""What is left of white, 0 to 255, when MuPDF has turned lightness about."""

_SHADES = bytes(range(LIGHT))

_FOLLOWED = (
    "fill_image",
    "clip_path",
    "clip_stroke_path",
    "clip_text",
    "clip_stroke_text",
    "clip_image_mask",
    "pop_clip",
    "begin_mask",
    "end_mask",
    "begin_tile",
    "end_tile",
)


@dataclass(frozen=True)
class Pictures:
    """Where the pictures of a page are that keep their colours, and a box around them in points."""

    drawing: mupdf.FzDisplayList
    box: mupdf.FzRect


class _Sieve(mupdf.FzDevice2):  # type: ignore[misc]
    """Draws where the pictures of a page are, clipped as they are, on another device.

    What else is drawn never reaches it. ``covered`` is the area of the pictures in square points.
    """

    def __init__(self, to: mupdf.FzDevice) -> None:
        super().__init__()
        self.covered = 0.0
        self._to = to
        self._inside = 0
        for name in _FOLLOWED:
            getattr(self, f"use_virtual_{name}")()

    def fill_image(self, _: Any, _image: Any, ctm: Any, *_more: Any) -> None:
        """A picture, unless it is part of a pattern or of a mask."""
        width, height = hypot(ctm.a, ctm.b), hypot(ctm.c, ctm.d)
        if self._inside or min(width, height) < LEAST_SIDE:
            return
        self.covered += width * height
        _fill_square(self._to, mupdf.FzMatrix(ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f))

    def clip_path(self, _: Any, *path: Any) -> None:
        """Everything up to the next pop is within a path."""
        if not self._inside:
            mupdf.ll_fz_clip_path(self._to.m_internal, *path)

    def clip_stroke_path(self, _: Any, *path: Any) -> None:
        """Or within its line."""
        if not self._inside:
            mupdf.ll_fz_clip_stroke_path(self._to.m_internal, *path)

    def clip_text(self, _: Any, *text: Any) -> None:
        """Or within letters."""
        if not self._inside:
            mupdf.ll_fz_clip_text(self._to.m_internal, *text)

    def clip_stroke_text(self, _: Any, *text: Any) -> None:
        """Or within their lines."""
        if not self._inside:
            mupdf.ll_fz_clip_stroke_text(self._to.m_internal, *text)

    def clip_image_mask(self, *_: Any) -> None:
        """Or within a stencil, as a picture that was cut out is.

        It keeps the paper around it: a drawing in black could not be seen on dark.
        """
        if not self._inside:
            self._let_through()

    def pop_clip(self, _: Any) -> None:
        """The clip begun last ends."""
        if not self._inside:
            mupdf.ll_fz_pop_clip(self._to.m_internal)

    def begin_mask(self, *_: Any) -> None:
        """What is drawn up to its end is a mask, and no picture."""
        self._inside += 1

    def end_mask(self, *_: Any) -> None:
        """It clips up to the next pop; pictures are taken to show through all of it."""
        self._inside -= 1
        if not self._inside:
            self._let_through()

    def begin_tile(self, *_: Any) -> int:
        """What is drawn up to its end is a pattern, and no picture."""
        self._inside += 1
        return 0

    def end_tile(self, *_: Any) -> None:
        """The pattern ends."""
        self._inside -= 1

    def _let_through(self) -> None:
        """Begin a clip that hides nothing."""
        everywhere = mupdf.FzPath()
        mupdf.fz_rectto(everywhere, *_FARTHEST)
        mupdf.fz_clip_path(self._to, everywhere, 0, mupdf.FzMatrix(), mupdf.FzRect(*_FARTHEST))


def pictures_of(page: mupdf.FzDisplayList, size: tuple[float, float]) -> Pictures | None:
    """The pictures of a page of that size in points; None where all of it changes."""
    drawing = mupdf.FzDisplayList(mupdf.FzRect(0, 0, *size))
    copy = mupdf.fz_new_list_device(drawing)
    sieve = _Sieve(copy)
    _run(page, sieve, mupdf.FzMatrix(), mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE))
    mupdf.fz_close_device(sieve)
    mupdf.fz_close_device(copy)
    are_page = sieve.covered > WHOLE * size[0] * size[1]
    if not sieve.covered or (are_page and _is_paper(page, size)):
        return None
    return Pictures(drawing, _box_of(drawing))


def recolour(
    pixmap: mupdf.FzPixmap,
    tone: Tone,
    pictures: Pictures | None,
    matrix: mupdf.FzMatrix,
) -> None:
    """Give a page that was drawn with ``matrix`` on white paper another tone.

    In the dark its ``pictures`` are left alone.
    """
    if tone == "sepia":
        mupdf.fz_tint_pixmap(pixmap, 0, SEPIA_PAPER)
    elif tone == "dark":
        before = _pictured(pixmap, pictures, matrix) if pictures else None
        mupdf.fz_invert_pixmap_luminance(pixmap)
        mupdf.fz_tint_pixmap(pixmap, _below(DARK_PAPER, DARK_INK), DARK_INK)
        if pictures and before:
            _put_back(before, pixmap, pictures, matrix)


def _is_paper(page: mupdf.FzDisplayList, size: tuple[float, float]) -> bool:
    """Whether most of a page is light, as a scanned one is."""
    scale = THUMB / max(size)
    pixmap = mupdf.fz_new_pixmap_with_bbox(
        mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY),
        mupdf.FzIrect(0, 0, max(1, round(size[0] * scale)), max(1, round(size[1] * scale))),
        mupdf.FzSeparations(),
        0,
    )
    mupdf.fz_clear_pixmap_with_value(pixmap, 0xFF)
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixmap)
    _run(page, device, mupdf.FzMatrix(scale, 0, 0, scale, 0, 0), mupdf.FzRect(0, 0, *size))
    mupdf.fz_close_device(device)
    greys = bytes(mupdf.fz_pixmap_samples_memoryview(pixmap))
    return len(greys.translate(None, _SHADES)) > MOSTLY * len(greys)


def _put_back(
    before: mupdf.FzPixmap,
    pixmap: mupdf.FzPixmap,
    pictures: Pictures,
    matrix: mupdf.FzMatrix,
) -> None:
    """What was there before comes back wherever the pictures show."""
    area = mupdf.FzRect(mupdf.fz_pixmap_bbox(before))
    plain = mupdf.FzColorParams()
    device = mupdf.fz_new_draw_device_with_bbox(
        mupdf.FzMatrix(), pixmap, mupdf.fz_pixmap_bbox(before)
    )
    grey = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY)
    mupdf.ll_fz_begin_mask(
        device.m_internal, area.internal(), 0, grey.m_internal, None, plain.internal()
    )
    _run(pictures.drawing, device, matrix, area)
    mupdf.ll_fz_end_mask(device.m_internal)
    whole = mupdf.FzMatrix(area.x1 - area.x0, 0, 0, area.y1 - area.y0, area.x0, area.y0)
    image = mupdf.fz_new_image_from_pixmap(before, mupdf.FzImage())
    mupdf.fz_fill_image(device, image, whole, 1.0, plain)
    mupdf.fz_pop_clip(device)
    mupdf.fz_close_device(device)


def _pictured(
    pixmap: mupdf.FzPixmap, pictures: Pictures, matrix: mupdf.FzMatrix
) -> mupdf.FzPixmap | None:
    """A copy of the part that holds the pictures; None where they lie outside."""
    box = mupdf.fz_round_rect(mupdf.fz_transform_rect(pictures.box, matrix))
    area = mupdf.fz_intersect_irect(box, mupdf.fz_pixmap_bbox(pixmap))
    if mupdf.fz_is_empty_irect(area):
        return None
    copy = mupdf.fz_new_pixmap_with_bbox(
        mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR), area, mupdf.FzSeparations(), 1
    )
    mupdf.fz_copy_pixmap_rect(copy, pixmap, area, mupdf.FzDefaultColorspaces())
    return copy


def _fill_square(device: mupdf.FzDevice, matrix: mupdf.FzMatrix) -> None:
    """Fill what a picture drawn with ``matrix`` covers."""
    square = mupdf.FzPath()
    mupdf.fz_rectto(square, 0, 0, 1, 1)
    grey, plain = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY), mupdf.FzColorParams()
    ink = mupdf.new_floats(1)
    mupdf.floats_setitem(ink, 0, 0.0)
    try:
        mupdf.fz_fill_path(device, square, 0, matrix, grey, ink, 1.0, plain)
    finally:
        mupdf.delete_floats(ink)


def _box_of(drawing: mupdf.FzDisplayList) -> mupdf.FzRect:
    box = mupdf.FzRect(mupdf.FzRect.Fixed_EMPTY)
    device = mupdf.fz_new_bbox_device(box)
    _run(drawing, device, mupdf.FzMatrix(), mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE))
    mupdf.fz_close_device(device)
    return box


def _run(
    drawing: mupdf.FzDisplayList,
    device: mupdf.FzDevice,
    matrix: mupdf.FzMatrix,
    area: mupdf.FzRect,
) -> None:
    mupdf.fz_run_display_list(drawing, device, matrix, area, mupdf.FzCookie())


def _below(paper: int, ink: int) -> int:
    """What black must become for white, which is not quite black when turned, to become paper."""
    return sum(_below_channel(paper >> at & 0xFF, ink >> at & 0xFF) << at for at in (0, 8, 16))


def _below_channel(paper: int, ink: int) -> int:
    share = _WHITE_TURNED / 0xFF
    return max(0, round((paper - ink * share) / (1 - share)))
