"""counterpoint text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import RAIN, Desk
from tests.documents.archives import archive, docx, epub, paragraph
from tests.documents.pdfs import pdf


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


def test_pages_without_text_are_named_as_such(desk: Desk) -> None:
    name = desk.write("scan.pdf", "")
    Path(name).write_bytes(pdf([]))
    done = desk.run("text", name)
    assert (done.code, done.err.startswith("scan.pdf: Its pages have no text")) == (0, True)
