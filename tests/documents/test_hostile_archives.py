"""Stories of EPUB and DOCX files made to do harm: each ends soon, in its text or a sentence."""

from __future__ import annotations

import struct
from collections.abc import Callable
from time import monotonic
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

import pytest

from counterpoint.documents.packed import docx as word
from counterpoint.documents.packed.archive import Archive
from counterpoint.domain.refusal import Refusal
from tests.documents.archives import Book, archive, docx, epub, paragraph, part, run, word_parts
from tests.documents.conftest import Opening

SOON = 15
"""Seconds: far less than a worker is given, far more than any of these takes."""

SOUND = docx(paragraph("It rained."))
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><x>&i;</x>"
)


def without(parts: dict[str, str | bytes], *names: str) -> bytes:
    return archive({name: content for name, content in parts.items() if name not in names})


def with_flag(content: bytes, flag: int) -> bytes:
    """The same archive with a flag set on every part, in both places."""
    changed = bytearray(content)
    for sign, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = changed.find(sign)
        while start >= 0:
            (flags,) = struct.unpack_from("<H", changed, start + at)
            struct.pack_into("<H", changed, start + at, flags | flag)
            start = changed.find(sign, start + 4)
    return bytes(changed)


def boasting(content: bytes) -> bytes:
    """The same archive, whose end claims a directory of four gigabytes."""
    changed = bytearray(content)
    struct.pack_into("<L", changed, len(content) - 22 + 12, 0xFFFFFFF0)
    return bytes(changed)


