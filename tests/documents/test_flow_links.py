"""Facts about links in text that flows: which are told, on which words, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.links import PageLink, PageLinks
from counterpoint.documents.packed.word_fields import target_told
from counterpoint.documents.worker.flow_links import web_address
from tests.documents.archives import Book, archive, docx, paragraph, part, run
from tests.documents.reader import Reader
from tests.documents.test_fb2 import fb2
from tests.documents.test_pptx import pptx_of, rels, shape

Opening = Callable[..., Reader]

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" TargetMode="External" Target="https://example.org/" Type="hyperlink"/>'
    "</Relationships>"
)


def links(reader: Reader) -> list[PageLink]:
    """All links of a document, page by page."""
    told: list[PageLink] = []
    for page in range(reader.document.pages):
        found = reader.worker.ask(jobs.Links(page))
        assert isinstance(found, PageLinks)
        told += found.links
    return told


def led(reader: Reader) -> list[tuple[str, str]]:
    """The sentence that each link is of, and where it leads: an address or a sentence."""
    return [
        (_sentence(reader, link.start), link.address or _sentence(reader, link.raw))
        for link in links(reader)
    ]


def _sentence(reader: Reader, raw: int) -> str:
    text = reader.text
    offset = text.offset_of(0, raw)
    assert offset is not None
    return text.quote(text.sentence(text.sentence_at(offset)))


def test_a_page_leads_out_and_to_its_own_places(opened: Opening) -> None:
    page = (
        '<p>It <a href="https://example.org/a">rained</a>. It <a href="#end">will</a> rain. Not'
        ' <a href="javascript:a()">a script</a>, <a href="b.html">a file</a>, <a href="#x">lost'
        '</a>.</p><h2 id="end">The end</h2><p><a href="#top">Up</a>.</p>'
    )
    assert led(opened("a.html", page)) == [
        ("It rained.", "https://example.org/a"),
        ("It will rain.", "The end"),
        ("Up.", "It rained."),
    ]


def test_links_stand_where_their_words_do(opened: Opening) -> None:
    reader = opened("a.html", f'<p>It <a href="#top">{"rained and " * 12}</a>.</p>')
    lines, told = reader.lines().lines, links(reader)
    raw = lines[0].raw_start + 3
    covers = [line.rectangle(raw, 135) for line in lines]
    assert [link.area for link in told] == [pytest.approx(cover) for cover in covers]
    assert len(told) > 1


def test_the_mark_of_a_note_leads_to_it_and_back(opened: Opening) -> None:
    page = (
        '<p>It rained.<sup id="m"><a href="#n">1</a></sup> It will.</p><aside id="n"'
        ' role="doc-footnote"><p><a href="#m" role="doc-backlink">1</a> The note. More.</p></aside>'
    )
    reader = opened("a.html", page)
    assert reader.sentences == ["It rained.", "It will.", "The note.", "More."]
    assert led(reader) == [("It rained.", "The note."), ("The note.", "It rained.")]


def test_a_saved_page_knows_its_own_address(opened: Opening) -> None:
    page = (
        '<meta name="counterpoint:address" content="https://example.org/a"><p><a'
        ' href="b?c">Out</a>. <a href="/a#x">In</a>.</p><p id="x">There.</p>'
    )
    reader = opened("a.html", page)
    assert led(reader) == [("Out.", "https://example.org/b?c"), ("In.", "There.")]


def test_a_book_leads_from_chapter_to_chapter(opened: Opening) -> None:
    first = '<p>See <a href="../t/b.xhtml">next</a> or <a href="b.xhtml#x%20y">there</a>.</p>'
    second = '<h1>Second</h1><p>Words. <span id="x y">There</span> it is.</p>'
    third = '<p><a href="b.xhtml#lost">Lost</a> or <a href="http://example.org">out</a>.</p>'
    chapters = {"t/a.xhtml": first, "t/b.xhtml": second, "t/c.xhtml": third}
    assert led(opened("a.epub", archive(Book(chapters).parts()))) == [
        ("See next or there.", "Second"),
        ("See next or there.", "There it is."),
        ("Lost or out.", "Second"),
        ("Lost or out.", "http://example.org"),
    ]


def test_markdown_leads_out_and_to_its_headings(opened: Opening) -> None:
    text = (
        "# It, at last\n\nSee [that](#the-end-1), [this][a] and <https://example.org/b>.\n\n"
        "## The end\n\nOne.\n\n## The end\n\nTwo.\n\n[a]: <https://example.org/한>\n"
    )
    reader = opened("a.md", text)
    assert [link.address for link in links(reader)][1:] == [
        "https://example.org/%ED%95%9C",
        "https://example.org/b",
    ]
    assert reader.text.text[reader.text.offset_of(0, links(reader)[0].raw) or 0 :] == (
        "The end\nTwo."
    )


def test_marks_of_notes_in_markdown_lead_to_their_notes(opened: Opening) -> None:
    reader = opened("a.md", "A pier stands[^b] in water.[^a]\n\n[^a]: Most.\n\n[^b]: Once.\n")
    text = reader.text.text
    assert [text[reader.text.offset_of(0, one.raw) or 0 :] for one in links(reader)] == [
        "Once.",
        "Most.\nOnce.",
    ]


def test_a_fiction_book_leads_out_and_to_its_notes(opened: Opening) -> None:
    book = fb2(
        '<section><p>It <a l:href="https://example.org/a">rained</a>.<a l:href="#n1" type="note">'
        '[1]</a></p><p id="b">See <a l:href="#b">here</a>.</p></section>',
        more='<body name="notes"><section id="n1"><title><p>1</p></title><p>Most days.</p>'
        "</section></body>",
    )
    assert led(opened("a.fb2", book)) == [
        ("It rained.", "https://example.org/a"),
        ("It rained.", "Most days."),
        ("See here.", "See here."),
    ]


def test_a_presentation_leads_out_and_to_its_slides(opened: Opening) -> None:
    words = "".join(
        f'<a:p><a:r><a:rPr><a:hlinkClick r:id="{one}"/></a:rPr><a:t>{said}</a:t></a:r></a:p>'
        for one, said in (("out", "Out it is."), ("next", "On it goes."), ("lost", "Lost."))
    )
    slides = pptx_of(shape("title", "One") + shape("", words), shape("title", "Two"))
    relations = rels(("next", "slide", "s2.xml")).replace(
        "</", '<Relationship Id="out" TargetMode="External" Target="https://example.org/a"/></', 1
    )
    with ZipFile(BytesIO(slides)) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    parts["ppt/slides/_rels/s1.xml.rels"] = relations.encode()
    assert led(opened("a.pptx", archive(parts))) == [
        ("Out it is.", "https://example.org/a"),
        ("On it goes.", "Two"),
    ]


def field(told: str, result: str) -> str:
    """A field of Word and what it shows."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{told}</w:instrText></w:r>{separate}{run(result)}{end}"


