"""The links of a fixed page. MuPDF hands over every target as it stands; few are let through."""

from collections.abc import Iterator
from itertools import islice
from math import isfinite

from pymupdf import mupdf

from counterpoint.documents.client.links import (
    FARTHEST,
    MOST_LINKS,
    PageLink,
    PageLinks,
    is_allowed,
)
from counterpoint.documents.client.pages import Rectangle
from counterpoint.documents.worker.answers import Answer
from counterpoint.documents.worker.engine import PdfFile
from counterpoint.documents.worker.turning import turning

MOST_LOOKED_AT = 20_000
"""Links of a page that are looked at: a damaged list may go round."""


def links_of(file: PdfFile, page: int, turn: int) -> PageLinks:
    """The links of a page that may be followed, where they stand on the turned page."""
    return PageLinks(page, tuple(islice(_links(file, page, turn), MOST_LINKS)))


def links_answer(links: PageLinks) -> Answer:
    """The links of a page."""
    told = [
        {
            **link.area._asdict(),
            "address": link.address,
            "page": link.page,
            "x": link.x,
            "y": link.y,
            "raw": link.raw,
            "start": link.start,
            "end": link.end,
        }
        for link in links.links
    ]
    return {"links": told}, b""


def _links(file: PdfFile, page: int, turn: int) -> Iterator[PageLink]:
    matrix = turning(file.size(page), turn)
    for box, target, inside, (x, y) in islice(file.links(page), MOST_LOOKED_AT):
        shown = mupdf.fz_transform_rect(box, matrix)
        area = Rectangle(*(_bounded(side) for side in (shown.x0, shown.y0, shown.x1, shown.y1)))
        if is_allowed(target):
            yield PageLink(area, target)
        elif 0 <= inside < file.pages:
            yield PageLink(area, "", inside, _bounded(x), _bounded(y))


def _bounded(number: float) -> float:
    return min(max(float(number), -FARTHEST), FARTHEST) if isfinite(number) else 0.0
