"""Whether a project is sound."""

from collections.abc import Callable, Iterator
from pathlib import Path

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.storage.folder import ProjectFolder, open_folder
from counterpoint.storage.gathering import gather
from counterpoint.storage.sources import document_path, fingerprint
from counterpoint.storage.wording import said

PagesIn = Callable[[Path, str], int | None]
"""How many pages a file of a format has; None where that is not known."""


def unknown(_path: Path, _format: str) -> int | None:
    """The pages of a file that nobody opens."""
    return None


def check(path: Path, pages_in: PagesIn = unknown) -> tuple[str, ...]:
    """What is wrong with a project, in sentences; empty where it is sound. Never writes.

    ``pages_in`` is asked about documents of which regions are claims. Refusal where there is no
    project.
    """
    folder = open_folder(path)
    gathered = gather(folder)
    records = list(gathered.winners.records())
    return (
        *gathered.findings,
        *_relations(records),
        *_documents(folder, records),
        *_regions(folder, records, pages_in),
    )


def _relations(records: list[Record]) -> Iterator[str]:
    """Ends that no file knows. A claim that was removed is known, and its relations are shown."""
    claims = {record.id for record in records if isinstance(record, Claim)}
    for relation in records:
        if not isinstance(relation, Relation) or relation.removed:
            continue
        for end in (relation.source, relation.target):
            if end not in claims:
                yield f"Relation {relation.id} ties a claim that is not there: {end}."


def _regions(folder: ProjectFolder, records: list[Record], pages_in: PagesIn) -> Iterator[str]:
    """Regions that are no rectangle, or that lie on a page which their document does not have.

    What a new edition has not is left to the reader: a claim's anchor tells which edition it is of.
    """
    documents = {one.id: one for one in records if isinstance(one, Document) and not one.removed}
    found: dict[str, int | None] = {}
    for claim in records:
        region = claim.anchor.region if isinstance(claim, Claim) and not claim.removed else None
        if region is None or not isinstance(claim, Claim):
            continue
        if region.section < 0 or region.left >= region.right or region.top >= region.bottom:
            yield f"Claim {claim.id} is on a region that no page can have."
            continue
        document = documents.get(claim.document)
        if document is None or claim.anchor.edition != document.edition.sha256:
            continue
        if document.id not in found:
            found[document.id] = _pages_of(folder, document, pages_in)
        pages = found[document.id]
        if pages is not None and region.section >= pages:
            yield (
                f"Claim {claim.id} is on page {region.section + 1} of “{document.title}”, which"
                f" has {pages}."
            )


def _pages_of(folder: ProjectFolder, document: Document, pages_in: PagesIn) -> int | None:
    """A document's pages; None where it cannot be opened, which is found elsewhere."""
    try:
        return pages_in(document_path(folder, document), document.format)
    except (OSError, Refusal):
        return None


def _documents(folder: ProjectFolder, records: list[Record]) -> Iterator[str]:
    for document in records:
        if not isinstance(document, Document) or document.removed:
            continue
        finding = _document(folder, document)
        if finding:
            yield finding


def _document(folder: ProjectFolder, document: Document) -> str:
    try:
        found = fingerprint(document_path(folder, document))
    except Refusal as refusal:
        return str(refusal)
    except OSError as error:
        return f"“{document.title}” cannot be read: {error.strerror or said(error)}."
    if found != document.edition.sha256:
        return f"“{document.title}” is no longer the file that was added: {document.edition.file}."
    return ""
