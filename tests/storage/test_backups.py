"""Backups: made where something changed, thinned in time, and read for what they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from tinydb import TinyDB

from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.backing.backups import TORN
from counterpoint.storage.codec import encode
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.store import Store
from tests.storage.backup_desk import DAY, Desk, files_of, flip, path_of, reopened
from tests.storage.samples import ANA, BEN, LONG, claim, relation, saved, unclean


@pytest.fixture
def desk(folder: ProjectFolder) -> Desk:
    """A reader who backs up."""
    return Desk(folder)


def test_a_backup_opens_in_plain_tinydb(folder: ProjectFolder) -> None:
    saved(folder, claim(1, note="kept"), claim(2), relation("claim-1", "claim-2"))
    (name,) = files_of(folder)
    with TinyDB(folder.path / "backups" / name, access_mode="r") as db:
        assert [row["note"] for row in db.table("claims")] == ["kept", ""]
        assert len(db.table("relations")) == 1
        assert [row["claims"] for row in db.table("about")] == [2]


def test_its_name_says_when_and_whose(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    assert files_of(desk.folder) == ["2026-11-21T12-00-00Z.1.ana-laptop.json"]
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
    assert reopened(desk).backups.make() == made
    assert len(files_of(desk.folder)) == 1


def test_what_was_changed_back_needs_no_new_backup(desk: Desk) -> None:
    made = desk.work(on=timedelta(0))
    desk.ticket += 1
    assert desk.backups.is_due
    assert desk.backups.catch_up() == ""
    assert desk.backups.listed() == [made]


def test_nothing_is_made_of_nothing(desk: Desk) -> None:
    assert desk.backups.make() is None
    assert files_of(desk.folder) == []


def test_a_file_that_lost_its_end_is_told_first(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), relation("claim-1", "claim-1"))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b'"relations"')])
    store = Store.open(folder.path, ANA)
    assert store.findings[0] == TORN
    assert store.close(LONG)


def test_a_file_that_is_damaged_but_lacks_nothing_is_not_called_so(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1, note="sound"))
    path.write_bytes(path.read_bytes().replace(b"sound", b"zzzzz"))
    store = Store.open(folder.path, ANA)
    assert TORN not in store.findings
    assert store.close(LONG)


def test_a_command_that_only_reads_makes_none(folder: ProjectFolder) -> None:
    saved(folder, claim(1))
    (folder.path / "backups" / files_of(folder)[0]).unlink()
    assert Store.open(folder.path, ANA).close(LONG)
    assert files_of(folder) == []


def test_after_a_crash_the_next_close_makes_it(folder: ProjectFolder) -> None:
    unclean(folder, [claim(1)], [claim(2)])
    (folder.path / "backups" / files_of(folder)[0]).unlink()
    assert Store.open(folder.path, ANA).close(LONG)
    assert len(files_of(folder)) == 1


def test_a_project_that_is_read_only_gets_none(folder: ProjectFolder) -> None:
    writer = Store.open(folder.path, ANA)
    writer.save([claim(1)])
    other = Store.open(folder.path, ANA)
    assert other.backups.make() is None
    assert other.close(LONG)
    assert files_of(folder) == []
    assert writer.close(LONG)


def test_two_installations_neither_list_nor_thin_each_others(folder: ProjectFolder) -> None:
    theirs, desk = Desk(folder, BEN), Desk(folder)
    for _ in range(12):
        theirs.work(on=DAY)
    names = files_of(folder)
    for _ in range(20):
        desk.work(on=DAY)
    assert set(names) < set(files_of(folder))
    assert {backup.stem for backup in desk.backups.listed()} == {"ana-laptop"}


def test_old_ones_are_thinned(desk: Desk) -> None:
    for _ in range(20):
        desk.work(on=DAY)
    numbers = [backup.number for backup in desk.backups.listed()]
    assert numbers == [*range(20, 8, -1), 8, 1]  # twelve days, and the Sundays before


def test_backups_of_one_second_do_not_collide(desk: Desk) -> None:
    made = [desk.work(on=timedelta(0)) for _ in range(3)]
    assert len(set(files_of(desk.folder))) == 3
    assert [desk.backups.claims_in(one) for one in made] == [1, 1, 1]


def test_nobody_waits_for_all_backups_to_be_read(desk: Desk) -> None:
    for _ in range(14):
        desk.work(on=DAY)
    again = reopened(desk)
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
    flip(path_of(desk, made))
    with pytest.raises(Refusal, match="This backup is damaged; choose another one"):
        desk.backups.contents_of(made, _unheld)
    path_of(desk, made).unlink()
    with pytest.raises(Refusal, match="This backup cannot be read"):
        desk.backups.contents_of(made, _unheld)


def test_what_a_newer_program_added_comes_back_with_its_record(
    desk: Desk, folder: ProjectFolder
) -> None:
    desk.put(claim(1))
    desk.rows["1"] = msgspec.json.encode({**encode(claim(1)), "mood": "wary"})
    made = desk.backups.make()
    assert made is not None
    store = Store.open(folder.path, ANA)
    store.save(store.backups.contents_of(made, _unheld).records)
    assert store.close(LONG)
    with TinyDB(folder.readers / ANA.file_name, access_mode="r") as db:
        assert [row["mood"] for row in db.table("claims")] == ["wary"]
