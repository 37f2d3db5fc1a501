"""Conflict copies, as programs that synchronise folders leave them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.names import files_among
from counterpoint.storage.store import Store
from tests.storage.outside import kept_beside, own, told, write
from tests.storage.samples import ANA, BEN, LONG, claim, held, reopened, saved, unclean

SNAPSHOTS = [
    "{}.sync-conflict-20310622-101010-ABCDEFG.json",
    "{} (Ana's conflicted copy 2031-06-22).json",
    "{} (ana-laptop's conflicted copy 2031-06-22 (1)).json",
    "{} (conflicted copy 2031-06-22 101010).json",
    "{}.json (SFConflict ana@example.com 2031-06-22-10-10-10)",
    "{}.Conflict.json",
    "{}_Ana-PC_Jun-22-1010-2031_Conflict.json",
    "{}-ANA-PC.json",
    "{}-ANA-PC-2.json",
    "{} (1).json",
    "{} 2.json",
    "{} [conflicted].json",
    "{} - Copy.json",
]
JOURNALS = [
    "{}.json.sync-conflict-20310622-101010-ABCDEFG.journal",
    "{}.json (Ana's conflicted copy 2031-06-22).journal",
    "{}.json (conflicted copy 2031-06-22 101010).journal",
    "{}.json.journal (SFConflict ana@example.com 2031-06-22-10-10-10)",
    "{}.json.Conflict.journal",
    "{}.json-ANA-PC.journal",
    "{}.json (1).journal",
    "{}.json 2.journal",
    "{}.json [conflicted].journal",
]


def copy_of(folder: ProjectFolder, name: str, by: str) -> Path:
    """The path of a conflict copy of somebody's file."""
    return folder.readers / name.format(by.removesuffix(".json"))


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_copy_of_anothers_file_is_merged_and_named(folder: ProjectFolder, name: str) -> None:
    path = saved(folder, claim(1), claim(2, rev=5), by=BEN)
    theirs = path.read_bytes()
    path.unlink()
    saved(folder, claim(2), claim(3), by=BEN)
    copy = copy_of(folder, name, BEN.file_name)
    copy.write_bytes(theirs)
    ana = Store.open(folder.path, ANA)
    assert held(ana).keys() == {"claim-1", "claim-2", "claim-3"}
    assert held(ana)["claim-2"].rev == 5
    assert [copy.name in finding and "Ben's file" in finding for finding in ana.findings] == [True]
    assert set(ana.writers()) == {"laptop", "desktop"}
    assert ana.close(LONG)


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_copy_of_our_own_file_is_absorbed(folder: ProjectFolder, name: str) -> None:
    path = saved(folder, claim(1), claim(2, rev=5))
    theirs = path.read_bytes()
    path.unlink()
    saved(folder, claim(2), claim(3))
    copy = copy_of(folder, name, ANA.file_name)
    copy.write_bytes(theirs)
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1", "claim-2", "claim-3"}
    assert records["claim-2"] == claim(2, rev=5)
    assert [copy.name in finding and "your file" in finding for finding in findings] == [True]
    assert reopened(folder) == (records, ())
    copy.unlink()
    assert reopened(folder) == (records, ())


@pytest.mark.parametrize("name", JOURNALS)
def test_a_copy_of_our_own_journal_is_absorbed(folder: ProjectFolder, name: str) -> None:
    snapshot, journal = unclean(folder, [claim(1)], [claim(2)], [claim(3)])
    copy = copy_of(folder, name, ANA.file_name)
    journal.rename(copy)
    assert snapshot.exists()
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1", "claim-2", "claim-3"}
    assert any("your file" in finding for finding in findings)
    copy.unlink()
    assert reopened(folder) == (records, ())


@pytest.mark.parametrize("name", JOURNALS)
def test_a_copy_of_anothers_journal_is_merged_and_named(folder: ProjectFolder, name: str) -> None:
    _, journal = unclean(folder, [claim(1)], [claim(2)], [claim(3)])
    copy = copy_of(folder, name, ANA.file_name)
    journal.rename(copy)
    records, findings = reopened(folder, BEN)
    assert records.keys() == {"claim-1", "claim-2", "claim-3"}
    assert any("Ana's file" in finding for finding in findings)


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_copy_that_comes_while_open_is_absorbed(folder: ProjectFolder, name: str) -> None:
    theirs = saved(folder, claim(1, rev=4), claim(2)).read_bytes()
    own_path = folder.readers / ANA.file_name
    own_path.unlink()
    saved(folder, claim(1))
    ana = Store.open(folder.path, ANA)
    write(ana, claim(3))
    copy = copy_of(folder, name, ANA.file_name)
    copy.write_bytes(theirs)
    records, sentences = told(ana)
    assert records == {"claim-1": claim(1, rev=4), "claim-2": claim(2)}
    assert "of which 2 records came" in sentences
    assert "everything in it is in your file, you can delete it" in sentences
    assert b"claim-2" in own(ana).read_bytes()
    assert ana.look() is None
    assert ana.close(LONG)
    copy.unlink()
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-3"}


