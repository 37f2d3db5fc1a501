"""What is wrong with the copies of the sources: each edition's file, held against its record."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.sources import document_path, fingerprint, is_bare
from counterpoint.storage.wording import REPAIR, named, said, size_of

LARGEST_SOURCE = 1 << 31
"""Bytes; no document that the program opens is larger, so a larger file is none of them."""


@dataclass(frozen=True)
class EditionFault:
    """What is wrong with the file of one edition; ``stands_as`` is a name its bytes are under."""

    document: Document
    edition: Edition
    what: str
    stands_as: str = ""


@dataclass
class Sources:
    """Owns what was found in a project's documents folder.

    ``files`` are the sound ones by SHA-256.
    """

    folder: ProjectFolder
    files: dict[str, Path] = field(default_factory=dict)
    faults: list[EditionFault] = field(default_factory=list)
    _others: dict[str, str] | None = None

    def look(self, documents: Iterator[Document]) -> None:
        """Look for every edition of every document, and for what is missing under other names."""
        missing: list[EditionFault] = []
        for document in documents:
            for edition in document.editions:
                fault = self._fault(document, edition)
                if fault is not None:
                    missing.append(fault)
        self.faults = [replace(one, stands_as=self._other_name(one.edition)) for one in missing]

    def _fault(self, document: Document, edition: Edition) -> EditionFault | None:
        if not is_bare(edition.file):
            return None  # said of the record already
        try:
            path = document_path(self.folder, replace(document, editions=(edition,)))
            what = "" if self._is_edition(path, edition) else _changed(document, edition)
        except Refusal as refusal:
            what = str(refusal)
        except OSError as error:
            what = f"“{named(document.title)}” cannot be read: {reason_of(error)}."
        return EditionFault(document, edition, what) if what else None

    def _is_edition(self, path: Path, edition: Edition) -> bool:
        """Whether a file is that edition still; Refusal or OSError where it cannot be read."""
        if edition.sha256 in self.files:
            return self.files[edition.sha256] == path or _print(path) == edition.sha256
        if _print(path) != edition.sha256:
            return False
        self.files[edition.sha256] = path
        return True

    def _other_name(self, edition: Edition) -> str:
        """The name of a file with an edition's bytes; empty where there is none."""
        if edition.sha256 in self.files:
            return self.files[edition.sha256].name
        if self._others is None:
            self._others = dict(self._strangers())
        return self._others.get(edition.sha256, "")

    def _strangers(self) -> Iterator[tuple[str, str]]:
        """Fingerprint and name of each file that no record names, or that is not what it says."""
        known = set(self.files.values())
        if self.folder.documents.is_symlink() or not self.folder.documents.is_dir():
            return
        for name in sorted(entry.name for entry in os.scandir(self.folder.documents)):
            path = self.folder.documents / name
            if path not in known and is_bare(name) and not name.startswith("."):
                try:
                    yield _print(path), name
                except (OSError, Refusal):
                    continue


def edition_sentence(fault: EditionFault) -> str:
    """What is wrong, and what can be done."""
    if not fault.stands_as:
        return fault.what
    return (
        f"“{named(fault.document.title)}” has no file “{said(fault.edition.file)}” any more, but"
        f" its bytes stand in “{said(fault.stands_as)}”; {REPAIR} joins the two again."
    )


def _changed(document: Document, edition: Edition) -> str:
    name = said(edition.file)
    return (
        f"“{named(document.title)}” is no longer the file that was added; put the original back as"
        f" “{name}” in the documents folder."
    )


def _print(path: Path) -> str:
    """A file's fingerprint; Refusal where it is no document of ours for its size alone."""
    about = path.lstat()
    if stat.S_ISREG(about.st_mode) and about.st_size > LARGEST_SOURCE:
        raise Refusal(
            f"“{said(path.name)}” is larger than {size_of(LARGEST_SOURCE)} and was not read; put"
            " the document's own file in its place."
        )
    return fingerprint(path)
