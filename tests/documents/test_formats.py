"""Facts about the names of readable files."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.documents.client.formats import READS, SUFFIXES, Kind, is_readable_name
from counterpoint.documents.worker.files import kind_of
from counterpoint.domain.refusal import Refusal


@pytest.mark.parametrize(
    "name", ["a.pdf", "A.DOCX", "a.b.epub", "/folder/of/a.xhtml", "a.Markdown", "a.PPTX"]
)
def test_a_document_is_told_by_its_name(name: str) -> None:
    assert is_readable_name(name)


@pytest.mark.parametrize(
    "name", ["a", "pdf", ".pdf", "a.pdf.exe", "a.doc", "a.xlsx", "a.docx/b", "logo.png", ""]
)
def test_other_names_are_not_taken_for_documents(name: str) -> None:
    assert not is_readable_name(name)


def test_every_readable_suffix_has_a_kind() -> None:
    starts = {
        ".pdf": b"%PDF-1.7",
        **dict.fromkeys((".epub", ".docx", ".pptx", ".xps", ".oxps", ".cbz"), b"PK\3\4"),
        **dict.fromkeys((".jpg", ".jpeg"), b"\xff\xd8\xff\xe0"),
        **dict.fromkeys((".tif", ".tiff"), b"II*\0"),
        ".png": b"\x89PNG\r\n\x1a\n",
        ".fb2": b"<?xml version='1.0'?><FictionBook>",
    }
    kinds = {suffix: kind_of(starts.get(suffix, b"Words."), suffix) for suffix in SUFFIXES}
    assert set(kinds.values()) == set(Kind)
    assert (kinds[".htm"], kinds[".text"], kinds[".md"]) == (Kind.HTML, Kind.TEXT, Kind.MARKDOWN)


def test_what_an_archive_holds_outweighs_its_name() -> None:
    word, book = b"PK\3\4" + b"word/document.xml", b"PK\3\4" + b"META-INF/container.xml"
    assert [kind_of(word, suffix) for suffix in (".txt", ".epub", ".zip")] == [Kind.DOCX] * 3
    assert [kind_of(book, suffix) for suffix in (".md", ".docx", "")] == [Kind.EPUB] * 3


def test_a_strange_archive_is_told_every_format_that_is_read() -> None:
    with pytest.raises(Refusal) as refused:
        kind_of(b"PK\3\4", ".zip")
    assert str(refused.value).startswith(READS)
    assert [kind for kind in Kind if kind.value.listed not in READS] == []


def test_the_first_page_of_the_source_names_the_same_formats() -> None:
    page = Path(__file__).parents[2] / "README.md"
    words = " ".join(page.read_text(encoding="utf-8").split())
    assert f"{READS.removeprefix('Counterpoint reads ')} can be read." in words


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".epub", "an EPUB"),
        (".xps", "an XPS document"),
        (".docx", "a Word document"),
        (".tif", "a picture of that kind"),
    ],
)
def test_a_wrong_name_is_told_with_what_it_promised(suffix: str, words: str) -> None:
    with pytest.raises(Refusal, match=f"^This file is not {words} or is broken;"):
        kind_of(b"Words.", suffix)
