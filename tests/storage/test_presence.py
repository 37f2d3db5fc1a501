"""A project's folder that goes away while the project is open, and comes back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.storage.folder import ProjectFolder, create
from counterpoint.storage.store import Store
from tests.storage.outside import copied, told, write
from tests.storage.samples import ANA, BEN, LONG, claim, held, reopened, saved

SOON = 0.2
"""Seconds for a folder to come back that does not."""


def failure(store: Store) -> str:
    """Why nothing is saved; empty where it is."""
    return store.progress.failure or ""


def test_a_folder_moved_away_is_told_within_a_look(folder: ProjectFolder, tmp_path: Path) -> None:
    saved(folder, claim(0), by=BEN)
    ana = Store.open(folder.path, ANA)
    write(ana, claim(1))
    folder.path.rename(tmp_path / "elsewhere")
    assert told(ana) == ({}, "")
    assert "Summit” is gone" in failure(ana)
    assert "Nothing can be saved now" in failure(ana)
    assert not ana.close(SOON)
    assert not folder.path.exists()


def test_saving_goes_on_when_the_folder_is_back(folder: ProjectFolder, tmp_path: Path) -> None:
    ana = Store.open(folder.path, ANA)
    write(ana, claim(1))
    away = folder.path.rename(tmp_path / "elsewhere")
    ana.look()
    ana.save([claim(2)])
    ana.look()
    assert "saved yet" in failure(ana)
    assert not folder.path.exists()
    away.rename(folder.path)
    assert told(ana) == ({}, "")
    assert failure(ana) == ""
    assert ana.wait_saved(LONG)
    assert ana.close(LONG)
    assert reopened(folder) == ({"claim-1": claim(1), "claim-2": claim(2)}, ())


def test_a_folder_that_comes_back_is_noticed_although_nothing_was_written(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    ana = Store.open(folder.path, ANA)
    away = folder.path.rename(tmp_path / "elsewhere")
    ana.look()
    assert failure(ana)
    away.rename(folder.path)
    ana.look()
    assert failure(ana) == ""
    assert ana.close(LONG)


def test_an_older_copy_that_comes_back_is_merged(folder: ProjectFolder, tmp_path: Path) -> None:
    saved(folder, claim(1), claim(7))
    older = shutil.copytree(folder.path, tmp_path / "older")
    saved(folder, claim(2))
    ana = Store.open(folder.path, ANA)
    shutil.rmtree(folder.path)
    ana.look()
    assert failure(ana)
    older.rename(folder.path)
    assert "another program" in told(ana)[1]
    assert failure(ana) == ""
    assert ana.close(LONG)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-7"}


@pytest.mark.parametrize("what", ["empty folder", "another project"])
def test_nothing_is_written_into_what_stands_in_its_place(
    folder: ProjectFolder, tmp_path: Path, what: str
) -> None:
    ana = Store.open(folder.path, ANA)
    write(ana, claim(1))
    away = folder.path.rename(tmp_path / "elsewhere")
    if what == "empty folder":
        folder.path.mkdir()
    else:
        create(folder.path, "Another")
    ana.look()
    ana.save([claim(2)])
    ana.look()
    assert failure(ana)
    assert list(folder.path.glob("readers/*")) == []
    shutil.rmtree(folder.path)
    away.rename(folder.path)
    ana.look()
    assert ana.wait_saved(LONG)
    assert ana.close(LONG)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}


def test_nobody_elses_file_is_said_to_be_gone_with_the_folder(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    saved(folder, claim(0), by=BEN)
    ana = Store.open(folder.path, ANA)
    away = folder.path.rename(tmp_path / "elsewhere")
    assert ana.look() is None
    away.rename(folder.path)
    assert ana.look() is None
    assert held(ana).keys() == {"claim-0"}
    assert ana.close(LONG)


def kept_aside(store: Store, away: Path) -> None:
    """Close a store with an older version of a claim that its disk did not take."""
    place = store.folder.path
    place.rename(away)
    store.save([claim(1, rev=2)])
    assert store.close(SOON).is_kept
    away.rename(place)


@pytest.fixture
def newer(folder: ProjectFolder, tmp_path: Path) -> bytes:
    """Our file as it is on another machine, with a newer version of that claim."""
    saved(folder, claim(0))
    there = copied(folder.path, tmp_path / "there")
    return saved(replace(folder, path=there), claim(1, rev=5)).read_bytes()


def test_what_was_kept_aside_does_not_replace_what_a_copy_has(
    folder: ProjectFolder, tmp_path: Path, newer: bytes
) -> None:
    kept_aside(Store.open(folder.path, ANA), tmp_path / "away")
    copy = folder.readers / "ana-laptop (1).json"
    copy.write_bytes(newer)
    assert reopened(folder)[0]["claim-1"] == claim(1, rev=5)
    copy.unlink()
    assert reopened(folder)[0]["claim-1"] == claim(1, rev=5)


def test_what_was_kept_aside_does_not_replace_what_came_before_the_lock(
    folder: ProjectFolder, tmp_path: Path, newer: bytes
) -> None:
    first = Store.open(folder.path, ANA)
    second = Store.open(folder.path, ANA)
    kept_aside(first, tmp_path / "away")
    (folder.readers / ANA.file_name).write_bytes(newer)
    assert "You can write" in told(second)[1]
    assert second.close(LONG)
    assert reopened(folder)[0]["claim-1"] == claim(1, rev=5)


def test_a_closed_project_whose_folder_is_gone_stays_closed(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    write(ana, claim(1))
    shutil.rmtree(folder.path)
    assert ana.close(SOON).is_kept
    assert ana.look() is None
    assert not folder.path.exists()
