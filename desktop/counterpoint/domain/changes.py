"""One gesture of the reader, and how it is taken back."""

from dataclasses import dataclass, field

from counterpoint.domain.records import Record


@dataclass(frozen=True)
class Edit:
    """One record before and after; ``before`` is None where the record is new."""

    before: Record | None
    after: Record


@dataclass(frozen=True)
class Change:
    """What one gesture did, under a label a reader understands.

    One that ``is_foreign`` was not made here: another reader's, or that of another program.
    """

    label: str
    edits: tuple[Edit, ...]
    is_foreign: bool = False

    @property
    def records(self) -> tuple[Record, ...]:
        """The records as they now are."""
        return tuple(edit.after for edit in self.edits)


@dataclass
class History:
    """Owns the changes that can be undone and redone, the latest last."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def record(self, change: Change) -> None:
        """A new gesture: what was undone before it can no longer be redone."""
        self.done.append(change)
        self.undone.clear()
