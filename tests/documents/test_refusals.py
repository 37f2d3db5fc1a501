"""Stories of files that cannot be read: each ends in a sentence that says what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.domain.refusal import Refusal
from tests.documents.archives import archive
from tests.documents.conftest import Opening
from tests.documents.pdfs import Text, locked, pdf

EMPTY_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>"
)


COMPOUND = b"\xd0\xcf\x11\xe0" + bytes(600)
"""The beginning of a file of Word 97 to 2003, or of any office file behind a password."""


def zipped(sign: bytes) -> bytes:
    """The beginning of a zip file in which that name or type comes first."""
    return b"PK\x03\x04" + bytes(26) + sign


REFUSED = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n \n", "no text"),
    ("unseen.txt", "\u200b \u200e\n\u2060\u00a0\ufeff\u3000\n".encode(), "no text"),
    ("unseen.md", "\u200b\n\n- \u200d".encode(), "no text"),
    ("unseen.html", b"<html><body><p>&#8203;&nbsp;&zwj;</p></html>", "no text"),
    ("noise.txt", bytes(range(256)) * 8, "not text"),
    ("letter.rtf", rb"{\rtf1 Hello}", "RTF"),
    ("letter.txt", rb"{\rtf1 Hello}", "RTF"),
    ("letter.odt", zipped(b"mimetypeapplication/vnd.oasis.opendocument.text"), "OpenDocument"),
    ("sums.xlsx", zipped(b"xl/workbook.xml"), "spreadsheets"),
    ("sums.ods", zipped(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "spreadsheets"),
    ("talk.odp", zipped(b"mimetypeapplication/vnd.oasis.opendocument.presentation"), "as PPTX"),
    ("talk.ppt", COMPOUND + "PowerPoint Document".encode("utf-16-le"), "save it|as PPTX"),
    ("talk.pptx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "by a password. Save"),
    ("book.mobi", bytes(60) + b"BOOKMOBI" + bytes(60), "convert this e-book to EPUB"),
    ("book.azw3", bytes(60) + b"BOOKMOBI" + bytes(60), "convert this e-book to EPUB"),
    ("files.zip", archive({"a.txt": "It rained."}), "unpack this archive"),
    ("files.txt", archive({"a.txt": "It rained."}), "unpack this archive"),
    ("old.doc", COMPOUND, "save it as DOCX or PDF"),
    ("old.docx", COMPOUND + "WordDocument".encode("utf-16-le"), "save it as DOCX or PDF"),
    ("locked.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "by a password. Save"),
    ("unknown.xyz", COMPOUND, "^Counterpoint reads PDF, EPUB, Word"),
    ("words.docx", b"It rained.", "not a Word document"),
    ("words.epub", b"It rained.", "not an EPUB"),
    ("fake.pdf", b"This is no PDF.", "not a PDF"),
    ("broken.pdf", b"%PDF-1.7\n" + b"1 0 obj<<" * 50, "broken"),
    ("none.pdf", EMPTY_PDF, "no pages"),
    ("locked.pdf", locked(pdf([Text(60, 100, "Secret.")])), "protected by a password"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_file_that_cannot_be_read_is_refused(
    opened: Opening, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        opened(name, content)
    assert str(refused.value).endswith(".")
    assert name not in str(refused.value)


def refusal_of(path: Path, sha256: str = "") -> str:
    with BlockingWorker() as worker, pytest.raises(Refusal) as refused:
        worker.open(str(path), sha256)
    assert path.name not in str(refused.value)
    return str(refused.value)


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "a folder" in refusal_of(tmp_path)
    assert "a link" in refusal_of(tmp_path / "link.txt")
    assert "not a regular file" in refusal_of(tmp_path / "pipe.txt")
    assert "not a regular file" in refusal_of(Path("/dev/zero"))
    assert "not there" in refusal_of(tmp_path / "b.txt")


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    assert "has changed" in refusal_of(tmp_path / "a.txt", "0" * 64)


def test_a_format_is_told_by_its_content_first(opened: Opening) -> None:
    assert opened("report.txt", pdf([Text(60, 100, "One.")])).document.format == "pdf"
    assert opened("page", "<!doctype html><html><p>One.</html>").document.format == "html"
    assert opened("notes.md", "*One.*").document.format == "markdown"
    assert opened("notes", "One.").document.format == "text"


def test_a_name_that_is_not_unicode_is_opened(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/bad\xff.txt"
    Path(os.fsdecode(name)).write_text("It rained. It will rain again.", encoding="utf-8")
    with BlockingWorker() as worker:
        assert worker.open(os.fsdecode(name)).title == "Bad?"
        assert worker.read().sentence_count == 2
