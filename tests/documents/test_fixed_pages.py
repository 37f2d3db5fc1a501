"""Stories of a PDF, from its bytes to what is read and painted."""

from __future__ import annotations

from counterpoint.documents.client import jobs
from counterpoint.domain.anchoring import anchor_of, find
from counterpoint.domain.claims import State
from tests.documents.conftest import Opening
from tests.documents.pdfs import Text, column, in_book_type, labelled, pdf

LEFT = [
    "The council met in spring and spoke of",
    "memory-mapped charts for a whole day.",
    "Its members dis-",
    "cussed what a memory-",
    "mapped chart costs the com-",
    "mittee that pays for it.",
    "  A second matter came up later, when the",
    "treasurer asked who would pay for all",
]
RIGHT = [
    "of it. Nobody had an answer for the",
    "treasurer, and so the council voted to",
    "meet again. They discussed neither the",
    "North-",
    "South road nor the committee itself, as",
    "an affluent official had wished, and",
    "the vote was con-",
]
NEXT = [
    "tinued in summer. Then it ended, and",
    "everyone went home in good spirits.",
]


def two_pages() -> bytes:
    heads = [
        [Text(60, 40, "Proceedings of a Council, vol. 3", 9), Text(300, 812, number, 9)]
        for number in "78"
    ]
    first = [
        *heads[0],
        Text(60, 95, "How a Council Reads Its Charts", 18, bold=True),
        *column(60, 140, LEFT),
        *column(310, 140, RIGHT),
        Text(60, 765, "1 A note nobody asked for.", 8),
    ]
    marked = Text(first[2 + 2].x + 160, 140 + 12.5 - 4, "1", 6)
    second = [*heads[1], *column(60, 95, NEXT), Text(60, 150, "Aftermath", 13, bold=True)]
    return pdf([*first, marked], second)


def test_columns_and_pages_are_read_in_order(opened: Opening) -> None:
    assert opened("a.pdf", two_pages()).paragraphs == [
        ("heading", ["How a Council Reads Its Charts"]),
        (
            "body",
            [
                "The council met in spring and spoke of memory-mapped charts for a whole day.",
                (
                    "Its members discussed what a memory-mapped chart costs the committee"
                    " that pays for it."
                ),
            ],
        ),
        (
            "body",
            [
                (
                    "A second matter came up later, when the treasurer asked who would pay for all"
                    " of it."
                ),
                "Nobody had an answer for the treasurer, and so the council voted to meet again.",
                (
                    "They discussed neither the North-South road nor the committee itself, as an"
                    " affluent official had wished, and the vote was continued in summer."
                ),
                "Then it ended, and everyone went home in good spirits.",
            ],
        ),
        ("footnote", ["A note nobody asked for."]),
        ("heading", ["Aftermath"]),
    ]


def test_a_passage_over_two_pages_has_a_place_on_each(opened: Opening) -> None:
    document = opened("a.pdf", two_pages())
    words = document.passage("the vote was continued in summer")
    assert [place.section for place in document.text.places(words)] == [0, 1]


def test_a_passage_is_found_again_by_another_worker(opened: Opening) -> None:
    first, second = opened("a.pdf", two_pages()), opened("b.pdf", two_pages())
    passage = first.passage("discussed what a memory-mapped chart costs")
    found = find(anchor_of(first.text, "sha", passage), second.text)
    assert (found.passage, found.state) == (passage, State.SOUND)


def test_every_character_of_a_passage_is_where_it_is_painted(opened: Opening) -> None:
    document = opened("a.pdf", two_pages())
    words = "They discussed neither the North-South road"
    assert document.shown(words).replace(" ", "") == words.replace(" ", "")


def test_ligatures_come_out_as_letters_with_places_of_their_own(opened: Opening) -> None:
    document = opened("a.pdf", in_book_type("An o\ufb03cial \ufb02ow."))
    assert document.sentences == ["An official flow."]
    assert document.shown("official") == "official"


def test_a_form_that_stands_for_itself_stays(opened: Opening) -> None:
    document = opened("a.pdf", in_book_type("It says \ufdfd above the gate."))
    assert document.sentences == ["It says \ufdfd above the gate."]
    assert document.shown("\ufdfd above").replace(" ", "") == "\ufdfdabove"


def test_a_lone_page_number_is_not_read(opened: Opening) -> None:
    content = pdf([*column(60, 140, LEFT[:1]), Text(300, 812, "– 7 –", 9)])
    assert opened("a.pdf", content).sentences == [LEFT[0]]


def test_short_lines_end_no_paragraph_where_paragraphs_stand_apart(opened: Opening) -> None:
    ragged = ["The council met in spring.", "It spoke of charts for a day and more", "of quays."]
    apart = [Text(one.x, one.y + 45 * part, one.words) for part in range(5)
             for one in column(60, 140, ragged)]  # fmt: skip
    document = opened("a.pdf", pdf(apart))
    assert [len(sentences) for _, sentences in document.paragraphs] == [2] * 5


def test_pages_that_say_nothing_but_what_repeats_are_read(opened: Opening) -> None:
    pages = [[Text(60, 60, f"This is sheet {n} of the book.")] for n in range(1, 8)]
    assert opened("a.pdf", pdf(*pages)).sentences[:2] == [
        "This is sheet 1 of the book.",
        "This is sheet 2 of the book.",
    ]


def test_titles_of_programs_and_files_are_no_titles(opened: Opening) -> None:
    content = pdf([Text(60, 95, "Of Charts", 18), *column(60, 140, LEFT)], title="draft_3.doc")
    assert opened("a.pdf", content).document.title == "Of Charts"


def test_page_labels_are_the_printed_ones(opened: Opening) -> None:
    rules = [
        {"startpage": 0, "style": "r", "prefix": "", "firstpagenum": 3},
        {"startpage": 2, "style": "D", "prefix": "A-", "firstpagenum": 1},
    ]
    content = labelled(
        pdf([Text(60, 100, "One.")], [Text(60, 100, "Two.")], [Text(60, 100, "Three.")]), rules
    )
    document = opened("a.pdf", content)
    assert document.document.labels == ("iii", "iv", "A-1")
    assert document.text.label_at(document.text.text.index("Three")) == "A-1"


def test_a_page_is_painted_on_white_paper(opened: Opening) -> None:
    picture = opened("a.pdf", two_pages()).picture(jobs.Render(0, 0.5))
    assert (picture.width, picture.height) == (298, 421)
    assert picture.pixels[:4] == b"\xff\xff\xff\xff"
    assert min(picture.pixels[0::4]) < 100


def test_a_clip_is_the_same_pixels_as_the_whole_page(opened: Opening) -> None:
    document = opened("a.pdf", two_pages())
    whole = document.picture(jobs.Render(0, 1.0))
    part = document.picture(jobs.Render(0, 1.0, (60, 80, 160, 110)))
    row = whole.pixels[whole.stride * 90 + 240 : whole.stride * 90 + 640]
    assert (part.left, part.top, part.width, part.height) == (60, 80, 100, 30)
    assert part.pixels[part.stride * 10 : part.stride * 11] == row


def test_a_picture_beyond_forty_megapixels_is_scaled_down(opened: Opening) -> None:
    picture = opened("a.pdf", two_pages()).picture(jobs.Render(0, 12.0))
    assert picture.width * picture.height <= 40_000_000
    assert 8.5 < picture.scale < 9
