"""Mending a project: nothing is invented, nothing is lost, and others' files stay as they are."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.checking.repair import Repair, repair
from counterpoint.storage.durable import temporary_path
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.snapshot import About, write_snapshot
from counterpoint.storage.store import Store
from tests.storage.samples import ANA, BEN, LONG, relation, reopened, saved, unclean
from tests.storage.wounds import bytes_under, faults, json_edited, said_of, source


def loser_of(path: Path, mark: str = ".sync-conflict-20310622-101010-ABCDEFG") -> Path:
    """The name that a synchronising program gives the loser of a conflict."""
    return path.with_name(f"{path.stem}{mark}{path.suffix}")


def mended(folder: ProjectFolder) -> Repair:
    """A repair that leaves nothing to mend, and whose second run does nothing."""
    done = repair(folder.path, ANA)
    assert not [fault for fault in faults(folder) if fault.repairable]
    before = bytes_under(folder.path)
    assert repair(folder.path, ANA) == Repair()
    assert bytes_under(folder.path) == before
    return done


def damaged_snapshot(folder: ProjectFolder) -> None:
    """A line that cannot be read any more, a record that was changed, and a journal with a gap."""
    one = source(folder)
    path, journal = unclean(folder, [one, said_of(one, 1), said_of(one, 2)], [said_of(one, 3)])
    path.write_bytes(path.read_bytes().replace(b'"1": {"id":"claim-1"', b'"1": {"id":claim-1"'))
    with journal.open("ab") as file:
        file.write(b"junk\n")


def conflict_copy(folder: ProjectFolder) -> None:
    """Another version of our own file, with a claim of its own and a newer one."""
    one = source(folder)
    path = saved(folder, one, said_of(one, 1))
    older = path.read_bytes()
    saved(folder, said_of(one, 2), replace(said_of(one, 1), rev=5, note="newer"))
    loser_of(path).write_bytes(path.read_bytes())
    path.write_bytes(older)


def untied_relation(folder: ProjectFolder) -> None:
    """A tie of ours to a claim that is nowhere."""
    one = source(folder)
    tie = replace(relation("claim-1", "nowhere"), writer=ANA.installation)
    saved(folder, one, said_of(one, 1), tie)


def renamed_document(folder: ProjectFolder) -> None:
    """A document whose file somebody has renamed."""
    one = source(folder)
    saved(folder, one, said_of(one, 1))
    (folder.documents / "a.txt").rename(folder.documents / "other name.txt")


def lost_marker(folder: ProjectFolder) -> None:
    """No project.counterpoint."""
    saved(folder, source(folder))
    (folder.path / "project.counterpoint").unlink()


def older_snapshot(folder: ProjectFolder) -> None:
    """A snapshot put back from before, beside the journal of a later one."""
    one = source(folder)
    path = saved(folder, one)
    older = path.read_bytes()
    saved(folder, said_of(one, 1))
    unclean(folder, [said_of(one, 2)])
    path.write_bytes(older)


WOUNDS = (
    damaged_snapshot,
    conflict_copy,
    untied_relation,
    renamed_document,
    lost_marker,
    older_snapshot,
)
EACH = pytest.mark.parametrize("wound", WOUNDS, ids=lambda one: one.__name__)


@EACH
def test_what_can_be_mended_is_mended_once(
    folder: ProjectFolder, wound: Callable[[ProjectFolder], None]
) -> None:
    wound(folder)
    assert [fault for fault in faults(folder) if fault.repairable]
    done = mended(folder)
    assert done.deeds
    assert not [fault for fault in faults(folder) if not fault.record]


@EACH
def test_everything_that_was_touched_is_kept_as_it_was(
    folder: ProjectFolder, wound: Callable[[ProjectFolder], None]
) -> None:
    wound(folder)
    before = bytes_under(folder.path)
    done = repair(folder.path, ANA)
    after = bytes_under(folder.path)
    touched = {name: data for name, data in before.items() if after.get(name) != data}
    kept = bytes_under(done.backup) if done.backup else {}
    assert touched.items() <= kept.items()
    assert (done.backup is None) == (wound is lost_marker)


def test_sound_records_of_a_damaged_file_stay(folder: ProjectFolder) -> None:
    damaged_snapshot(folder)
    path = folder.readers / ANA.file_name
    bad = path.read_bytes()
    mended(folder)
    found, findings = reopened(folder)
    assert {"claim-2", "claim-3"} <= found.keys()
    assert "claim-1" not in found
    assert findings == ()
    assert Path(f"{path}.damaged-1").read_bytes() == bad


def test_a_conflict_copy_is_taken_in_to_the_last_field(folder: ProjectFolder) -> None:
    conflict_copy(folder)
    copy = loser_of(folder.readers / ANA.file_name)
    json_edited(copy, lambda raw: raw["claims"]["2"].update(hue="blue"))
    done = mended(folder)
    assert any(f"“{copy.name}” was taken into your file." == deed for deed in done.deeds)
    assert not copy.exists()
    found, _ = reopened(folder)
    first = found["claim-1"]
    assert isinstance(first, Claim)
    assert first.note == "newer"
    raw = json.loads((folder.readers / ANA.file_name).read_bytes())
    assert [one["hue"] for one in raw["claims"].values() if "hue" in one] == ["blue"]


def test_damage_says_nothing_against_a_sound_copy(folder: ProjectFolder) -> None:
    one = source(folder)
    path = saved(folder, one, said_of(one, 1, note="as it was"))
    loser_of(path).write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"as it was", b"zs it was"))
    mended(folder)
    first = reopened(folder)[0]["claim-1"]
    assert isinstance(first, Claim)
    assert first.note == "as it was"


def test_a_relation_without_an_end_becomes_a_tombstone(folder: ProjectFolder) -> None:
    untied_relation(folder)
    mended(folder)
    tie = reopened(folder)[0]["claim-1>nowhere"]
    assert (tie.removed, tie.rev, tie.writer) == (True, 2, ANA.installation)


def test_a_relation_is_left_while_a_file_that_cannot_be_read_may_hold_its_end(
    folder: ProjectFolder,
) -> None:
    untied_relation(folder)
    os.mkfifo(folder.readers / "ben-desktop.json")
    assert repair(folder.path, ANA) == Repair()
    assert not reopened(folder)[0]["claim-1>nowhere"].removed


def test_a_document_is_tied_to_its_bytes_again(folder: ProjectFolder) -> None:
    renamed_document(folder)
    mended(folder)
    assert faults(folder) == ()
    store = Store.open(folder.path, ANA)
    (one,) = [record for record in store.records() if isinstance(record, Document)]
    assert store.document_path(one).name == "other name.txt"
    assert store.close(LONG)


@pytest.mark.parametrize("wreck", ["{", '{"id": "anoth', '{"id": "another", "format": 1', None])
def test_a_project_file_comes_back_with_its_id(folder: ProjectFolder, wreck: str | None) -> None:
    saved(folder, source(folder))
    marker = folder.path / "project.counterpoint"
    marker.unlink() if wreck is None else marker.write_text(wreck)
    mended(folder)
    assert json.loads(marker.read_text())["id"] == folder.id


def test_where_no_reader_tells_its_own_bytes_do(folder: ProjectFolder) -> None:
    path = saved(folder, source(folder))
    marker = folder.path / "project.counterpoint"
    marker.write_text('{"id": "before", "name": "회담", "format')
    path.write_bytes(path.read_bytes().replace(f',"project":"{folder.id}"'.encode(), b""))
    mended(folder)
    told = json.loads(marker.read_text())
    assert (told["id"], told["name"]) == ("before", "회담")


def of_project(folder: ProjectFolder, by: Identity, identity: str) -> Path:
    """A reader's sound file in the folder that says it is of another project."""
    path = saved(folder, source(folder), by=by)
    tables = {"kinds": {"1": b'{"id":"k","name":"K","writer":"%b"}' % by.installation.encode()}}
    about = About(3, by.reader, by.name, by.installation, project=identity)
    write_snapshot(path, tables, about)
    return path


