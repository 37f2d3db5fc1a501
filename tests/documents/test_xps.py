"""Stories of fixed pages that are no PDF: XPS, pictures and comic books."""

from __future__ import annotations

import struct
import warnings
from typing import Any

import pytest

from counterpoint.documents.client import jobs
from counterpoint.domain.refusal import Refusal
from tests.documents.archives import archive
from tests.documents.conftest import Opening

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pymupdf

_pymupdf: Any = pymupdf

XPS = "http://schemas.microsoft.com/xps/2005/06"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xps(*pages: list[tuple[int, int, str]], fonts: bool = True) -> bytes:
    """An XPS document: each page has lines of words, and where they begin in 1/96 inch."""
    links = "".join(f'<PageContent Source="/{n}.fpage"/>' for n in range(len(pages)))
    kind = "application/vnd.ms-package.xps-fixeddocumentsequence+xml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="fdseq" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{XPS}/fixedrepresentation" Target="/s.fdseq"/></Relationships>',
        "s.fdseq": f'<FixedDocumentSequence xmlns="{XPS}"><DocumentReference Source="/d.fdoc"/>'
        "</FixedDocumentSequence>",
        "d.fdoc": f'<FixedDocument xmlns="{XPS}">{links}</FixedDocument>',
    }
    for number, lines in enumerate(pages):
        glyphs = "".join(
            f'<Glyphs Fill="#ff000000" FontUri="/f.otf" FontRenderingEmSize="14" OriginX="{x}"'
            f' OriginY="{y}" UnicodeString="{words}"/>'
            for x, y, words in lines
        )
        page = f'<FixedPage xmlns="{XPS}" Width="794" Height="1123">{glyphs}</FixedPage>'
        parts[f"{number}.fpage"] = page
    if fonts:
        parts["f.otf"] = bytes(_pymupdf.Font("tiro").buffer)
    return archive(parts)


def picture(kind: str) -> bytes:
    """A grey picture of 300 by 200 pixels."""
    pixels = _pymupdf.Pixmap(_pymupdf.csRGB, (0, 0, 300, 200))
    pixels.clear_with(200)
    return bytes(pixels.tobytes(kind))


def tiff(pages: int) -> bytes:
    """A grey TIFF of several pages, 20 by 10 pixels (TIFF 6.0)."""
    made = bytearray(b"II*\0" + struct.pack("<L", 8))
    for number in range(pages):
        pixels = len(made) + 2 + 12 * 8 + 4
        following = pixels + 200 if number + 1 < pages else 0
        tags = ((256, 20), (257, 10), (258, 8), (259, 1), (262, 1), (273, pixels), (278, 10))
        made += struct.pack("<H", 8)
        for tag, value in (*tags, (279, 200)):
            made += struct.pack("<HHLL", tag, 4, 1, value)
        made += struct.pack("<L", following) + bytes([128]) * 200
    return bytes(made)


WORDS = [[(80, 120, "It rained. It will rain"), (80, 140, "again.")], [(80, 120, "That is all.")]]


def test_an_xps_document_is_read_page_by_page(opened: Opening) -> None:
    reader = opened("rain.xps", xps(*WORDS))
    assert reader.sentences == ["It rained.", "It will rain again.", "That is all."]
    document = reader.document
    assert (document.format, document.fixed, document.pages) == ("xps", True, 2)
    assert reader.text.labels == ("1", "2")
    assert reader.shown("That is all", page=1).replace(" ", "") == "Thatisall"
    assert reader.sizes()[0] == pytest.approx((595.5, 842.25))


@pytest.mark.parametrize("name", ["rain.oxps", "rain.xps", "rain.zip", "rain"])
def test_xps_is_told_by_its_content(opened: Opening, name: str) -> None:
    assert opened(name, xps(*WORDS)).document.format == "xps"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("scan.png", picture("png"), ("png", 1)),
        ("scan.jpg", picture("jpeg"), ("jpeg", 1)),
        ("scan.txt", picture("jpeg"), ("jpeg", 1)),
        ("scan.tif", tiff(3), ("tiff", 3)),
        ("comic.cbz", archive({"10.png": picture("png"), "9.jpg": picture("jpeg")}), ("cbz", 2)),
    ],
)
def test_pictures_are_pages_without_text(
    opened: Opening, name: str, content: bytes, found: tuple[str, int]
) -> None:
    reader = opened(name, content)
    pages = reader.document.pages
    assert (reader.document.format, pages) == found
    assert reader.document.fixed
    assert (reader.text.text, reader.text.sentence_count) == ("", 0)
    drawn = reader.picture(jobs.Render(pages - 1, 1.0))
    assert drawn.width > drawn.height


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.png", b"It rained.", "not a picture"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"no" * 40, "broken|lost"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "broken|lost"),
        ("a.tif", b"II*\0\x08\0\0\0\xff\xff", "broken|lost"),
        ("a.xps", b"It rained.", "not an XPS document"),
        ("a.xps", xps(*WORDS)[:-40], "broken|no pages"),
        ("a.xps", archive({"s.fdseq": "<a"}), "broken|no pages"),
        ("a.cbz", archive({"read.me": "It rained."}), "no pages"),
        ("a.cbz", b"Rar!\x1a\x07", "not a comic book"),
        ("a.cbr", b"Rar!\x1a\x07", "pack its pages as CBZ"),
        ("a.gif", b"GIF89a", "as PNG, JPEG or TIFF"),
    ],
)
def test_what_holds_no_pages_is_refused(
    opened: Opening, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        opened(name, content)


def test_words_in_a_font_that_is_missing_cost_no_page(opened: Opening) -> None:
    reader = opened("rain.xps", xps(*WORDS, fonts=False))
    assert reader.document.pages == 2
    assert reader.picture(jobs.Render(0, 1.0)).width == 596


def huge_png(side: int) -> bytes:
    """A PNG that claims to be a square of so many pixels, and has none of them."""
    import zlib

    def chunk(kind: bytes, content: bytes) -> bytes:
        told = kind + content
        return struct.pack(">L", len(content)) + told + struct.pack(">L", zlib.crc32(told))

    head = struct.pack(">LLBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [30_000, 1_000_000])
def test_a_picture_that_is_too_large_is_refused(opened: Opening, side: int) -> None:
    with pytest.raises(Refusal, match=r"memory|broken|lost"):
        opened("huge.png", huge_png(side)).picture(jobs.Render(0, 1.0))
