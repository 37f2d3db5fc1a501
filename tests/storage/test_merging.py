"""Several files, hostile ones among them, read as one project."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.claims import Claim
from counterpoint.storage import readers
from counterpoint.storage.checking.check import check
from counterpoint.storage.codec import HIGHEST_OWN, encode
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.journal import Put, render_gesture
from counterpoint.storage.rows import merge
from counterpoint.storage.salvage import salvaged
from counterpoint.storage.store import Store
from counterpoint.storage.winners import Winners
from tests.storage.samples import ANA, BEN, LONG, claim, document, held, reopened, saved, unclean

VERSIONS = st.builds(
    claim,
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(["laptop", "desktop", "phone"]),
    st.sampled_from(["", "x", "y"]),
)


def together(files: list[list[Claim]]) -> dict[str, Claim]:
    """What files with these records say together, read in this order."""
    winners = Winners()
    for file in files:
        for one in file:
            winners.take("claims", one, repr(encode(one)).encode())
    return {one.id: one for one in winners.records() if isinstance(one, Claim)}


def test_no_collection_looks_at_the_many_records_of_a_project(folder: ProjectFolder) -> None:
    saved(folder, *map(claim, range(1_100)))
    gc.unfreeze()
    store = Store.open(folder.path, ANA)
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    assert store.close()
    assert frozen > 1_100


@given(st.lists(st.lists(VERSIONS, max_size=6), min_size=3, max_size=3))
def test_files_say_the_same_in_any_order(files: list[list[Claim]]) -> None:
    first, *others = (together(list(order)) for order in permutations(files))
    assert all(other == first for other in others)


def test_what_was_written_last_alone_says_how_the_rest_comes_back(folder: ProjectFolder) -> None:
    snapshot, _ = unclean(folder, [claim(1)], [claim(2)])
    snapshot.unlink()
    records, findings = reopened(folder)
    assert records.keys() == {"claim-2"}
    assert "is missing; only the latest changes could be read. Put it back" in " ".join(findings)


def test_the_conflict_copy_of_a_journal_is_read_too(folder: ProjectFolder) -> None:
    snapshot, journal = unclean(folder, [claim(1)], [claim(2)])
    journal.rename(journal.with_name("ana-laptop.json.sync-conflict-20310101-1-A.journal"))
    assert snapshot.exists()
    records, findings = reopened(folder, BEN)
    assert records.keys() == {"claim-1", "claim-2"}
    assert any("version of Ana's file" in finding for finding in findings)


def test_a_journal_of_another_snapshot_is_merged_by_revision(folder: ProjectFolder) -> None:
    snapshot, journal = unclean(folder, [claim(1)], [claim(1, rev=4), claim(2)], [claim(3)])
    lines = journal.read_bytes()
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-3"}
    saved(folder, claim(2, rev=9), claim(4))
    journal.write_bytes(lines)
    records, findings = reopened(folder)
    assert records == {
        "claim-1": claim(1, rev=4),
        "claim-2": claim(2, rev=9),
        "claim-3": claim(3),
        "claim-4": claim(4),
    }
    assert findings == ()
    assert snapshot.exists()


def test_a_link_in_place_of_a_readers_file_is_not_followed(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    path = saved(folder, claim(1), by=BEN)
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    records, findings = reopened(folder)
    assert records == {}
    assert [finding for finding in findings if "is a link" in finding]


def test_a_link_in_place_of_my_own_file_is_never_written_over(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    target = tmp_path / "precious"
    target.write_text("precious")
    path = folder.readers / ANA.file_name
    path.symlink_to(target)
    store = Store.open(folder.path, ANA)
    assert "is a link" in store.read_only_reason
    assert store.close(LONG)
    assert path.is_symlink()
    assert target.read_text() == "precious"


def test_pipes_folders_and_litter_do_no_harm(folder: ProjectFolder) -> None:
    saved(folder, claim(1), by=BEN)
    os.mkfifo(folder.readers / "pipe.json")
    (folder.readers / "folder.json").mkdir()
    (folder.readers / ".hidden.json").write_text("{}")
    (folder.readers / "notes.txt").write_text("hello")
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1"}
    assert len(findings) == 2


def test_a_huge_file_is_not_read(folder: ProjectFolder) -> None:
    with (folder.readers / "huge.json").open("wb") as file:
        file.truncate(readers.LARGEST + 1)
    records, findings = reopened(folder)
    assert records == {}
    assert "larger than" in findings[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 4096,
        b"[" * 200_000,
        b'{"about":' * 50_000,
        b'{"about": {"1": null}}',
        b'{"claims": {"1": {"id": NaN}}}',
        b'{"claims": {"x": {"id": "\\ud800"}}}',
        b'{"claims": []}',
        b'"\xff\xfe"',
    ],
)
def test_no_content_of_a_file_raises(folder: ProjectFolder, content: bytes) -> None:
    (folder.readers / "stranger.json").write_bytes(content)
    (folder.readers / "stranger.json.journal").write_bytes(content)
    saved(folder, claim(1))
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1"}
    assert findings


def test_a_revision_out_of_range_is_refused(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), by=BEN)
    path.write_text(path.read_text().replace('"rev":1', f'"rev":{2**63}', 1))
    records, findings = reopened(folder)
    assert records.keys() == {"claim-2"}
    assert any("record claim-1 is damaged" in finding for finding in findings)


@pytest.mark.parametrize(
    ("highest", "whose"),
    [(HIGHEST_OWN, BEN), *((2**52 + more, whose) for more in (0, 1) for whose in (ANA, BEN))],
)
def test_no_revision_of_anybody_stops_writing(
    folder: ProjectFolder, highest: int, whose: Identity
) -> None:
    saved(folder, claim(1, rev=highest), claim(2), by=whose)
    store = Store.open(folder.path, ANA)
    following = 1 + max(record.rev for record in held(store).values())
    assert store.findings or following <= 2**52 + 2
    store.save([claim(3, rev=following)])
    assert store.close(LONG)
    assert reopened(folder)[0]["claim-3"] == claim(3, rev=following)


def test_a_document_without_an_edition_is_left_out_and_reported(folder: ProjectFolder) -> None:
    path = saved(folder, document(), by=BEN)
    raw = json.loads(path.read_bytes())
    raw["documents"]["1"]["editions"] = []
    path.write_text(json.dumps(raw))
    assert reopened(folder)[0] == {}
    assert any("edition" in finding for finding in check(folder.path))


@pytest.mark.parametrize("row", ["9" * 5000, "²", "x", "0", "-1", "01", "9" * 18, "٣"])
def test_a_senseless_row_number_costs_nothing(folder: ProjectFolder, row: str) -> None:
    path = saved(folder, claim(1), claim(2))
    raw = json.loads(path.read_bytes())
    raw["claims"][row] = raw["claims"].pop("2")
    path.write_text(json.dumps(raw))
    journal = Path(f"{path}.journal")
    puts = (Put("claims", row, msgspec.json.encode(encode(claim(3)))),)
    journal.write_bytes(render_gesture(1, puts))
    for _ in range(2):
        store = Store.open(folder.path, ANA)
        assert held(store).keys() >= {"claim-1", "claim-2", "claim-3"}
        store.save([claim(4), claim(5)])
        assert store.close(LONG)
    saved(folder, claim(6))
    assert reopened(folder)[0].keys() == {f"claim-{number}" for number in range(1, 7)}


@pytest.mark.parametrize("row", ["9" * 5000, "²", "9" * 18])
def test_good_records_beside_a_senseless_row_number_are_salvaged(row: str) -> None:
    text = json.dumps({"claims": {row: encode(claim(1)), "1": encode(claim(2))}}, indent=4)
    found = salvaged(text.encode())
    found.keep("claims", row, b"{}")
    assert len(found.tables["claims"]) == 3
    merge(found.tables, "claims", [b'{"id":"a"}', b'{"id":"b"}'])
    merge(found.tables, "claims", [b'{"id":"c"}'])
    assert len(found.tables["claims"]) == 6


def test_merging_keeps_the_row_of_a_record_and_takes_new_rows() -> None:
    old = {"claims": {"4": b'{"id":"a","rev":1}', "7": b'{"id":"b","rev":5}'}}
    merge(old, "claims", [b'{"id":"a","rev":2}', b'{"id":"b","rev":2}', b'{"id":"c","rev":1}'])
    assert old["claims"] == {
        "4": b'{"id":"a","rev":2}',
        "7": b'{"id":"b","rev":5}',
        "8": b'{"id":"c","rev":1}',
    }


def test_a_tombstone_holds_against_an_older_life(folder: ProjectFolder) -> None:
    gone = replace(claim(1, rev=2), removed=True)
    saved(folder, gone)
    saved(folder, claim(1, writer="desktop", note="old"), by=BEN)
    assert reopened(folder)[0] == {"claim-1": gone}
    store = Store.open(folder.path, BEN)
    assert held(store)["claim-1"].removed
    assert store.close(LONG)
