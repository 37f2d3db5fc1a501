"""What is offered of a dropped folder."""

from __future__ import annotations

import pytest

from counterpoint.app.folders import MOST_OFFERED, Found, Reason, Walk, offer_of, size_words
from counterpoint.documents.client.formats import is_readable_name


def paths(*names: str) -> list[str]:
    """What is offered of files with these names, in order."""
    walk = Walk(tuple(Found(name, 10) for name in names))
    return [found.path for found in offer_of(walk, is_readable_name).files]


def note(*files: Found, passed_over: tuple[Reason, ...] = (), has_more: bool = False) -> str:
    """What is said about the rest."""
    return offer_of(Walk(files, passed_over, has_more), is_readable_name).note


def test_numbers_count_by_their_value_whatever_the_case() -> None:
    offered = paths("Brief 10.pdf", "annex.md", "brief 2.pdf", "Brief 1.PDF")
    assert offered == ["annex.md", "Brief 1.PDF", "brief 2.pdf", "Brief 10.pdf"]


def test_a_folders_own_files_come_before_those_further_down() -> None:
    offered = paths("b/10/x.txt", "b/9/x.txt", "z.txt", "b/a.txt")
    assert offered == ["z.txt", "b/a.txt", "b/9/x.txt", "b/10/x.txt"]


def test_names_that_begin_with_a_number_or_have_none_are_compared() -> None:
    assert paths("two.txt", "10.txt", "9.txt") == ["9.txt", "10.txt", "two.txt"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("picture.png", "1 of other kinds"),
        ("no suffix", "1 of other kinds"),
        (".secret.pdf", "1 hidden"),
        (".git/readme.md", "1 hidden"),
        ("~$report.docx", "1 kept by an open program"),
        (".~lock.report.docx#", "1 kept by an open program"),
    ],
)
def test_what_is_left_out_is_told(path: str, words: str) -> None:
    assert paths(path) == []
    assert note(Found(path, 10)) == f"Left out: {words}."


def test_an_empty_document_is_left_out() -> None:
    assert note(Found("a.pdf", 0), Found("b.png", 0)) == "Left out: 1 of other kinds, 1 empty."


def test_what_the_walk_passed_over_is_counted_too() -> None:
    passed_over = (Reason.LINK, Reason.HIDDEN, Reason.CLOSED)
    told = note(Found(".a.pdf", 1), passed_over=passed_over)
    assert told == ("Left out: 2 hidden, 1 only linked, 1 closed to you.")


def test_a_folder_without_a_rest_has_no_note() -> None:
    assert note(Found("a.pdf", 10)) == ""


def test_a_large_folder_is_cut_and_says_so() -> None:
    names = [f"{number}.txt" for number in range(MOST_OFFERED + 1)]
    walk = Walk(tuple(Found(name, 1) for name in reversed(names)), has_more=True)
    offer = offer_of(walk, is_readable_name)
    assert [found.path for found in offer.files] == names[:MOST_OFFERED]
    assert offer.note == ("Only the first 200 of 201 are listed. There is more in the folder.")


def test_a_file_knows_its_name_and_its_folder() -> None:
    deep, top = Found("a/b/c.txt", 1), Found("c.txt", 1)
    assert (deep.name, deep.folder) == ("c.txt", "a/b")
    assert (top.name, top.folder) == ("c.txt", "")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 KB"),
        (340_400, "340 KB"),
        (999_600, "1.0 MB"),
        (3_420_000, "3.4 MB"),
        (2_000_000_000, "2.0 GB"),
    ],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words
