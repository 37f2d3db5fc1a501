"""From an older format of readers' files to this program's.

A step goes from one format to the next: a pure function over raw tables. Our own older file is
written anew before it is changed, after a backup; those of others are only read through the steps.
"""

from collections.abc import Callable, Sequence

from counterpoint.storage.salvage import RawTables

Step = Callable[[RawTables], RawTables]

STEPS: tuple[Step, ...] = ()
"""The step at index n leads from format n + 1 to format n + 2; so there is one less than formats.

A new one comes with a project of the older format, kept in tests/storage/formats.
"""


def migrated(tables: RawTables, number: int, steps: Sequence[Step] = STEPS) -> RawTables:
    """Tables of a format (from 1) as the latest format has them; newer ones stay as they are."""
    for step in steps[max(number, 1) - 1 :]:
        tables = step(tables)
    return tables


def is_older(number: int, steps: Sequence[Step] = STEPS) -> bool:
    """Whether steps lead on from a format."""
    return number <= len(steps)
