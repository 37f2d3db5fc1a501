"""Whether a project's backups can be read, and which ids stand in them."""

import os
from collections.abc import Iterator
from pathlib import Path

from counterpoint.domain.fault import Fault
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.backing.thinning import backup_named
from counterpoint.storage.durable import read_plain
from counterpoint.storage.folder import BACKUPS, ProjectFolder
from counterpoint.storage.lines import lines_by_id
from counterpoint.storage.readers import LARGEST
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.snapshot import parse_snapshot, sound_head
from counterpoint.storage.wording import said


def backup_faults(folder: ProjectFolder) -> Iterator[Fault]:
    """Backups that are damaged or cannot be read; they hold up nothing, but restore nothing."""
    backups = folder.path / BACKUPS
    for name in _names(backups):
        if name.startswith(".") or not name.endswith(".json"):
            continue
        file = f"{BACKUPS}/{said(name)}"
        try:
            is_sound = _is_sound(read_plain(backups / name, LARGEST), name)
        except Refusal as refusal:
            yield Fault(f"Of the backups, {refusal}", file)
            continue
        except OSError as error:
            yield Fault(f"The backup “{said(name)}” cannot be read: {reason_of(error)}.", file)
            continue
        if not is_sound:
            yield Fault(
                f"The backup “{said(name)}” is damaged; remove it, so that nobody relies on it.",
                file,
            )


def has_backups(folder: ProjectFolder, own: str) -> bool:
    """Whether there are backups of the reader's file of that bare name."""
    found = map(backup_named, _names(folder.path / BACKUPS))
    return any(f"{one.stem}.json" == own for one in found if one is not None)


def ids_anywhere(folder: ProjectFolder) -> set[str]:
    """Every id that stands in a file of the readers or backups, damaged ones included."""
    found: set[str] = set()
    for place in (folder.readers, folder.path / BACKUPS):
        for path in _files_under(place):
            try:
                found.update(lines_by_id(read_plain(path, LARGEST)))
            except (OSError, Refusal):
                continue
    return found


def _is_sound(data: bytes, name: str) -> bool:
    """Whether the checksum fits, of the text as it stands or as it would be written."""
    return sound_head(data) is not None or parse_snapshot(data, name).is_sound


def _files_under(place: Path) -> Iterator[Path]:
    if place.is_symlink():
        return
    for folder, _, names in os.walk(place):
        for name in names:
            yield Path(folder, name)


def _names(place: Path) -> list[str]:
    if place.is_symlink() or not place.is_dir():
        return []
    return sorted(entry.name for entry in os.scandir(place))
