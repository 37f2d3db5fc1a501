"""Facts about the numbers and bullets of a Word document's paragraphs."""

from __future__ import annotations

import pytest

from counterpoint.documents.flow.blocks import Block, Flow, Shape
from counterpoint.documents.flow.markup import strip_html
from counterpoint.documents.flow.strips import strips_of
from counterpoint.documents.packed import docx as word
from counterpoint.documents.packed.word_numbers import numeral
from tests.documents.archives import docx, level, numbered, numbering, paragraph, part, style
from tests.documents.conftest import Opening

LISTS = numbering(
    level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "lowerLetter", "(%3)"),
    level(0, "bullet", "\uf0b7"),
    level(0, "none", ""),
)


def markers(body: str, lists: str = LISTS, styles: str = "") -> list[tuple[str, int]]:
    extra = {"word/numbering.xml": lists, "word/styles.xml": part("styles", styles)}
    return [(block.marker, block.level) for block in word.parse(docx(body, extra)).blocks]


def test_levels_count_on_and_begin_anew_below_the_next() -> None:
    body = "".join(numbered("x", 1, depth) for depth in (0, 1, 2, 2, 1, 0, 1))
    assert [marker for marker, _ in markers(body)] == [
        "1.",
        "1.1.",
        "(a)",
        "(b)",
        "1.2.",
        "2.",
        "2.1.",
    ]


def test_bullets_are_bullets_and_none_is_none() -> None:
    off = paragraph("x", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = numbered("x", 2) + numbered("x", 3) + off + numbered("x", 9)
    assert markers(body) == [("•", 1), ("", 0), ("", 0), ("", 0)]


def test_a_style_may_bring_the_numbering() -> None:
    said = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("List Number 2", said=said) + style("Mine", based_on="ListNumber2")
    assert markers(paragraph("x", '<w:pStyle w:val="Mine"/>'), styles=styles) == [("1.1.", 2)]


def test_a_level_may_name_its_style() -> None:
    linked = LISTS.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Mine"/>', 1)
    said = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = paragraph("x", '<w:pStyle w:val="Mine"/>')
    assert markers(body, linked, style("Mine", said=said)) == [("1.1.", 2)]


def test_a_second_use_of_a_list_goes_on_unless_it_begins_anew() -> None:
    uses = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8">'
        '<w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    lists = LISTS.replace("</w:numbering>", f"{uses}</w:numbering>")
    body = numbered("x", 1) + numbered("x", 7) + numbered("x", 8) + numbered("x", 8)
    assert [marker for marker, _ in markers(body, lists)] == ["1.", "2.", "5.", "6."]


def test_a_list_may_stand_for_another_but_not_in_a_circle() -> None:
    link = '<w:abstractNum w:abstractNumId="{}"><w:numStyleLink w:val="{}"/></w:abstractNum>'
    use = '<w:num w:numId="{0}"><w:abstractNumId w:val="{0}"/></w:num>'
    lists = LISTS.replace("</w:numbering>", "") + "".join(
        (link.format(8, "One"), link.format(9, "Round"), use.format(8), use.format(9))
    )
    named = '<w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr>'
    styles = "".join(
        style(name, said=named.format(number), kind="numbering")
        for name, number in (("One", 1), ("Round", 9))
    )
    body = numbered("x", 8) + numbered("x", 9)
    assert markers(body, f"{lists}</w:numbering>", styles) == [("1.", 1), ("", 0)]


def test_a_numbered_heading_stays_a_heading() -> None:
    said = '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>'
    extra = {"word/numbering.xml": LISTS}
    (block,) = word.parse(docx(paragraph("Wood", said), extra)).blocks
    assert (block.shape, block.text, block.level, block.marker) == (Shape.HEADING, "Wood", 1, "1.")


@pytest.mark.parametrize(
    ("style_of_numbers", "written"),
    [
        ("decimal", ["1", "4", "28"]),
        ("decimalZero", ["01", "04", "28"]),
        ("lowerLetter", ["a", "d", "bb"]),
        ("upperLetter", ["A", "D", "BB"]),
        ("lowerRoman", ["i", "iv", "xxviii"]),
        ("upperRoman", ["I", "IV", "XXVIII"]),
        ("ganada", ["가", "라", "28"]),
        ("decimalEnclosedCircle", ["①", "④", "28"]),
        ("unheardOf", ["1", "4", "28"]),
    ],
)
def test_numbers_are_written_in_their_style(style_of_numbers: str, written: list[str]) -> None:
    assert [numeral(number, style_of_numbers) for number in (1, 4, 28)] == written


@pytest.mark.parametrize("marker", ["1.1.", "(a)", "가.", "iv.", "Article 3"])
def test_a_marker_that_cannot_be_counted_out_is_set_as_text(marker: str) -> None:
    (strip,) = strips_of(Flow((Block(Shape.ITEM, "Wood", 1, marker),)))
    assert f"{marker}&#160;" in strip_html(strip, 15, 560)


def test_no_marker_is_taken_for_the_text_behind_it(opened: Opening) -> None:
    korean = numbering(level(0, "ganada", "%1."), level(0, "decimal", "%1.1."))
    body = numbered("가나다라", 1) + numbered("1.1 metres", 2)
    document = opened("a.docx", docx(body, {"word/numbering.xml": korean}))
    starts = [line.edges[0] for line in document.lines().lines]
    assert min(starts) > 20
    assert document.shown("가나다라") == "가나다라"
    assert document.shown("1.1 metres").replace(" ", "") == "1.1metres"
