"""Whether a project's folder is still where it was opened."""

import os

from counterpoint.domain.project_file import PROJECT_FILE
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder, open_folder
from counterpoint.storage.wording import said


def is_there(folder: ProjectFolder) -> bool:
    """Whether something of the project is seen there; a disk that fails shows nothing."""
    try:
        return _stands(folder)
    except OSError:
        return False


def refuse_if_gone(folder: ProjectFolder) -> None:
    """Refusal where the folder is gone, or another project stands in its place.

    Raises OSError where that cannot be told.
    """
    if not _stands(folder):
        raise Refusal(
            f"the project's folder “{said(folder.path)}” is gone; put it back, and saving goes on."
        )
    if _id_there(folder) not in {"", folder.id}:
        raise Refusal(
            f"another project stands in the place of “{said(folder.path)}”; put the right folder "
            "back, and saving goes on."
        )


def _stands(folder: ProjectFolder) -> bool:
    """Whether something of the project stands there; a disk that went leaves an empty folder."""
    if not folder.path.is_dir():
        return False
    return os.path.lexists(folder.path / PROJECT_FILE) or folder.readers.is_dir()


def _id_there(folder: ProjectFolder) -> str:
    """The id of the project that stands there; empty where nothing says it."""
    try:
        return open_folder(folder.path).id
    except Refusal:
        return ""
