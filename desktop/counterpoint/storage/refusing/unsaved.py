"""What becomes of the changes that a project's disk does not take."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.codec import HIGHEST_OWN, TABLES, Damaged, decode, table_of, version_of
from counterpoint.storage.folder import FORMAT, refused
from counterpoint.storage.gathering import Gathered
from counterpoint.storage.own import OwnFile
from counterpoint.storage.refusing.elsewhere import (
    UNKNOWN,
    Copied,
    Known,
    Original,
    write_copy,
)
from counterpoint.storage.refusing.rescue import Rescue, Rescues
from counterpoint.storage.rows import rank
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About
from counterpoint.storage.winners import Found
from counterpoint.storage.wording import said
from counterpoint.storage.writer import Progress, Writer

BACK = "What the disk had not taken was kept on this computer and is back in the project."


@dataclass(frozen=True)
class Ending:
    """How a store was closed: whether the project has everything, else whether this computer has.

    ``failure`` is a sentence where neither has it.
    """

    is_saved: bool
    is_kept: bool = False
    failure: str = ""

    def __bool__(self) -> bool:
        """Whether the project has everything."""
        return self.is_saved


class Unsaved:
    """Owns the rescues of an open project: those taken in, and those made while it is open.

    A rescue goes once the project has all that it holds. ``findings`` are sentences.
    """

    def __init__(self, rescues: Rescues, own: OwnFile, writer: Writer) -> None:
        self._rescues = rescues
        self._own = own
        self._writer = writer
        self._gathered: Gathered | None = None
        self._held: Sequence[Rescue] = ()
        self._ticket = 0
        self.findings: list[str] = []

    @property
    def waiting(self) -> int:
        """How many changes are not on the disk."""
        return max(self._own.storage.ticket - self._writer.progress.acknowledged, 0)

    def try_again(self) -> None:
        """End a wait to try a failed write again."""
        self._writer.compact()

    def announce(self, gathered: Gathered) -> None:
        """Say that something is kept of a project that cannot be written now."""
        self._gathered = gathered
        held = self._rescues.held()
        self.findings += held.findings
        if held.rescues:
            self.findings.append(
                "Changes that this project could not take before are kept on this computer; they "
                "come back when it is opened to be written again."
            )

    def take_in(self, gathered: Gathered) -> list[Record]:
        """Have the project take what was kept of it: the records that are now other than before.

        Of two versions of a record the later wins, as ever.
        """
        self._gathered = gathered
        held = self._rescues.held()
        self.findings += held.findings
        if not held.rescues:
            return []
        rescues, better = self._better(held.rescues, gathered)
        self.findings += _sentences(rescues, len(better))
        if better:
            self._ticket = self._own.put(
                [(one.table, one.record.id, msgspec.json.decode(one.raw)) for one in better]
            )
        self._hold(rescues)
        take = gathered.winners.take
        return [one.record for one in better if take(one.table, one.record, one.raw)]

    def keep_aside(self) -> None:
        """Keep what is not saved on this computer; Refusal where that fails.

        Everything this installation wrote is kept where there is room, else what the disk lacks.
        """
        with refused("What is not saved cannot be kept on this computer either"):
            ticket, tables = self._own.storage.freeze()
            try:
                path = self._rescues.keep(self._own.about, tables)
            except OSError:
                if not self._pending:
                    raise
                path = self._rescues.keep(self._own.about, self._pending)
        # Where all is acknowledged, another program has taken it away since.
        before, self._ticket = self._held, max(ticket, self._writer.progress.acknowledged + 1)
        self._hold((Rescue(path),))
        for rescue in before:
            self._rescues.drop(rescue)

    def end(self, is_saved: bool) -> Ending:
        """The store is closed: keep what the project does not have."""
        if is_saved:
            return Ending(is_saved=True)
        try:
            self.keep_aside()
        except Refusal as refusal:
            return Ending(is_saved=False, failure=str(refusal))
        return Ending(is_saved=False, is_kept=True)

    def copy_to(self, place: Path) -> Copied:
        """Write the whole project, with what is not saved, into a new folder in ``place``.

        From any thread. Refusal where it cannot be written; nothing of it is then left there.
        """
        _, tables = self._own.storage.freeze()
        about = self._own.about
        others = tuple(_others(self._gathered, about, tables)) if self._gathered else ()
        return write_copy(Original(self._own.folder, about, tables, others), place)

    @property
    def _pending(self) -> RawTables:
        """The rows that the disk lacks, in their last version."""
        tables: RawTables = {}
        for _, gesture in tuple(self._writer.pending):
            for put in gesture:
                if put.raw is not None:
                    tables.setdefault(put.table, {})[put.row] = put.raw
        return tables

    def _better(
        self, rescues: Sequence[Rescue], gathered: Gathered
    ) -> tuple[list[Rescue], list[Found]]:
        """The records that our own file does not have, or has in an older version.

        Before them the rescues, with what is wrong in their records.
        """
        found: dict[tuple[str, str], Found] = {}
        read = []
        for rescue in rescues:
            records, damage = _records(rescue.tables)
            read.append(replace(rescue, damage=(*rescue.damage, *damage)))
            for one in records:
                key = (one.table, one.record.id)
                before = found[key].raw if key in found else self._raw(gathered, *key)
                if _is_later(one.raw, before):
                    found[key] = one
        return read, list(found.values())

    def _raw(self, gathered: Gathered, table: str, identity: str) -> bytes | None:
        row = gathered.rows.get(table, {}).get(identity, "")
        return self._own.storage.rows(table).get(row)

    def _hold(self, rescues: Sequence[Rescue]) -> None:
        """Keep these until the ticket, set before, is acknowledged."""
        self._held = rescues
        if self._hear not in self._writer.listeners:
            self._writer.listeners.append(self._hear)
        self._hear(self._writer.progress)

    def _hear(self, progress: Progress) -> None:
        """Let go of what the project has by now; also called from the writer's thread."""
        if self._held and progress.acknowledged >= self._ticket:
            held, self._held = self._held, ()
            for rescue in held:
                self._rescues.drop(rescue)


