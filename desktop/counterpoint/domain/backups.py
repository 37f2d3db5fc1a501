"""A backup of what one installation wrote in a project, and what stands in it."""

from dataclasses import dataclass
from datetime import datetime

from counterpoint.domain.records import Record


@dataclass(frozen=True)
class Backup:
    """One backup, as its name tells it.

    ``made`` is UTC by the clock of that time, to the second; clocks go wrong, and so ``number``,
    counting from 1, says which was made after which. ``stem`` names reader and installation. One
    that ``is_kept`` was the newest before a damage, and is never dropped.
    """

    made: datetime
    number: int
    stem: str
    is_kept: bool = False


@dataclass(frozen=True)
class Contents:
    """What a backup holds: which claims (ids) stood, and those records that are others now."""

    claims: frozenset[str]
    records: tuple[Record, ...]
