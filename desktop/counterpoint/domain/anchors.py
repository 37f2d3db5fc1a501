"""What finds a passage again."""

from dataclasses import dataclass

CONTEXT_LENGTH = 64
"""Code points of context kept before and after a quote."""


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
    """A rectangle of a page in points (1/72 inch) from the page's top left corner."""

    section: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Anchor:
    """Where a claim stands: edition (SHA-256), places, the quote and its surroundings.

    A passage that crosses pages has one place in each. ``page`` is the printed label,
    ``paragraph`` counts the document's paragraphs from 1; both only tell a person where to look.
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
    def order(self) -> tuple[int, int, int, int]:
        """Reading order within one document: first start, then last end."""
        if not self.places:
            section = self.region.section if self.region else 0
            return (section, 0, section, 0)
        first, last = self.places[0], self.places[-1]
        return (first.section, first.start, last.section, last.end)
