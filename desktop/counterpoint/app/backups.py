"""What the app needs of the backups of a project, in its own words."""

from collections.abc import Callable, Sequence
from typing import Protocol

from counterpoint.domain.backups import Backup, Contents


class Backups(Protocol):
    """The backups of what this installation wrote in a project. Any thread may use them."""

    @property
    def is_due(self) -> bool:
        """Whether something may have changed since the last backup."""
        ...

    def listed(self) -> Sequence[Backup]:
        """All of them, the latest first; some may be damaged."""
        ...

    def claims_in(self, backup: Backup) -> int | None:
        """How many claims a backup has; None where it cannot be read."""
        ...

    def contents_of(self, backup: Backup, is_current: Callable[[str, int, str], bool]) -> Contents:
        """What a backup has that is not current: asked for each id, revision and writer."""
        ...

    def make(self) -> Backup | None:
        """A backup of all there is, unless the newest one is that; None where there is nothing."""
        ...

    def catch_up(self) -> str:
        """Make one if something changed since; why it fails, in a sentence."""
        ...

    def thin(self) -> None:
        """Drop those that need not be kept."""
        ...
