"""One project as its reader works on it: the one door for changes, and their undo."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from counterpoint.domain.changes import Change, Edit, History
from counterpoint.domain.holdings import Holdings
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal

PLAUSIBLE_REVISION = 1 << 51
"""No honest history counts so far: such a revision must not push all later ones out of range."""

Listener = Callable[[Change], None]


def utc_now() -> str:
    """The time in UTC as ISO 8601 with seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Project(Holdings):
    """Owns the records of one project and the history of this reader's changes.

    Every change goes through ``put`` or ``remove``, what others have changed through ``take``. It
    has a label, and is told to the listeners in the order in which they subscribed. ``writer`` is
    the installation's id, ``reader`` the person's. While ``refuse`` holds a sentence, every change
    of this reader is refused with it.
    """

    def __init__(
        self, writer: str, reader: str, refuse: str = "", now: Callable[[], str] = utc_now
    ) -> None:
        super().__init__()
        self.refuse = refuse
        self.writer = writer
        self.reader = reader
        self._now = now
        self._history = History()
        self._clock = 0
        self._listeners: list[Listener] = []

    def keep(self, record: Record) -> None:
        """Hold a record, and never again write a revision at or below its own."""
        if record.rev < PLAUSIBLE_REVISION:
            self._clock = max(self._clock, record.rev)
        super().keep(record)

    def expect(self, records: Iterable[Record]) -> None:
        """Write only revisions above those of records that are still to be taken."""
        plausible = (record.rev for record in records if record.rev < PLAUSIBLE_REVISION)
        self._clock = max(self._clock, *plausible, 0)

    def subscribe(self, listener: Listener) -> None:
        """Tell ``listener`` of every change from now on."""
        self._listeners.append(listener)

    def put(self, label: str, *records: Record) -> Change:
        """Add or change records in one gesture."""
        return self._make(label, records, self._history.record)

    def amend(self, label: str, record: Record) -> Change:
        """Change a record; together with the change before, if that is of the same kind, one step.

        That is so where the latest change has this label and changed only this record.
        """
        last = self._history.done[-1] if self._history.done else None
        change = self.put(label, record)
        if (
            last is not None
            and last.label == label
            and [e.after.id for e in last.edits] == [record.id]
            and _is_same(change.edits[0].before, last.edits[0].after)
        ):
            merged = Edit(last.edits[0].before, change.edits[0].after)
            self._history.done[-2:] = [Change(label, (merged,))]
        return change

    def put_for_good(self, label: str, *records: Record) -> Change:
        """Add or change records in one gesture that is no step of undo: what a project begins with.

        An earlier step that concerns one of these records can no longer be undone either.
        """
        return self._make(label, records)

    def remove(self, label: str, *records: Record) -> Change:
        """Remove records in one gesture; they stay as tombstones."""
        return self.put(label, *(replace(record, removed=True) for record in records))

    def take(self, records: Iterable[Record], label: str) -> Change:
        """Hold what was written elsewhere, as it is; it is no step of undo.

        What is held already, and a version that has lost to the one that is held, is left out. The
        change is told even while this reader's own are refused, unless nothing is left of it.
        """
        edits = []
        for record in records:
            held = self.held(record)
            if _is_news(held, record):
                self.keep(record)
                edits.append(Edit(held, record))
        change = Change(label, tuple(edits), is_foreign=True)
        if edits:
            self._tell(change)
        return change

    def undo(self) -> Change:
        """Take back the latest change of this reader.

        Raises Refusal where there is none, or where one of its records has been changed since.
        """
        return self._reverse(self._history.done, self._history.undone, "undo")

    def redo(self) -> Change:
        """Bring back what was undone last; refuses as ``undo`` does."""
        return self._reverse(self._history.undone, self._history.done, "redo")

    def _make(
        self, label: str, records: Iterable[Record], first: Listener = lambda _: None
    ) -> Change:
        """Change records and tell it, to ``first`` before all others."""
        _allow(self.refuse)
        now = self._now()
        change = Change(label, tuple(self._edit(record, now) for record in records))
        first(change)
        self._tell(change)
        return change

    def _reverse(self, source: list[Change], target: list[Change], verb: str) -> Change:
        if not source:
            raise Refusal(f"There is nothing to {verb}.")
        _allow(self.refuse)
        change = source.pop()
        if any(not _is_same(self.held(edit.after), edit.after) for edit in change.edits):
            raise Refusal(
                f"Cannot {verb} “{change.label}”: it was changed elsewhere since then. "
                "Change it by hand; nothing is lost."
            )
        inverses, now = [_inverse(edit) for edit in reversed(change.edits)], self._now()
        taken_back = Change(change.label, tuple(self._edit(record, now) for record in inverses))
        target.append(taken_back)
        self._tell(taken_back)
        return taken_back

    def _edit(self, record: Record, now: str) -> Edit:
        """Give a record its next version and keep it; all of a gesture are made at one time."""
        before = self.held(record)
        made = before.made if before else record.made or now
        # What stands is outdone even where the clock did not follow it.
        rev = max(self._clock, before.rev if before else 0) + 1
        after = replace(record, rev=rev, writer=self.writer, made=made, changed=now)
        self.keep(after)
        return Edit(before, after)

    def _tell(self, change: Change) -> None:
        for listener in self._listeners:
            listener(change)


def _allow(refuse: str) -> None:
    if refuse:
        raise Refusal(refuse)


def _is_same(held: Record | None, made: Record) -> bool:
    """Whether a record is still as a change made it, however often it was undone and redone."""
    return held is not None and replace(held, rev=made.rev, changed=made.changed) == made


def _is_news(held: Record | None, record: Record) -> bool:
    """Whether a record is other than what is held, and has not lost to it."""
    return held is None or (record.version >= held.version and record != held)


def _inverse(edit: Edit) -> Record:
    """The record that takes an edit back: what was before, or a tombstone of what is new."""
    return edit.before if edit.before is not None else replace(edit.after, removed=True)
