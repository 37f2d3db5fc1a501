"""Taking the documents of one project into another. Nothing is written in the first."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.gathering import gather
from counterpoint.storage.sources import add_document, document_path, safe_name
from counterpoint.storage.wording import said


def standing_records(folder: ProjectFolder) -> list[Record]:
    """The winning version of every record, tombstones left out; takes no lock, never writes."""
    return [record for record in gather(folder).winners.records() if not record.removed]


def files_of(folder: ProjectFolder) -> Iterator[Path]:
    """The files of a project's documents; of earlier editions only those that are there.

    Refusal where the file that is shown cannot be used, or would get another name in a copy: the
    catalogue would then not find it.
    """
    for document in standing_records(folder):
        if not isinstance(document, Document):
            continue
        *earlier, shown = document.editions
        for edition in earlier:
            with contextlib.suppress(Refusal):
                yield _source(folder, replace(document, editions=(edition,)))
        yield _source(folder, replace(document, editions=(shown,)))


def _source(folder: ProjectFolder, document: Document) -> Path:
    path = document_path(folder, document)
    if safe_name(path.name) != path.name:
        raise _unlike(path.name)
    return path


def copy_into(folder: ProjectFolder, source: Path) -> None:
    """Copy a document into a project under its name; Refusal where that is taken."""
    name, _ = add_document(folder, source)
    if name != source.name:
        raise _unlike(source.name)


def _unlike(name: str) -> Refusal:
    return Refusal(
        f"“{said(name)}” cannot be copied under its name; rename it in the other project's "
        "documents folder and add it there again."
    )
