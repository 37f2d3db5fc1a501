"""Facts and stories of EPUB, from its parts to what is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.documents.flow.blocks import Block, Flow, Shape
from counterpoint.documents.packed import epub as books
from counterpoint.domain.anchoring import anchor_of, find
from counterpoint.domain.claims import State
from counterpoint.domain.reading import Role
from counterpoint.domain.refusal import Refusal
from tests.documents.archives import Book, archive, chapter, epub
from tests.documents.conftest import Opening

STORY = """<h1>On Piers</h1><p>A pier stands<sup><a href="notes.xhtml#n1">1</a></sup> in water. It
is wet.</p><ul><li>wood</li><li>stone</li></ul><table><tr><td>a</td><td>b</td></tr></table>"""


def texts(flow: Flow) -> list[str]:
    return [block.text for block in flow.blocks]


def read(*bodies: str, **changes: object) -> list[str]:
    return texts(books.parse(epub(*bodies, **changes)))


def blocks(body: str) -> tuple[Block, ...]:
    return books.parse(epub(body)).blocks


def test_a_book_reads_as_its_pages_would(opened: Opening) -> None:
    document = opened("piers.epub", epub(STORY, "<p>The sea\n rose.</p>"))
    assert document.paragraphs == [
        ("heading", ["On Piers"]),
        ("body", ["A pier stands in water.", "It is wet."]),
        ("list", ["wood"]),
        ("list", ["stone"]),
        ("other", ["a | b"]),
        ("body", ["The sea rose."]),
    ]
    assert (document.document.format, document.document.fixed) == ("epub", False)
    assert document.shown("It is wet").replace(" ", "") == "Itiswet"


def test_a_claim_in_a_book_is_found_by_another_worker(opened: Opening) -> None:
    first = opened("a.epub", epub("<p>It rained.</p>", STORY))
    second = opened("b.epub", epub("<p>It rained.</p>", STORY))
    passage = first.passage("A pier stands in water.")
    found = find(anchor_of(first.text, "sha", passage), second.text)
    assert (found.passage, found.state) == (passage, State.SOUND)


def test_chapters_come_in_the_order_of_the_spine_each_once() -> None:
    content = Book({"c2.xhtml": "Two.", "c1.xhtml": "One."}).parts()
    package = str(content["OEBPS/book.opf"])
    content["OEBPS/book.opf"] = package.replace("</spine>", '<itemref idref="c2.xhtml"/></spine>')
    assert texts(books.parse(archive(content))) == ["Two.", "One."]


def test_chapters_beside_the_order_come_last() -> None:
    assert read("Note.", "Text.", beside=["c1.xhtml"]) == ["Text.", "Note."]


def test_a_chapter_begins_a_block_and_its_title_is_no_text() -> None:
    assert read("<p>One", "two</p>") == ["One", "two"]


def test_a_missing_chapter_hides_no_other() -> None:
    content = Book({"c1.xhtml": "One.", "c2.xhtml": "Two."}).parts()
    del content["OEBPS/c1.xhtml"]
    assert texts(books.parse(archive(content))) == ["Two."]


def test_addresses_of_parts_are_escaped_relative_and_of_any_case() -> None:
    content = Book({"c1.xhtml": "One."}).parts()
    content["OEBPS/Text/A Chapter.xhtml"] = content.pop("OEBPS/c1.xhtml")
    package = str(content["OEBPS/book.opf"])
    content["OEBPS/book.opf"] = package.replace(
        'href="c1.xhtml"', 'href="./text/x/../a%20Chapter.xhtml"'
    )
    assert texts(books.parse(archive(content))) == ["One."]


METADATA = """<dc:title id="s">Below</dc:title><dc:title id="t">Of Piers</dc:title>
<meta refines="#t" property="title-type">main</meta>
<dc:creator id="a">Ada Example</dc:creator><dc:creator id="b">Ben Sample</dc:creator>
<dc:creator id="i">Ida Artist</dc:creator><meta refines="#i" property="role">ill</meta>
<dc:date opf:event="modification">2030-01-01</dc:date><dc:date>2021-05-06T00:00:00Z</dc:date>
<meta property="dcterms:modified">2029-01-01</meta>
<dc:publisher>Harbour Press</dc:publisher><dc:language>fr-CA</dc:language>"""


def test_a_book_is_described_by_its_package(opened: Opening) -> None:
    found = opened("x.epub", epub("<p>Il pleut.</p>", metadata=METADATA)).document
    assert (found.title, found.author) == ("Of Piers", "Ada Example, Ben Sample")
    assert (found.date, found.publisher, found.language) == ("2021-05-06", "Harbour Press", "fr")


def test_an_old_package_marks_who_wrote_and_when_it_came_out() -> None:
    old = (
        '<dc:creator opf:role="ill">Ida</dc:creator><dc:creator opf:role="aut">Ada</dc:creator>'
        '<dc:date opf:event="creation">1999</dc:date>'
        '<dc:date opf:event="publication">2001</dc:date>'
    )
    source = books.parse(epub("<p>a</p>", metadata=old)).source
    assert (source.author, source.date) == ("Ada", "2001")


def test_who_edited_a_book_without_authors_stands_for_them() -> None:
    edited = "".join(f'<dc:creator opf:role="edt">{name}</dc:creator>' for name in ("Eva", "Udo"))
    assert books.parse(epub("<p>a</p>", metadata=edited)).source.author == "Eva; Udo"


NAV = chapter(
    '<nav epub:type="landmarks"><ol><li><a href="c2.xhtml">Begin</a></li></ol></nav>'
    '<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="c1.xhtml">First&nbsp;<b>part</b></a>'
    '<ol><li><a href="c1.xhtml#x">Inside</a></li></ol></li>'
    '<li><a href="c2.xhtml">Second part</a></li><li><a href="gone.xhtml">Gone</a></li></ol></nav>'
)
NAV_ITEM = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
NCX = """<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://localhost/ncx.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>
<text>First part</text></navLabel><content src="c1.xhtml"/>
<navPoint><navLabel><text>Inside</text></navLabel>
<content src="c1.xhtml#x"/></navPoint></navPoint><navPoint><navLabel><text>Second part</text>
</navLabel><content src="c2.xhtml"/></navPoint></navMap></ncx>"""
NCX_ITEM = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
PLAIN = ('<p>One.</p><div id="x"><p>Two.</p></div>', "<p>Three.</p>")


@pytest.mark.parametrize(
    ("item", "extra"),
    [(NAV_ITEM, {"OEBPS/nav.xhtml": NAV}), (NCX_ITEM, {"OEBPS/toc.ncx": NCX})],
    ids=["navigation", "ncx"],
)
def test_a_book_without_headings_has_the_outline_of_its_contents(
    opened: Opening, item: str, extra: dict[str, str]
) -> None:
    document = opened("a.epub", epub(*PLAIN, items=item, extra=extra, toc="ncx"))
    outline = [(entry.level, entry.title, entry.raw) for entry in document.document.outline]
    assert outline == [(1, "First part", 0), (2, "Inside", 5), (1, "Second part", 10)]
    assert document.sentences == ["One.", "Two.", "Three."]


def test_a_book_with_headings_has_them_for_its_outline() -> None:
    headed = [f"<h2>{number}</h2><h2>b</h2>{body}" for number, body in enumerate(PLAIN)]
    extra = {"OEBPS/nav.xhtml": NAV}
    assert books.parse(epub(*headed, items=NAV_ITEM, extra=extra)).contents == ()


def test_broken_contents_leave_the_text() -> None:
    extra = {"OEBPS/nav.xhtml": "<nav><ol><li>"}
    assert read("<p>One.</p>", items=NAV_ITEM, extra=extra) == ["One."]


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ('<a epub:type="noteref" href="#n">1</a>', ""),
        ('<a role="doc-noteref" href="n.xhtml">[12]</a>', ""),
        ('<sup><a href="c2.xhtml#n">iv</a></sup>', ""),
        ('<a href="#n"><sup>*</sup></a>', ""),
        ('<a class="footnoteRef" href="#n">1</a>', ""),
        ('<a class="x footnote-ref" href="#n"><sup>1</sup></a>', ""),
        ('<a class="footnote-back" role="doc-backlink" href="#r">↩︎</a>', ""),
        ("<sup>2</sup>", "2"),
        ('<a href="#n">1</a>', "1"),
        ('<sup><a href="#n">see above</a></sup>', "see above"),
    ],
)
def test_the_marks_of_notes_are_not_read(opened: Opening, mark: str, words: str) -> None:
    assert opened("a.epub", epub(f"<p>It rained{mark}.</p>")).sentences == [f"It rained{words}."]


@pytest.mark.parametrize(
    "note",
    [
        '<aside epub:type="footnote" id="n"><p>Note.</p></aside>',
        '<ol role="doc-endnotes"><li><p>Note.</p></li></ol>',
        '<section epub:type="rearnotes"><div><p>Note.</p></div></section>',
        '<p role="doc-footnote">Note.</p>',
        '<div class="x footnotes"><ol><li>Note.</li></ol></div>',
    ],
)
def test_notes_are_told_from_the_text(note: str) -> None:
    found = [(block.shape, block.text) for block in blocks(f"<p>One.</p>{note}<p>Two.</p>")]
    assert found == [
        (Shape.PARAGRAPH, "One."),
        (Shape.NOTE, "Note."),
        (Shape.PARAGRAPH, "Two."),
    ]


def test_a_numbered_note_keeps_its_number() -> None:
    notes = blocks('<ol epub:type="endnotes"><li>One.</li><li>Two.</li></ol>')
    assert [(block.shape, block.marker) for block in notes] == [
        (Shape.NOTE, "1."),
        (Shape.NOTE, "2."),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p><p/>b<div/>c", ["a", "b", "c"]),
        ('<p>a <i/>b<a id="x"/>c</p>', ["a bc"]),
        ("<script src='x'/><style/><title/><p>a</p>", ["a"]),
        ("<p>a<![CDATA[ < b]]></p>", ["a < b"]),
        ("<p>a&#160;b &hellip; &amp;c</p>", ["a b … &c"]),
        ("<p>漢<ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>を読む</p>", ["漢字を読む"]),
        ("<p><ruby>漢<rt>kan</ruby>字</p>", ["漢字"]),
        ("<p><ruby>漢<rt>kan<rb>字<rt>ji</ruby>を</p>", ["漢字を"]),
        ("<p>a<img src='x' alt='b'/>c</p>", ["ac"]),
        ("<p hidden=''>a</p><p>b</p>", ["b"]),
        (
            "<p>A <math><semantics><mi>x</mi><annotation>y</annotation></semantics></math> B</p>",
            ["A x B"],
        ),
        ("<p>A <math><mn>2</mn><mspace/><mi>m</mi></math> B</p>", ["A 2m B"]),
    ],
)
def test_xhtml_is_read_as_what_it_is(body: str, expected: list[str]) -> None:
    assert read(body) == expected


def test_an_element_that_ends_where_it_begins_sets_nothing_in_its_style() -> None:
    assert blocks("<p>a <b/>b</p>")[0].runs == ()


XML = '<?xml version="1.0" encoding="{}"?><html><body><p>Größe 값 …</p></body></html>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_chapter_is_decoded_by_its_mark_or_first_letter(encoding: str) -> None:
    extra = {"OEBPS/c1.xhtml": XML.format(encoding).encode(encoding)}
    assert read("", extra=extra) == ["Größe 값 …"]


@pytest.mark.parametrize("encoding", ["windows-1252", "windows-1251", "euc-kr", "shift_jis"])
def test_a_chapter_is_decoded_as_it_declares(opened: Opening, encoding: str) -> None:
    words = {"windows-1252": "Größe…", "windows-1251": "Мир", "euc-kr": "값이다"}.get(
        encoding, "値"
    )
    content = XML.replace("Größe 값 …", words).format(encoding).encode(encoding)
    assert opened("a.epub", epub("", extra={"OEBPS/c1.xhtml": content})).sentences == [words]


def test_declarations_inside_a_chapter_are_no_text() -> None:
    content = '<!DOCTYPE html [<!ENTITY a "b">\n]><html><body><p>One.</p></body></html>'
    assert read("", extra={"OEBPS/c1.xhtml": content}) == ["One."]


def encrypted(part: str, method: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
        ' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{method}"/><enc:CipherData><enc:CipherReference'
        f' URI="{part}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_a_protected_book_is_refused_and_one_with_scrambled_fonts_is_not() -> None:
    method = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    locked = {"META-INF/encryption.xml": encrypted("OEBPS/c1.xhtml", method)}
    with pytest.raises(Refusal, match="protected against copying"):
        read("One.", extra=locked)
    font = encrypted("OEBPS/a.otf", "http://www.idpf.org/2008/embedding")
    assert read("One.", extra={"META-INF/encryption.xml": font}) == ["One."]


def test_the_command_line_shows_a_book(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(epub(STORY, metadata=METADATA))
    command = [sys.executable, "-m", "counterpoint", "text", "a.epub", "--json"]
    shown = json.loads(subprocess.check_output(command, cwd=tmp_path))
    assert (shown["format"], shown["title"], shown["pages"]) == ("epub", "Of Piers", [])
    roles = [Role[paragraph["role"].upper()] for paragraph in shown["paragraphs"]]
    assert roles == [Role.HEADING, Role.BODY, Role.LIST, Role.LIST, Role.OTHER]
