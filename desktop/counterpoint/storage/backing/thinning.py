"""Which backups are kept: those of the last day, then fewer the older they are."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from counterpoint.domain.backups import Backup

LAST_DAY = timedelta(hours=24)
"""Backups made within it before the newest one are kept."""

MOST_RECENT = 100
"""So many of them, the latest: twice what a day of half hours makes."""

HIGHEST = 10**9 - 1
"""No number is higher; nobody makes so many, so that only a stranger's name can have it."""

_TIME = "%Y-%m-%dT%H-%M-%SZ"
_NAME = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.([1-9]\d{0,8})\.([\w-]+)(\.kept)?\.json", re.ASCII
)


def name_of(backup: Backup) -> str:
    """The bare name of a backup's file: by time, so that a list of files is in order."""
    kept = ".kept" if backup.is_kept else ""
    return f"{backup.made.strftime(_TIME)}.{backup.number}.{backup.stem}{kept}.json"


def backup_named(name: str) -> Backup | None:
    """The backup whose file has that name; None where no program of ours gave it."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        made = datetime.strptime(found[1], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(made, int(found[2]), found[3], bool(found[4]))


def order(backup: Backup) -> tuple[int, datetime, bool]:
    """The order in which backups were made."""
    return (backup.number, backup.made, backup.is_kept)


def to_keep(backups: Iterable[Backup]) -> set[Backup]:
    """Those of an installation's backups that stay when the others are dropped.

    Of the last 24 hours the latest 100 stay, counted back from the newest backup and not from now.
    Beside them stay the last of each of the 12 latest days that have one, then the last of each of
    10 weeks (ISO 8601) where no day has kept it, then the last of each of 9 months where neither
    has; all by UTC. Which is later is told by the numbers: whatever a clock said in between, a day
    is only a label, and a wrong one pushes out no more than a right one would. As what is last in
    its day, week or month stays that, nothing is dropped that would be kept later.
    """
    latest = sorted(backups, key=order, reverse=True)
    kept = set[Backup]()
    for most, period in _PERIODS:
        lasts = [one for one in _lasts(latest, period) if one not in kept]
        kept.update(lasts[:most])
    recent = [one for one in latest if abs(one.made - latest[0].made) < LAST_DAY]
    return kept.union(recent[:MOST_RECENT])


def _lasts(latest: Sequence[Backup], period: Callable[[datetime], Hashable]) -> list[Backup]:
    """The last backup of each period, the latest first."""
    lasts: dict[Hashable, Backup] = {}
    for backup in latest:
        lasts.setdefault(period(backup.made), backup)
    return list(lasts.values())


_PERIODS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (12, lambda made: made.date()),
    (10, lambda made: made.isocalendar()[:2]),
    (9, lambda made: (made.year, made.month)),
)
