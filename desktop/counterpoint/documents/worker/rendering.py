"""Display lists to pixels."""

import mmap
from dataclasses import dataclass
from math import sqrt
from typing import Any

from pymupdf import mupdf

from counterpoint.documents.client.jobs import Render
from counterpoint.documents.client.replies import PIXEL_LIMIT
from counterpoint.documents.worker.source import Sheet
from counterpoint.documents.worker.tones import recolour
from counterpoint.documents.worker.turning import turned_size, turning
from counterpoint.domain.refusal import Refusal

_WHITE = 0xFF

SMALLEST_SCALE = 1e-3
"""Pixels per page unit."""


@dataclass(frozen=True)
class Drawn:
    """Pixels as MuPDF holds them, and where on the page they lie (see client.replies.Picture)."""

    pixmap: mupdf.FzPixmap
    left: int
    top: int
    scale: float

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.pixmap.w())

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.pixmap.h())

    @property
    def stride(self) -> int:
        """Bytes of a row."""
        return int(self.pixmap.stride())

    def memory(self) -> memoryview:
        """The pixels themselves; gone with the pixmap."""
        return memoryview(mupdf.fz_pixmap_samples_memoryview(self.pixmap)).cast("B")


class Canvas:
    """Makes pixmaps, one at a time, in the memory that is shared with the window, or anywhere.

    What is drawn where it is wanted is not copied, and memory in use already is not found anew.
    """

    def __init__(self, shared: mmap.mmap | None) -> None:
        self.is_shared = shared is not None
        self._pixels: Any = mupdf.python_mutable_buffer_data(shared) if shared else None

    def pixmap(self, clip: tuple[int, int, int, int]) -> mupdf.FzPixmap:
        """Room for B G R A; what is in it is left from before."""
        kind = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR)
        # With an argument the separations simulate overprint, twenty times slower.
        given = kind, mupdf.FzIrect(*clip), mupdf.FzSeparations(), 1
        if self.is_shared:
            return mupdf.fz_new_pixmap_with_bbox_and_data(*given, self._pixels)
        return mupdf.fz_new_pixmap_with_bbox(*given)


def draw(sheet: Sheet, job: Render, canvas: Canvas) -> Drawn:
    """A page as B G R A; on paper of the tone asked for, or else on nothing."""
    turn = job.layout.turn if sheet.paper else 0
    scale, clip = _fitting(turned_size(sheet.size, turn), job)
    left, top, right, bottom = clip
    if left >= right or top >= bottom:
        raise Refusal("That part of the page is empty.")
    pixmap = canvas.pixmap(clip)
    if sheet.paper:
        mupdf.fz_clear_pixmap_with_value(pixmap, _WHITE)
    else:
        mupdf.fz_clear_pixmap(pixmap)
    matrix = mupdf.fz_post_scale(turning(sheet.size, turn), scale, scale)
    _run(sheet.drawing, pixmap, matrix)
    if sheet.paper and job.tone != "light":
        recolour(pixmap, job.tone, sheet.pictures if job.tone == "dark" else None, matrix)
    return Drawn(pixmap, left, top, scale)


def _run(page: mupdf.FzDisplayList, pixmap: mupdf.FzPixmap, matrix: mupdf.FzMatrix) -> None:
    box = mupdf.FzRect(mupdf.fz_pixmap_bbox(pixmap))
    area = mupdf.fz_transform_rect(box, mupdf.fz_invert_matrix(matrix))
    device = mupdf.fz_new_draw_device(matrix, pixmap)
    mupdf.fz_run_display_list(page, device, mupdf.FzMatrix(), area, mupdf.FzCookie())
    mupdf.fz_close_device(device)


def _fitting(size: tuple[float, float], job: Render) -> tuple[float, tuple[int, int, int, int]]:
    """The scale and clip asked for, within the page; scaled down where the picture is too large."""
    scale = max(job.scale, SMALLEST_SCALE)
    clip = _clip(size, scale, job.clip)
    excess = (clip[2] - clip[0]) * (clip[3] - clip[1]) / PIXEL_LIMIT
    if excess <= 1:
        return scale, clip
    factor = 0.999 / sqrt(excess)
    asked = job.clip and tuple(int(edge * factor) for edge in clip)
    smaller = _clip(size, scale * factor, asked)  # type: ignore[arg-type]
    return scale * factor, smaller


def _clip(
    size: tuple[float, float], scale: float, asked: tuple[int, int, int, int] | None
) -> tuple[int, int, int, int]:
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    if asked is None:
        return 0, 0, width, height
    left, top = max(0, asked[0]), max(0, asked[1])
    return left, top, min(width, asked[2]), min(height, asked[3])
