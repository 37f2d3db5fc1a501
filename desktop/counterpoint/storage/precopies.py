"""Copies of files as they were before something touched them."""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from counterpoint.storage.durable import make_folder, read_plain, replace_file
from counterpoint.storage.folder import BACKUPS, ProjectFolder
from counterpoint.storage.readers import LARGEST

BEFORE_REPAIR = "before-repair"


def keep_as_they_are(
    folder: ProjectFolder, paths: Iterable[Path], why: str = BEFORE_REPAIR
) -> Path | None:
    """Copy files of a project into a new folder of its backups; None where none of them is there.

    Raises OSError, and Refusal for what is no ordinary file.
    """
    there = [path for path in paths if path.exists()]
    if not there:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    place = _free(folder.path / BACKUPS, f"{why}-{stamp}")
    try:
        for path in there:
            copy = place / path.relative_to(folder.path)
            make_folder(copy.parent)
            replace_file(copy, [read_plain(path, LARGEST)])
    except BaseException:
        # Half of it is of no use, and a full disk needs the room.
        shutil.rmtree(place, ignore_errors=True)
        raise
    return place


def _free(backups: Path, name: str) -> Path:
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(path for path in (backups / each for each in numbered) if not path.exists())
