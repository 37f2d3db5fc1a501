"""Facts and stories of DOCX, from its parts to what is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.documents.flow.blocks import Block, Run, Shape, Style
from counterpoint.documents.packed import docx as word
from counterpoint.documents.packed.archive import Archive
from counterpoint.domain.anchoring import anchor_of, find
from counterpoint.domain.claims import State
from tests.documents.archives import (
    W,
    archive,
    core,
    docx,
    numbered,
    paragraph,
    part,
    run,
    style,
    styled,
    table,
    word_parts,
)
from tests.documents.conftest import Opening

STYLES = part(
    "styles",
    style("heading 1", said='<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Title")
    + style("caption")
    + style("Quote"),
)
NOTES = part(
    "footnotes",
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>–</w:t></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" See Sample."))}'
    f"{paragraph('It goes on.')}</w:footnote>"
    f'<w:footnote w:id="1">{paragraph("Never referred to.")}</w:footnote>',
)
MARK = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
STORY = (
    styled("On Piers", "Title")
    + styled("Wood", "heading1")
    + paragraph(run("A pier ") + run("stands", "<w:b/>") + MARK + run(" in water. It is wet."))
    + table(("a", "b"), ("c", "d"))
    + styled("Figure one", "caption")
)
EXTRA = {"word/styles.xml": STYLES, "word/footnotes.xml": NOTES}


def blocks(body: str, **extra: str) -> tuple[Block, ...]:
    """The blocks of a body; ``extra`` are parts of the document by the names of their roots."""
    return word.parse(docx(body, {f"word/{name}.xml": said for name, said in extra.items()})).blocks


def texts(body: str, **extra: str) -> list[str]:
    return [block.text for block in blocks(body, **extra)]


def test_a_word_document_reads_as_a_page_would(opened: Opening) -> None:
    document = opened("piers.docx", docx(STORY, EXTRA))
    assert document.paragraphs == [
        ("heading", ["On Piers"]),
        ("heading", ["Wood"]),
        ("body", ["A pier stands in water.", "It is wet."]),
        ("other", ["a | b"]),
        ("other", ["c | d"]),
        ("caption", ["Figure one"]),
        ("footnote", ["See Sample."]),
        ("footnote", ["It goes on."]),
    ]
    assert (document.document.format, document.document.title) == ("docx", "On Piers")
    assert [entry.title for entry in document.document.outline] == ["On Piers", "Wood"]
    assert document.shown("It is wet").replace(" ", "") == "Itiswet"


def test_a_claim_in_a_word_document_is_found_by_another_worker(opened: Opening) -> None:
    first, second = (opened(name, docx(STORY, EXTRA)) for name in ("a.docx", "b.docx"))
    passage = first.passage("A pier stands in water.")
    found = find(anchor_of(first.text, "sha", passage), second.text)
    assert (found.passage, found.state) == (passage, State.SOUND)


def test_strict_documents_and_other_prefixes_are_read() -> None:
    parts = word_parts(paragraph("It rained."))
    text = str(parts["word/document.xml"])
    for name, other in (("<w:", "<ns0:"), ("</w:", "</ns0:"), ("xmlns:w", "xmlns:ns0")):
        text = text.replace(name, other)
    text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    found = word.parse(archive(parts | {"word/document.xml": text}))
    assert [block.text for block in found.blocks] == ["It rained."]


def test_the_main_text_is_where_the_package_says() -> None:
    parts = word_parts(paragraph("It rained."))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace(
        "word/document.xml", "/word/document2.xml"
    )
    assert [block.text for block in word.parse(archive(parts)).blocks] == ["It rained."]


def heading(body: str, styles: str) -> tuple[Shape, int]:
    (block,) = blocks(body, styles=part("styles", styles))
    return block.shape, block.level


OUTLINED = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'


@pytest.mark.parametrize(
    ("styles", "named", "expected"),
    [
        (style("heading 3"), "heading3", (Shape.HEADING, 3)),
        (style("berschrift 2", said=OUTLINED.format(1)), "berschrift2", (Shape.HEADING, 2)),
        (style("heading 2") + style("Mine", based_on="heading2"), "Mine", (Shape.HEADING, 2)),
        (style("heading 1") + style("TOC Heading", based_on="heading1", said=OUTLINED.format(9)),
         "TOCHeading", (Shape.PARAGRAPH, 0)),
        (style("heading 2,H2"), "heading2,H2", (Shape.HEADING, 2)),
        (style("Title"), "Title", (Shape.HEADING, 1)),
        (style("Intense Quote"), "IntenseQuote", (Shape.QUOTE, 1)),
        (style("toc 2"), "toc2", (Shape.ROW, 0)),
        (style("A", based_on="B") + style("B", based_on="A"), "A", (Shape.PARAGRAPH, 0)),
        ("", "Heading1", (Shape.HEADING, 1)),
        ("", "", (Shape.PARAGRAPH, 0)),
    ],
)  # fmt: skip
def test_headings_are_told_by_their_styles(
    styles: str, named: str, expected: tuple[Shape, int]
) -> None:
    assert heading(styled("Wood", named), styles) == expected


def test_an_outline_level_makes_a_heading_of_any_paragraph() -> None:
    body = paragraph("Wood", '<w:outlineLvl w:val="3"/>')
    assert heading(body, "") == (Shape.HEADING, 4)
    plain = paragraph("Wood", '<w:pStyle w:val="heading1"/><w:outlineLvl w:val="9"/>')
    assert heading(plain, style("heading 1")) == (Shape.PARAGRAPH, 0)


def test_runs_are_set_as_they_or_their_styles_say() -> None:
    styles = part("styles", style("Strong", kind="character", said="<w:rPr><w:b/></w:rPr>"))
    body = paragraph(
        run("a", "<w:i/>")
        + run("b", '<w:rStyle w:val="Strong"/>')
        + run("c", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>')
        + run("d", '<w:vertAlign w:val="superscript"/><w:smallCaps/>')
    )
    (block,) = blocks(body, styles=styles)
    assert block.text == "abcd"
    assert block.runs == (
        Run(0, 1, Style.EMPHASIS),
        Run(1, 2, Style.STRONG),
        Run(3, 4, Style.RAISED),
    )


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("<w:ins>" + run("a") + "</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        ("<w:del>" + run("b") + "</w:del>" + run("a"), "a"),
        ("<w:moveFrom>" + run("b") + "</w:moveFrom><w:moveTo>" + run("a") + "</w:moveTo>", "a"),
        (run("a") + run("b", "<w:vanish/>") + run("c", '<w:vanish w:val="false"/>'), "ac"),
        (run("a", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "a"),
        (FIELD.format(run("b"), run("a")) + run("c"), "ac"),
        ('<w:fldSimple w:instr=" DATE ">' + run("May") + "</w:fldSimple>", "May"),
        ('<w:hyperlink w:anchor="x">' + run("here") + "</w:hyperlink>" + run("."), "here."),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>s</w:t></w:r>",
         "co-ops"),
        ('<w:r><w:sym w:char="20AC"/><w:sym w:char="F0B7"/><w:t>5</w:t></w:r>', "€5"),
        ("<w:smartTag><w:customXml>" + run("a") + "</w:customXml></w:smartTag>", "a"),
        ("<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" + run("a")
         + "</w:sdtContent></w:sdt>" + run("b"), "ab"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Click here")
         + "</w:sdtContent></w:sdt>" + run("b"), "b"),
        ("<w:r><w:ruby><w:rt>" + run("kan") + "</w:rt><w:rubyBase>" + run("漢")
         + "</w:rubyBase></w:ruby></w:r>" + run("字"), "漢字"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + run(" metres"), "x metres"),
        (run("a") + '<w:r><w:commentReference w:id="1"/></w:r>', "a"),
        (run("a  \n b"), "a b"),
    ],
)  # fmt: skip
def test_a_paragraph_is_read_as_it_is_shown(content: str, read: str) -> None:
    assert texts(paragraph(content)) == [read]


def test_a_field_that_never_ends_hides_its_paragraph_only() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(paragraph(run("a") + begun + run("b")) + paragraph("c")) == ["a", "c"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert texts(paragraph("It ", deleted) + paragraph("rained.")) == ["It rained."]
    gone = paragraph("<w:del>" + run("Gone.") + "</w:del>", deleted)
    assert texts(gone + styled("Wood", "Heading1")) == ["Wood"]


def test_hidden_paragraphs_and_deleted_rows_are_not_read() -> None:
    styles = part("styles", style("Unseen", said="<w:rPr><w:vanish/></w:rPr>"))
    rows = table(("a", "b"), ("c", "d")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert texts(styled("No.", "Unseen") + rows, styles=styles) == ["c | d"]


def box(words: str) -> str:
    content = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{content}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert texts(paragraph(run("a ") + box("Box.") + run("b"))) == ["a b", "Box."]
    cell = f"<w:tc>{paragraph(box('Box.') + run('a'))}</w:tc>"
    rows = table(("x", "y")).replace("<w:tr>", f"<w:tr>{cell}", 1)
    assert texts(rows) == ["a | x | y", "Box."]


def test_alternatives_without_a_first_choice_are_read() -> None:
    only = "<mc:AlternateContent><mc:Fallback>" + run("a") + "</mc:Fallback></mc:AlternateContent>"
    assert texts(paragraph(only)) == ["a"]


def test_a_table_is_read_row_by_row_and_a_frame_by_paragraphs() -> None:
    inner = table(("c", "d"))
    rows = table(("a", "b")).replace("</w:tc>", f"{inner}{paragraph('e')}</w:tc>", 1)
    assert [(block.shape, block.text) for block in blocks(rows)] == [(Shape.ROW, "a c d e | b")]
    framed = blocks(table(("It rained.",), columns=1))
    assert [(block.shape, block.text) for block in framed] == [(Shape.PARAGRAPH, "It rained.")]


def test_notes_come_last_with_their_numbers_in_the_order_of_their_marks() -> None:
    marks = '<w:r><w:endnoteReference w:id="7"/></w:r>' + MARK + MARK
    ends = part("endnotes", f'<w:endnote w:id="7">{paragraph("Last.")}</w:endnote>')
    found = blocks(paragraph(run("a") + marks) + paragraph("b"), footnotes=NOTES, endnotes=ends)
    assert {marked.style for marked in found[0].runs} == {Style.NOTE_MARK}
    assert [(block.text, block.marker) for block in found] == [
        ("ai11", ""),
        ("b", ""),
        ("See Sample.", "1."),
        ("It goes on.", ""),
        ("Last.", "i."),
    ]


def test_notes_stand_in_the_order_of_their_marks_not_of_their_ids() -> None:
    body = paragraph(run("a") + MARK + MARK.replace('w:id="2"', 'w:id="1"'))
    found = blocks(body, footnotes=NOTES)[1:]
    assert [(block.text, block.marker) for block in found] == [
        ("See Sample.", "1."),
        ("It goes on.", ""),
        ("Never referred to.", "2."),
    ]


def test_a_note_may_have_a_mark_of_its_own(opened: Opening) -> None:
    own = MARK.replace(' w:id="2"/>', ' w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>')
    document = opened("a.docx", docx(paragraph(run("It rained") + own + run(".")), EXTRA))
    assert document.sentences == ["It rained.", "See Sample.", "It goes on."]


def test_a_note_whose_mark_was_deleted_is_not_read() -> None:
    assert texts(paragraph(run("a") + f"<w:del>{MARK}</w:del>"), footnotes=NOTES) == ["a"]


def test_notes_are_counted_as_the_document_says() -> None:
    said = '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
    found = blocks(paragraph(run("x") + MARK), footnotes=NOTES, settings=part("settings", said))
    assert [block.marker for block in found] == ["", "a.", ""]


def test_a_document_is_described_by_its_properties(opened: Opening) -> None:
    said = core(title="Of Piers", creator="Ada Example;Ben Sample", created="2024-03-03T10:00:00Z",
                modified="2025-01-01T00:00:00Z", language="fr-FR")  # fmt: skip
    found = opened("x.docx", docx(STORY, {"docProps/core.xml": said})).document
    assert (found.title, found.author) == ("Of Piers", "Ada Example, Ben Sample")
    assert (found.date, found.language) == ("2024-03-03", "fr")


def test_what_the_properties_leave_open_is_read_from_the_text(opened: Opening) -> None:
    body = styled("On Piers", "Title") + paragraph("By Ada Example") + paragraph("It rained.")
    extra = {"docProps/core.xml": core(title="", creator="Windows User", modified="2024-05-06")}
    found = opened("x.docx", docx(body, extra)).document
    assert (found.title, found.author, found.date) == ("On Piers", "Ada Example", "2024-05-06")


def test_a_printed_date_counts_for_more_than_when_the_file_was_made(opened: Opening) -> None:
    body = styled("On Piers", "Title") + paragraph("22 June 2025") + paragraph("It rained.")
    extra = {"docProps/core.xml": core(created="2026-11-22T00:00:00Z")}
    assert opened("x.docx", docx(body, extra)).document.date == "2025-06-22"


def test_the_language_of_the_styles_counts_for_latin_letters_only() -> None:
    said = '<w:docDefaults><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:docDefaults>'
    extra = {"word/styles.xml": part("styles", said)}
    languages = [
        word.parse(docx(paragraph(words), extra)).source.language
        for words in ("Es regnete.", "비가 내렸다.")
    ]
    assert languages == ["de-DE", ""]


def test_headers_comments_and_glossaries_are_not_read() -> None:
    others = {
        name: part(name[:-1], paragraph("No.")) for name in ("header1", "comments", "footer1")
    }
    assert texts(paragraph("Yes."), **others) == ["Yes."]
    assert len(Archive(docx("", {f"word/{name}.xml": "" for name in others})).names) == 6


def test_the_command_line_shows_a_word_document(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(STORY + numbered("wood"), EXTRA))
    command = [sys.executable, "-m", "counterpoint", "text", "a.docx", "--json"]
    shown = json.loads(subprocess.check_output(command, cwd=tmp_path))
    assert (shown["format"], shown["title"], shown["pages"]) == ("docx", "On Piers", [])
    assert shown["paragraphs"][2] == {
        "page": None,
        "role": "body",
        "sentences": ["A pier stands in water.", "It is wet."],
    }
