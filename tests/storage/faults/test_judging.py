"""What counts as half of a gesture."""

from __future__ import annotations

from dataclasses import replace

from counterpoint.domain.records import Record
from tests.storage.faults.judging import Found, is_half
from tests.storage.samples import claim

GESTURE = (claim(1), claim(2))


def found(*records: Record) -> Found:
    """What a start finds."""
    return Found({record.id: record for record in records})


def test_a_gesture_is_there_or_not() -> None:
    assert not is_half(GESTURE, found(*GESTURE))
    assert not is_half(GESTURE, found())


def test_one_record_of_two_is_half_of_it() -> None:
    assert is_half(GESTURE, found(claim(2)))
    older = replace(claim(1), rev=0)
    assert is_half(GESTURE, found(older, claim(2)))


def test_what_a_later_gesture_changed_does_not_tell() -> None:
    assert not is_half(GESTURE, found(claim(2, rev=2)))
    assert not is_half(GESTURE, found(claim(1), claim(2, rev=2)))
