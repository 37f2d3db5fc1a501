"""What a disk refused: kept on this computer, taken in again, never lost and never older."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tinydb import TinyDB

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder, create
from counterpoint.storage.refusing.rescue import STAYS
from counterpoint.storage.refusing.unsaved import BACK
from counterpoint.storage.store import Store
from tests.storage.samples import (
    ANA,
    BEN,
    LONG,
    claim,
    environment,
    held,
    program,
    reopened,
    saved,
)

NO_TIME = 0.05
"""Seconds that a store waits for a disk which refuses for good."""


def block(folder: ProjectFolder) -> None:
    """Put a file where the folder of the readers' files was."""
    folder.readers.rename(folder.path / "kept")
    folder.readers.write_text("in the way", encoding="utf-8")


def unblock(folder: ProjectFolder) -> None:
    """Take it away again."""
    folder.readers.unlink()
    (folder.path / "kept").rename(folder.readers)


def refused(folder: ProjectFolder, *numbers: int, note: str = "") -> None:
    """A sitting whose changes the disk did not take: claims of these numbers."""
    store = Store.open(folder.path, ANA)
    assert store.wait_saved(LONG)
    block(folder)
    for number in numbers:
        store.save([claim(number, rev=2, note=note)])
    ending = store.close(NO_TIME)
    unblock(folder)
    assert not ending
    assert ending.is_kept


def rescues(home: Path) -> list[Path]:
    """The rescues there are."""
    return sorted((home / "state" / "rescue").glob("*.json"))


def test_what_was_refused_comes_back_and_then_the_rescue_goes(
    folder: ProjectFolder, home: Path
) -> None:
    saved(folder, claim(1))
    refused(folder, 2, 3)
    assert len(rescues(home)) == 1
    store = Store.open(folder.path, ANA)
    assert " ".join(store.findings) == BACK
    assert held(store).keys() == {"claim-1", "claim-2", "claim-3"}
    assert store.wait_saved(LONG)
    assert store.close(LONG)
    assert rescues(home) == []
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-3"}


def test_a_rescue_is_private_and_plain_tinydb_opens_it(folder: ProjectFolder, home: Path) -> None:
    saved(folder, claim(1))
    refused(folder, 2)
    (path,) = rescues(home)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with TinyDB(path) as database:
        ids = {row["id"] for row in database.table("claims")}
    assert ids == {"claim-1", "claim-2"}


def test_it_finds_its_project_where_the_folder_is_now(
    folder: ProjectFolder, home: Path, tmp_path: Path
) -> None:
    refused(folder, 1)
    folder.path.rename(tmp_path / "Elsewhere")
    store = Store.open(tmp_path / "Elsewhere", ANA)
    assert held(store).keys() == {"claim-1"}
    assert store.close(LONG)
    assert rescues(home) == []


def carried_off(folder: ProjectFolder, to: Path) -> Path:
    """A copy of a project, whose folder is then gone."""
    shutil.copytree(folder.path, to / "Copy")
    folder.path.rename(to / "away")
    return to / "Copy"


def test_a_copy_uses_nothing_up_while_the_folder_is_away(
    folder: ProjectFolder, home: Path, tmp_path: Path
) -> None:
    refused(folder, 1, 2)
    copy = carried_off(folder, tmp_path)
    told = []
    for _ in range(2):
        store = Store.open(copy, ANA)
        assert held(store).keys() == {"claim-1", "claim-2"}
        told.append(store.findings)
        assert store.close(LONG)
    assert told == [(BACK,), ()]
    (tmp_path / "away").rename(folder.path)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}
    assert rescues(home) == []


def test_a_folder_that_never_comes_back_is_not_waited_for_for_ever(
    folder: ProjectFolder, home: Path, tmp_path: Path
) -> None:
    refused(folder, 1)
    copy = carried_off(folder, tmp_path)
    (path,) = rescues(home)
    old = time.time() - STAYS
    os.utime(path, (old, old))
    store = Store.open(copy, ANA)
    assert held(store).keys() == {"claim-1"}
    assert store.close(LONG)
    assert rescues(home) == []