def test_our_own_file_knows_best_which_project_it_is_of(folder: ProjectFolder) -> None:
    of_project(folder, BEN, "another")
    untied_relation(folder)
    marker = folder.path / "project.counterpoint"
    marker.unlink()
    mended(folder)
    assert json.loads(marker.read_text())["id"] == folder.id
    path = folder.readers / ANA.file_name
    assert json.loads(path.read_bytes())["about"]["1"]["project"] == folder.id


def test_a_stranger_does_not_speak_for_our_damaged_file(folder: ProjectFolder) -> None:
    of_project(folder, BEN, "another")
    damaged_snapshot(folder)
    marker = folder.path / "project.counterpoint"
    marker.unlink()
    repair(folder.path, ANA)
    assert not marker.exists()
    mended(folder)
    assert json.loads(marker.read_text())["id"] == folder.id


def test_where_others_disagree_no_id_is_invented(folder: ProjectFolder) -> None:
    of_project(folder, BEN, "one")
    of_project(folder, Identity("cleo", "Cleo", "phone"), "two")
    marker = folder.path / "project.counterpoint"
    marker.unlink()
    assert repair(folder.path, ANA) == Repair()
    assert not marker.exists()
    marker.write_text('{"id": "two", ')
    mended(folder)
    assert json.loads(marker.read_text())["id"] == "two"


