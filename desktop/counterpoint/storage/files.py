"""The documents of a project that is open."""

from pathlib import Path

from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal
from counterpoint.storage import sources
from counterpoint.storage.folder import ProjectFolder


class Files:
    """Owns a project's folder while it is open, and why it cannot be written, if so."""

    def __init__(self, folder: ProjectFolder) -> None:
        self.folder = folder
        self.read_only_reason = ""

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders where other programs do what ``look`` finds."""
        return (self.folder.path, self.folder.readers)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved."""
        return bool(self.read_only_reason)

    def refuse_unless_writable(self) -> None:
        """Refusal where nothing can be saved; it says why."""
        if self.read_only_reason:
            raise Refusal(self.read_only_reason)

    def add_document(self, source: Path) -> tuple[str, str]:
        """Copy a source into the project: its bare file name there and its SHA-256.

        Refusal where the source cannot be read or the project not written.
        """
        self.refuse_unless_writable()
        return sources.add_document(self.folder, source)

    def document_path(self, document: Document) -> Path:
        """Where a document's shown edition is; Refusal where its name is no plain file there."""
        return sources.document_path(self.folder, document)