def test_word_leads_by_relationship_bookmark_and_field(opened: Opening) -> None:
    body = (
        paragraph(f'<w:hyperlink {R} r:id="a">{run("Out.")}</w:hyperlink>')
        + paragraph(f'<w:hyperlink w:anchor="there">{run("In.")}</w:hyperlink>{run(" Plain.")}')
        + paragraph(field(' HYPERLINK "https://example.org/b" \\o "https://evil.org" ', "Field."))
        + paragraph(f'<w:fldSimple w:instr="REF there \\h">{run("Simple.")}</w:fldSimple>')
        + paragraph(f'{run("Before. ")}<w:bookmarkStart w:name="there"/>{run("There.")}')
    )
    content = docx(body, {"word/_rels/document.xml.rels": RELATIONS})
    assert led(opened("a.docx", content)) == [
        ("Out.", "https://example.org/"),
        ("In.", "There."),
        ("Field.", "https://example.org/b"),
        ("Simple.", "There."),
    ]


def test_a_note_of_word_is_led_to_and_leads_back(opened: Opening) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph(run("It rained.") + mark + run(" It will."))
    note = f'<w:footnote w:id="2">{paragraph("The note. More.")}</w:footnote>'
    reader = opened("a.docx", docx(body, {"word/footnotes.xml": part("footnotes", note)}))
    assert led(reader) == [("It rained.", "The note."), ("The note.", "It rained.")]
    back = links(reader)[1].area
    assert (back.x0, back.x1) == pytest.approx((0, reader.lines().lines[-1].edges[0]), abs=0.1)


@pytest.mark.parametrize(
    ("told", "target"),
    [
        (' HYPERLINK "https://a.org/x" ', "https://a.org/x"),
        ('HYPERLINK \\l "place"', "#place"),
        ('HYPERLINK https://a.org \\l place \\t "_blank"', "https://a.org#place"),
        (" PAGEREF _Toc1 \\h ", "#_Toc1"),
        (" PAGEREF _Toc1 ", ""),
        ('HYPERLINK \\o "https://a.org/tip" "https://a.org/x"', "https://a.org/x"),
        ("PAGE", ""),
        ("", ""),
    ],
)
def test_where_a_field_leads(told: str, target: str) -> None:
    assert target_told(told) == target


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://bücher.example/ä?b=ä", "https://xn--bcher-kva.example/%C3%A4?b=%C3%A4"),
        ("mailto:ada@example.org?subject=A b", "mailto:ada@example.org?subject=A%20b"),
        ("https://ｎａｔｏ.example/", "https://nato.example/"),
        ("https://good.example@evil.example/", ""),
        ("https://good@bücher.example/", ""),
        ("https://[", ""),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("b.html", ""),
    ],
)
def test_addresses_are_written_as_they_are_sent(target: str, address: str) -> None:
    assert web_address(target) == address


def test_a_relative_address_starts_from_where_the_page_was_kept() -> None:
    assert web_address("../b", "https://example.org/a/c") == "https://example.org/b"
    assert web_address("javascript:a()", "https://example.org/") == ""
