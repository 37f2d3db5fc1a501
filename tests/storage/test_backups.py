"""Backups: made where something changed, thinned with care, and read with suspicion."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from counterpoint.domain.backups import Backup
from counterpoint.domain.claims import Claim
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.backups import Backups
from counterpoint.storage.codec import encode
from counterpoint.storage.durable import temporary_path
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.names import file_names
from counterpoint.storage.readers import ReaderFile
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.store import Store
from counterpoint.storage.thinning import name_of
from tests.storage.samples import ANA, BEN, LONG, claim, relation, saved, unclean

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DAMAGED = "It is damaged."


class Desk:
    """Owns rows and a clock; makes backups of them. ``findings`` were there on opening."""

    def __init__(self, folder: ProjectFolder, by: Identity = ANA, findings: str = "") -> None:
        self.folder = folder
        self.ticket = 0
        self.rows: dict[str, bytes] = {}
        self.now = NOON
        self.backups = Backups(folder, by, self._freeze, lambda: self.now)
        found = ReaderFile(file_names(by.file_name), exists=True)
        self.backups.start(replace(found, findings=(findings,) if findings else ()))

    def put(self, *claims: Claim) -> None:
        """One gesture."""
        self.ticket += 1
        for one in claims:
            self.rows[one.id.removeprefix("claim-")] = msgspec.json.encode(encode(one))

    def work(self, *, on: timedelta) -> Backup:
        """Do something on another day, and back it up."""
        self.now += on
        self.put(claim(1, rev=self.ticket + 1))
        made = self.backups.make()
        assert made is not None
        return made

    def _freeze(self) -> tuple[int, RawTables]:
        return self.ticket, {"claims": dict(self.rows)}


@pytest.fixture
def desk(folder: ProjectFolder) -> Desk:
    """A reader who backs up."""
    return Desk(folder)


def _reopened(desk: Desk, findings: str = "") -> Desk:
    again = Desk(desk.folder, findings=findings)
    again.rows, again.ticket, again.now = dict(desk.rows), 0, desk.now
    return again


def _files(folder: ProjectFolder) -> list[str]:
    return sorted(path.name for path in (folder.path / "backups").iterdir())


def _path(desk: Desk, backup: Backup) -> Path:
    return desk.folder.path / "backups" / name_of(backup)


def _damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path.write_bytes(data)


def test_a_backup_opens_in_plain_tinydb(folder: ProjectFolder) -> None:
    saved(folder, claim(1, note="kept"), claim(2), relation("claim-1", "claim-2"))
    (name,) = _files(folder)
    with TinyDB(folder.path / "backups" / name, access_mode="r") as db:
        assert [row["note"] for row in db.table("claims")] == ["kept", ""]
        assert len(db.table("relations")) == 1
        assert [row["claims"] for row in db.table("about")] == [2]


def test_its_name_says_when_and_whose(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    assert _files(desk.folder) == ["2026-11-21T12-00-00Z.1.ana-laptop.json"]
    assert desk.backups.listed() == [made]
    assert desk.backups.claims_in(made) == 1


def test_tombstones_are_no_claims(desk: Desk) -> None:
    desk.put(claim(1), claim(2), replace(claim(3), removed=True))
    made = desk.backups.make()
    assert made is not None
    assert desk.backups.claims_in(made) == 2


def test_nothing_is_made_where_nothing_changed(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    desk.now += DAY
    assert desk.backups.make() == made
    assert _reopened(desk).backups.make() == made
    assert len(_files(desk.folder)) == 1


def test_what_was_changed_back_needs_no_new_backup(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    desk.ticket += 1
    assert desk.backups.is_due
    assert desk.backups.catch_up() == ""
    assert desk.backups.listed() == [made]


def test_nothing_is_made_of_nothing(desk: Desk) -> None:
    assert desk.backups.make() is None
    assert _files(desk.folder) == []


def test_a_command_that_only_reads_makes_none(folder: ProjectFolder) -> None:
    saved(folder, claim(1))
    (folder.path / "backups" / _files(folder)[0]).unlink()
    assert Store.open(folder.path, ANA).close(LONG)
    assert _files(folder) == []


def test_after_a_crash_the_next_close_makes_it(folder: ProjectFolder) -> None:
    unclean(folder, [claim(1)], [claim(2)])
    (folder.path / "backups" / _files(folder)[0]).unlink()
    assert Store.open(folder.path, ANA).close(LONG)
    assert len(_files(folder)) == 1


def test_a_project_that_is_read_only_gets_none(folder: ProjectFolder) -> None:
    writer = Store.open(folder.path, ANA)
    writer.save([claim(1)])
    other = Store.open(folder.path, ANA)
    assert other.backups.make() is None
    assert other.close(LONG)
    assert _files(folder) == []
    assert writer.close(LONG)


def test_two_installations_neither_list_nor_thin_each_others(folder: ProjectFolder) -> None:
    theirs, desk = Desk(folder, BEN), Desk(folder)
    for _ in range(12):
        theirs.work(on=DAY)
    names = _files(folder)
    for _ in range(20):
        desk.work(on=DAY)
    assert set(names) < set(_files(folder))
    assert {backup.stem for backup in desk.backups.listed()} == {"ana-laptop"}


def test_old_ones_are_thinned(desk: Desk) -> None:
    for _ in range(20):
        desk.work(on=DAY)
    numbers = [backup.number for backup in desk.backups.listed()]
    assert numbers == [*range(20, 8, -1), 8, 1]  # twelve days, and the Sundays before


@pytest.mark.parametrize("jump", [-DAY, 3650 * DAY, -3650 * DAY])
def test_no_clock_makes_all_backups_go(desk: Desk, jump: timedelta) -> None:
    for _ in range(12):
        desk.work(on=DAY)
    before = set(_files(desk.folder))
    desk.work(on=jump)
    desk.work(on=-jump)
    desk.work(on=timedelta(minutes=30))
    assert len(before - set(_files(desk.folder))) <= 2
    assert desk.backups.listed()[0].number == 15


def test_backups_of_one_second_do_not_collide(desk: Desk) -> None:
    made = [desk.work(on=timedelta(0)) for _ in range(3)]
    assert len(set(_files(desk.folder))) == 3
    assert [desk.backups.claims_in(one) for one in made] == [1, 1, 1]


def test_damage_drops_no_backup_until_all_is_sound_again(desk: Desk) -> None:
    for _ in range(12):
        desk.work(on=DAY)
    before = desk.backups.listed()
    poor = _reopened(desk, DAMAGED)
    for _ in range(8):
        poor.work(on=DAY)
    assert len(poor.backups.listed()) == len(before) + 8
    well = _reopened(poor)
    well.work(on=DAY)
    assert len(well.backups.listed()) < len(before) + 4
    (kept,) = (one for one in well.backups.listed() if one.is_kept)
    assert kept.number == before[0].number
    assert well.backups.claims_in(kept) == 1


def test_the_newest_from_before_the_damage_is_never_dropped(desk: Desk) -> None:
    best = desk.work(on=timedelta(0))
    poor = _reopened(desk, DAMAGED)
    poor.backups.make()
    well = _reopened(poor)
    for _ in range(36):
        well.work(on=32 * DAY)
    assert len(well.backups.listed()) == 1 + 12 + 10 + 9
    assert well.backups.listed()[-1].number == best.number
    assert well.backups.listed()[-1].is_kept


def test_a_file_that_is_gone_is_damage_too(desk: Desk, folder: ProjectFolder) -> None:
    saved(folder, claim(1))
    (folder.readers / ANA.file_name).unlink()
    saved(folder, claim(2))
    assert [one.is_kept for one in desk.backups.listed()] == [False, True]


def test_a_store_that_was_damaged_keeps_its_good_backup(folder: ProjectFolder) -> None:
    snapshot = saved(folder, claim(1), claim(2))
    _damage(snapshot)
    saved(folder, claim(3))
    backups = Desk(folder).backups
    assert [one.is_kept for one in backups.listed()] == [False, True]
    assert backups.claims_in(backups.listed()[1]) == 2


def test_a_damaged_backup_is_left_alone_and_counts_for_nothing(desk: Desk) -> None:
    for _ in range(3):
        desk.work(on=timedelta(minutes=30))
    last = desk.backups.listed()[0]
    _damage(_path(desk, last))
    bytes_of = _path(desk, last).read_bytes()
    again = _reopened(desk)
    assert again.backups.claims_in(last) is None
    for _ in range(4):
        again.work(on=3 * DAY)
    held = again.backups.listed()
    assert _path(desk, last).read_bytes() == bytes_of
    assert {2, 3} <= {one.number for one in held if one.made.date() == NOON.date()}


def test_a_damaged_newest_backup_is_no_reason_to_make_none(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    _damage(_path(desk, made))
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
    assert {path.name for path in (*_litter(big.parent), big)} <= set(_files(desk.folder))
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
    assert _path(desk, mine).stat().st_mode & 0o777 == 0o600
    (desk.folder.path / "backups").chmod(0o750)
    ours = desk.work(on=DAY)
    assert _path(desk, ours).stat().st_mode & 0o777 == 0o640


def test_a_project_that_is_gone_is_not_made_anew(desk: Desk) -> None:
    desk.put(claim(1))
    away = desk.folder.path.rename(desk.folder.path.with_name("away"))
    with pytest.raises(Refusal, match="the project's folder is not in its place"):
        desk.backups.make()
    assert not desk.folder.path.exists()
    assert away.is_dir()


def test_a_failure_is_told_once_and_hurts_nothing(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    store.save([claim(1)])
    (folder.path / "backups").rmdir()
    (folder.path / "backups").write_text("in the way")
    assert store.backups.catch_up() == "No backup could be made: file exists."
    assert store.backups.catch_up() == ""
    assert store.wait_saved(LONG)
    assert store.progress.failure is None
    (folder.path / "backups").unlink()
    assert store.backups.catch_up() == ""
    store.save([claim(2)])
    shutil.rmtree(folder.path / "backups")
    (folder.path / "backups").write_text("in the way again")
    assert store.backups.catch_up() == "No backup could be made: file exists."
    assert store.close(LONG)


def test_what_a_kill_left_of_a_backup_is_removed(desk: Desk) -> None:
    desk.work(on=timedelta(0))
    part = desk.folder.path / "backups" / ".ana-laptop.part"
    part.write_bytes(b"half")
    temporary_path(part).write_bytes(b"half")
    stranger = temporary_path(part.with_name(".ben-desktop.part"))
    stranger.write_bytes(b"half")
    desk.work(on=DAY)
    assert len(_files(desk.folder)) == 3
    assert stranger.name in _files(desk.folder)


def test_a_copy_of_anothers_backup_under_our_name_is_not_ours(desk: Desk) -> None:
    theirs = Desk(desk.folder, BEN)
    copied = replace(theirs.work(on=timedelta(0)), stem="ana-laptop", number=7)
    _path(desk, copied).write_bytes(_path(theirs, theirs.backups.listed()[0]).read_bytes())
    assert desk.backups.listed() == [copied]
    assert desk.backups.claims_in(copied) is None
    assert desk.work(on=DAY).number == 8


def test_nobody_waits_for_all_backups_to_be_read(desk: Desk) -> None:
    for _ in range(14):
        desk.work(on=DAY)
    again = _reopened(desk)
    again.now += DAY
    again.put(claim(2))
    assert again.backups.catch_up(patience=0) == ""
    assert not again.backups.is_due
    assert len(again.backups.listed()) == 13 + 1
    again.backups.thin()
    assert len(again.backups.listed()) == 13


def _unheld(_id: str, _rev: int, _writer: str) -> bool:
    return False


def test_a_backup_gives_what_is_other_now(folder: ProjectFolder) -> None:
    records: list[Record] = [claim(1), claim(2, rev=5), relation("claim-1", "claim-2")]
    saved(folder, *records, replace(claim(3), removed=True))
    backups = Desk(folder).backups
    (backup,) = backups.listed()
    contents = backups.contents_of(backup, lambda _, rev, __: rev == 5)
    assert contents.claims == {"claim-1", "claim-2"}
    assert list(contents.records) == [records[0], records[2]]


def test_a_damaged_backup_restores_nothing(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    _damage(_path(desk, made))
    with pytest.raises(Refusal, match="This backup is damaged; choose another one"):
        desk.backups.contents_of(made, _unheld)
    _path(desk, made).unlink()
    with pytest.raises(Refusal, match="This backup cannot be read"):
        desk.backups.contents_of(made, _unheld)


def test_what_a_newer_program_added_comes_back_with_its_record(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    raw = {**encode(claim(1)), "mood": "wary"}
    store.backups.bases = {("claims", "claim-1"): msgspec.json.encode(raw)}
    store.save([claim(1)])
    assert store.close(LONG)
    with TinyDB(folder.readers / ANA.file_name, access_mode="r") as db:
        assert [row["mood"] for row in db.table("claims")] == ["wary"]