@pytest.mark.parametrize("name", ["{}.Conflict.json", "{} (1).json"])
def test_a_copy_is_not_told_when_it_says_nothing_new(folder: ProjectFolder, name: str) -> None:
    path = saved(folder, claim(1), by=BEN)
    ana = Store.open(folder.path, ANA)
    copy = copy_of(folder, name, BEN.file_name)
    copy.write_bytes(path.read_bytes())
    assert ana.look() is None
    assert ana.close(LONG)
    assert reopened(folder)[1] == ()


def test_a_copy_of_ours_without_news_is_told_when_it_comes(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    ana = Store.open(folder.path, ANA)
    copy = copy_of(folder, SNAPSHOTS[0], ANA.file_name)
    copy.write_bytes(path.read_bytes())
    records, sentences = told(ana)
    assert records == {}
    assert sentences.endswith(f"you can delete it: “{copy.name}”.")
    copy.unlink()
    assert told(ana) == ({}, "")
    assert ana.close(LONG)


def test_a_damaged_copy_of_anothers_file_is_named_once(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), by=BEN)
    copy_of(folder, SNAPSHOTS[0], BEN.file_name).write_bytes(path.read_bytes()[:-40])
    (finding,) = reopened(folder)[1]
    assert finding.startswith("Another version of Ben's file")
    assert "was damaged" in finding


def test_a_damaged_copy_gives_what_it_has_but_wins_nothing(folder: ProjectFolder) -> None:
    text = saved(folder, claim(1, note="sound"), claim(2)).read_text("utf-8")
    (folder.readers / ANA.file_name).unlink()
    saved(folder, claim(1, note="sound"))
    copy = copy_of(folder, SNAPSHOTS[0], ANA.file_name)
    copy.write_text(text.replace('"sound"', '"zzzzz"'), "utf-8")
    copy.with_name(f"{copy.name}.journal").write_bytes(b"rubbish\n")
    records, findings = reopened(folder)
    assert records == {"claim-1": claim(1, note="sound"), "claim-2": claim(2)}
    on_lines, others = (
        [one for one in findings if one.startswith("Line ") is is_line] for is_line in (True, False)
    )
    assert [("was damaged" in one, "your file" in one) for one in others] == [(True, True)]
    assert len(on_lines) == 1
    own_file = (folder.readers / ANA.file_name).read_text("utf-8")
    assert "sound" in own_file
    assert "zzzzz" not in own_file


def test_what_a_copy_replaces_is_kept_beside_first(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2, rev=5))
    theirs = path.read_bytes()
    path.unlink()
    ours = saved(folder, claim(1), claim(2)).read_bytes()
    for name in SNAPSHOTS[:2]:
        copy_of(folder, name, ANA.file_name).write_bytes(theirs)
    assert reopened(folder)[0]["claim-2"] == claim(2, rev=5)
    reopened(folder)
    assert kept_beside(path) == ["replaced-1"]
    assert path.with_name(f"{path.name}.replaced-1").read_bytes() == ours


def test_nothing_is_kept_where_a_copy_only_adds(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(3))
    theirs = path.read_bytes()
    path.unlink()
    saved(folder, claim(1), claim(2))
    copy_of(folder, SNAPSHOTS[0], ANA.file_name).write_bytes(theirs)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-3"}
    assert kept_beside(path) == []


def test_a_reader_whose_name_begins_like_ours_is_another(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2))
    tables = json.loads(path.read_bytes())
    path.unlink()
    saved(folder, claim(1))
    del tables["about"]
    path.with_name("ana-laptop2.json").write_text(json.dumps(tables), "utf-8")
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1", "claim-2"}
    assert not any("your file" in finding for finding in findings)
    assert b"claim-2" not in path.read_bytes()


def test_a_journal_under_any_name_is_known_by_its_first_line(folder: ProjectFolder) -> None:
    _, journal = unclean(folder, [claim(1)], [claim(2)], [claim(3)])
    journal.rename(journal.with_name("old.journal"))
    _, findings = reopened(folder)
    assert any(
        "version of your file" in finding and finding.endswith("“old”.") for finding in findings
    )


def test_a_sound_copy_is_believed_before_a_damaged_original(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1, note="sound"), by=BEN)
    text = path.read_text("utf-8")
    path.write_text(text.replace('"sound"', '"zzzzz"'), "utf-8")
    copy_of(folder, "{}.Conflict.json", BEN.file_name).write_text(text, "utf-8")
    assert reopened(folder)[0] == {"claim-1": claim(1, note="sound")}


@pytest.mark.parametrize(
    "name",
    ["x.json.part", ".x.json", "~x.json", "x.json.tmp", "x.json.damaged-1", "x.json.replaced-2"],
)
def test_a_name_that_is_no_version_of_a_file(name: str) -> None:
    assert files_among([name, "x.txt", f"{name}.part"]) == ()
