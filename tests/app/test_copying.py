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


def test_a_copy_of_what_is_gone_lacks_the_documents() -> None:
    assert told_of(Copied(Path("stick"), ("documents",), is_from_memory=True)) == (
        "A copy of all that was said of the documents, by you and by others, is in “stick”. The "
        "documents are not in it, as the project's folder is gone; put them into the copy's folder "
        "“documents” when you have them again."
    )
