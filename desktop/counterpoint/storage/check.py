"""Whether a project is sound."""

from collections.abc import Iterator
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


def check(path: Path) -> tuple[str, ...]:
    """What is wrong with a project, in sentences; empty where it is sound. Never writes.

    Refusal where there is no project.
    """
    folder = open_folder(path)
    gathered = gather(folder)
    records = list(gathered.winners.records())
    return (*gathered.findings, *_relations(records), *_documents(folder, records))


def _relations(records: list[Record]) -> Iterator[str]:
    """Ends that no file knows. A claim that was removed is known, and its relations are shown."""
    claims = {record.id for record in records if isinstance(record, Claim)}
    for relation in records:
        if not isinstance(relation, Relation) or relation.removed:
            continue
        for end in (relation.source, relation.target):
            if end not in claims:
                yield f"Relation {relation.id} ties a claim that is not there: {end}."


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
