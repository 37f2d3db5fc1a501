"""Reading the files of a project's readers folder: everybody's, and their conflict copies."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import read_plain
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.journal import SUFFIX, JournalContents, parse_journal, puts_of
from counterpoint.storage.rows import merge, replay
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About, SnapshotContents, parse_snapshot
from counterpoint.storage.wording import said

LARGEST = 1 << 28
"""Bytes; a larger file of a reader is not read."""


@dataclass(frozen=True)
class ReaderFile:
    """One reader's file with its journal laid over it.

    ``findings`` are sentences. ``damaged`` holds the files whose bytes must be kept before the
    file is written again. ``unreadable`` says why nothing may be concluded from what is missing
    here, and so why the file must not be written; else it is empty.
    """

    name: str
    about: About | None = None
    tables: RawTables = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    damaged: Mapping[Path, bytes] = field(default_factory=dict)
    unreadable: str = ""
    has_journal: bool = False
    exists: bool = False


@dataclass(frozen=True)
class _Bytes:
    """What a file holds; None where it is absent. ``refused`` says why it could not be read."""

    path: Path
    data: bytes | None = None
    refused: str = ""


def reader_names(folder: ProjectFolder) -> tuple[str, ...]:
    """The bare names of all readers' files, conflict copies and journals left alone included."""
    if folder.readers.is_symlink() or not folder.readers.is_dir():
        return ()
    names = {entry.name for entry in os.scandir(folder.readers)}
    visible = {name for name in names if not name.startswith(".")}
    journals = {name.removesuffix(SUFFIX) for name in visible if name.endswith(SUFFIX)}
    return tuple(sorted({name for name in visible if name.endswith(".json")} | journals))


def read_reader_file(folder: ProjectFolder, name: str) -> ReaderFile:
    """Read one file and its journal; never raises, and never writes."""
    # The journal first: if its owner compacts meanwhile, the snapshot then holds all of it.
    journal = _bytes(folder.readers / f"{name}{SUFFIX}")
    snapshot = _bytes(folder.readers / name)
    unreadable = snapshot.refused or journal.refused
    if unreadable:
        return ReaderFile(name, findings=(unreadable,), unreadable=unreadable, exists=True)
    contents = _snapshot(snapshot)
    lines = parse_journal(journal.data or b"", journal.path.name)
    findings = [*contents.problems, *lines.problems]
    if snapshot.data is None and lines.gestures:
        findings.append(f"“{said(name)}” is missing; only its journal could be read.")
    return ReaderFile(
        name,
        contents.about,
        _with_journal(contents, lines),
        tuple(findings),
        _damaged(snapshot, contents, journal, lines),
        has_journal=bool(journal.data),
        exists=snapshot.data is not None or journal.data is not None,
    )


def _bytes(path: Path) -> _Bytes:
    try:
        return _Bytes(path, read_plain(path, LARGEST))
    except FileNotFoundError:
        return _Bytes(path)
    except Refusal as refusal:
        return _Bytes(path, refused=str(refusal))
    except OSError as error:
        reason = error.strerror or said(error)
        return _Bytes(path, refused=f"“{said(path.name)}” could not be read: {reason}.")


def _snapshot(snapshot: _Bytes) -> SnapshotContents:
    if snapshot.data is None:
        return SnapshotContents()
    return parse_snapshot(snapshot.data, snapshot.path.name)


def _with_journal(contents: SnapshotContents, lines: JournalContents) -> RawTables:
    """The journal over its snapshot; over any other snapshot record by record, highest first."""
    tables = contents.tables
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


def _belongs(contents: SnapshotContents, lines: JournalContents) -> bool:
    about, binding = contents.about, lines.binding
    if about is None or binding is None or not contents.is_sound:
        return False
    ours = (about.generation, about.checksum, about.installation)
    return ours == (binding.generation, binding.checksum, binding.installation)


def _damaged(
    snapshot: _Bytes, contents: SnapshotContents, journal: _Bytes, lines: JournalContents
) -> dict[Path, bytes]:
    damaged = {}
    if snapshot.data is not None and not contents.is_sound:
        damaged[snapshot.path] = snapshot.data
    if journal.data is not None and lines.problems:
        damaged[journal.path] = journal.data
    return damaged
