"""Bringing this installation's own file to the latest format."""

from collections.abc import Sequence
from dataclasses import replace

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.migrations import STEPS, Step, is_older
from counterpoint.storage.names import file_names
from counterpoint.storage.precopies import keep_as_they_are
from counterpoint.storage.readers import read_pair, understood
from counterpoint.storage.reasons import reason_of
from counterpoint.storage.snapshot import write_snapshot

BEFORE_FORMAT = "before-format"


def why_not_brought_up(
    folder: ProjectFolder, identity: Identity, steps: Sequence[Step] = STEPS
) -> str:
    """Bring up the file of this identity; why that cannot be, in a sentence for the reader."""
    try:
        bring_up(folder, identity.file_name, steps)
    except (OSError, Refusal) as error:
        return (
            "The project is open for reading only: your file in it is of an older Counterpoint, and"
            f" could not be brought up to this one: {reason_of(error)}. Then open the project"
            " again; your file is as it was."
        )
    return ""


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
