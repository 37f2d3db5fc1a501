"""Facts and stories of FictionBook, from its elements to what is read."""

from __future__ import annotations

import pytest

from counterpoint.documents.flow.blocks import Flow, Shape
from counterpoint.documents.packed import fiction_book
from counterpoint.domain.refusal import Refusal
from tests.documents.archives import archive
from tests.documents.conftest import Opening

ABOUT = """<description><title-info><genre>essay</genre><author><first-name>Ada</first-name>
<last-name>Reed</last-name></author><author><nickname>Vale</nickname></author>
<book-title>On Old Piers</book-title><date value="1987-04-02">spring</date>
<lang>en</lang></title-info>
<src-title-info><author><first-name>No</first-name></author></src-title-info>
<publish-info><publisher>Harbour Press</publisher></publish-info></description>"""


def fb2(body: str, about: str = ABOUT, more: str = "") -> str:
    """A book of one body, and what may follow it."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns:l="http://www.w3.org/1999/xlink">'
        f"{about}<body>{body}</body>{more}</FictionBook>"
    )


def shapes(flow: Flow) -> list[tuple[Shape, int, str, str]]:
    return [(block.shape, block.level, block.marker, block.text) for block in flow.blocks]


def parsed(body: str, more: str = "") -> list[tuple[Shape, int, str, str]]:
    return shapes(fiction_book.parse(fb2(body, more=more).encode()))


BOOK = fb2(
    "<title><p>On Piers</p></title><section><title><p>One</p></title><p>A pier stands"
    '<a l:href="#n1" type="note">[1]</a> in water. It is wet.</p><empty-line/>'
    "<p>The sea rose.</p></section>",
    more='<body name="notes"><title><p>Notes</p></title><section id="n1"><title><p>1</p></title>'
    "<p>In most weathers.</p><p>Not all.</p></section></body>"
    '<binary id="a.png" content-type="image/png">AAAA</binary>',
)


def test_a_book_reads_as_it_is_printed(opened: Opening) -> None:
    reader = opened("piers.fb2", BOOK)
    assert reader.paragraphs == [
        ("heading", ["On Piers"]),
        ("heading", ["One"]),
        ("body", ["A pier stands in water.", "It is wet."]),
        ("body", ["The sea rose."]),
        ("footnote", ["In most weathers."]),
        ("footnote", ["Not all."]),
    ]
    document = reader.document
    assert (document.format, document.fixed) == ("fb2", False)
    assert [(entry.level, entry.title) for entry in document.outline] == [
        (1, "On Piers"),
        (2, "One"),
    ]
    assert reader.shown("It is wet").replace(" ", "") == "Itiswet"


def test_a_book_says_who_wrote_it(opened: Opening) -> None:
    said = opened("piers.fb2", BOOK).document
    assert (said.title, said.author) == ("On Old Piers", "Ada Reed, Vale")
    assert (said.publisher, said.date, said.language) == ("Harbour Press", "1987-04-02", "en")


def test_a_note_bears_the_mark_it_is_referred_to_by() -> None:
    notes = [row for row in shapes(fiction_book.parse(BOOK.encode())) if row[0] is Shape.NOTE]
    assert notes == [(Shape.NOTE, 1, "1.", "In most weathers."), (Shape.NOTE, 0, "", "Not all.")]


def test_verse_quotation_and_table_keep_their_lines() -> None:
    assert parsed(
        "<section><poem><stanza><v>It rained,</v><v>it pours.</v></stanza></poem>"
        "<cite><p>So they say.</p><text-author>Ada</text-author></cite>"
        "<table><tr><th>a</th><td>b</td></tr></table><subtitle>* * *</subtitle></section>"
    ) == [
        (Shape.PARAGRAPH, 0, "", "It rained,\nit pours."),
        (Shape.QUOTE, 1, "", "So they say."),
        (Shape.QUOTE, 1, "", "Ada"),
        (Shape.ROW, 0, "", "a | b"),
        (Shape.HEADING, 3, "", "* * *"),
    ]


def test_a_title_of_several_lines_is_one_heading() -> None:
    assert parsed("<section><title><p>Part one</p><p>The sea</p></title><p>a</p></section>")[0] == (
        Shape.HEADING,
        2,
        "",
        "Part one\nThe sea",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_a_book_is_read_in_the_encoding_it_declares(opened: Opening, encoding: str) -> None:
    text = fb2("<section><p>Шёл дождь. Он будет снова.</p></section>").replace("utf-8", encoding)
    assert opened("a.fb2", text.encode(encoding)).sentences == ["Шёл дождь.", "Он будет снова."]


def test_a_book_may_be_packed_or_have_another_name(opened: Opening) -> None:
    for name, content in (
        ("piers.fb2.zip", archive({"piers.fb2": BOOK})),
        ("piers.fb2", archive({"piers.fb2": BOOK})),
        ("piers.txt", BOOK.encode()),
        ("piers.xml", BOOK.encode()),
    ):
        assert opened(name, content).document.format == "fb2"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + fb2("<p>&a;</p>").partition("?>")[2]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("<FictionBook><body><p>It rained.", "damaged or not complete"),
        (fb2("<section/>"), "no text"),
        (LAUGHS, "damaged or not complete"),
        ("It rained.", "not a FictionBook"),
    ],
)
def test_a_broken_book_is_refused(opened: Opening, content: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        opened("a.fb2", content)


def test_depth_costs_nothing(opened: Opening) -> None:
    deep = fb2("<section>" * 50_000 + "<p>It rained.</p>" + "</section>" * 50_000)
    assert opened("deep.fb2", deep).sentences == ["It rained."]
