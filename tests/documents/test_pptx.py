"""Facts and stories of presentations: slide by slide, words and notes."""

from __future__ import annotations

import pytest

from counterpoint.documents.flow.blocks import Shape
from counterpoint.documents.packed import pptx
from counterpoint.domain.refusal import Refusal
from tests.documents.archives import archive
from tests.documents.conftest import Opening

NAMES = (
    'xmlns:p="p" xmlns:a="a" xmlns:mc="mc"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def rels(*links: tuple[str, str, str]) -> str:
    """Relations: id, kind, target."""
    told = "".join(
        f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for one, kind, target in links
    )
    return f'<Relationships xmlns="{RELATIONS}">{told}</Relationships>'


def shape(place: str, *paragraphs: str) -> str:
    """A shape for a kind of place, none for a text box; paragraphs are words or XML."""
    ph = f'<p:ph type="{place}"/>' if place else ""
    told = "".join(
        words if words.startswith("<a:p>") else f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
        for words in paragraphs
    )
    return f"<p:sp><p:nvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:txBody>{told}</p:txBody></p:sp>"


def pptx_of(*slides: str, notes: dict[int, str] | None = None, core: str = "") -> bytes:
    """A presentation of these slides; notes by the number of their slide."""
    numbers = range(1, len(slides) + 1)
    order = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in numbers)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": rels(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldIdLst>{order}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": rels(
            *((f"r{n}", "slide", f"slides/s{n}.xml") for n in reversed(numbers))
        ),
    }
    for number, words in enumerate(slides, 1):
        parts[f"ppt/slides/s{number}.xml"] = f"<p:sld {NAMES}>{words}</p:sld>"
    for number, words in (notes or {}).items():
        link = rels(("r1", "notesSlide", f"../notesSlides/n{number}.xml"))
        parts[f"ppt/slides/_rels/s{number}.xml.rels"] = link
        parts[f"ppt/notesSlides/n{number}.xml"] = f"<p:notes {NAMES}>{words}</p:notes>"
    return archive(parts | ({"docProps/core.xml": core} if core else {}))


TALK = pptx_of(
    shape("ctrTitle", "What the talks", "may bring") + shape("subTitle", "Ada Reed"),
    shape(
        "body",
        "The fund will be small.",
        "<a:p><a:pPr lvl='1'/><a:r><a:t>Very small.</a:t></a:r></a:p>",
    )
    + shape("title", "The fund")
    + shape("", "Nobody knows who pays.")
    + shape("ftr", "Reed 2025") + shape("sldNum", "2"),
    shape("", "That is all."),
    notes={2: shape("sldImg", "no") + shape("body", "Say it slowly. Then wait.")},
)  # fmt: skip


def test_a_talk_is_read_slide_by_slide(opened: Opening) -> None:
    reader = opened("talk.pptx", TALK)
    assert reader.paragraphs == [
        ("heading", ["What the talks may bring"]),
        ("body", ["Ada Reed"]),
        ("heading", ["The fund"]),
        ("list", ["The fund will be small."]),
        ("list", ["Very small."]),
        ("body", ["Nobody knows who pays."]),
        ("footnote", ["Say it slowly.", "Then wait."]),
        ("heading", ["Slide 3"]),
        ("body", ["That is all."]),
    ]
    document = reader.document
    assert (document.format, document.title) == ("pptx", "What the talks may bring")
    assert len(document.outline) == 3
    assert reader.shown("Nobody knows").replace(" ", "") == "Nobodyknows"


def test_the_order_is_the_show_s_not_the_file_s() -> None:
    blocks = pptx.parse(pptx_of(shape("title", "One"), shape("title", "Two"))).blocks
    assert [block.text for block in blocks] == ["One", "Two"]


def paragraph(look: str, words: str) -> str:
    return f"<a:p><a:pPr>{look}</a:pPr><a:r><a:t>{words}</a:t></a:r></a:p>"


def test_what_is_numbered_or_bulleted_is_a_list() -> None:
    words = shape(
        "body",
        paragraph("<a:buAutoNum/>", "a"),
        paragraph("<a:buAutoNum/>", "b"),
        paragraph("<a:buNone/>", "c"),
    ) + shape("", paragraph("<a:buChar/>", "d"))
    found = pptx.parse(pptx_of(words)).blocks[1:]
    assert [(block.shape, block.marker, block.text) for block in found] == [
        (Shape.ITEM, "1.", "a"),
        (Shape.ITEM, "2.", "b"),
        (Shape.PARAGRAPH, "", "c"),
        (Shape.ITEM, "•", "d"),
    ]


def test_a_table_is_rows_and_a_second_drawing_is_not_read() -> None:
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    table = (
        "<p:graphicFrame><a:tbl><a:tr>"
        + cell.format("a")
        + cell.format("b")
        + "</a:tr></a:tbl></p:graphicFrame><mc:AlternateContent><mc:Choice>"
        + shape("", "Once.")
        + "</mc:Choice><mc:Fallback>"
        + shape("", "Once.")
        + "</mc:Fallback></mc:AlternateContent>"
    )
    found = pptx.parse(pptx_of(shape("title", "T") + table)).blocks
    assert [block.text for block in found] == ["T", "a | b", "Once."]


def test_letters_keep_their_look() -> None:
    words = (
        "<a:p><a:r><a:t>It </a:t></a:r><a:r><a:rPr b='1'/><a:t>will</a:t></a:r>"
        "<a:r><a:rPr/><a:t> rain.</a:t></a:r></a:p>"
    )
    (block,) = pptx.parse(pptx_of(shape("title", "T") + shape("", words))).blocks[1:]
    assert [(block.text[run.start : run.end], run.style.value) for run in block.runs] == [
        ("will", "strong")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (TALK[:-40], "damaged or not complete"),
        (pptx_of(), "no slides"),
        (archive({"ppt/slides/s1.xml": "<a/>"}), "no slides"),
        (b"It rained.", "not a presentation"),
        (pptx_of('<!DOCTYPE x [<!ENTITY a "b">]>'), "damaged or not complete"),
    ],
)
def test_a_broken_talk_is_refused(opened: Opening, content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        opened("a.pptx", content)


def test_a_link_out_of_the_archive_leads_nowhere(opened: Opening) -> None:
    parts = {
        "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldId id='1' r:id='r1'/>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": rels(("r1", "slide", "../../../etc/passwd")),
    }
    with pytest.raises(Refusal, match="no slides"):
        opened("a.pptx", archive(parts))
