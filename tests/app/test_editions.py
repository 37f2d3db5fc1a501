"""Facts about what is said of claims in a new edition."""

from __future__ import annotations

import pytest

from counterpoint.app.editions import Report


@pytest.mark.parametrize(
    ("sound", "sentence"),
    [
        (0, "The document had no claims to carry over."),
        (1, "1 claim, and its passage was found."),
        (2, "2 claims, and the passage of each was found."),
    ],
)
def test_what_was_found_is_told_in_its_number(sound: int, sentence: str) -> None:
    assert Report("A brief", sound, (), ()).sentence == sentence
