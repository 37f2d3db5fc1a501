"""Bringing this installation's own file to the latest format."""

from collections.abc import Sequence
from dataclasses import replace

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.migrations import STEPS, Step, is_older
from counterpoint.storage.names import file_names
from counterpoint.storage.precopies import keep_as_they_are
from counterpoint.storage.readers import read_pair, understood
from counterpoint.storage.snapshot import write_snapshot

BEFORE_FORMAT = "before-format"


def bring_up(folder: ProjectFolder, name: str, steps: Sequence[Step] = STEPS) -> None:
    """Write our own file of that name anew where it is of an older format, after a backup.

    It belongs under the lock, before the file is read to be worked on. A damaged one is left to
    that: it is kept aside and written anew in any case. Raises OSError and Refusal; the older
    file then stands as it was.
    """
    if not steps:
        return
    file = understood(read_pair(folder, file_names(name)), steps)
    about = file.about
    if about is None or not is_older(about.format, steps) or file.unreadable or file.damaged:
        return
    latest = 1 + len(steps)
    snapshot, journal = (folder.readers / one for one in (file.names.snapshot, file.names.journal))
    keep_as_they_are(folder, (snapshot, journal), f"{BEFORE_FORMAT}-{latest}")
    newer = replace(about, format=latest, generation=about.generation + 1)
    write_snapshot(snapshot, file.tables, newer)
    journal.unlink(missing_ok=True)