def _others(gathered: Gathered, own: About, tables: RawTables) -> Iterator[Known]:
    """What our own file, of these tables, does not have: the versions that won, by who wrote them.

    Each installation writes no other file than its own, whatever the files of strangers say. Where
    none was seen that says whose an installation is, what it wrote stands in a file that says so.
    """
    abouts = tuple(gathered.abouts.values())
    files = {one.installation: one for one in abouts if one.file_name != own.file_name}
    nobody = replace(own, generation=1, reader=UNKNOWN, name="", installation=UNKNOWN)
    held = _versions(tables)
    others: dict[str, Known] = {}
    for record in gathered.winners.records():
        table = table_of(record)
        raw = gathered.winners.raw(table, record.id)
        is_ours = record.writer == own.installation and (table, record.id, record.rev) in held
        if raw is not None and not is_ours:
            about = files.get(record.writer, nobody)
            known = others.setdefault(about.file_name, Known(_as_written(about), {}))
            rows = known.tables.setdefault(table, {})
            rows[str(len(rows) + 1)] = raw
    yield from others.values()


def _versions(tables: RawTables) -> set[tuple[str, str, int]]:
    """The records of some tables, by table, id and revision."""
    rows = ((table, version_of(raw)) for table in TABLES for raw in tables.get(table, {}).values())
    return {(table, version.id, version.rev) for table, version in rows if version is not None}


def _as_written(about: About) -> About:
    """What a file says of itself once this program has written it."""
    return replace(about, format=max(about.format, FORMAT))


def _records(tables: Mapping[str, Mapping[str, bytes]]) -> tuple[list[Found], list[str]]:
    """Every record that can be understood, and sentences on the others."""
    records, damage = [], []
    for table in TABLES:
        for raw in tables.get(table, {}).values():
            try:
                records.append(Found(table, decode(table, raw, HIGHEST_OWN), raw))
            except Damaged as why:
                damage.append(
                    f"A kept record of the {table.replace('_', ' ')} was left out: {why}."
                )
    return records, damage


def _is_later(raw: bytes, before: bytes | None) -> bool:
    ours, theirs = version_of(raw), version_of(before) if before is not None else None
    if ours is None or theirs is None or before is None:
        return ours is not None
    return rank(ours, raw) > rank(theirs, before)


def _sentences(rescues: Sequence[Rescue], taken: int) -> list[str]:
    """What the reader is told of rescues, with which so many records came back."""
    sentences = []
    if taken:
        sentences.append(BACK)
    for rescue in rescues:
        if rescue.stays and not taken:
            continue  # It was told when it was taken in first.
        sentences += rescue.damage
        if rescue.damage and not rescue.stays:
            sentences.append(f"“{said(rescue.path)}.damaged-1” keeps the damaged file as it was.")
    return sentences
