"""PyMuPDF's annotations, in plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from counterpoint.documents.client.pages import Rectangle

_pymupdf: Any = pymupdf

TYPES = {
    int(_pymupdf.PDF_ANNOT_HIGHLIGHT): "highlight",
    int(_pymupdf.PDF_ANNOT_UNDERLINE): "underline",
    int(_pymupdf.PDF_ANNOT_SQUIGGLY): "squiggly",
    int(_pymupdf.PDF_ANNOT_STRIKE_OUT): "strikeout",
}
"""The text markup annotations (ISO 32000-1, 12.5.6.10), by PyMuPDF's numbers."""

_CORNERS = 4
_GREY, _RGB, _CMYK = 1, 3, 4


@dataclass(frozen=True)
class Markup:
    """A text markup annotation: boxes in points from the page's top left, as the page is shown.

    ``colour`` is 0xRRGGBB or None, ``date`` a PDF's own time stamp.
    """

    form: str
    boxes: tuple[Rectangle, ...]
    colour: int | None
    comment: str
    author: str
    date: str


def markup_of(annotation: Any) -> Markup:
    """What an annotation of one of TYPES says."""
    about, points = annotation.info, _as_shown(annotation)
    starts = range(0, len(points) - _CORNERS + 1, _CORNERS)
    return Markup(
        form=TYPES[int(annotation.type[0])],
        boxes=tuple(_box(points[at : at + _CORNERS]) for at in starts),
        colour=_colour(annotation.colors.get("stroke") or ()),
        comment=str(about.get("content") or ""),
        author=str(about.get("title") or ""),
        date=str(about.get("modDate") or about.get("creationDate") or ""),
    )


def _as_shown(annotation: Any) -> list[tuple[float, float]]:
    """The corners of all boxes; PyMuPDF gives them as on the page before it is turned."""
    turn = annotation.parent.rotation_matrix
    points = (_pymupdf.Point(point) * turn for point in annotation.vertices or ())
    return [(float(point.x), float(point.y)) for point in points]


def _box(corners: Sequence[tuple[float, float]]) -> Rectangle:
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return Rectangle(min(across), min(down), max(across), max(down))


def _colour(parts: Sequence[float]) -> int | None:
    """Grey, RGB or CMYK from 0 to 1 as 0xRRGGBB; None where there is no colour."""
    if len(parts) == _CMYK:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) == _GREY:
        parts = [parts[0]] * _RGB
    if len(parts) != _RGB:
        return None
    red, green, blue = (round(255 * min(max(float(part), 0.0), 1.0)) for part in parts)
    return red << 16 | green << 8 | blue
