"""Regions as they are seen: on pages that may be turned, in page units."""

from counterpoint.app import regions
from counterpoint.documents.client.pages import PageLines, Rectangle
from counterpoint.domain.anchoring import Sheet
from counterpoint.domain.anchors import Region
from counterpoint.ui.page_source import PageSource

FREE_SHARE = 0.12
"""The least share of a page's height that a space without text must have to hold a figure."""

ROOM = 9.0
"""Page units between a region that is proposed and the text around it."""


def sheet_of(source: PageSource, page: int) -> Sheet | None:
    """The size of a page as it stands in the file; None where it is not known."""
    if not 0 <= page < len(source.sizes):
        return None
    width, height = source.sizes[page]
    return (height, width) if source.layout.turn % 180 else (width, height)


def seen(source: PageSource, region: Region) -> Rectangle | None:
    """Where a region shows on its page, no more than the page; None where that is not known."""
    sheet = sheet_of(source, region.section)
    if sheet is None:
        return None
    kept = regions.drawn(region.section, sheet, regions.sides(region))
    return Rectangle(*regions.sides(regions.turned(kept, source.layout.turn)))


def region_at(source: PageSource, page: int, shown: Rectangle) -> Region | None:
    """The region that shows there, with its corners in any order."""
    if not 0 <= page < len(source.sizes):
        return None
    region = regions.drawn(page, source.sizes[page], shown)
    return regions.turned(region, 360 - source.layout.turn)


def proposed(source: PageSource, page: int, y: float) -> Region | None:
    """The free space of a page that is nearest to a height (page units), where figures stand.

    Else the middle of the page; all of it where it has no text.
    """
    if not 0 <= page < len(source.sizes):
        return None
    width, height = source.sizes[page]
    lines = source.lines(page)
    if lines is None or not any(line.count for line in lines.lines):
        return region_at(source, page, Rectangle(0, 0, width, height))
    left, right = _margins(lines, width)
    spaces = [(top, bottom) for top, bottom in _free(lines) if bottom - top >= FREE_SHARE * height]
    top, bottom = min(
        spaces,
        key=lambda space: max(space[0] - y, y - space[1], 0.0),
        default=(height / 3, height * 2 / 3),
    )
    return region_at(source, page, Rectangle(left, top + ROOM, right, bottom - ROOM))


def _free(lines: PageLines) -> list[tuple[float, float]]:
    """The heights between lines of text where none stands."""
    held = sorted((line.top, line.bottom) for line in lines.lines if line.count)
    found, end = [], held[0][1]
    for top, bottom in held:
        found.append((end, top))
        end = max(end, bottom)
    return found


def _margins(lines: PageLines, width: float) -> tuple[float, float]:
    """Where the text of a page begins and ends across it."""
    level = (line for line in lines.lines if line.count and not line.vertical)
    edges = [edge for line in level for edge in line.edges]
    return (min(edges), max(edges)) if edges else (width / 4, width * 3 / 4)
