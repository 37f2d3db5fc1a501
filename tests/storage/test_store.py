"""What the app may rely on."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from tinydb import TinyDB

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store
from counterpoint.storage.writer import Progress
from tests.storage.samples import (
    ANA,
    BEN,
    LONG,
    ONE_OF_EACH,
    claim,
    environment,
    held,
    program,
    relation,
    reopened,
    saved,
    unclean,
)


def test_every_kind_of_record_comes_back_as_it_was(folder: ProjectFolder) -> None:
    saved(folder, *ONE_OF_EACH)
    records, findings = reopened(folder)
    assert set(records.values()) == set(ONE_OF_EACH)
    assert findings == ()


def test_looking_does_not_write(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    assert store.close(LONG)
    assert list(folder.readers.iterdir()) == []


def test_tickets_are_acknowledged_in_order(folder: ProjectFolder) -> None:
    told: list[Progress] = []
    store = Store.open(folder.path, ANA)
    store.subscribe(told.append)
    tickets = [store.save([claim(n)]) for n in range(3)]
    assert store.wait_saved(LONG)
    assert tickets == [1, 2, 3]
    assert store.progress == told[-1] == Progress(3, None)
    assert told == sorted(told, key=lambda progress: progress.acknowledged)
    assert store.close(LONG)


def test_a_gesture_is_one_line_however_many_records_it_has(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    for gesture in [claim(1)], [claim(2), claim(3), relation("claim-1", "claim-2")], [claim(2, 2)]:
        store.save(gesture)
        assert store.wait_saved(LONG)
    journal = folder.readers / f"{ANA.file_name}.journal"
    # The first gesture made the snapshot; then one line binds the journal to it.
    assert len(journal.read_bytes().splitlines()) == 1 + 2
    assert store.close(LONG)


def test_a_clean_close_leaves_one_file_that_plain_tinydb_reads(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), relation("claim-1", "claim-2"))
    assert [entry.name for entry in folder.readers.iterdir()] == [ANA.file_name]
    with TinyDB(path, access_mode="r") as database:
        assert {"about", "claims", "relations", "documents"} <= database.tables()
        assert [row["id"] for row in database.table("claims")] == ["claim-1", "claim-2"]
        assert database.table("about").get(doc_id=1)["name"] == "Ana"


def test_the_files_are_their_owners_alone(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    assert path.stat().st_mode & 0o777 == 0o600
    assert {entry.stat().st_mode & 0o777 for entry in folder.path.iterdir()} == {0o600, 0o700}


def test_a_new_version_takes_the_place_of_the_old(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    store.save([claim(1)])
    store.save([claim(1, rev=2, note="second")])
    store.save([replace(claim(1, rev=3), removed=True)])
    assert held(store) == {"claim-1": replace(claim(1, rev=3), removed=True)}
    assert store.close(LONG)
    assert reopened(folder)[0] == {"claim-1": replace(claim(1, rev=3), removed=True)}


def test_what_a_kill_left_in_the_journal_is_read_and_compacted(folder: ProjectFolder) -> None:
    _, journal = unclean(folder, [claim(1)], [claim(2)], [claim(1, rev=2)])
    records, findings = reopened(folder)
    assert records == {"claim-1": claim(1, rev=2), "claim-2": claim(2)}
    assert findings == ()
    assert not journal.exists()


def test_a_disk_with_little_room_takes_what_fits_after_a_kill(
    folder: ProjectFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    unclean(folder, [claim(1)], [claim(1, rev=2)])
    disk = shutil.disk_usage(folder.path)._replace(free=8192)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk)
    store = Store.open(folder.path, ANA)
    store.save([claim(2)])
    assert store.wait_saved(LONG)
    assert store.progress.failure is None
    assert store.close(LONG)


def test_two_installations_see_the_highest_version_of_each_record(folder: ProjectFolder) -> None:
    saved(folder, claim(1), claim(2, rev=7))
    saved(folder, claim(1, rev=2, writer="desktop"), claim(2, writer="desktop"), by=BEN)
    expected = {"claim-1": claim(1, rev=2, writer="desktop"), "claim-2": claim(2, rev=7)}
    assert reopened(folder, ANA)[0] == reopened(folder, BEN)[0] == expected


def test_of_equal_revisions_the_higher_writer_wins(folder: ProjectFolder) -> None:
    saved(folder, claim(1, writer="laptop", note="laptop"))
    saved(folder, claim(1, writer="desktop", note="desktop"), by=BEN)
    records, _ = reopened(folder, BEN)
    assert records == {"claim-1": claim(1, writer="laptop", note="laptop")}


def test_the_readers_are_known_by_installation(folder: ProjectFolder) -> None:
    saved(folder, claim(1), by=BEN)
    store = Store.open(folder.path, ANA)
    assert store.writers() == {"laptop": "Ana", "desktop": "Ben"}
    assert store.close(LONG)


def test_an_installation_writes_its_own_file_only(folder: ProjectFolder) -> None:
    theirs = saved(folder, claim(1), by=BEN)
    before = theirs.read_bytes()
    saved(folder, claim(1, rev=2), claim(5))
    assert theirs.read_bytes() == before


def test_unknown_fields_survive_a_change_of_what_is_known(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), by=BEN)
    text = path.read_text()
    newer = text.replace('"quote":', '"mood":["glum",1.5],"quote":').replace(
        '"star":false', '"star":false,"weight":{"kg":3}'
    )
    path.write_text(newer)
    mine = saved(folder, claim(1, rev=2, note="changed by an older program"))
    row = json.loads(mine.read_text())["claims"]["1"]
    assert row["note"] == "changed by an older program"
    assert row["weight"] == {"kg": 3}
    assert row["anchor"]["mood"] == ["glum", 1.5]


def test_a_record_json_cannot_hold_is_refused_and_nothing_is_written(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    with pytest.raises(Refusal, match="cannot be stored"):
        store.save([claim(1), replace(claim(2), rev=-1)])
    assert held(store) == {}
    assert store.close(LONG)


def test_a_second_window_reads_only_and_says_who_writes(folder: ProjectFolder) -> None:
    first = Store.open(folder.path, ANA)
    first.save([claim(1)])
    assert first.wait_saved(LONG)
    second = Store.open(folder.path, ANA)
    assert second.read_only
    assert "process" in second.read_only_reason
    assert held(second) == {"claim-1": claim(1)}
    with pytest.raises(Refusal, match="reading only"):
        second.save([claim(2)])
    assert second.close(LONG)
    assert first.close(LONG)


def test_another_process_finds_the_lock_until_the_first_one_ends(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    command = program(folder.path, 0, 1)
    while_open = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert store.close(LONG)
    after = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert b"Refusal: The project is open for reading only" in while_open.stderr
    assert after.stdout.split() == [b"0", b"done"]


def test_two_readers_write_one_project_at_once(folder: ProjectFolder) -> None:
    ana, ben = Store.open(folder.path, ANA), Store.open(folder.path, BEN)
    ana.save([claim(1)])
    ben.save([claim(2)])
    assert ana.close(LONG)
    assert ben.close(LONG)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}


def test_closing_twice_does_no_harm_and_then_nothing_is_saved(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    store.save([claim(1)])
    assert store.close(LONG)
    assert store.close(LONG)
    with pytest.raises(Refusal, match="closed"):
        store.save([claim(2)])


def test_a_newer_project_opens_for_reading_only(folder: ProjectFolder) -> None:
    saved(folder, claim(1))
    marker = folder.path / "project.counterpoint"
    marker.write_text(marker.read_text().replace('"format": 1', '"format": 2'))
    store = Store.open(folder.path, ANA)
    assert "newer Counterpoint" in store.read_only_reason
    assert held(store) == {"claim-1": claim(1)}
    assert store.close(LONG)


def test_a_newer_file_of_mine_is_not_written_over(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    path.write_text(path.read_text().replace('"format":1', '"format":2'))
    before = path.read_bytes()
    store = Store.open(folder.path, ANA)
    assert "newer Counterpoint wrote your file" in store.read_only_reason
    assert store.close(LONG)
    assert path.read_bytes() == before


def test_what_another_program_put_in_the_files_place_is_kept(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    restored = path.read_bytes()
    store = Store.open(folder.path, ANA)
    store.save([claim(1, rev=2), claim(2)])
    assert store.wait_saved(LONG)
    path.write_bytes(restored.replace(b"claim-1", b"claim-9"))
    store.save([claim(3)])
    assert store.wait_saved(LONG)
    assert any("another program" in finding for finding in store.findings)
    assert store.close(LONG)
    records, _ = reopened(folder)
    assert records.keys() == {"claim-1", "claim-2", "claim-3", "claim-9"}
    assert records["claim-1"].rev == 2


def test_damage_put_in_the_files_place_is_kept_beside_it(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    store = Store.open(folder.path, ANA)
    path.write_bytes(b"not ours")
    store.save([claim(2)])
    assert store.close(LONG)
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == b"not ours"
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}


def test_closing_writes_again_what_another_program_took_away(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    older = path.read_bytes()
    saved(folder, claim(1, rev=2), claim(2))
    store = Store.open(folder.path, ANA)
    path.write_bytes(older)
    assert store.close(LONG)
    assert reopened(folder)[0] == {"claim-1": claim(1, rev=2), "claim-2": claim(2)}


def test_what_closing_cannot_write_again_is_kept_until_it_can(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    store = Store.open(folder.path, ANA)
    path.unlink()
    path.mkdir()
    ending = store.close(0.2)
    assert (ending.is_saved, ending.is_kept) == (False, True)
    path.rmdir()
    assert reopened(folder)[0] == {"claim-1": claim(1)}


def test_each_snapshot_has_a_generation_of_its_own(folder: ProjectFolder) -> None:
    texts = [saved(folder, claim(number)).read_text() for number in range(3)]
    assert [json.loads(text)["about"]["1"]["generation"] for text in texts] == [1, 2, 3]


def test_a_file_deleted_while_open_is_written_anew(folder: ProjectFolder) -> None:
    store = Store.open(folder.path, ANA)
    for number in range(3):
        store.save([claim(number)])
        assert store.wait_saved(LONG)
    for entry in folder.readers.iterdir():
        entry.unlink()
    store.save([claim(3)])
    assert store.close(LONG)
    assert len(reopened(folder)[0]) == 4


def test_a_folder_that_may_not_be_written_opens_for_reading(folder: ProjectFolder) -> None:
    if folder.path.owner() == "root":
        pytest.skip("root may write everywhere")
    saved(folder, claim(1))
    folder.readers.chmod(0o500)
    store = Store.open(folder.path, BEN)
    assert "may not be written" in store.read_only_reason
    assert store.close(LONG)
    folder.readers.chmod(0o700)


def test_ids_that_lead_elsewhere_are_no_identity() -> None:
    with pytest.raises(ValueError, match="letters"):
        Identity("../../ana", "Ana", "laptop")
