"""What every stored record has: an identity, a revision and the installation that wrote it."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import uuid4


@dataclass(frozen=True, kw_only=True)
class Record:
    """Anything stored. Of two versions with one id, the higher ``(rev, writer)`` wins.

    ``rev`` is a Lamport counter (Lamport 1978): a new version is one above the highest
    revision its writer has seen. ``made`` and ``changed`` are UTC, ISO 8601 with seconds; they
    inform the reader and never decide. A removed record stays as a tombstone.
    """

    id: str
    rev: int = 0
    writer: str = ""
    made: str = ""
    changed: str = ""
    removed: bool = False

    @property
    def version(self) -> tuple[int, str]:
        """The order in which versions of one record win."""
        return (self.rev, self.writer)


AnyRecord = TypeVar("AnyRecord", bound=Record)


def new_id() -> str:
    """A random identity (UUID version 4)."""
    return str(uuid4())
