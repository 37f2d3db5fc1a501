"""Documents of a project: their records, and putting one on the desk."""

from pathlib import PurePath
from typing import Protocol

from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.holdings import Holdings


class Described(Protocol):
    """What a document says about itself; what is unknown is empty."""

    @property
    def format(self) -> str:
        """The format it was read as."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def author(self) -> str:
        """Its authors."""
        ...

    @property
    def date(self) -> str:
        """Its date, ISO 8601."""
        ...

    @property
    def publisher(self) -> str:
        """Its publisher."""
        ...

    @property
    def language(self) -> str:
        """Its language (BCP 47)."""
        ...

    @property
    def address(self) -> str:
        """Where on the web it was kept from."""
        ...


def document_of(described: Described, edition: Edition, order: int) -> Document:
    """The catalogue entry of a document that is new to the project."""
    return Document(
        id=edition.sha256,
        title=described.title or PurePath(edition.file).stem,
        editions=(edition,),
        format=described.format,
        author=described.author,
        date=described.date,
        publisher=described.publisher,
        language=described.language,
        order=order,
        address=described.address,
    )


def next_order(holdings: Holdings) -> int:
    """The place after the last document of the catalogue."""
    return max((document.order for document in holdings.documents()), default=0) + 1


def with_edition(holdings: Holdings, sha256: str) -> Document | None:
    """The document that has an edition of that fingerprint."""
    documents = holdings.documents()
    return next((d for d in documents if any(e.sha256 == sha256 for e in d.editions)), None)
