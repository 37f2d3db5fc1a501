"""What is said of a copy of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.app.copying import told_of
from counterpoint.storage.refusing.elsewhere import Copied


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ((), "A copy is in “stick”."),
        (("a",), "A copy is in “stick”; “a” could not be read and is not in it."),
        (("a", "b"), "A copy is in “stick”; “a” and “b” could not be read and are not in it."),
        (
            ("a", "b", "c"),
            "A copy is in “stick”; “a” and 2 more files could not be read and are not in it.",
        ),
    ],
)
def test_what_is_not_in_a_copy_is_named(left_out: tuple[str, ...], words: str) -> None:
    assert told_of(Copied(Path("stick"), left_out)) == words


def test_a_copy_without_the_others_is_not_called_one_of_the_project() -> None:
    assert told_of(Copied(Path("stick"), ("readers", "documents"), is_own_only=True)) == (
        "A copy of your own work is in “stick”. The documents and the other readers' work are not "
        "in it: the project's folder is gone."
    )
    assert told_of(Copied(Path("stick"), ("documents",), is_own_only=True)) == (
        "A copy of your own work is in “stick”. The documents are not in it: the project's folder "
        "is gone."
    )
