"""What other programs do to the files of others while a project is open."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.looking import AT_ONCE
from counterpoint.storage.names import file_names
from counterpoint.storage.readers import read_settled
from counterpoint.storage.store import Store
from tests.storage.outside import edited, laid_out_anew, told, write
from tests.storage.samples import ANA, BEN, LONG, claim, held, saved


def test_where_nothing_changed_there_is_no_news(folder: ProjectFolder) -> None:
    saved(folder, claim(1), by=BEN)
    ana = Store.open(folder.path, ANA)
    assert ana.look() is None
    assert ana.close(LONG)


def test_a_reader_who_comes_in_is_known_by_name(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    saved(folder, claim(1, writer="desktop"), by=BEN)
    records, sentences = told(ana)
    assert records == {"claim-1": claim(1, writer="desktop")}
    assert sentences == ""  # the window says whose the claims are
    assert ana.writers()["desktop"] == "Ben"
    assert ana.look() is None
    assert ana.close(LONG)


def test_each_gesture_of_another_reader_comes_out_once(folder: ProjectFolder) -> None:
    ana, ben = Store.open(folder.path, ANA), Store.open(folder.path, BEN)
    for number in range(4):
        ben.save([claim(number), claim(9, rev=1 + number)])
        assert ben.wait_saved(LONG)
        assert told(ana)[0].keys() == {f"claim-{number}", "claim-9"}
    assert ben.close(LONG)
    assert told(ana) == ({}, "")
    assert held(ana).keys() == {"claim-0", "claim-1", "claim-2", "claim-3", "claim-9"}
    assert ana.close(LONG)


def test_only_the_version_that_wins_comes_out(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    ana.save([claim(1, rev=5)])
    gone = replace(claim(2, rev=3), removed=True)
    saved(folder, claim(1, rev=4), gone, by=BEN)
    assert told(ana)[0] == {"claim-2": gone}
    assert held(ana) == {"claim-1": claim(1, rev=5), "claim-2": gone}
    assert ana.close(LONG)


def test_a_change_between_look_and_take_is_not_taken_back(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    saved(folder, claim(1, rev=4), by=BEN)
    news = ana.look()
    ana.save([claim(1, rev=5)])
    assert news is not None
    assert ana.take(news) == []
    assert held(ana) == {"claim-1": claim(1, rev=5)}
    assert ana.close(LONG)


def test_what_a_file_that_vanished_said_stays(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), by=BEN)
    ana = Store.open(folder.path, ANA)
    path.unlink()
    records, sentences = told(ana)
    assert records == {}
    assert sentences.startswith("Ben's file is gone")
    assert "gone" in sentences
    assert held(ana).keys() == {"claim-1"}
    assert ana.look() is None
    assert ana.close(LONG)


def test_a_line_in_a_journal_does_not_read_its_snapshot_again(folder: ProjectFolder) -> None:
    ben = Store.open(folder.path, BEN)
    ben.save([claim(1)])
    ben.save([claim(2)])
    assert ben.wait_saved(LONG)
    ana = Store.open(folder.path, ANA)
    write(ben, claim(3, rev=2))
    snapshot = folder.readers / BEN.file_name
    before = snapshot.stat()
    with snapshot.open("r+b") as file:
        file.write(b"unreadable, if anybody looks")
    os.utime(snapshot, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert told(ana) == ({"claim-3": claim(3, rev=2)}, "")
    assert ben.close(LONG)
    assert ana.close(LONG)


def test_a_spoilt_line_in_a_journal_is_told(folder: ProjectFolder) -> None:
    ben = Store.open(folder.path, BEN)
    for number in range(3):
        ben.save([claim(number)])
        assert ben.wait_saved(LONG)
    ana = Store.open(folder.path, ANA)
    journal = folder.readers / f"{BEN.file_name}.journal"
    with journal.open("ab") as file:
        file.write(b"a line of somebody else\n")
    assert "Line 4 of" in told(ana)[1]
    assert ana.look() is None
    assert ana.close(LONG)
    assert ben.close(LONG)


def test_half_of_a_file_that_is_being_written_is_not_called_damaged(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), by=BEN)
    whole = path.read_bytes()
    parts = iter([whole[:300], whole[:600], whole])
    path.write_bytes(b"")
    _, file = read_settled(folder, file_names(path.name), lambda: put(path, next(parts, whole)))
    assert file.findings == ()
    assert len(file.tables["claims"]) == 2


def test_a_file_that_could_not_be_read_is_read_when_it_can(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    place = folder.readers / BEN.file_name
    place.mkdir()
    assert "not an ordinary file" in told(ana)[1]
    assert ana.look() is None
    place.rmdir()
    saved(folder, claim(1), by=BEN)
    assert told(ana)[0].keys() == {"claim-1"}
    assert ana.close(LONG)


def test_the_same_content_laid_out_anew_is_no_news(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), by=BEN)
    as_written = path.read_bytes()
    laid_out_anew(path)
    ana = Store.open(folder.path, ANA)
    path.write_bytes(as_written)
    assert ana.look() is None
    assert ana.close(LONG)


def test_damage_of_the_same_revision_does_not_win(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1, note="sound"), by=BEN)
    ana = Store.open(folder.path, ANA)
    edited(path, lambda text: text.replace('"sound"', '"zzzzz"'))
    records, sentences = told(ana)
    assert records == {}
    assert "was damaged" in sentences
    assert held(ana) == {"claim-1": claim(1, note="sound")}
    assert ana.close(LONG)


def test_much_news_comes_in_slices(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    saved(folder, *map(claim, range(2 * AT_ONCE + 1)), by=BEN)
    sizes = [len(told(ana)[0]) for _ in range(4)]
    assert sizes == [AT_ONCE, AT_ONCE, 1, 0]
    assert len(held(ana)) == 2 * AT_ONCE + 1
    assert ana.close(LONG)


def put(path: Path, data: bytes) -> None:
    """Write some more of a file."""
    path.write_bytes(data)


@pytest.mark.parametrize(
    "name",
    [
        ".syncthing.ben-desktop.json.tmp",
        "~syncthing~ben-desktop.json.tmp",
        "ben-desktop.json.part",
        "ben-desktop.json.crdownload",
        "ben-desktop.json~",
        "#ben-desktop.json#",
        "ben-desktop.json.damaged-1",
        "notes.txt",
    ],
)
def test_what_is_not_finished_is_not_looked_at(folder: ProjectFolder, name: str) -> None:
    ana = Store.open(folder.path, ANA)
    path: Path = folder.readers / name
    path.write_bytes(b"half")
    assert ana.look() is None
    path.unlink()
    assert ana.look() is None
    assert ana.close(LONG)
