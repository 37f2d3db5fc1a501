"""What is said of a disk that refuses: at once, and not again and again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from counterpoint.app.trouble import (
    Lot,
    Trouble,
    clock,
    plea_for,
    sign_words,
    went_wrong,
)

NOON = datetime(2031, 5, 3, 12, 0, 0).astimezone()
FULL = "Not saved yet: the disk is full."


def later(seconds: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(seconds=seconds)


def test_it_is_said_at_once_and_only_once() -> None:
    trouble = Trouble()
    assert trouble.refuse(FULL, 1, NOON) == FULL
    assert [trouble.refuse(FULL, n, later(20 * n)) for n in range(2, 9)] == [""] * 7
    assert trouble.lot == Lot(8, NOON, FULL)


def test_another_reason_is_said_after_a_while() -> None:
    trouble = Trouble()
    trouble.refuse(FULL, 1, NOON)
    assert trouble.refuse("gone", 1, later(5)) == ""
    assert trouble.refuse("gone", 1, later(40)) == "gone"


def test_the_end_is_told_with_how_much_had_waited() -> None:
    trouble = Trouble()
    trouble.refuse(FULL, 1, NOON)
    trouble.refuse(FULL, 4, later(1))
    trouble.relent()
    assert trouble.settle() == "Everything is saved again: 4 changes."
    assert trouble.settle() == ""


def test_a_disk_that_comes_and_goes_is_one_trouble() -> None:
    trouble = Trouble()
    said = [trouble.refuse(FULL, 1, NOON)]
    for second in range(2, 28, 2):
        trouble.relent()
        said.append(trouble.refuse(FULL, 1, later(second)))
    assert said == [FULL, *[""] * 13]
    assert trouble.lot == Lot(1, NOON, FULL)


def test_troubles_that_follow_each_other_closely_are_told_of_twice() -> None:
    trouble = Trouble()
    said = []
    for second in range(0, 28, 4):
        said.append(trouble.refuse(FULL, 1, later(second)))
        trouble.relent()
        said.append(trouble.settle())
    assert said == [*[FULL, "Everything is saved again: 1 change."] * 2, *[""] * 10]


def test_a_disk_that_refuses_soon_after_it_was_well_is_told_of() -> None:
    trouble = Trouble()
    trouble.refuse(FULL, 1, NOON)
    trouble.relent()
    trouble.settle()
    assert trouble.refuse(FULL, 1, later(8)) == FULL
    assert trouble.refuse(FULL, 2, later(9)) == ""


def test_the_sign_says_how_much_and_since_when() -> None:
    assert sign_words(Lot(1, NOON, FULL), later(60)) == "Not saved: 1 change since 12:00"
    assert sign_words(Lot(0, NOON, FULL), later(60)) == "Cannot be saved since 12:00"
    assert clock(NOON, later(86_400)) == "3 May, 12:00"


def test_what_is_asked_names_the_changes_and_promises_to_keep_them() -> None:
    plea = plea_for(2, "")
    assert plea.heading == "2 changes are not saved"
    assert "takes long" in plea.reason
    assert plea_for(1, FULL).reason == "The disk is full."
    assert "kept on this computer" in plea.promise


def test_a_crash_is_told_with_where_the_report_is() -> None:
    told = went_wrong(Path("reports/errors.log"), is_saved=True)
    assert "your work is saved" in told
    assert "“reports/errors.log”" in told
    assert "not all saved" in went_wrong(None, is_saved=False)
