"""Backups and damage, other files, odd clocks, full disks: no good one goes, none misleads."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.backing.backups import GONE
from counterpoint.storage.backing.missed import FOLDER as MISSED
from counterpoint.storage.backing.missed import Missed
from counterpoint.storage.durable import FREE_SPACE_MARGIN, temporary_path
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.lock import WINDOW, WriteLock
from counterpoint.storage.places import state_folder
from counterpoint.storage.store import Store
from tests.storage import samples
from tests.storage.backup_desk import DAMAGED, DAY, NOON, Desk, files_of, flip, path_of, reopened
from tests.storage.samples import ANA, BEN, LONG, claim, saved

IN_THE_WAY = (
    "No backup could be made: “backups” in the project is no folder; move it away. Your work and "
    "the earlier backups are untouched."
)


@pytest.fixture
def desk(folder: ProjectFolder) -> Desk:
    """A reader who backs up."""
    return Desk(folder)


@pytest.mark.parametrize("jump", [-DAY, 3650 * DAY, -3650 * DAY])
def test_no_clock_makes_all_backups_go(desk: Desk, jump: timedelta) -> None:
    for _ in range(12):
        desk.work(on=DAY)
    before = set(files_of(desk.folder))
    desk.work(on=jump)
    desk.work(on=-jump)
    desk.work(on=timedelta(minutes=30))
    assert len(before - set(files_of(desk.folder))) <= 2
    assert desk.backups.listed()[0].number == 15


def test_damage_drops_no_backup_until_all_is_sound_again(desk: Desk) -> None:
    for _ in range(12):
        desk.work(on=DAY)
    before = desk.backups.listed()
    poor = reopened(desk, DAMAGED)
    for _ in range(8):
        poor.work(on=DAY)
    assert len(poor.backups.listed()) == len(before) + 8
    well = reopened(poor)
    well.work(on=DAY)
    assert len(well.backups.listed()) < len(before) + 4
    (kept,) = (one for one in well.backups.listed() if one.is_kept)
    assert kept.number == before[0].number
    assert well.backups.claims_in(kept) == 1


def test_the_newest_from_before_the_damage_is_never_dropped(desk: Desk) -> None:
    best = desk.work(on=timedelta(0))
    poor = reopened(desk, DAMAGED)
    poor.backups.make()
    well = reopened(poor)
    for _ in range(36):
        well.work(on=32 * DAY)
    assert len(well.backups.listed()) == 1 + 12 + 10 + 9
    assert well.backups.listed()[-1].number == best.number
    assert well.backups.listed()[-1].is_kept


def test_a_file_that_is_gone_is_damage_too(desk: Desk, folder: ProjectFolder) -> None:
    saved(folder, claim(1))
    (folder.readers / ANA.file_name).unlink()
    store = Store.open(folder.path, ANA)
    assert store.findings == (GONE,)
    store.save([claim(2)])
    assert store.close(LONG)
    assert samples.reopened(folder)[1] == ()
    assert [one.is_kept for one in desk.backups.listed()] == [False, True]


def test_a_store_that_was_damaged_keeps_its_good_backup(folder: ProjectFolder) -> None:
    snapshot = saved(folder, claim(1), claim(2))
    flip(snapshot)
    saved(folder, claim(3))
    backups = Desk(folder).backups
    assert [one.is_kept for one in backups.listed()] == [False, True]
    assert backups.claims_in(backups.listed()[1]) == 2


def test_a_damaged_backup_is_left_alone_and_counts_for_nothing(desk: Desk) -> None:
    for _ in range(3):
        desk.work(on=timedelta(minutes=30))
    last = desk.backups.listed()[0]
    flip(path_of(desk, last))
    bytes_of = path_of(desk, last).read_bytes()
    again = reopened(desk)
    assert again.backups.claims_in(last) is None
    for _ in range(4):
        again.work(on=3 * DAY)
    held = again.backups.listed()
    assert path_of(desk, last).read_bytes() == bytes_of
    assert {2, 3} <= {one.number for one in held if one.made.date() == NOON.date()}


def test_a_damaged_newest_backup_is_no_reason_to_make_none(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    flip(path_of(desk, made))
    again = desk.backups.make()
    assert again is not None
    assert again.number == 2
    assert desk.backups.claims_in(again) == 1


def _litter(backups: Path) -> Iterator[Path]:
    yield backups / "notes.txt"
    yield backups / "2020-01-01T00-00-00Z.1.ana-laptop.json"
    yield backups / "2020-01-02T00-00-00Z.2.ana-laptop (1).json"
    yield backups / "2020-01-03T00-00-00Z.3.ben-desktop.json"


def test_what_others_put_there_stays(desk: Desk) -> None:
    for path in _litter(desk.folder.path / "backups"):
        path.write_text("{}")
    big = desk.folder.path / "backups" / "2020-01-04T00-00-00Z.4.ana-laptop.json"
    with big.open("wb") as file:
        file.truncate((1 << 28) + 1)
    for _ in range(14):
        desk.work(on=DAY)
    assert {path.name for path in (*_litter(big.parent), big)} <= set(files_of(desk.folder))
    assert all(desk.backups.claims_in(one) is None for one in desk.backups.listed()[-2:])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_nothing_is_written_through_a_link(desk: Desk, tmp_path: Path) -> None:
    backups, elsewhere = desk.folder.path / "backups", tmp_path / "elsewhere"
    elsewhere.mkdir()
    backups.rmdir()
    backups.symlink_to(elsewhere)
    desk.put(claim(1))
    with pytest.raises(Refusal, match="No backup could be made"):
        desk.backups.make()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_as_private_as_its_folder(desk: Desk) -> None:
    mine = desk.work(on=DAY)
    assert path_of(desk, mine).stat().st_mode & 0o777 == 0o600
    (desk.folder.path / "backups").chmod(0o750)
    ours = desk.work(on=DAY)
    assert path_of(desk, ours).stat().st_mode & 0o777 == 0o640


def test_a_project_that_is_gone_is_not_made_anew(desk: Desk) -> None:
    desk.put(claim(1))
    away = desk.folder.path.rename(desk.folder.path.with_name("away"))
    with pytest.raises(Refusal, match="the project's folder is not in its place"):
        desk.backups.make()
    assert not desk.folder.path.exists()
    assert away.is_dir()


def test_a_failure_is_told_and_hurts_nothing(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    store.save([claim(1)])
    obstruct(folder)
    assert store.backups.catch_up() == IN_THE_WAY
    assert store.backups.catch_up() == IN_THE_WAY
    assert store.wait_saved(LONG)
    assert store.progress.failure is None
    (folder.path / "backups").unlink()
    assert store.backups.catch_up() == ""
    assert store.close(LONG)


def test_a_failure_at_close_is_told_once_when_the_project_is_opened(folder: ProjectFolder) -> None:
    obstruct(folder)
    saved(folder, claim(1))
    (folder.path / "backups").unlink()
    store = Store.open(folder.path, ANA)
    assert store.findings == (
        f"When you last closed this project, n{IN_THE_WAY[1:]} It is being tried again now.",
    )
    assert store.backups.is_due
    assert store.close(LONG)
    assert len(files_of(folder)) == 1
    again = Store.open(folder.path, ANA)
    assert again.findings == ()
    assert again.close(LONG)


def test_a_failure_is_told_again_where_the_next_close_fails_too(folder: ProjectFolder) -> None:
    obstruct(folder)
    saved(folder, claim(1))
    for _ in range(2):
        store = Store.open(folder.path, ANA)
        assert len(store.findings) == 1
        assert store.close(LONG)


def test_who_may_only_read_does_not_hear_of_it_and_it_stays(folder: ProjectFolder) -> None:
    obstruct(folder)
    saved(folder, claim(1))
    lock = WriteLock(folder.readers / ANA.file_name, state_folder(), WINDOW)
    assert not lock.acquire()
    reading = Store.open(folder.path, ANA)
    assert reading.read_only
    assert reading.findings == ()
    assert reading.close(LONG)
    lock.release()
    store = Store.open(folder.path, ANA)
    assert len(store.findings) == 1
    assert store.close(LONG)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (b"\xff\xfe\x00", ""),
        ("No\nbackup\u202e.".encode(), "No\ufffdbackup\ufffd."),
        (f"{'x' * 6000}.".encode(), f"{'x' * 6000}."),
    ],
    ids=["binary", "unseen characters", "long"],
)
def test_a_note_on_a_missed_backup_is_a_sentence_or_nothing(
    folder: ProjectFolder, tmp_path: Path, note: bytes, told: str
) -> None:
    missed = Missed(folder, ANA, tmp_path)
    missed.keep("No backup.")
    (path,) = (tmp_path / MISSED).iterdir()
    path.write_bytes(note)
    assert [missed.take(), missed.take()] == [told, ""]


def test_the_disk_keeps_room_for_saving(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    size = path_of(desk, desk.work(on=DAY)).stat().st_size
    disk = shutil.disk_usage(desk.folder.path)._replace(free=FREE_SPACE_MARGIN + size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk)
    with pytest.raises(Refusal, match="No backup could be made: the disk is full; make room"):
        desk.work(on=DAY)
    assert len(files_of(desk.folder)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pwrite")
def test_what_cannot_be_read_back_is_no_backup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(descriptor: int) -> None:
        with contextlib.suppress(OSError):  # a folder takes no bytes
            os.pwrite(descriptor, b"?", 300)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(Refusal, match="what was written cannot be read back; check the disk"):
        desk.work(on=DAY)
    assert files_of(desk.folder) == []


def test_what_a_kill_left_of_a_backup_is_removed(desk: Desk) -> None:
    desk.work(on=timedelta(0))
    part = desk.folder.path / "backups" / ".ana-laptop.part"
    part.write_bytes(b"half")
    temporary_path(part).write_bytes(b"half")
    stranger = temporary_path(part.with_name(".ben-desktop.part"))
    stranger.write_bytes(b"half")
    desk.work(on=DAY)
    assert len(files_of(desk.folder)) == 3
    assert stranger.name in files_of(desk.folder)


def test_a_copy_of_anothers_backup_under_our_name_is_not_ours(desk: Desk) -> None:
    theirs = Desk(desk.folder, BEN)
    copied = replace(theirs.work(on=timedelta(0)), stem="ana-laptop", number=7)
    path_of(desk, copied).write_bytes(path_of(theirs, theirs.backups.listed()[0]).read_bytes())
    assert desk.backups.listed() == [copied]
    assert desk.backups.claims_in(copied) is None
    assert desk.work(on=DAY).number == 8


def obstruct(folder: ProjectFolder) -> None:
    """Put a file where backups should go."""
    (folder.path / "backups").rmdir()
    (folder.path / "backups").write_text("in the way")
