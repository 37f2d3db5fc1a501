"""Reading the files of a project's readers folder: everybody's, and their conflict copies."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.codec import MALFORMED
from counterpoint.storage.durable import read_plain
from counterpoint.storage.folder import FORMAT, ProjectFolder
from counterpoint.storage.journal import JournalContents, parse_journal, puts_of
from counterpoint.storage.looks import Look, look_of
from counterpoint.storage.migrations import STEPS, Step, migrated
from counterpoint.storage.names import FileNames, file_names, files_among
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.rows import merge, replay
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About, SnapshotContents, parse_snapshot
from counterpoint.storage.wording import said

LARGEST = 1 << 28
"""Bytes; a larger file of a reader is not read."""

_PAUSE_SECONDS = 0.05
_MOST_PAUSES = 40
_CONFLICT_MARK = b"<<<<<<< "


@dataclass(frozen=True)
class ReaderFile:
    """One reader's file with its journal laid over it.

    ``findings`` are sentences; those that name lines stand in ``on_lines`` too. ``damaged`` holds
    the files whose bytes must be kept before the file is written again. ``unreadable`` says why
    nothing may be concluded from what is missing here, and so why the file must not be written;
    else it is empty. ``continues`` is the installation that the journal's first line names,
    ``gestures`` counts its sound lines. Where it ``is_part``, only its journal was read.
    """

    names: FileNames
    about: About | None = None
    tables: RawTables = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    damaged: Mapping[Path, bytes] = field(default_factory=dict)
    unreadable: str = ""
    has_journal: bool = False
    exists: bool = False
    continues: str = ""
    gestures: int = 0
    on_lines: tuple[str, ...] = ()
    is_part: bool = False

    @property
    def name(self) -> str:
        """What sentences call it: the snapshot's bare name, as a rule."""
        return self.names.name

    @property
    def is_trusted(self) -> bool:
        """Whether the snapshot is as it was written; else the same revision elsewhere wins."""
        return all(path.name != self.names.snapshot for path in self.damaged)


@dataclass(frozen=True)
class FileBytes:
    """What a file holds; None where it is absent. ``refused`` says why it could not be read."""

    path: Path
    data: bytes | None = None
    refused: str = ""


@dataclass(frozen=True)
class PairBytes:
    """What a reader's snapshot and journal hold."""

    names: FileNames
    snapshot: FileBytes
    journal: FileBytes


def names_in(folder: ProjectFolder) -> tuple[FileNames, ...]:
    """All readers' files, conflict copies and journals left alone included."""
    if folder.readers.is_symlink() or not folder.readers.is_dir():
        return ()
    return files_among(entry.name for entry in os.scandir(folder.readers))


def read_reader_file(folder: ProjectFolder, name: str) -> ReaderFile:
    """Read one file and its journal; never raises, and never writes."""
    return understood(read_pair(folder, file_names(name)))


def read_pair(folder: ProjectFolder, names: FileNames) -> PairBytes:
    """The bytes of a file and of its journal; never raises."""
    # The journal first: if its owner compacts meanwhile, the snapshot then holds all of it.
    journal = _bytes(folder.readers / names.journal)
    snapshot = folder.readers / names.snapshot
    return PairBytes(names, _bytes(snapshot) if names.snapshot else FileBytes(snapshot), journal)


def understood(pair: PairBytes, steps: Sequence[Step] = STEPS) -> ReaderFile:
    """What these bytes say, an older format as the latest would say it; never raises."""
    names, snapshot, journal = pair.names, pair.snapshot, pair.journal
    unreadable = snapshot.refused or journal.refused
    if unreadable:
        return ReaderFile(names, findings=(unreadable,), unreadable=unreadable, exists=True)
    contents = _snapshot(snapshot)
    lines = parse_journal(journal.data or b"", journal.path.name)
    return ReaderFile(
        names,
        contents.about,
        migrated(_with_journal(contents, lines), _format_of(contents), steps),
        (*contents.problems, *lines.problems, *_odd(pair, contents, lines)),
        _damaged(snapshot, contents, journal, lines),
        has_journal=bool(journal.data),
        exists=snapshot.data is not None or journal.data is not None,
        continues=lines.binding.installation if lines.binding else "",
        gestures=len(lines.gestures),
        on_lines=(*contents.problems[1:], *lines.problems),
    )


def pause() -> None:
    """Give a program that is writing a file the time to write some more of it."""
    threading.Event().wait(_PAUSE_SECONDS)


def read_settled(
    folder: ProjectFolder, names: FileNames, wait: Callable[[], None] = pause
) -> tuple[PairBytes, ReaderFile]:
    """A file that another program has just written: its bytes, and what they say.

    Some write in place, so that half of a file looks like a damaged one: such a one is read again
    as long as it changes, for a second or two.
    """
    before, pair = _looks(folder, names), read_pair(folder, names)
    file, pauses = understood(pair), 0
    while file.damaged and pauses < _MOST_PAUSES:
        wait()
        now = _looks(folder, names)
        if now == before:
            break
        before, pair = now, read_pair(folder, names)
        file, pauses = understood(pair), pauses + 1
    return pair, file


