"""EPUB and DOCX made to do harm: bombs, circles, names that lead out, text without end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import partial
from zipfile import ZIP_STORED

from tests.documents.archives import (
    Book,
    archive,
    docx,
    epub,
    numbered,
    numbering,
    paragraph,
    part,
    run,
    style,
    word_parts,
)
from tests.documents.zoo.animals import EITHER, Animal, zeros
from tests.documents.zoo.flowing import DEEP, LETTERS, PARAGRAPHS, RAIN

SAFE = paragraph("It rained.")
MORE = "more text than"
BROKEN = "damaged or not complete"

PARAMETERS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd">'
    '<!ENTITY % b SYSTEM "http://127.0.0.1:9/"> %a; %b;]><x>a</x>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY a{number + 1} "{reference * 9}">'
        for number, reference in enumerate(["&a;", *(f"&a{number};" for number in range(1, 11))])
    )
    + "]><x>&a11;</x>"
)
ATTRIBUTES = '<!DOCTYPE x [<!ATTLIST p b CDATA "' + "a" * 100_000 + '">]><x>' + "<p/>" * 9_000


def word_document(body: str) -> bytes:
    """A DOCX whose main part is this, whatever it is."""
    return docx("", {"word/document.xml": body})


def bomb(gigabytes: int) -> bytes:
    """A DOCX whose text unpacks to gigabytes, though its directory says it is small."""
    whole = archive({**word_parts(""), "word/document.xml": zeros(gigabytes)[2:-4]}, ZIP_STORED)
    return whole_of_method(whole, b"word/document.xml")


def whole_of_method(content: bytes, name: bytes) -> bytes:
    """The same archive, in which the part of that name is said to be deflated."""
    changed = bytearray(content)
    for sign, at, length in ((b"PK\3\4", 8, 30), (b"PK\1\2", 10, 46)):
        start = changed.find(sign)
        while start >= 0:
            if changed.startswith(name, start + length):
                struct.pack_into("<H", changed, start + at, 8)
            start = changed.find(sign, start + 4)
    return bytes(changed)


def overlapping() -> bytes:
    """Ten thousand names of one packed part."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    held = squeezed.compress(b"a" * (1 << 24)) + squeezed.flush()
    sizes = struct.pack("<LLL", zlib.crc32(b"a" * (1 << 24)), len(held), 1 << 24)
    local = b"PK\3\4" + struct.pack("<5H", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 1, 0) + b"a"
    rows = []
    for number in range(10_000):
        name = b"word/document.xml" if not number else b"word/%d.xml" % number
        row = b"PK\1\2" + struct.pack("<6H", 20, 20, 0, 8, 0, 0) + sizes
        rows.append(row + struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, 0) + name)
    body, table = local + held, b"".join(rows)
    end = struct.pack("<4H2LH", 0, 0, 10_000, 10_000, len(table), len(body), 0)
    return body + table + b"PK\5\6" + end


def nested() -> bytes:
    """An archive in an archive, a thousand deep."""
    held = docx(SAFE)
    for _ in range(1_000):
        held = archive({"word/document.xml": held}, ZIP_STORED)
    return held


def many_chapters(count: int) -> bytes:
    """A book of that many chapters."""
    return epub(*["<p>a</p>"] * count)


def spine(times: int) -> bytes:
    """A book that reads its one chapter over and over."""
    book = Book({"c.xhtml": f"<p>{RAIN}</p>"}).parts()
    package = str(book["OEBPS/book.opf"])
    again = '<itemref idref="c.xhtml" linear="yes"/>'
    return archive({**book, "OEBPS/book.opf": package.replace(again, again * times)})


def styles(count: int) -> bytes:
    """Styles each based on the next, and paragraphs in the first."""
    chain = "".join(style(f"s{n}", based_on=f"s{n + 1}") for n in range(count))
    named = '<w:pStyle w:val="s0"/>'
    body = paragraph("It rained.", named) * 300
    return docx(body, {"word/styles.xml": part("styles", chain)})


def words(body: Callable[[], str]) -> Callable[[], bytes]:
    """A maker of a DOCX with that body."""
    return lambda: docx(body())


def book(body: Callable[[], str]) -> Callable[[], bytes]:
    """A maker of an EPUB of one chapter with that body."""
    return lambda: epub(body())


def table(rows: int, cells: int) -> str:
    """A Word table of that many cells."""
    row = f"<w:tr>{f'<w:tc>{SAFE}</w:tc>' * cells}</w:tr>"
    return f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{row * rows}</w:tbl>"


