"""What a journal survives."""

from __future__ import annotations

import os
import random
import resource
from pathlib import Path

import pytest

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.journal import (
    Binding,
    Journal,
    JournalContents,
    Put,
    parse_journal,
    render_gesture,
    render_line,
)
from counterpoint.storage.readers import read_reader_file
from tests.storage.samples import called, claim, reopened, unclean

BINDING = Binding(3, "c0ffee", "laptop")
GESTURES = (
    (Put("claims", "1", b'{"id":"a"}'),),
    (Put("claims", "2", '{"id":"ä"}'.encode()), Put("kinds", "1", None)),
    (Put("claims", "1", b'{"id":"a","rev":2}'),),
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal with three gestures."""
    return Journal.create(tmp_path / "j", BINDING, GESTURES)


def test_a_journal_says_what_was_written(journal: Journal) -> None:
    journal.append([GESTURES[0], GESTURES[1]])
    contents = parse_journal(journal.path.read_bytes(), "j")
    assert contents == JournalContents(BINDING, (*GESTURES, GESTURES[0], GESTURES[1]), ())


def test_cut_at_every_byte_it_holds_every_whole_line(journal: Journal) -> None:
    data = journal.path.read_bytes()
    ends = [index for index, byte in enumerate(data) if byte == ord("\n")]
    for cut in range(len(data) + 1):
        # A last line that lacks only its end is whole: its checksum says so.
        whole = sum(1 for end in ends if cut >= end)
        contents = parse_journal(data[:cut], "j")
        assert contents.gestures == GESTURES[: max(0, whole - 1)]
        assert contents.problems == ()


def test_every_flipped_bit_is_noticed_and_costs_one_line(journal: Journal) -> None:
    data = journal.path.read_bytes()
    chance = random.Random(5)
    for _ in range(1000):
        place, bit = chance.randrange(len(data) - 1), 1 << chance.randrange(8)
        flipped = bytearray(data)
        flipped[place] ^= bit
        contents = parse_journal(bytes(flipped), "j")
        lost = [gesture for gesture in GESTURES if gesture not in contents.gestures]
        # Where the end of a line is hit, two lines become one.
        assert len(lost) <= (2 if data[place] == ord("\n") else 1)
        assert contents.problems


def test_zeros_at_the_end_are_told_of_and_cost_nothing(journal: Journal) -> None:
    contents = parse_journal(journal.path.read_bytes() + b"\0" * 512, "j")
    said = "Line 5 of “j” is damaged and was left out."
    assert contents == JournalContents(BINDING, GESTURES, (said,))


def test_only_the_beginning_of_a_last_line_goes_without_a_word(journal: Journal) -> None:
    before = journal.path.read_bytes()
    last = render_gesture(4, (Put("claims", "1", '{"id":"일","n":-1.5e3}'.encode()),))
    assert not any(parse_journal(before + last[:end], "j").problems for end in range(len(last)))
    for end in range(16, len(last), 7):
        for damage in b"\0" * 600, b"\xff", b"\1":
            assert parse_journal(before + last[:end] + damage, "j").problems
    assert parse_journal(before + last[:-1] + b"]", "j").problems


def test_lines_in_another_order_are_told_of_and_hold_by_revision(journal: Journal) -> None:
    lines = journal.path.read_bytes().splitlines(keepends=True)
    contents = parse_journal(b"".join([*lines, lines[1]]), "j")
    said = "Line 5 of “j” stands where another should be."
    assert contents == JournalContents(None, (*GESTURES, GESTURES[0]), (said,))


def test_a_missing_line_is_noticed() -> None:
    data = b"".join([render_line(0, b"{}"), render_gesture(1, GESTURES[0])])
    contents = parse_journal(data + render_gesture(3, GESTURES[2]), "j")
    assert contents.gestures == (GESTURES[0], GESTURES[2])
    assert contents.problems[-1] == "Before line 3 of “j” lines are missing."


def test_a_line_of_sound_checksum_and_senseless_content_is_reported() -> None:
    for payload in b"[[1,2]]", b"[" * 100_000, b'[["claims","1",{}', b"\xff":
        contents = parse_journal(render_line(1, payload), "j")
        assert contents.gestures == ()
        assert contents.problems[0] == "Line 1 of “j” is damaged and was left out."


def test_a_journal_out_of_place_is_noticed(journal: Journal) -> None:
    moved = journal.path.with_name("moved")
    seen = [journal.is_in_place]
    journal.path.rename(moved)
    seen.append(journal.is_in_place)
    moved.rename(journal.path)
    seen.append(journal.is_in_place)
    with journal.path.open("ab") as file:
        file.write(b"from elsewhere\n")
    seen.append(journal.is_in_place)
    assert seen == [True, False, True, False]


def test_a_journal_whose_disk_is_gone_is_in_doubt(journal: Journal) -> None:
    journal.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        journal.append(GESTURES)
    assert journal.in_doubt


def test_a_failed_sync_leaves_the_journal_in_doubt(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")  # A pipe takes what is written and cannot be synced.
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    journal = Journal(tmp_path / "pipe", 0)
    with pytest.raises(OSError, match="Invalid argument"):
        journal.append(GESTURES)
    assert journal.in_doubt
    journal.close()
    os.close(reader)


def test_cut_in_its_last_lines_a_project_opens_with_what_was_whole(folder: ProjectFolder) -> None:
    snapshot, journal = unclean(folder, [claim(0)], [claim(1)], [claim(2)], [claim(3)])
    data = journal.read_bytes()
    before_last_two = data[:-1].rfind(b"\n", 0, data[:-1].rfind(b"\n"))
    for cut in range(before_last_two, len(data) + 1):
        journal.write_bytes(data[:cut])
        found = read_reader_file(folder, snapshot.name)
        assert len(found.tables["claims"]) == 1 + data[: cut + 1].count(b"\n") - 1
        assert found.findings == ()


def test_a_damaged_line_is_kept_beside_and_costs_only_itself(folder: ProjectFolder) -> None:
    _, journal = unclean(folder, [claim(0)], [claim(1)], [claim(2)], [claim(3)])
    damaged = journal.read_bytes().replace(b"claim-2", b"claim-8")
    journal.write_bytes(damaged)
    records, findings = reopened(folder)
    assert records.keys() == {"claim-0", "claim-1", "claim-3"}
    assert "Restore" in findings[0]  # the backup of the close before has claim-2
    assert findings[1:] == (f"Line 3 of {called(journal)} is damaged and was left out.",)
    assert journal.with_name(f"{journal.name}.damaged-1").read_bytes() == damaged
    assert reopened(folder) == (records, ())


def test_an_old_line_that_stands_again_at_the_end_takes_nothing_back(
    folder: ProjectFolder,
) -> None:
    _, journal = unclean(folder, [claim(0)], [claim(1)], [claim(1, rev=2)])
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines, lines[1]]))
    records, findings = reopened(folder)
    assert records == {"claim-0": claim(0), "claim-1": claim(1, rev=2)}
    assert findings == (f"Line 4 of {called(journal)} stands where another should be.",)


def test_what_a_full_disk_let_through_is_taken_back(journal: Journal) -> None:
    before = journal.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, hard))
    try:
        with pytest.raises(OSError, match="File too large") as caught:
            journal.append(GESTURES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.filename == str(journal.path)
    assert journal.path.read_bytes() == before
    assert journal.is_in_place
    journal.append(GESTURES)
    assert parse_journal(journal.path.read_bytes(), "j").gestures == GESTURES + GESTURES