def test_another_reader_here_and_another_project_get_nothing_of_it(
    folder: ProjectFolder, home: Path
) -> None:
    refused(folder, 1)
    found, findings = reopened(folder, BEN)
    assert (found, findings) == ({}, ())
    assert len(rescues(home)) == 1


def test_a_copy_of_the_project_gets_it_and_the_project_still_does(
    folder: ProjectFolder, home: Path, tmp_path: Path
) -> None:
    store = Store.open(folder.path, ANA)
    assert store.wait_saved(LONG)
    block(folder)
    store.save([claim(1)])
    copied = store.unsaved.copy_to(tmp_path)
    assert not store.close(NO_TIME)
    unblock(folder)
    for path in (copied.path, folder.path):
        store = Store.open(path, ANA)
        assert held(store).keys() == {"claim-1"}
        assert store.close(LONG)
    assert rescues(home) == []


def test_several_are_taken_in_and_nothing_older_wins(folder: ProjectFolder, home: Path) -> None:
    refused(folder, 1, 2, note="first")
    (first,) = rescues(home)
    text = first.read_bytes()
    saved(folder, claim(1, rev=5, note="newer"))
    refused(folder, 3, note="second")
    first.write_bytes(text)
    store = Store.open(folder.path, ANA)
    notes = {one.id: getattr(one, "note", "") for one in store.records()}
    assert notes == {"claim-1": "newer", "claim-2": "first", "claim-3": "second"}
    assert store.close(LONG)
    assert rescues(home) == []


