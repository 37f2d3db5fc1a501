"""How far the changes of a project that is open have come."""

from counterpoint.storage.files import Files
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.writer import Listener, Progress, Writer


class Writing(Files):
    """Owns the writer of a project; its listeners are called from the writer's thread."""

    def __init__(self, folder: ProjectFolder) -> None:
        super().__init__(folder)
        self._writer = Writer()

    @property
    def progress(self) -> Progress:
        """How far saving has come."""
        return self._writer.progress

    def subscribe(self, listener: Listener) -> None:
        """Tell ``listener`` of every change of the progress, from the writer thread."""
        self._writer.listeners.append(listener)

    def wait_saved(self, timeout: float) -> bool:
        """Wait until everything is on the disk; False where it took longer (in seconds)."""
        return self._writer.wait(timeout)

    def compact(self) -> None:
        """Ask for a new snapshot; also ends a wait to try a failed write again."""
        self._writer.compact()
