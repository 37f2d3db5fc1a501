"""What finds a passage again."""

from dataclasses import dataclass

CONTEXT_LENGTH = 64
"""Code points of context kept before and after a quote."""

TALLEST = 10_000_000
"""Points: no page is higher."""

_SLACK = 1.0
"""Points by which a region may lie outside its page: programs round differently."""


@dataclass(frozen=True)
class Place:
    """A range of a section's raw text: code points from 0, end-exclusive.

    ``extractor`` names the version of the code that made the raw text; a place made by another
    version is a hint and no more.
    """

    section: int
    start: int
    end: int
    extractor: str


@dataclass(frozen=True)
class Region:
    """A rectangle of a page in points (1/72 inch) from the page's top left corner.

    The page is the one of that index as it stands in the file, not turned. ``page_width`` and
    ``page_height`` are its size when the region was drawn, 0 where that is not known.
    """

    section: int
    left: float
    top: float
    right: float
    bottom: float
    page_width: float = 0.0
    page_height: float = 0.0

    def overlaps(self, other: "Region") -> bool:
        """Whether the two share some of a page."""
        is_beside = max(self.left, other.left) < min(self.right, other.right)
        is_level = max(self.top, other.top) < min(self.bottom, other.bottom)
        return self.section == other.section and is_beside and is_level

    def is_inside(self, width: float, height: float) -> bool:
        """Whether it lies on a page of that size in points, all but a point that was rounded."""
        is_after = self.left >= -_SLACK and self.top >= -_SLACK
        return is_after and self.right <= width + _SLACK and self.bottom <= height + _SLACK


@dataclass(frozen=True)
class Anchor:
    """Where a claim stands: edition (SHA-256), places, the quote and its surroundings.

    A passage that crosses pages has one place in each. A region has no places and no quote.
    ``page`` is the printed label, ``paragraph`` counts the document's paragraphs from 1; both only
    tell a person where to look.
    """

    edition: str
    places: tuple[Place, ...] = ()
    quote: str = ""
    before: str = ""
    after: str = ""
    page: str | None = None
    paragraph: int | None = None
    region: Region | None = None

    @property
    def words(self) -> str:
        """The quote on one line; of a region, which page it is on."""
        if self.region is None:
            return " ".join(self.quote.split())
        label = str(self.region.section + 1) if self.page is None else self.page
        return f"Region on p. {label}"

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Reading order within one document: first start, then last end.

        The regions of a page come before its text, from its top to its foot.
        """
        if self.region is not None:
            section = self.region.section
            return (section, int(self.region.top) - TALLEST, section, int(self.region.left))
        if not self.places:
            return (0, 0, 0, 0)
        first, last = self.places[0], self.places[-1]
        return (first.section, first.start, last.section, last.end)
