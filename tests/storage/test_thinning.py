"""Which backups stay when others are dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.domain.backups import Backup
from counterpoint.storage.backing.thinning import MOST_RECENT, backup_named, name_of, to_keep

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
MOST = 12 + 10 + 9

STEPS = st.lists(
    st.one_of(
        st.just(HALF_HOUR),
        st.timedeltas(timedelta(0), timedelta(days=40)),
        st.sampled_from([timedelta(days=-1), timedelta(days=3650), timedelta(days=-3650)]),
    ),
    max_size=60,
)
"""From one backup to the next by the clock, which may be set back a day or forward ten years."""


def _made(times: Iterable[datetime]) -> list[Backup]:
    return [Backup(made, number, "ana-laptop") for number, made in enumerate(times, 1)]


def _after(steps: Iterable[timedelta]) -> list[Backup]:
    times = [START]
    for step in steps:
        times.append(times[-1] + step)
    return _made(times)


def _thinned_each_time(backups: Iterable[Backup]) -> set[Backup]:
    held = set[Backup]()
    for backup in backups:
        held = to_keep([*held, backup])
    return held


def _of_last_day(backups: list[Backup]) -> set[Backup]:
    newest = backups[-1].made
    return {one for one in backups if abs(one.made - newest) < timedelta(hours=24)}


@given(STEPS)
def test_the_newest_stays_whatever_the_clock_says(steps: list[timedelta]) -> None:
    backups = _after(steps)
    assert backups[-1] in to_keep(backups)


@given(STEPS)
def test_no_more_stay_than_the_numbers_and_those_of_the_last_day(steps: list[timedelta]) -> None:
    backups = _after(steps)
    assert len(to_keep(backups) - _of_last_day(backups)) <= MOST
    assert to_keep(backups) >= _of_last_day(backups)


@settings(max_examples=10)
@given(st.integers(1, 15), st.integers(0, 150))
def test_of_many_in_one_day_the_latest_100_stay(minutes: int, lull: int) -> None:
    times = [START + n * timedelta(minutes=minutes) for n in range(150)]
    backups = _made(time + (n >= lull) * timedelta(hours=20) for n, time in enumerate(times))
    kept = to_keep(backups)
    assert kept >= _of_last_day(backups) & set(backups[-MOST_RECENT:])
    assert len(kept & _of_last_day(backups)) <= MOST_RECENT + MOST
    assert _thinned_each_time(backups) == kept


@given(STEPS)
def test_every_day_in_which_little_was_done_stays_for_a_while(steps: list[timedelta]) -> None:
    backups = _after(steps)
    lasts = {backup.made.date(): backup for backup in backups}
    latest = sorted(lasts.values(), key=lambda one: one.number)[-12:]
    assert to_keep(backups) >= set(latest)


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=40)), max_size=60))
def test_what_is_dropped_today_is_not_needed_tomorrow(steps: list[timedelta]) -> None:
    backups = _after(steps)
    assert _thinned_each_time(backups) == to_keep(backups)


def test_three_years_of_half_hours_leave_12_days_10_weeks_and_9_months() -> None:
    held = set[Backup]()
    for day in range(3 * 365):
        first = START + timedelta(days=day)
        today = (Backup(first + n * HALF_HOUR, 16 * day + n + 1, "a") for n in range(16))
        held = to_keep([*held, *today])
    last = START.date() + timedelta(days=3 * 365 - 1)
    dates = [one.made.date() for one in held]
    assert dates.count(last) == 16
    assert {last - timedelta(days=n) for n in range(12)} < set(dates)
    older = sorted({date for date in dates if (last - date).days >= 12}, reverse=True)
    weeks = [date for date in older if date.isoweekday() == 7][:10]
    months = [date for date in older if (date + timedelta(days=1)).day == 1 and date not in weeks]
    assert weeks == [weeks[0] - timedelta(weeks=n) for n in range(10)]
    assert len(months) == 9
    assert len({(date.year, date.month) for date in months}) == 9
    assert sorted([*weeks, *months], reverse=True) == older


def test_a_clock_set_forward_ten_years_for_an_hour_costs_nothing_of_before() -> None:
    days = _made(START + timedelta(days=day) for day in range(200))
    before = to_keep(days)
    ahead = Backup(START + timedelta(days=3850), 201, "ana-laptop")
    back = Backup(START + timedelta(days=200), 202, "ana-laptop")
    lost = before - to_keep([*before, ahead, back])
    assert len(lost) <= 2  # as two days more would have cost


def test_backups_of_one_second_are_parted_by_their_numbers() -> None:
    assert to_keep(_made([START, START, START])) == set(_made([START, START, START]))
    weeks = [START] * 2 + [START + timedelta(days=365)]
    assert Backup(START, 2, "ana-laptop") in to_keep(_made(weeks))
    assert Backup(START, 1, "ana-laptop") not in to_keep(_made(weeks))


def test_a_name_says_all_of_a_backup() -> None:
    backup = Backup(START, 42, "ana-laptop")
    assert name_of(backup) == "2026-11-02T09-00-00Z.42.ana-laptop.json"
    assert backup_named(name_of(backup)) == backup
    kept = Backup(START, 42, "ana-laptop", is_kept=True)
    assert backup_named(name_of(kept)) == kept


@pytest.mark.parametrize(
    "name",
    [
        "ana-laptop.json",
        "2026-13-02T09-00-00Z.42.ana-laptop.json",
        "2026-11-02T09-00-00Z.0.ana-laptop.json",
        "2026-11-02T09-00-00Z.1.ana-laptop.sync-conflict-20261102-090000-ABCDEF.json",
        "2026-11-02T09-00-00Z.1.ana-laptop (1).json",
        ".2026-11-02T09-00-00Z.1.ana-laptop.json",
        "2026-11-02T09-00-00Z.1.ana-laptop.json\n",
    ],
)
def test_other_names_are_no_backups(name: str) -> None:
    assert backup_named(name) is None
