"""Reading a whole project: every reader's file, merged."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from counterpoint.storage.codec import HIGHEST_OWN, HIGHEST_READ
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.readers import ReaderFile, read_reader_file, reader_names
from counterpoint.storage.winners import Winners
from counterpoint.storage.wording import said


class Gathered:
    """Owns what the files of a project say together.

    ``findings`` are sentences; ``writers`` the readers' names by installation; ``rows`` says in
    which row of which file a record stands, by file, table and id.
    """

    def __init__(self) -> None:
        self.winners = Winners()
        self.findings: list[str] = []
        self.writers: dict[str, str] = {}
        self.rows: dict[str, dict[str, dict[str, str]]] = {}

    def take(self, file: ReaderFile, highest: int = HIGHEST_READ) -> None:
        """Take in one file, its records up to the highest revision."""
        taken = self.winners.take_rows(file.tables, file.name, highest)
        self.rows[file.name] = taken.rows
        self.findings += (*file.findings, *taken.findings)
        about = file.about
        if about is None:
            return
        if about.file_name != file.name:
            self.findings.append(
                f"“{said(file.name)}” is another version of {about.name}'s file, made by a "
                "program that synchronises folders; its records were merged."
            )
        self.writers.setdefault(about.installation, about.name)


def gather(folder: ProjectFolder, own: ReaderFile | None = None) -> Gathered:
    """Read and merge every file of a project; never raises.

    ``own`` is this installation's file, read already.
    """
    gathered = Gathered()
    with _no_collection():
        if own is not None and own.exists:
            gathered.take(own, HIGHEST_OWN)
        for name in reader_names(folder):
            if own is None or name != own.name:
                gathered.take(read_reader_file(folder, name))
    return gathered


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off the search for cycles: among so many new records it costs as much as reading them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