DOCX = (
    *(Animal(f"cut at {at}.docx", partial(lambda at: docx(SAFE)[:at], at), BROKEN)
        for at in (30, 200, 600)),
    Animal("bomb of 3 GB.docx", partial(bomb, 3), f"{MORE}|{BROKEN}"),
    Animal("nested.docx", nested, EITHER),
    Animal("overlapping.docx", overlapping, BROKEN),
    Animal("deep.docx", words(lambda: "<w:sdt>" * DEEP + SAFE + "</w:sdt>" * DEEP)),
    Animal("deep tables.docx", words(
        lambda: "<w:tbl><w:tr><w:tc>" * 50_000 + SAFE + "</w:tc></w:tr></w:tbl>" * 50_000)),
    Animal("deep boxes.docx", words(lambda: paragraph(
        "<w:r><w:txbxContent>" * 50_000 + SAFE + "</w:txbxContent></w:r>" * 50_000))),
    Animal("laughs.docx", lambda: word_document(LAUGHS), BROKEN),
    Animal("entity from a file.docx", lambda: word_document(OUTSIDE), BROKEN),
    Animal("entity of parameters.docx", lambda: word_document(PARAMETERS), BROKEN),
    Animal("long attributes.docx", lambda: word_document(ATTRIBUTES), EITHER),
    Animal("one-letter paragraphs.docx", words(lambda: "".join(
        paragraph(f"a{number}") for number in range(PARAGRAPHS)))),
    Animal("one-letter runs.docx", words(lambda: paragraph("".join(
        run(f"a{number} ") for number in range(PARAGRAPHS))))),
    Animal("bold runs.docx", words(lambda: paragraph(
        (run("a ", "<w:b/>") + run("b ", "<w:i/>")) * 50_000))),
    Animal("a long word.docx", words(lambda: paragraph("a" * LETTERS))),
    Animal("items.docx", lambda: docx(numbered("a") * 100_000,
        {"word/numbering.xml": numbering(
            '<w:lvl w:ilvl="0"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl>')})),
    Animal("cells.docx", words(partial(table, 1_000, 100))),
    Animal("wide table.docx", words(partial(table, 1, 100_000))),
    Animal("fields.docx", words(lambda: paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * DEEP) + SAFE)),
    Animal("chain of styles.docx", partial(styles, 20_000)),
    Animal("tabs.docx", words(lambda: paragraph("<w:r>" + "<w:tab/>" * 500_000 + "</w:r>") + SAFE)),
    Animal("breaks.docx", words(lambda: paragraph(
        "<w:r><w:t>a</w:t>" + "<w:br/>" * 300_000 + "<w:t>b</w:t></w:r>"))),
    Animal("names that lead out.docx", lambda: docx(SAFE, {
        "../../../../tmp/counterpoint-was-here": "No.", "/etc/passwd": "", "C:\\a": ""})),
    Animal("parts outside.docx", lambda: docx(SAFE, {"word/_rels/document.xml.rels": (
        '<Relationships><Relationship Type="x/styles" Target="file:///etc/passwd"/>'
        '<Relationship Type="x/footnotes" Target="http://127.0.0.1:9/" TargetMode="External"/>'
        "</Relationships>")})),
)  # fmt: skip

EPUB = (
    *(Animal(f"cut at {at}.epub", partial(lambda at: epub(RAIN)[:at], at), BROKEN)
        for at in (60, 300, 900)),
    Animal("deep.epub", book(lambda: "<div>" * DEEP + f"<p>{RAIN}</p>" + "</div>" * DEEP)),
    Animal("laughs.epub", lambda: epub(RAIN, extra={"OEBPS/book.opf": LAUGHS}), BROKEN),
    Animal("laughs in a chapter.epub", lambda: epub(RAIN, extra={
        "OEBPS/c1.xhtml": LAUGHS}), EITHER),
    Animal("entity from a file.epub", lambda: epub(RAIN, extra={
        "OEBPS/book.opf": OUTSIDE}), BROKEN),
    Animal("entity of parameters.epub", lambda: epub(RAIN, extra={
        "META-INF/container.xml": PARAMETERS}), BROKEN),
    Animal("one-letter paragraphs.epub", book(lambda: "<p>a</p>" * PARAGRAPHS)),
    Animal("a long word.epub", book(lambda: "a" * LETTERS)),
    Animal("20,000 chapters.epub", partial(many_chapters, 20_000)),
    Animal("chapter over and over.epub", partial(spine, 300_000)),
    Animal("links.epub", book(lambda: '<a href="#a">a</a> ' * 300_000)),
    Animal("contents.epub", lambda: epub(f'<p id="a">{RAIN}</p>', extra={"OEBPS/n.ncx": (
        "<ncx><navMap>" + '<navPoint><navLabel><text>a</text></navLabel><content src="c1.xhtml#a"/>'
        "</navPoint>" * 200_000 + "</navMap></ncx>")},
        items='<item id="n" href="n.ncx" media-type="application/x-dtbncx+xml"/>', toc="n")),
    Animal("bomb of chapters.epub", lambda: epub(*["a " * (8 << 20)] * 9), MORE),
    Animal("bomb of a chapter.epub", lambda: epub(*["0" * (60 << 20)]), MORE),
    Animal("chapter of itself.epub", lambda: epub(RAIN, items=(
        '<item id="o" href="book.opf" media-type="application/xhtml+xml"/>'))),
    Animal("names that lead out.epub", lambda: epub(RAIN, extra={
        "../../../../tmp/counterpoint-was-here": "No.", "/etc/passwd": ""},
        items='<item id="n" href="../../../../../etc/passwd" properties="nav"/>')),
    Animal("from the web.epub", book(lambda: (
        f"<p>{RAIN}</p><img src='http://127.0.0.1:9/'/><script src='http://127.0.0.1:9/'></script>"
        "<object data='file:///etc/passwd'/>"))),
)  # fmt: skip
