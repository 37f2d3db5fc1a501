"""What a snapshot survives."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tinydb import TinyDB

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.readers import read_reader_file
from counterpoint.storage.snapshot import About, SnapshotContents, parse_snapshot, write_snapshot
from tests.storage.samples import called, claim, document, relation, reopened, saved

ABOUT = About(4, "ana", "Ana", "laptop")
TABLES = {
    "claims": {
        str(n): b'{"id":"claim-%d","note":"\\u0000\\n \xc3\xa4"}' % n for n in range(1, 600)
    },
    "memos": {"1": b'{"id":"from a newer version"}'},
}


def test_a_snapshot_says_what_was_written(tmp_path: Path) -> None:
    signed = write_snapshot(tmp_path / "s", TABLES, ABOUT)
    contents = parse_snapshot((tmp_path / "s").read_bytes(), "s")
    assert contents.about == signed
    assert contents.problems == ()
    assert {name: rows for name, rows in contents.tables.items() if rows} == TABLES


def test_plain_tinydb_reads_it(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "s", TABLES, ABOUT)
    with TinyDB(tmp_path / "s", access_mode="r") as database:
        assert len(database.table("claims")) == 599
        assert database.table("memos").all() == [{"id": "from a newer version"}]


def test_only_a_whole_snapshot_takes_the_place_of_the_old(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "s", TABLES, ABOUT)
    write_snapshot(tmp_path / "s", {}, ABOUT)
    assert [entry.name for entry in tmp_path.iterdir()] == ["s"]
    assert not any(parse_snapshot((tmp_path / "s").read_bytes(), "s").tables.values())


def test_a_file_an_editor_laid_out_anew_is_sound(tmp_path: Path) -> None:
    signed = write_snapshot(tmp_path / "s", TABLES, ABOUT)
    pretty = json.dumps(json.loads((tmp_path / "s").read_bytes()), indent=4)
    contents = parse_snapshot(pretty.encode(), "s")
    assert contents.about == signed
    assert contents.is_sound


def small(folder: ProjectFolder) -> bytes:
    """A file of three records."""
    return saved(folder, claim(1), claim(2), relation("claim-1", "claim-2")).read_bytes()


def rows(contents: SnapshotContents) -> int:
    """How many records were read."""
    return sum(map(len, contents.tables.values()))


def test_every_flipped_bit_is_noticed_and_costs_at_most_one_record(folder: ProjectFolder) -> None:
    data = small(folder)
    chance = random.Random(6)
    for _ in range(1000):
        flipped = bytearray(data)
        place = chance.randrange(len(data))
        flipped[place] ^= 1 << chance.randrange(8)
        contents = parse_snapshot(bytes(flipped), "s")
        if json_of(bytes(flipped)) != json_of(data):
            assert contents.problems
        # The mark between two rows stands alone on its line's end; both rows may need it.
        assert rows(contents) >= (1 if data[place] == ord("\n") else 2)


def json_of(data: bytes) -> object:
    """What the file says to any other program; None where it is no JSON."""
    try:
        return json.loads(data)
    except ValueError:
        return None


def test_cut_at_every_byte_it_keeps_the_records_before_the_cut(folder: ProjectFolder) -> None:
    data = small(folder)
    ends = [index for index, byte in enumerate(data) if byte == ord("\n")]
    records = [
        end
        for end in ends
        if data[:end].rstrip(b",").endswith(b"}")
        and b'"rev"' in data[data.rfind(b"\n", 0, end) : end]
    ]
    for cut in range(len(data) - 1):
        contents = parse_snapshot(data[:cut], "s")
        assert contents.problems
        assert rows(contents) >= sum(1 for end in records if end <= cut)


def test_a_damaged_record_costs_itself_and_names_its_line(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), claim(3))
    damaged = path.read_bytes().replace(b'"id":"claim-2"', b'"id":"claim-2')
    path.write_bytes(damaged)
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1", "claim-3"}
    assert "Restore" in findings[0]
    mine = called(path, "Your")
    assert findings[1:] == (
        f"{mine} was damaged, or changed by another program: 2 records could be read.",
        f"Line 7 of {called(path)} could not be read and was left out.",
    )
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == damaged
    assert reopened(folder) == (records, ())


def test_a_record_of_wrong_types_is_named_and_kept(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2))
    path.write_text(path.read_text().replace('"rev":1', '"rev":"one"', 1))
    records, findings = reopened(folder)
    assert records.keys() == {"claim-2"}
    assert any("table claims: record claim-1 is damaged" in finding for finding in findings)
    assert '"rev":"one"' in path.read_text()


def test_a_hand_edit_counts_and_is_reported(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1, note="before"))
    path.write_text(path.read_text().replace("before", "by hand"))
    records, findings = reopened(folder)
    assert records == {"claim-1": claim(1, note="by hand")}
    assert "changed by another program" in findings[0]


def test_doubled_keys_of_a_hand_made_merge_are_both_read(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    line = next(line for line in path.read_text().splitlines() if "claim-1" in line)
    doubled = f"{line},\n{line.replace('claim-1', 'claim-2')}"
    path.write_text(path.read_text().replace(line, doubled))
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}


def test_rows_under_a_head_that_moved_are_still_what_they_are(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), document())
    lines = path.read_text().splitlines()
    head, row = lines.index('"claims": {'), lines.index('"documents": {') - 4
    lines[head], lines[row] = lines[row], lines[head]
    path.write_text("\n".join(lines))
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", document().id}


def test_braces_that_moved_hide_no_record_inside_of_another(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), claim(3), claim(4))
    moved = path.read_text().replace('},\n"2"', ',\n"2"').replace('},\n"4"', '}},\n"4"')
    assert json.loads(moved)["claims"].keys() == {"1", "4"}
    path.write_text(moved)
    assert reopened(folder)[0].keys() == {"claim-2", "claim-4"}


def test_one_record_that_could_be_read_is_said_to_be_one(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    path.write_bytes(path.read_bytes().replace(b"nicht", b"immer"))
    assert reopened(folder)[1][0].endswith(": one record could be read.")


@pytest.mark.parametrize(
    ("before", "after"), [('},\n"2"', '}\f\n"2"'), ('"1": {"id":"claim-1"', '"q": {"id":"claim-1"')]
)
def test_a_line_that_was_read_all_the_same_is_named(
    folder: ProjectFolder, before: str, after: str
) -> None:
    path = saved(folder, claim(1), claim(2))
    text = path.read_text()
    path.write_text(text.replace(before, after))
    line = text[: text.index(before)].count("\n") + 1
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1", "claim-2"}
    assert any(f"Line {line} of" in finding for finding in findings)


def test_of_a_doubled_record_the_same_text_shows_each_time(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1, note="mild"), claim(2))
    line = next(line for line in path.read_text().splitlines() if "claim-1" in line)
    other = line.replace("mild", "wild").replace('"1":', '"7":')
    for rows in (f"{line}\n{other}", f"{other}\n{line}"):
        path.write_text(path.read_text().replace(line, rows))
        shown = reopened(folder)[0]
        assert reopened(folder)[0] == shown
        path = saved(folder, claim(1, note="mild"), claim(2))


def test_an_empty_file_is_reported_and_kept(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    path.write_bytes(b"")
    records, findings = reopened(folder)
    assert records == {}
    assert "Restore" in findings[0]
    assert "program: nothing in it could be read." in findings[1]


def test_reading_never_writes(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1))
    path.write_bytes(path.read_bytes()[:-40])
    before = {entry: entry.read_bytes() for entry in folder.readers.iterdir()}
    read_reader_file(folder, path.name)
    assert {entry: entry.read_bytes() for entry in folder.readers.iterdir()} == before
