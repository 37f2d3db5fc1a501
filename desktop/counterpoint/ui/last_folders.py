"""Where file dialogs begin: in the folders used last, never where the program was started."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from counterpoint.app.ports import Memory
from counterpoint.ui.background import Background

FOLDERS = "folders"
"""The name under which the folders are kept."""


class LastFolders:
    """Owns the folder that files were chosen from last, and the one the last project stands in.

    ``new_projects`` is where projects go unless the reader says otherwise.
    """

    def __init__(self, memory: Memory, disk: Background, new_projects: Path) -> None:
        self._memory = memory
        self._disk = disk
        self._new_projects = new_projects
        self._kept = dict(memory.recall(FOLDERS))

    @property
    def for_documents(self) -> Path:
        """Where files are asked for first."""
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return self._folder("documents", Path(QStandardPaths.writableLocation(place)))

    @property
    def for_projects(self) -> Path:
        """Where a project is asked for first."""
        return self._folder("projects", self._new_projects)

    def took(self, file: Path) -> None:
        """A file was chosen."""
        self._note("documents", file.parent)

    def opened(self, project: Path) -> None:
        """A project's folder is on the window."""
        self._note("projects", project.parent)

    def _folder(self, use: str, usual: Path) -> Path:
        """The folder last used so, else the usual one, or what there is of it."""
        last = self._kept.get(use)
        if isinstance(last, str) and last and Path(last).is_dir():
            return Path(last)
        return next((one for one in (usual, *usual.parents) if one.is_dir()), usual)

    def _note(self, use: str, folder: Path) -> None:
        name = str(folder)
        # names on Linux need not be Unicode, and such a one cannot be written as JSON
        if self._kept.get(use) != name and name.isprintable():
            self._kept[use] = name
            self._disk.jot(partial(self._memory.remember, FOLDERS, dict(self._kept)))