def test_files_of_others_are_never_touched(folder: ProjectFolder) -> None:
    one = source(folder)
    theirs = saved(folder, one, replace(relation("claim-7", "claim-8"), writer="w"), by=BEN)
    theirs.write_bytes(theirs.read_bytes().replace(b'"title":"A"', b'"title":"B"'))
    loser_of(theirs).write_bytes(theirs.read_bytes())
    saved(folder, said_of(one, 1))
    before = bytes_under(folder.readers)
    assert repair(folder.path, ANA) == Repair()
    assert bytes_under(folder.readers) == before
    assert all("Ben's" in one.what for one in faults(folder) if not one.record)


def test_leftovers_of_a_crash_are_swept(folder: ProjectFolder) -> None:
    path = saved(folder, source(folder))
    ours = [temporary_path(path), temporary_path(Path(f"{path}.journal"))]
    copies = [folder.documents / f".{n}123456789abcdef.tmp" for n in (1, 2)]
    other = temporary_path(folder.readers / "ben-desktop.json")
    for one in (*ours, *copies, other):
        one.write_bytes(b"half")
    os.utime(copies[0], (0, 0))
    assert repair(folder.path, ANA).deeds == ("3 temporary files of a crash were removed.",)
    assert [one.exists() for one in (*ours, *copies, other)] == [False] * 3 + [True] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_disk_that_refuses_leaves_everything_as_it_was(folder: ProjectFolder) -> None:
    damaged_snapshot(folder)
    before = bytes_under(folder.path)
    names = {path.name for path in (folder.path / "backups").iterdir()}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(Refusal, match="“Summit” could not be mended; nothing in it is lost"):
            repair(folder.path, ANA)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert bytes_under(folder.path) == before
    assert {path.name for path in (folder.path / "backups").iterdir()} == names
    mended(folder)


def test_a_window_keeps_the_repair_away(folder: ProjectFolder) -> None:
    damaged_snapshot(folder)
    store = Store.open(folder.path, ANA)
    try:
        with pytest.raises(Refusal, match="Nothing was mended"):
            repair(folder.path, ANA)
    finally:
        assert store.close(LONG)


def test_what_a_newer_program_wrote_is_not_mended(folder: ProjectFolder) -> None:
    path = saved(folder, source(folder))
    for newer in (path, folder.path / "project.counterpoint"):
        newer.write_text(newer.read_text().replace('"format":', '"format":7'), "utf-8")
        before = bytes_under(folder.path)
        with pytest.raises(Refusal, match=r"newer Counterpoint .* update Counterpoint"):
            repair(folder.path, ANA)
        assert bytes_under(folder.path) == before


def test_nothing_is_mended_through_a_link(folder: ProjectFolder, tmp_path: Path) -> None:
    damaged_snapshot(folder)
    (folder.path / "backups").rename(tmp_path / "elsewhere")
    (folder.path / "backups").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refusal, match="“backups” in the project is a link"):
        repair(folder.path, ANA)


def test_a_reader_without_a_file_changes_nothing(folder: ProjectFolder) -> None:
    damaged_snapshot(folder)
    before = bytes_under(folder.path)
    assert repair(folder.path, Identity("eve", "Eve", "phone")) == Repair()
    assert bytes_under(folder.path) == before
