"""Writing a whole project that is open into another place, also where its own cannot be read."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import (
    create_file,
    make_folder,
    open_plain,
    sync_file,
    sync_folder,
    write_all,
)
from counterpoint.storage.folder import (
    DOCUMENTS,
    FOLDERS,
    READERS,
    Marker,
    ProjectFolder,
    refused,
    write_marker,
)
from counterpoint.storage.journal import SUFFIX
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About, write_snapshot
from counterpoint.storage.sources import is_bare, numbered, safe_folder_name, safe_name
from counterpoint.storage.wording import said

_BLOCK = 1 << 20

UNKNOWN = "unknown"
"""Stands for the reader and the installation of records that no file says whose they are."""

_ODD_NAME = frozenset({errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ})
"""What a disk answers that cannot hold a file of that name."""


@dataclass(frozen=True)
class Known:
    """What another installation wrote, as far as the window shows it: JSON by table and row."""

    about: About
    tables: RawTables


@dataclass(frozen=True)
class Original:
    """An open project: its folder, and this installation's file as it is in memory.

    ``others`` has what is known of the other installations' files, should they be gone.
    """

    folder: ProjectFolder
    about: About
    tables: RawTables
    others: Sequence[Known] = ()


@dataclass(frozen=True)
class Copied:
    """Where a copy stands, and the names of the files that are not in it.

    It ``is_from_memory`` where the project's folder was gone: it has what the window shows.
    """

    path: Path
    left_out: tuple[str, ...] = ()
    is_from_memory: bool = False


def write_copy(original: Original, place: Path) -> Copied:
    """Write a project into a new folder in ``place``: records, other readers' files, documents.

    Backups and exports are left behind. Of another reader's file that cannot be read where the
    project stands the copy has what is known of it; what else cannot be read is named;
    Refusal where the copy itself cannot be written, and then nothing is left of it.
    """
    with refused(f"A copy cannot be written to “{said(place)}”"):
        target = _free(place, original.folder)
        make_folder(target)
        try:
            return _filled(original, target.resolve())
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise


def _filled(original: Original, target: Path) -> Copied:
    folder, about = original.folder, original.about
    for each in FOLDERS:
        make_folder(target / each)
    own = target / READERS / about.file_name
    write_snapshot(own, original.tables, about)
    ours = {own.name, f"{own.name}{SUFFIX}"}
    left_out = [
        source.name
        for source in (*_files_in(folder.readers), *_files_in(folder.documents))
        if source.name not in ours and not _copy(source, target / source.parent.name / source.name)
    ]
    others = [one for one in original.others if not (_is_nobodys(one) and folder.readers.is_dir())]
    known = set(_written(others, target / READERS))
    left_out = [said(name) for name in left_out if name.removesuffix(SUFFIX) not in known]
    gone = [each.name for each in (folder.readers, folder.documents) if not each.is_dir()]
    missed = [name for name in gone if name == DOCUMENTS]
    sync_folder(target / READERS)
    sync_folder(target / DOCUMENTS)
    # Last: a folder without it is no project.
    write_marker(target, Marker(folder.id, folder.format, folder.name))
    sync_folder(target.parent)
    return Copied(target, (*left_out, *missed), is_from_memory=len(gone) > 1)


def _is_nobodys(known: Known) -> bool:
    """Whether it stands in some file that was copied as it is, or in none that is there."""
    return known.about.installation == UNKNOWN


def _written(others: Sequence[Known], readers: Path) -> Iterator[str]:
    """Write what is known of the files that are not in a copy; their bare names.

    Under its own name each is what its installation takes for another version of its file.
    """
    for known in others:
        name = known.about.file_name
        if not (Path(name).name == name and os.path.lexists(readers / name)):
            _write(known, readers)
            yield name


def _write(known: Known, readers: Path) -> None:
    """Write a file under its name, or under one like it where that is none on every system."""
    name = known.about.file_name
    try:
        if is_bare(name):
            write_snapshot(readers / name, known.tables, known.about)
            return
    except OSError as error:
        if error.errno not in _ODD_NAME:
            raise
    names = numbered(safe_name(name).removesuffix(".json"), ".json")
    free = next(one for one in names if not os.path.lexists(readers / one))
    write_snapshot(readers / free, known.tables, known.about)


def _free(place: Path, project: ProjectFolder) -> Path:
    """A name for the copy; never the project's own place, though its folder may be gone from it."""
    name = safe_folder_name(project.name) or "Project"
    paths = (place / each for each in numbered(name))
    return next(one for one in paths if not os.path.lexists(one) and one != project.path)


def _files_in(folder: Path) -> Iterator[Path]:
    """What stands in a folder of the project, in order; nothing where it cannot be read."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in paths if not path.name.startswith("."))


def _copy(source: Path, target: Path) -> bool:
    """Copy a file; False where it cannot be read, or not be called so there."""
    try:
        descriptor = open_plain(source)
    except (OSError, Refusal):
        return False
    with os.fdopen(descriptor, "rb") as file:
        try:
            is_whole = _pour(file, target)
        except OSError as error:
            if error.errno in _ODD_NAME:
                return False
            raise
    if not is_whole:
        with contextlib.suppress(OSError):
            target.unlink()
    return is_whole


def _pour(file: BinaryIO, target: Path) -> bool:
    """Write what a file holds to another; False where the one gives out. Raises OSError."""
    descriptor = create_file(target)
    try:
        while block := _block_of(file):
            write_all(descriptor, block)
        sync_file(descriptor)
    finally:
        os.close(descriptor)
    return block is not None


def _block_of(file: BinaryIO) -> bytes | None:
    try:
        return file.read(_BLOCK)
    except OSError:
        return None
