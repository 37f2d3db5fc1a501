"""What every open document can do, whatever its format."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, runtime_checkable

from pymupdf import mupdf

from counterpoint.documents.client.highlights import FileHighlights
from counterpoint.documents.client.jobs import Layout, Render
from counterpoint.documents.client.links import PageLinks
from counterpoint.documents.client.pages import Line
from counterpoint.documents.client.replies import Opened
from counterpoint.documents.worker.answers import Answer
from counterpoint.documents.worker.tones import Pictures, pictures_of
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal


@dataclass(frozen=True)
class Sheet:
    """A page ready to draw: its display list, its size in page units, whether it brings paper."""

    drawing: mupdf.FzDisplayList
    size: tuple[float, float]
    paper: bool

    @cached_property
    def pictures(self) -> Pictures | None:
        """Its pictures, where some keep their colours in the dark."""
        return pictures_of(self.drawing, self.size)


class Locked(Refusal):
    """A document that a password opens: none was given, or not the right one."""


@runtime_checkable
class HasArticle(Protocol):
    """A document that was opened as an article."""

    def article(self) -> Answer:
        """It in blocks, and what is known of it."""
        ...


class OpenDocument(Protocol):
    """One open document; what it keeps is only a cache."""

    def opened(self) -> Opened:
        """What is known of it."""
        ...

    def sizes(self, layout: Layout) -> list[tuple[float, float]]:
        """Width and height of each page in page units."""
        ...

    def sheet(self, job: Render) -> Sheet:
        """The page that a job asks for."""
        ...

    def lines(self, page: int, layout: Layout) -> list[Line]:
        """The lines of a page."""
        ...

    def links(self, page: int, layout: Layout) -> PageLinks:
        """Where a page leads to, as far as it may."""
        ...

    def extract(self, first: int, last: int) -> int:
        """Keep raw text at hand; how many sections have it now."""
        ...

    def read(self) -> ReadingText:
        """The whole reading text."""
        ...

    def highlights(self, first: int, last: int) -> FileHighlights:
        """The highlights that the file has of its own in some sections."""
        ...
