"""Whether a project is sound."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from counterpoint.domain.anchors import Place, Region
from counterpoint.domain.documents import Edition
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.scheme import Kind
from counterpoint.storage.checking.check import check
from counterpoint.storage.checking.repair import repair
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.snapshot import About, write_snapshot
from tests.storage.samples import ANA, BEN, claim, relation, reopened, saved, unclean
from tests.storage.wounds import (
    anchored,
    bytes_under,
    faults,
    json_edited,
    nowhere,
    said_of,
    source,
)

LATER = Edition("f" * 64, "b.txt")


def test_a_sound_project_has_no_faults(folder: ProjectFolder) -> None:
    assert check(folder.path) == ()
    one = source(folder)
    gone = replace(said_of(one, 2), removed=True)
    saved(folder, one, said_of(one, 1), gone, relation("claim-1", "claim-2"))
    assert check(folder.path) == ()


def test_a_project_after_a_kill_is_sound(folder: ProjectFolder) -> None:
    one = source(folder)
    _, journal = unclean(folder, [one, said_of(one, 1)], [said_of(one, 2)])
    with journal.open("ab") as file:
        file.write(b'0123456789abcdef 2 [["cla')
    assert check(folder.path) == ()


def test_a_journal_that_its_snapshot_holds_already_is_sound(folder: ProjectFolder) -> None:
    one = source(folder)
    _, journal = unclean(folder, [one, said_of(one, 1)], [said_of(one, 2)])
    before = journal.read_bytes()
    saved(folder, said_of(one, 3))
    journal.write_bytes(before)
    assert check(folder.path) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "praise"}, "kind that is not in the scheme, “praise”"),
        (
            {"document": "0" * 64},
            "not in the project; restore a backup, or add that document again",
        ),
        ({"made": "yesterday"}, "was made at a time that is none, “yesterday”"),
        ({"changed": "2031-13-01T00:00:00Z"}, "was changed at a time that is none"),
        ({"changed": "2031-12-01T00:00:00"}, "was changed at a time that is none"),
    ],
)
def test_a_claim_that_makes_no_sense_is_found(
    folder: ProjectFolder, changes: dict[str, str], words: str
) -> None:
    one = source(folder)
    saved(folder, one, said_of(one, 1), said_of(one, 2, **changes))
    (fault,) = faults(folder)
    assert words in fault.what
    assert (fault.record, fault.file) == ("claim-2", f"readers/{ANA.file_name}")
    assert f"Claim claim-2 (line {fault.line} of “{ANA.file_name}”)" in fault.what


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quote": " "}, "quotes no words"),
        ({"edition": "f" * 64}, "an edition that “A” does not have"),
        ({"places": (Place(0, 9, 9, "text-1"),)}, "a place that no text can have"),
        ({"places": (Place(0, -1, 9, "text-1"),)}, "a place that no text can have"),
        ({"places": (Place(-1, 3, 9, "text-1"),)}, "a place that no text can have"),
        ({"region": Region(0, 50, 0, 10, 10)}, "a region that no page can have"),
        ({"region": Region(0, 1, 1, 300, 10, 200, 200)}, "a region that no page can have"),
        ({"region": Region(-1, 1, 1, 3, 10)}, "a region that no page can have"),
    ],
)
def test_an_anchor_that_makes_no_sense_is_found(
    folder: ProjectFolder, changes: dict[str, object], words: str
) -> None:
    one = source(folder)
    saved(folder, one, said_of(one, 1), anchored(one, 2, **changes))
    (fault,) = faults(folder)
    assert words in fault.what
    assert fault.record == "claim-2"


def test_what_was_removed_need_make_no_sense(folder: ProjectFolder) -> None:
    one = source(folder)
    saved(folder, one, replace(nowhere(one, 1), removed=True))
    assert faults(folder) == ()


def test_kinds_and_documents_are_looked_at_too(folder: ProjectFolder) -> None:
    one = source(folder)
    grown = replace(one, editions=(LATER, *one.editions))
    saved(folder, grown, Kind(id="k", name="", replaced_by="nothing"))
    told = " ".join(check(folder.path))
    for words in ("has no name", "replaced by a kind that is not there", "id of its first edition"):
        assert words in told


def test_a_relation_without_an_end_is_found(folder: ProjectFolder) -> None:
    one = source(folder)
    ours = replace(relation("claim-1", "claim-9"), writer=ANA.installation)
    saved(folder, one, said_of(one, 1), ours)
    saved(folder, replace(relation("claim-8", "claim-1"), id="z"), by=BEN)
    mine, theirs = faults(folder)
    assert "claim-9" in mine.what
    assert (mine.repairable, mine.record) == (True, "claim-1>claim-9")
    assert "claim-8; whoever made the relation can remove it" in theirs.what
    assert (theirs.repairable, theirs.file) == (False, f"readers/{BEN.file_name}")


def test_a_relation_that_makes_no_sense_is_found(folder: ProjectFolder) -> None:
    one = source(folder)
    tie = replace(relation("claim-1", "claim-1"), kind="envies")
    saved(folder, one, said_of(one, 1), tie)
    assert [
        words
        for words in ("ties a claim to itself", "not in the scheme, “envies”")
        if any(words in what for what in check(folder.path))
    ] == ["ties a claim to itself", "not in the scheme, “envies”"]


@pytest.mark.parametrize(
    ("about", "row", "words"),
    [
        (About(0, "ana", "Ana", "laptop"), "1", "a format or generation that there is not"),
        (About(1, "ana", "Ana", "laptop", format=0), "1", "a format or generation that there is"),
        (About(1, "ana", "Ana", "laptop"), "one", "rows without a number, which other programs"),
    ],
)
def test_a_file_that_no_program_of_ours_wrote_is_found(
    folder: ProjectFolder, about: About, row: str, words: str
) -> None:
    path = folder.readers / ANA.file_name
    write_snapshot(path, {"kinds": {row: b'{"id":"k","name":"K"}'}}, about)
    (fault,) = faults(folder)
    assert words in fault.what
    assert fault.repairable
    kept = repair(folder.path, ANA).backup
    assert faults(folder) == ()
    assert kept is not None
    shutil.rmtree(kept)  # it is as odd as it was
    with TinyDB(path, access_mode="r") as database:
        assert [one["id"] for one in database.table("kinds")] == ["k"]


def test_an_end_that_a_damaged_copy_still_names_is_not_given_up(folder: ProjectFolder) -> None:
    one = source(folder)
    ours = replace(relation("claim-1", "claim-9"), writer=ANA.installation)
    path = saved(folder, one, said_of(one, 1), ours)
    path.with_name(f"{path.name}.damaged-1").write_bytes(b'"3": {"id":"claim-9", "rev":')
    (fault,) = faults(folder)
    assert "may still have that claim" in fault.what
    assert not fault.repairable


def test_files_of_documents_are_held_against_their_records(folder: ProjectFolder) -> None:
    one, two = source(folder), source(folder, "b.txt", "Two.")
    three = replace(source(folder, "c.txt", "Three."), title="C")
    away = replace(one, id="e" * 64, editions=(Edition("e" * 64, "../../etc/passwd"),))
    saved(folder, one, two, three, away)
    (folder.documents / "a.txt").write_text("It snowed.")
    (folder.documents / "b.txt").unlink()
    (folder.documents / "c.txt").rename(folder.documents / "d.txt")
    outside, changed, gone, moved = faults(folder)
    assert "names a file outside the project" in outside.what
    assert "no longer the file that was added; put the original back as “a.txt”" in changed.what
    assert "put “b.txt” back there" in gone.what
    assert "its bytes stand in “d.txt”" in moved.what
    assert [one.repairable for one in (outside, changed, gone, moved)] == [False] * 3 + [True]
    assert moved.file == "documents/c.txt"


def test_a_file_too_large_for_any_document_is_not_read(folder: ProjectFolder) -> None:
    one = source(folder)
    saved(folder, one)
    os.truncate(folder.documents / "a.txt", 10 << 30)
    (fault,) = faults(folder)
    assert "larger than 2048 MB and was not read" in fault.what


def test_a_row_that_nobody_understands_has_its_line(folder: ProjectFolder) -> None:
    one = source(folder)
    path = saved(folder, one, said_of(one, 1), said_of(one, 2, note="open"))
    json_edited(path, lambda raw: raw["claims"]["2"].update(verdict="perhaps"))
    damaged, bad = faults(folder)
    assert damaged.repairable
    line = path.read_text().splitlines()[(bad.line or 0) - 1]
    assert "claim-2" in line
    assert bad.record == "claim-2"
    assert "a newer Counterpoint or a backup may have it right" in bad.what


def test_each_file_says_whose_it_is(folder: ProjectFolder) -> None:
    for by in (ANA, BEN):
        path = saved(folder, claim(1, writer=by.installation), by=by)
        path.write_bytes(path.read_bytes().replace(b"nie", b"nee"))
    (folder.readers / "odd.json").write_bytes(b"{")
    told = {fault.file: fault for fault in faults(folder) if not fault.record}
    assert "check --repair" in told[f"readers/{ANA.file_name}"].what
    assert told[f"readers/{ANA.file_name}"].repairable
    assert "it is Ben's file" in told[f"readers/{BEN.file_name}"].what
    assert "if it is no reader's file" in told["readers/odd.json"].what
    assert not told[f"readers/{BEN.file_name}"].repairable


def test_a_conflict_copy_and_a_stranger_are_told_apart(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    one = source(folder)
    path = saved(folder, one, said_of(one, 1))
    copy = folder.readers / "ana-laptop.sync-conflict-20310622-101010-ABCDEFG.json"
    copy.write_bytes(path.read_bytes())
    json_edited(copy, lambda raw: None)
    (fault,) = faults(folder)
    assert "Another version of your file" in fault.what
    assert (fault.file, fault.repairable) == (f"readers/{copy.name}", True)
    copy.write_bytes(path.read_bytes().replace(folder.id.encode(), b"another-project"))
    assert "belongs to another project; move it" in faults(folder)[-1].what


def test_a_copy_is_one_fault_in_the_words_of_the_window(folder: ProjectFolder) -> None:
    one = source(folder)
    path = saved(folder, one, said_of(one, 1), by=BEN)
    saved(folder)
    copy = path.with_name("ben-desktop (1).json")
    copy.write_bytes(path.read_bytes()[:-40])
    journal = copy.with_name(f"{copy.name}.journal")
    journal.write_bytes(b"junk\n" * 3)
    (window,) = (told for told in reopened(folder)[1] if told.startswith("Another"))
    (fault,) = faults(folder)
    assert fault.what == window
    assert fault.what.endswith(f"it is for Ben to delete: “{copy.name}”.")
    assert (fault.file, fault.line, fault.repairable) == (f"readers/{copy.name}", 1, False)


def test_a_journal_of_a_later_snapshot_is_found(folder: ProjectFolder) -> None:
    one = source(folder)
    path = saved(folder, one, said_of(one, 1))
    older = path.read_bytes()
    saved(folder, said_of(one, 2))
    unclean(folder, [said_of(one, 3)])
    path.write_bytes(older)
    (fault,) = faults(folder)
    assert "continues a later version of its file" in fault.what
    assert fault.file.endswith(".journal")


def test_a_lost_project_file_is_found(folder: ProjectFolder) -> None:
    one = source(folder)
    saved(folder, one)
    marker = folder.path / "project.counterpoint"
    marker.write_text("{")
    (fault,) = faults(folder)
    assert (fault.file, fault.repairable) == ("project.counterpoint", True)
    marker.unlink()
    (fault,) = faults(folder)
    assert "check --repair” makes it anew" in fault.what


def test_a_project_without_its_readers_is_not_taken_for_an_empty_one(
    folder: ProjectFolder,
) -> None:
    folder.readers.rmdir()
    assert "“readers” is not in the project any more" in check(folder.path)[0]


def test_our_file_that_is_gone_though_there_are_backups_is_found(folder: ProjectFolder) -> None:
    path = saved(folder, source(folder))
    path.unlink()
    (fault,) = faults(folder)
    assert "choose “Restore …” in the menu" in fault.what
    assert fault.file == f"readers/{ANA.file_name}"


def test_damaged_backups_are_named(folder: ProjectFolder) -> None:
    path = saved(folder, source(folder))
    backups = folder.path / "backups"
    for entry in backups.iterdir():
        entry.unlink()
    (backups / "good.json").write_bytes(path.read_bytes())
    (backups / "bad.json").write_bytes(path.read_bytes()[:-40])
    (backups / "link.json").symlink_to(path)
    bad, link = faults(folder)
    assert "“bad.json” is damaged" in bad.what
    assert "“link.json” is a link" in link.what


def test_checking_never_writes(folder: ProjectFolder) -> None:
    snapshot, journal = unclean(folder, [claim(1)], [claim(2)])
    snapshot.write_bytes(snapshot.read_bytes()[:-50])
    journal.write_bytes(journal.read_bytes().replace(b"claim-2", b"claim-3"))
    (folder.path / "project.counterpoint").write_text("{")
    before = bytes_under(folder.path)
    assert len(faults(folder)) >= 3
    assert bytes_under(folder.path) == before


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not a project"):
        check(tmp_path)
