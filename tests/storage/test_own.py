"""The file this installation writes, step by step."""

from __future__ import annotations

import pytest

from counterpoint.storage.codec import encode
from counterpoint.storage.durable import temporary_path
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.journal import Gesture
from counterpoint.storage.own import OwnFile
from counterpoint.storage.readers import read_reader_file
from tests.storage.samples import ANA, claim


class Hand:
    """Owns a file and the gestures that were not written yet."""

    def __init__(self, folder: ProjectFolder) -> None:
        self.folder = folder
        self.gestures: list[Gesture] = []
        self.own = OwnFile(folder, ANA, self.sink)
        self.journal = folder.readers / f"{ANA.file_name}.journal"

    def sink(self, gesture: Gesture) -> int:
        """Keep a gesture."""
        self.gestures.append(gesture)
        return len(self.gestures)

    def write(self, number: int) -> None:
        """One claim, by the shortest way that is open."""
        self.own.put([("claims", f"claim-{number}", encode(claim(number)))])
        if self.own.is_ready:
            self.own.append(self.gestures[-1:])
        else:
            self.own.rewrite()

    def rows(self) -> int:
        """How many claims the disk has."""
        return len(read_reader_file(self.folder, ANA.file_name).tables["claims"])

    def lines(self) -> int:
        """How many gestures stand in the journal."""
        if not self.journal.exists():
            return 0
        return len(self.journal.read_bytes().splitlines()) - 1


@pytest.fixture
def hand(folder: ProjectFolder) -> Hand:
    """A hand over an empty project."""
    return Hand(folder)


def test_after_each_rewrite_gestures_are_lines_again(hand: Hand) -> None:
    lines = []
    for number in range(6):
        hand.write(number)
        lines.append(hand.lines())
        if number == 2:
            hand.own.rewrite()
    assert lines == [0, 1, 2, 1, 2, 3]
    assert hand.rows() == 6
    assert hand.own.findings == []


def test_a_rewrite_says_up_to_which_gesture_it_holds_everything(hand: Hand) -> None:
    hand.write(0)
    hand.own.put([("claims", "claim-1", encode(claim(1)))])
    assert hand.own.rewrite() == 2
    assert hand.rows() == 2


def test_a_journal_that_appears_from_elsewhere_is_taken_in(hand: Hand) -> None:
    for number in range(3):
        hand.write(number)
    theirs = hand.journal.read_bytes()
    hand.own.rewrite()
    hand.journal.write_bytes(theirs)
    assert not hand.own.is_ready
    hand.write(3)
    assert hand.rows() == 4
    assert hand.lines() == 0
    assert "changed by another program" in hand.own.findings[-1]


def test_what_a_kill_left_half_written_is_swept_away(hand: Hand) -> None:
    readers = hand.folder.readers
    theirs = readers / "somebody.json"
    ours = [readers / ANA.file_name, hand.journal]
    swept = [temporary_path(path) for path in ours]
    swept += [path.with_name(f".{path.name}.0123456789abcdef.tmp") for path in ours]
    left = [temporary_path(theirs), theirs.with_name(f".{theirs.name}.0123456789abcdef.tmp")]
    left += [readers / ".0123456789abcdef.tmp", readers / f".{ANA.file_name}.notes.tmp"]
    for path in (*swept, *left):
        path.write_bytes(b"half")
    hand.write(0)
    assert [path for path in swept if path.exists()] == []
    assert [path for path in left if not path.exists()] == []