def test_a_rescue_stays_until_the_project_has_it(
    folder: ProjectFolder, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(folder, 1)
    replace_file = os.replace

    def refuse(source: Path, target: Path) -> None:
        """A disk that takes nothing into the project."""
        if folder.path in Path(target).parents:
            raise OSError(30, "Read-only file system")
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    store = Store.open(folder.path, ANA)
    assert held(store).keys() == {"claim-1"}
    assert store.unsaved.waiting == 1
    assert len(rescues(home)) == 1
    ending = store.close(NO_TIME)
    assert ending.is_kept
    assert len(rescues(home)) == 1
    monkeypatch.setattr(os, "replace", replace_file)
    assert reopened(folder)[0].keys() == {"claim-1"}


def test_a_disk_that_relents_after_all_leaves_no_rescue(folder: ProjectFolder, home: Path) -> None:
    store = Store.open(folder.path, ANA)
    assert store.wait_saved(LONG)
    block(folder)
    store.save([claim(1)])
    store.unsaved.keep_aside()
    assert len(rescues(home)) == 1
    unblock(folder)
    store.unsaved.try_again()
    assert store.wait_saved(LONG)
    assert store.close(LONG)
    assert rescues(home) == []
    assert reopened(folder)[0].keys() == {"claim-1"}


def test_what_is_sound_in_a_damaged_rescue_is_taken_and_the_file_is_kept(
    folder: ProjectFolder, home: Path
) -> None:
    refused(folder, 1, 2)
    (path,) = rescues(home)
    lines = path.read_bytes().split(b"\n")
    damaged = [line[:40] if b"claim-1" in line else line for line in lines]
    path.write_bytes(b"\n".join(damaged))
    found, findings = reopened(folder)
    assert found.keys() == {"claim-2"}
    assert any("could not be read" in finding for finding in findings)
    assert rescues(home) == []
    (kept,) = path.parent.iterdir()
    assert kept.read_bytes() == b"\n".join(damaged)


def test_a_rescue_of_which_nothing_can_be_read_is_named_and_kept(
    folder: ProjectFolder, home: Path
) -> None:
    refused(folder, 1)
    (path,) = rescues(home)
    path.write_bytes(b"\0" * 512)
    found, findings = reopened(folder)
    assert found == {}
    assert str(path) in " ".join(findings)
    assert [kept.read_bytes() for kept in path.parent.iterdir()] == [b"\0" * 512]


def test_a_rescue_of_a_newer_program_waits_for_it(folder: ProjectFolder, home: Path) -> None:
    refused(folder, 1)
    (path,) = rescues(home)
    whole = json.loads(path.read_bytes())
    whole["about"]["1"]["format"] = 99
    path.write_text(json.dumps(whole), encoding="utf-8")
    found, findings = reopened(folder)
    assert found == {}
    assert "update Counterpoint" in " ".join(findings)
    assert rescues(home) == [path]


def test_a_link_among_the_rescues_is_not_followed(
    folder: ProjectFolder, home: Path, tmp_path: Path
) -> None:
    refused(folder, 1)
    (path,) = rescues(home)
    path.rename(tmp_path / "other.json")
    path.symlink_to(tmp_path / "other.json")
    found, findings = reopened(folder)
    assert found == {}
    assert "is a link" in " ".join(findings)


def test_a_project_that_may_only_be_read_says_that_something_waits(
    folder: ProjectFolder, home: Path
) -> None:
    refused(folder, 1)
    holder = Store.open(folder.path, replace(ANA, reader="other"))
    assert holder.close(LONG)
    marker = folder.path / "project.counterpoint"
    marker.write_bytes(marker.read_bytes().replace(b'"format": 1', b'"format": 9'))
    store = Store.open(folder.path, ANA)
    assert store.read_only_reason
    assert "are kept on this computer" in store.findings[0]
    assert store.close(LONG)
    assert len(rescues(home)) == 1


def test_where_the_whole_has_no_room_the_changes_alone_are_kept(
    folder: ProjectFolder, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(folder, *(claim(number, note="long " * 50) for number in range(100)))
    store = Store.open(folder.path, ANA)
    assert store.wait_saved(LONG)
    block(folder)
    store.save([claim(200)])
    write = os.write

    def small(descriptor: int, data: bytes) -> int:
        """A disk with room for a page, as a quota leaves it."""
        if os.fstat(descriptor).st_size + len(data) > 4096:
            raise OSError(28, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", small)
    assert store.close(NO_TIME).is_kept
    monkeypatch.setattr(os, "write", write)
    (path,) = rescues(home)
    claims = json.loads(path.read_bytes())["claims"].values()
    assert [one["id"] for one in claims] == ["claim-200"]
    unblock(folder)
    assert len(reopened(folder)[0]) == 101


@pytest.fixture
def open_to_all(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that another user can reach, with a home in it."""
    with TemporaryDirectory() as name:
        monkeypatch.setenv("COUNTERPOINT_HOME", f"{name}/home")
        yield Path(name)


@pytest.mark.skipif(os.name != "posix", reason="there are no permissions of this kind")
def test_a_folder_that_becomes_read_only_costs_nothing(open_to_all: Path) -> None:
    folder = create(open_to_all / "Summit", "Summit")
    saved(folder, claim(1))
    user = 65534 if os.getuid() == 0 else os.getuid()  # root may write everywhere
    for path in (open_to_all, *open_to_all.rglob("*")):
        os.chown(path, user, -1)
    command = program(folder.path, user, module="hermit")
    pipe = subprocess.PIPE
    hermit = subprocess.Popen(command, env=environment(), text=True, stdin=pipe, stdout=pipe)
    assert hermit.stdout is not None
    assert hermit.stdout.readline() == "ready\n"
    folder.readers.chmod(0o500)
    told, _ = hermit.communicate("now\n", timeout=LONG)
    folder.readers.chmod(0o700)
    failure, ending = told.splitlines()
    assert failure == "Not saved yet: its folder may not be written; check its permissions."
    assert "is_kept=True" in ending
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}


def test_where_nothing_takes_it_the_ending_says_so(folder: ProjectFolder, home: Path) -> None:
    store = Store.open(folder.path, ANA)
    assert store.wait_saved(LONG)
    block(folder)
    store.save([claim(1)])
    (home / "state" / "rescue").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refusal, match="cannot be kept on this computer either"):
        store.unsaved.keep_aside()
    ending = store.close(NO_TIME)
    assert (ending.is_saved, ending.is_kept) == (False, False)
    assert "cannot be kept on this computer either" in ending.failure
