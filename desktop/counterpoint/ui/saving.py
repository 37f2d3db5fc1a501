"""Keeping the store in step with the project, and saying how far it has come."""

from PySide6.QtCore import QObject, Signal

from counterpoint.app.ports import Progress, Store
from counterpoint.domain.changes import Change
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.background import Mailbox


class Saver(QObject):
    """Owns the last ticket given out; ``changed`` follows each step."""

    changed = Signal()

    def __init__(self, store: Store, mailbox: Mailbox) -> None:
        super().__init__()
        self._store = store
        self._mailbox = mailbox
        self._ticket = 0
        self._refused = ""
        store.subscribe(self._hear)

    def save(self, change: Change) -> None:
        """Write what one gesture changed.

        It stays on the screen even where the store refuses it: nothing written is thrown away.
        What others wrote is on the disk already.
        """
        if change.is_foreign:
            return
        try:
            self._ticket = self._store.save(change.records)
        except Refusal as refusal:
            self._refused = str(refusal)
        self.changed.emit()

    @property
    def failure(self) -> str:
        """Why the disk does not take what is written; empty while it does."""
        return self._refused or self._store.progress.failure or ""

    @property
    def is_done(self) -> bool:
        """Whether everything is on the disk."""
        return not self._refused and self._store.progress.acknowledged >= self._ticket

    @property
    def state(self) -> str:
        """In a word or a few."""
        if self._store.read_only_reason:
            return "Read only"
        if self.failure:
            return "Not saved"
        return "Saved" if self.is_done else "Saving …"

    def _hear(self, _progress: Progress) -> None:
        """Called from the writer's thread."""
        self._mailbox.post(self.changed.emit)
