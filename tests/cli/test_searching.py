"""counterpoint search."""

from __future__ import annotations

import pytest

from counterpoint.cli.searching import SURROUNDINGS, after, before
from tests.cli.desk import Desk


def test_words_are_found_in_any_case_and_across_line_ends(desk: Desk) -> None:
    found = desk.run("search", desk.make(), "RIVER’S", "banks", "will", "--json").json
    assert [(one["title"], one["match"], one["page"]) for one in found] == [
        ("Rain will return", "river's banks will", None)
    ]
    assert found[0]["before"].endswith("on Friday, and the ")
    assert found[0]["after"].startswith(" not hold.")
    paragraphs = desk.run("text", "rain.txt", "--json").json["paragraphs"]
    assert "banks" in paragraphs[found[0]["paragraph"] - 1]["sentences"][-1]


def test_all_documents_are_searched_in_their_order(desk: Desk) -> None:
    done = desk.run("search", desk.make(), "friday")
    lines = done.out.splitlines()
    assert lines[0] == "Rain will return"
    assert "on [Friday], and" in lines[1]
    assert "on [Friday]. Half" in lines[3]


def test_finding_nothing_is_no_failure(desk: Desk) -> None:
    project = desk.make()
    assert desk.run("search", project, "snow", "--json").json == []
    assert desk.run("search", project, "snow").out == "Nothing was found.\n"


def test_a_document_that_cannot_be_searched_hides_no_other(desk: Desk) -> None:
    project = desk.make()
    (desk.folder / project / "documents" / "rain.txt").unlink()
    done = desk.run("search", project, "friday", "--json")
    assert (done.code, len(done.json)) == (1, 1)
    assert "Rain will return" in done.err


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("a.c", "abc a.c", ["a.c"]),
        ("well-known", "a well‑known fact", ["well‑known"]),
        ('"so it"', "“so” it is so", ["so” it"]),
        ("größe", "GRÖSSE GRÖßE", ["GRÖSSE", "GRÖßE"]),
        ("resume", "Her résumé resumed.", ["résumé", "resume"]),
        ("정상회의", "정상회의에서는 한미정상회의가", ["정상회의", "정상회의"]),
        ("river rain", "Rain fell and the river rose.", ["Rain fell and the river"]),
    ],
)
def test_what_is_found_in_one_text(desk: Desk, words: str, text: str, found: list[str]) -> None:
    desk.write("paper.txt", f"{text}\n")
    desk.run("new", "One", "paper.txt")
    assert [one["match"] for one in desk.run("search", "One", words, "--json").json] == found


def test_the_second_time_no_document_is_read(desk: Desk) -> None:
    project = desk.make()
    first = desk.run("search", project, "friday", "--json").json
    for source in (desk.folder / project / "documents").iterdir():
        source.unlink()
    again = desk.run("search", project, "friday", "--json")
    assert (again.code, again.json) == (0, first)


def test_signs_alone_are_nothing_to_search_for(desk: Desk) -> None:
    done = desk.run("search", desk.make(), "…")
    assert (done.code, done.err) == (1, "There is nothing to search for; name a word.\n")


def test_the_surroundings_reach_into_other_paragraphs(desk: Desk) -> None:
    desk.write("paper.txt", "It was so.\n\nThen it rained.\n\nIt stopped.\n")
    desk.run("new", "One", "paper.txt")
    (found,) = desk.run("search", "One", "rained", "--json").json
    assert (found["before"], found["after"]) == ("It was so. Then it ", ". It stopped.")


def test_the_surroundings_are_whole_words() -> None:
    assert before("prologue " * 20) == "prologue " * 6
    assert after(" epilogue" * 20) == " epilogue" * 6
    assert len(before("prologue " * 20)) <= SURROUNDINGS
