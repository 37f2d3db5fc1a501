"""How a file and its journal looked when we left them."""

import contextlib
import os
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import is_temporary
from counterpoint.storage.journal import Journal
from counterpoint.storage.looks import Look, look_of


class Overtaken(Refusal):
    """Another program has written a file just before it would have been replaced."""

    def __init__(self) -> None:
        super().__init__("another program writes your file, too; saving goes on when it is done.")


class Traces:
    """Owns how two files looked last; asking ``are_changed`` may be done from any thread."""

    def __init__(self, snapshot: Path, journal: Path) -> None:
        self._paths = snapshot, journal
        self.left = self.now()
        self._coming: Look | None = None

    def now(self) -> tuple[Look | None, Look | None]:
        """How the two look now."""
        snapshot, journal = self._paths
        return look_of(snapshot), look_of(journal)

    def are_changed(self, journal: Journal | None) -> bool:
        """Whether another program touched one; the open journal, if any, knows its own length."""
        return bool(self.changed(journal))

    def changed(self, journal: Journal | None) -> list[Path]:
        """Which of the two another program touched."""
        snapshot, journal_path = self._paths
        found = [snapshot] if look_of(snapshot) != self.left[0] else []
        if journal is None:
            is_changed = look_of(journal_path) != self.left[1]
        else:
            is_changed = not journal.is_in_place
        return [*found, journal_path] if is_changed else found

    def confirm(self, temporary: Path, journal: Journal | None) -> None:
        """Let a new snapshot take its place; Overtaken where another program was there first."""
        if self.are_changed(journal):
            raise Overtaken
        self._coming = look_of(temporary)

    def leave(self, journal: Journal | None) -> None:
        """The new snapshot stands: remove the journal, whose lines it has, and remember the look.

        A journal that another program wrote meanwhile stays, to be taken in like any other of its
        deeds; that ours cannot be removed does no harm.
        """
        path, left = self._paths[1], None
        is_theirs = path in self.changed(journal)
        if journal is not None:
            journal.close()
        if not is_theirs:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                left = look_of(path)
        there, coming = self.now()[0], self._coming
        # Some disks give a file another number in its new place.
        is_ours = there is not None and there.is_as_full(coming)
        self.left = (there if is_ours else coming), left

    def sweep(self) -> None:
        """Remove temporary files that a kill left beside the two; under our lock they are ours.

        Those of others stay: on a shared disk they may be writing them now.
        """
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._paths[0].parent):
                if any(is_temporary(entry.name, path) for path in self._paths):
                    Path(entry).unlink()
