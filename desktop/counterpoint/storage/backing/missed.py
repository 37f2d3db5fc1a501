"""That a project was closed without its backup, kept on this computer until it is told."""

import contextlib
import hashlib
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import make_folder, read_plain, replace_file
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.wording import said

FOLDER = "missed-backups"
"""Its folder, in the state folder."""

_LIMIT = 1 << 14


class Missed:
    """Keeps and finds why one installation could not back up one project when it was closed.

    A project is known by its id, wherever its folder is by now. Nothing here raises: a computer
    that cannot keep it tells no less than before.
    """

    def __init__(self, project: ProjectFolder, identity: Identity, state: Path) -> None:
        whose = f"{project.id} {identity.reader} {identity.installation}"
        key = hashlib.sha256(whose.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._path = state / FOLDER / f"{key}.txt"

    def keep(self, why: str) -> None:
        """Keep a sentence; an empty one, where a backup could be made, takes away what was kept."""
        with contextlib.suppress(OSError):
            if why:
                make_folder(self._path.parent)
                replace_file(self._path, [why.encode("utf-8", "replace")])
            else:
                self._path.unlink(missing_ok=True)

    def take(self) -> str:
        """The sentence that was kept, once; empty where there is none."""
        try:
            why = said(read_plain(self._path, _LIMIT).decode("utf-8"))
        except UnicodeDecodeError:
            why = ""  # Nobody can read it: it goes.
        except (OSError, Refusal):
            return ""
        self.keep("")
        return why