BOOK = Book({"c1.xhtml": "<p>It rained.</p>"}).parts()
ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
REFUSED = [
    ("cut.docx", SOUND[:-30], "damaged or not complete"),
    ("half.epub", epub("<p>It rained.</p>")[:700], "damaged or not complete"),
    ("empty.docx", b"PK\5\6" + bytes(18), "not a Word document"),
    ("empty.epub", b"PK\5\6" + bytes(18), "names no chapters"),
    ("boasting.docx", boasting(SOUND), "damaged or not complete|more text"),
    ("locked.docx", with_flag(SOUND, 1), "protected by a password"),
    ("patched.docx", with_flag(SOUND, 0x20), "damaged or not complete"),
    ("other.docx", archive(word_parts("x"), ZIP_LZMA), "damaged or not complete"),
    ("other.epub", archive(BOOK, ZIP_BZIP2), "damaged or not complete"),
    ("none.docx", without(word_parts("x"), "word/document.xml", "_rels/.rels"), "not a Word"),
    ("none.epub", without(BOOK, "OEBPS/book.opf"), "names no chapters"),
    ("blank.docx", docx(""), "no text"),
    ("blank.epub", epub("<p> </p>"), "no text"),
    ("spineless.epub", epub(), "names no chapters"),
    ("fake.epub", archive({"META-INF/container.xml": "It rained."}), "damaged or not complete"),
    ("fake.docx", docx("", {"word/document.xml": "It rained."}), "damaged or not complete"),
    ("open.docx", docx("", {"word/document.xml": part("document", "<w:p>")}), "damaged"),
    ("laughs.docx", docx("", {"word/document.xml": ENTITIES}), "damaged or not complete"),
    ("laughs.epub", epub("a", extra={"OEBPS/book.opf": ENTITIES}), "damaged or not complete"),
    ("entity.docx", docx("", {"word/document.xml": ENTITY}), "damaged or not complete"),
    ("entity.epub", epub("a", extra={"OEBPS/book.opf": ENTITY}), "damaged or not complete"),
    ("codec.docx", docx("", {"word/document.xml": '<?xml version="1.0" encoding="cp037"?><a/>'}),
     "damaged or not complete"),
    ("bomb.docx", docx(paragraph("0" * (65 << 20))), "more text than"),
    ("bomb.epub", epub("0" * (40 << 20), "0" * (40 << 20)), "more text than"),
    ("styles.docx", docx(paragraph("a"), {"word/styles.xml": b" " * (30 << 20)}), "more text than"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_broken_or_hostile_archive_is_refused(
    opened: Opening, name: str, content: bytes, sentence: str
) -> None:
    began = monotonic()
    with pytest.raises(Refusal, match=sentence) as refused:
        opened(name, content)
    assert str(refused.value).endswith(".")
    assert monotonic() - began < SOON


DEEP = 200_000
READ = [
    ("nested.docx", lambda: docx("<w:sdt>" * DEEP + paragraph("It rained.") + "</w:sdt>" * DEEP)),
    ("boxes.docx", lambda: docx(paragraph(
        "<w:r><w:txbxContent>" * 5_000 + paragraph("It rained.") + "</w:txbxContent></w:r>" * 5_000
    ))),
    ("tables.docx", lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("It rained.") + "</w:tc></w:tr></w:tbl>" * 5_000
    )),
    ("runs.docx", lambda: docx("<w:r>" * DEEP + run("It rained.") + "</w:r>" * DEEP)),
    ("fields.docx", lambda: docx(paragraph(
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * DEEP + run("It rained.")
    ))),
    ("nested.epub", lambda: epub("<div>" * DEEP + "<p>It rained.</p>" + "</div>" * DEEP)),
    ("nested contents.epub", lambda: epub("It rained.", extra={"OEBPS/n.ncx": "<ol>" * DEEP},
        items='<item id="n" href="n.ncx" properties="nav"/>')),
    ("out.epub", lambda: epub("It rained.", extra={"../../../../tmp/x": "No.", "/etc/passwd": ""},
        items='<item id="n" href="../../../../etc/passwd" properties="nav"/>')),
    ("wide.docx", lambda: docx(paragraph("It rained."), {
        "word/styles.xml": part("styles", "x").replace("UTF-8", "UTF-16").encode("utf-16"),
        "word/document.xml": part("document", paragraph("It rained.")).replace("UTF-8", "UTF-16")
        .encode("utf-16"),
    })),
    ("many.docx", lambda: docx(paragraph("It rained."), {f"x/{n}": "" for n in range(20_000)})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made"), READ, ids=[row[0] for row in READ])
def test_a_strange_archive_is_read(opened: Opening, name: str, made: Callable[[], bytes]) -> None:
    content = made()
    began = monotonic()
    assert opened(name, content).sentences == ["It rained."]
    assert monotonic() - began < SOON


def test_a_huge_paragraph_is_read(opened: Opening) -> None:
    words = "It rained. " * 200_000
    assert opened("a.docx", docx(paragraph(words))).text.sentence_count == 200_000


def test_a_circle_of_styles_ends() -> None:
    styles = "".join(
        f'<w:style w:styleId="{at}"><w:basedOn w:val="{(at + 1) % 9}"/></w:style>'
        for at in range(9)
    )
    body = paragraph("It rained.", '<w:pStyle w:val="3"/>')
    flow = word.parse(docx(body, {"word/styles.xml": part("styles", styles)}))
    assert [block.text for block in flow.blocks] == ["It rained."]


def test_broken_properties_leave_the_text() -> None:
    flow = word.parse(docx(paragraph("It rained."), {"docProps/core.xml": ENTITIES}))
    assert [block.text for block in flow.blocks] == ["It rained."]


def test_of_two_parts_of_one_name_one_is_read() -> None:
    content = docx(paragraph("One.")).replace(b"word/document.xml", b"word/documenX.xml")
    twice = archive({"a/b": "One.", "A\\B": "Two."})
    assert Archive(twice).read("a/b") == b"Two."
    assert Archive(content).read("word/document.xml") is None


def test_all_parts_share_one_allowance() -> None:
    packed = Archive(archive({"a": b"a" * (40 << 20), "b": b"b" * (40 << 20)}, ZIP_STORED))
    assert packed.read("a") is not None
    with pytest.raises(Refusal, match="more text than"):
        packed.read("b")


def test_a_part_may_not_unpack_to_far_more_than_it_takes() -> None:
    packed = Archive(archive({"a": b"a" * (15 << 20), "b": b"b" * (20 << 20)}))
    assert packed.read("a") is not None
    with pytest.raises(Refusal, match="more text than"):
        packed.read("b")


def test_an_endless_directory_is_not_read() -> None:
    content = archive({f"{number:0>250}": "" for number in range(16_000)})
    with pytest.raises(Refusal, match="more text than"):
        Archive(content)