def _looks(folder: ProjectFolder, names: FileNames) -> list[Look | None]:
    return [look_of(folder.readers / name) for name in (names.snapshot, names.journal) if name]


def read_additions(folder: ProjectFolder, names: FileNames, about: About) -> ReaderFile | None:
    """What the journal alone says of a file whose snapshot was read before; never raises.

    None where that is not enough to know what the two say together.
    """
    journal = _bytes(folder.readers / names.journal)
    lines = parse_journal(journal.data or b"", journal.path.name)
    if lines.problems or lines.binding is None or lines.binding.installation != about.installation:
        return None
    tables = _with_journal(SnapshotContents(), lines)
    return ReaderFile(names, about, tables, has_journal=True, exists=True, is_part=True)


def _odd(pair: PairBytes, contents: SnapshotContents, lines: JournalContents) -> Iterator[str]:
    """What is unusual about two files that are sound, in sentences."""
    if pair.snapshot.data is None and lines.gestures:
        yield (
            f"“{said(pair.names.name)}” is missing; only the latest changes could be read. Put it"
            " back from a backup or another computer."
        )
    about, binding = contents.about, lines.binding
    if about and binding and about.installation != binding.installation:
        yield (
            f"“{said(pair.journal.path.name)}” continues a file of another installation than the "
            "one beside it; its records were merged."
        )
    if not contents.is_sound or lines.problems:
        yield from (_of_git(file) for file in (pair.snapshot, pair.journal) if _is_marked(file))


def _is_marked(file: FileBytes) -> bool:
    """Whether git left both versions of a conflict in a file (git-merge(1))."""
    data = file.data or b""
    return data.startswith(_CONFLICT_MARK) or b"\n" + _CONFLICT_MARK in data


def _of_git(file: FileBytes) -> str:
    return (
        f"“{said(file.path.name)}” holds the marks of a merge that git could not finish; both "
        "versions were read record by record."
    )


def _bytes(path: Path) -> FileBytes:
    try:
        return FileBytes(path, read_plain(path, LARGEST))
    except FileNotFoundError:
        return FileBytes(path)
    except Refusal as refusal:
        return FileBytes(path, refused=str(refusal))
    except OSError as error:
        refused = f"“{said(path.name)}” could not be read: {reason_of(error)}."
        return FileBytes(path, refused=refused)


def _snapshot(snapshot: FileBytes) -> SnapshotContents:
    if snapshot.data is None:
        return SnapshotContents()
    return parse_snapshot(snapshot.data, snapshot.path.name)


def _with_journal(contents: SnapshotContents, lines: JournalContents) -> RawTables:
    """The journal over its snapshot; over any other snapshot record by record, highest first."""
    tables = {table: _as_we_write(rows) for table, rows in contents.tables.items()}
    if _belongs(contents, lines):
        replay(tables, puts_of(lines.gestures))
        return tables
    by_table: dict[str, list[bytes]] = {}
    for put in puts_of(lines.gestures):
        if put.raw is not None:
            by_table.setdefault(put.table, []).append(put.raw)
    for table, raws in by_table.items():
        merge(tables, table, raws)
    return tables


def _format_of(contents: SnapshotContents) -> int:
    """The format a file is of; what does not say is taken for the latest."""
    return contents.about.format if contents.about else FORMAT


def _as_we_write(rows: dict[str, bytes]) -> dict[str, bytes]:
    """The rows of a table on one line each, where a tool for JSON has laid them out anew.

    It would have done so with all of them, so the first one tells.
    """
    first = next(iter(rows.values()), b"")
    if not first or _one_line(first) == first:
        return rows
    return {row: _one_line(raw) for row, raw in rows.items()}


def _one_line(raw: bytes) -> bytes:
    try:
        return msgspec.json.encode(msgspec.json.decode(raw))
    except MALFORMED:
        return raw


def _belongs(contents: SnapshotContents, lines: JournalContents) -> bool:
    about, binding = contents.about, lines.binding
    if about is None or binding is None or not contents.is_sound:
        return False
    ours = (about.generation, about.checksum, about.installation)
    return ours == (binding.generation, binding.checksum, binding.installation)


def _damaged(
    snapshot: FileBytes, contents: SnapshotContents, journal: FileBytes, lines: JournalContents
) -> dict[Path, bytes]:
    damaged = {}
    if snapshot.data is not None and not contents.is_sound:
        damaged[snapshot.path] = snapshot.data
    if journal.data is not None and lines.problems:
        damaged[journal.path] = journal.data
    return damaged
