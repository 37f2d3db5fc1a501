"""Rectangles of pages: which there can be, and how keys change them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from counterpoint.app.marks import Mark
from counterpoint.domain.anchoring import Sheet
from counterpoint.domain.anchors import Region
from counterpoint.domain.reading import ReadingText

LEAST = 4.0
"""Points: no region is narrower or lower."""

STEPS = 50
"""How many steps a key takes from one end of the shorter side of a page to the other."""


def whole_page(section: int, sheet: Sheet) -> Region:
    """All of a page (from 0)."""
    width, height = sheet
    return Region(section, 0.0, 0.0, *_rounded(width, height, width, height))


def drawn(section: int, sheet: Sheet, corners: tuple[float, float, float, float]) -> Region:
    """The region of a page (from 0) between two corners (x, y, x, y) in points, kept on it."""
    width, height = sheet
    left, right = _kept(corners[0], corners[2], width)
    top, bottom = _kept(corners[1], corners[3], height)
    return Region(section, *_rounded(left, top, right, bottom, width, height))


def moved(region: Region, right: int, down: int) -> Region:
    """The region so many steps to the right and down, as far as the page reaches."""
    step = step_of(region)
    x = min(max(right * step, -region.left), max(region.page_width - region.right, 0.0))
    y = min(max(down * step, -region.top), max(region.page_height - region.bottom, 0.0))
    there = (region.left + x, region.top + y, region.right + x, region.bottom + y)
    return drawn(region.section, (region.page_width, region.page_height), there)


def resized(region: Region, right: int, down: int) -> Region:
    """The region with its lower right corner so many steps to the right and down."""
    step = step_of(region)
    there = (
        region.left,
        region.top,
        max(region.right + right * step, region.left + step),
        max(region.bottom + down * step, region.top + step),
    )
    return drawn(region.section, (region.page_width, region.page_height), there)


def step_of(region: Region) -> float:
    """Points that a key moves a region or its corner."""
    return max(min(region.page_width, region.page_height) / STEPS, 1.0)


def on_page(marks: Sequence[Mark], text: ReadingText, section: int) -> list[Mark]:
    """Of marks in reading order, those on regions of a page."""
    start = text.start_of(section)
    first = bisect_left(marks, start, key=lambda mark: mark.passage.start)
    last = bisect_left(marks, start + 1, key=lambda mark: mark.passage.start)
    return [mark for mark in marks[first:last] if mark.region and mark.region.section == section]


def over(marks: Sequence[Mark], region: Region, reader: str) -> list[Mark]:
    """The marks on regions that share some of a page with one: the closest first, mine before."""
    found = [(mark.region, mark) for mark in marks if mark.region and mark.region.overlaps(region)]
    found.sort(
        key=lambda one: (_distance(one[0], region), one[1].claim.reader != reader, one[1].claim.id)
    )
    return [mark for _, mark in found]


def under(marks: Sequence[Mark], section: int, point: tuple[float, float]) -> Mark | None:
    """The mark on the smallest region around a point of a page."""
    x, y = point
    around = [
        (_extent(mark.region), mark)
        for mark in marks
        if mark.region
        and mark.region.section == section
        and mark.region.left <= x <= mark.region.right
        and mark.region.top <= y <= mark.region.bottom
    ]
    return min(around, key=lambda one: (one[0], one[1].claim.id))[1] if around else None


def turned(region: Region, turn: int) -> Region:
    """A region as it lies on its page turned clockwise by 0, 90, 180 or 270 degrees."""
    for _ in range(turn % 360 // 90):
        region = replace(
            region,
            left=region.page_height - region.bottom,
            top=region.left,
            right=region.page_height - region.top,
            bottom=region.right,
            page_width=region.page_height,
            page_height=region.page_width,
        )
    return region


def sides(region: Region) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in points."""
    return region.left, region.top, region.right, region.bottom


def _kept(one: float, other: float, most: float) -> tuple[float, float]:
    """Two ends in order, inside a page and not too near to each other."""
    low = min(max(min(one, other), 0.0), max(most - LEAST, 0.0))
    return low, max(min(max(one, other), most), min(low + LEAST, most))


def _rounded(*numbers: float) -> list[float]:
    """Hundredths of points: what is drawn again at the same place is the same."""
    return [round(number, 2) for number in numbers]


def _extent(region: Region) -> float:
    return (region.right - region.left) * (region.bottom - region.top)


def _distance(one: Region, other: Region) -> float:
    """How far two regions are from being the same, in points."""
    pairs = zip(sides(one), sides(other), strict=True)
    return sum(abs(a - b) for a, b in pairs)
