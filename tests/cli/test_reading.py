"""counterpoint text and search."""

from __future__ import annotations

import pytest

from counterpoint.cli.searching import SURROUNDINGS, matches, pattern_of
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.reading import ReadingText, Span
from tests.cli.desk import RAIN, Desk
from tests.documents.archives import archive, docx, epub, paragraph

PAPER = Document(id="d", title="Paper", editions=(Edition("d", "d.txt"),), format="text")


def reading_text(text: str) -> ReadingText:
    return ReadingText(text, [0, len(text)], [0], [0, len(text)], (Span(0, len(text), 0, 0),))


def test_a_text_is_shown_in_paragraphs_and_sentences(desk: Desk) -> None:
    shown = desk.run("text", desk.write("rain.txt", RAIN), "--json").json
    assert {key: shown[key] for key in ("title", "author", "date", "language", "pages")} == {
        "title": "Rain will return",
        "author": "Ada Oduya",
        "date": "2031-03-05",
        "language": "en",
        "pages": [],
    }
    assert {
        "page": None,
        "role": "body",
        "sentences": [
            "It rained on Monday.",
            "It will rain again on Friday, and the river's banks will not hold.",
        ],
    } in shown["paragraphs"]


def test_a_text_is_shown_to_a_person_a_paragraph_a_line(desk: Desk) -> None:
    shown = desk.run("text", desk.write("rain.txt", RAIN)).out
    assert shown.startswith("Rain will return\nAda Oduya · 5 March 2031\n\n")
    assert "It rained on Monday. It will rain again on Friday, and the river's banks will" in shown


def test_a_file_that_cannot_be_read_is_named(desk: Desk) -> None:
    done = desk.run("text", "absent.txt")
    assert (done.code, done.out, done.err) == (
        1,
        "",
        "“absent.txt” does not exist; check its name.\n",
    )


def test_a_refused_file_is_named(desk: Desk) -> None:
    (desk.folder / "broken.pdf").write_bytes(b"%PDF-1.4\n")
    done = desk.run("text", "broken.pdf")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "broken.pdf" in done.err


@pytest.mark.parametrize("name", ["report.epub", "report.docx"])
def test_an_archive_is_shown_as_a_text_is(desk: Desk, name: str) -> None:
    words = "It rained on Monday."
    made = {"report.epub": epub(f"<p>{words}</p>"), "report.docx": docx(paragraph(words))}
    (desk.folder / name).write_bytes(made[name])
    shown = desk.run("text", name, "--json").json
    assert (shown["format"], shown["pages"]) == (name.partition(".")[2], [])
    assert shown["paragraphs"] == [{"page": None, "role": "body", "sentences": [words]}]


def test_a_format_that_is_not_read_is_named_with_what_to_do(desk: Desk) -> None:
    (desk.folder / "sums.xlsx").write_bytes(archive({"xl/workbook.xml": ""}))
    done = desk.run("text", "sums.xlsx")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("“sums.xlsx”")
    assert "save the sheet as PDF" in done.err


def test_a_folder_is_no_document(desk: Desk) -> None:
    assert desk.run("text", ".").err == "“.” is a folder; name a document in it.\n"


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
    ("words", "text", "match"),
    [
        ("a.c", "abc a.c", "a.c"),
        ("well-known", "a well‑known fact", "well‑known"),
        ('"so"', "“so” it is", "“so”"),
        ("größe", "GRÖSSE GRÖßE", "GRÖßE"),
    ],
)
def test_words_are_taken_literally_and_signs_as_printed(words: str, text: str, match: str) -> None:
    assert [one["match"] for one in matches(pattern_of(words), PAPER, reading_text(text))] == [
        match
    ]


def test_the_surroundings_are_whole_words() -> None:
    text = "prologue " * 20 + "needle" + " epilogue" * 20
    (found,) = matches(pattern_of("needle"), PAPER, reading_text(text))
    assert found["before"] == "prologue " * 6
    assert found["after"] == " epilogue" * 6
    assert len(found["before"]) <= SURROUNDINGS


def test_the_surroundings_end_with_the_text() -> None:
    (found,) = matches(pattern_of("b"), PAPER, reading_text("a b c"))
    assert (found["before"], found["after"]) == ("a ", " c")
