"""Restoring a backup: what it would change, said in words, and done as one change."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.app.describing import counted
from counterpoint.domain.backups import Backup, Contents
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.exchange.citations import written_date

NO_BACKUP = (
    "There is no backup yet. One is made every 30 minutes while you work and when the project is "
    "closed, if anything has changed."
)
NOTHING = "The project has all of this backup. Nothing would change."
NOTHING_NOW = "The project has all of this backup already; nothing was changed."

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOUNS: tuple[tuple[type[Record], str], ...] = (
    (Claim, "claim"),
    (Relation, "relation"),
    (Document, "document"),
    (Record, "kind"),
)
"""What a record is called; the first that fits."""


@dataclass(frozen=True)
class Restoration:
    """What restoring a backup does.

    ``back`` are the records that were removed or lost since, ``changed`` those that were changed,
    both as they will be; ``since`` counts the reader's claims that were made since and stay.
    """

    back: tuple[Record, ...]
    changed: tuple[Record, ...]
    since: int

    @property
    def records(self) -> tuple[Record, ...]:
        """All that is put into the project."""
        return (*self.back, *self.changed)

    @property
    def prospect(self) -> str:
        """What would happen, in a sentence."""
        parts = [_told(self.back, "comes back", "come back")]
        parts.append(_told(self.changed, "changes back", "change back"))
        return f"{_sentence(parts)}." if self.records else NOTHING

    @property
    def stays(self) -> str:
        """How much of what was made since stays, in a sentence; empty where that is no claim."""
        verb = "stays" if self.since == 1 else "stay"
        return f"{counted(self.since, 'claim')} made since {verb}." if self.since else ""


def restoration(project: Project, contents: Contents, claims: Iterable[Claim]) -> Restoration:
    """What restoring would do; ``claims`` are all that the project has now.

    Only what this reader said is touched; of the catalogue and the scheme, which are everybody's,
    only what this installation was the last to change. Nothing is removed. Any thread may ask.
    """
    back, changed = [], []
    for record in contents.records:
        held = project.held(record)
        if not _is_ours(project, record, held):
            continue
        restored = _laid_over(record, held)
        if held is None or held.removed:
            back.append(restored)
        elif restored != held:
            changed.append(restored)
    mine = (claim.id for claim in claims if claim.reader == project.reader)
    since = sum(1 for identity in mine if identity not in contents.claims)
    return Restoration(tuple(back), tuple(changed), since)


def restore(project: Project, contents: Contents, made: datetime) -> Restoration:
    """Put a backup's records back as one change; Refusal where nothing is other than it was."""
    found = restoration(project, contents, ())
    if not found.records:
        raise Refusal(NOTHING_NOW)
    project.put(f"Restore the backup of {_moment_of(made)}", *found.records)
    return found


def done(restored: Restoration, made: datetime) -> str:
    """What was done, in a sentence or two."""
    parts = [_told(restored.back, "came back", "came back")]
    parts.append(_told(restored.changed, "changed back", "changed back"))
    what = _sentence(parts)
    return f"Restored the backup of {_moment_of(made)}: {what}. Ctrl+Z takes it out again."


def is_current(project: Project) -> Callable[[str, int, str], bool]:
    """Tells whether a version is the one that a project has now. Any thread may ask it."""
    tables = (Claim, Relation, Document)

    def tell(identity: str, rev: int, writer: str) -> bool:
        found = (project.get(table, identity) for table in tables)
        return any(one is not None and one.version == (rev, writer) for one in found)

    return tell


def day_of(made: datetime) -> str:
    """The day of a time, without its year: ``21 November``."""
    return written_date(made.date().isoformat()).removesuffix(f" {made.year}")


def row_names(backups: Sequence[Backup], now: datetime) -> list[str]:
    """What each of some backups is called: its time, told apart from all others.

    All are in the reader's time zone.
    """
    times = [backup.made for backup in backups]
    minutes = Counter(f"{time:%Y%m%d%H%M}" for time in times)
    named = [told_time(time, now, minutes[f"{time:%Y%m%d%H%M}"] > 1) for time in times]
    marks = (" (before the damage)" if backup.is_kept else "" for backup in backups)
    return [f"{name}{mark}" for name, mark in zip(named, marks, strict=True)]


def told_time(made: datetime, now: datetime, has_seconds: bool = False) -> str:
    """A time as one says it: ``Today, 09:30``, ``Saturday 21 November, 18:05``.

    Both are in the reader's time zone. With the year where it is not of the last months.
    """
    clock = f"{made:%H:%M:%S}" if has_seconds else f"{made:%H:%M}"
    days = (now.date() - made.date()).days
    if days in (0, 1):
        return f"{('Today', 'Yesterday')[days]}, {clock}"
    if timedelta(0) < now - made < timedelta(days=300):
        return f"{_DAYS[made.weekday()]} {day_of(made)}, {clock}"
    return f"{written_date(made.date().isoformat())}, {clock}"


def _moment_of(made: datetime) -> str:
    return f"{day_of(made)}, {made:%H:%M}"


def _is_ours(project: Project, record: Record, held: Record | None) -> bool:
    """Whether a record is for this reader to change."""
    if isinstance(record, Claim | Relation):
        owners = {one.reader for one in (record, held) if isinstance(one, Claim | Relation)}
        return owners == {project.reader}
    return held is None or held.writer == project.writer


def _laid_over(record: Record, held: Record | None) -> Record:
    """A record as it was, in the place of the one held; editions of a document only grow."""
    if held is None:
        return record
    if isinstance(record, Document) and isinstance(held, Document):
        grown = held.editions[: len(record.editions)] == record.editions
        record = replace(record, editions=held.editions) if grown else record
    return replace(record, rev=held.rev, writer=held.writer, made=held.made, changed=held.changed)


def _told(records: Sequence[Record], one: str, several: str) -> str:
    """How many of each there are and what they do; empty where there are none."""
    numbers: dict[str, int] = {}
    for record in records:
        noun = next(noun for kind, noun in _NOUNS if isinstance(record, kind))
        numbers[noun] = numbers.get(noun, 0) + 1
    named = [counted(numbers[noun], noun) for _, noun in _NOUNS if noun in numbers]
    if not named:
        return ""
    listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"{listed} {one if len(records) == 1 else several}"


def _sentence(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
