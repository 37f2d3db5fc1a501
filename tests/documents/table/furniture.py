"""Pages with running heads, page numbers and footnotes around their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.documents.table.setting import (
    BODY,
    NOTE,
    Case,
    Frame,
    Made,
    Paper,
    Type,
    smaller,
    width_of,
)
from tests.documents.table.words import (
    BUDGET,
    DEFENCE,
    ENERGY,
    FARMS,
    FERRIES,
    HARBOUR,
    HEALTH,
    RIVERS,
    SCHOOLS,
    TRADE,
    TREATY,
    running,
)

ALL = (HARBOUR, FERRIES, RIVERS, BUDGET, TREATY, TRADE, SCHOOLS, ENERGY, DEFENCE, HEALTH, FARMS)
TEXT = Type(size=10.5, leading=14, align="justify", is_hyphenated=True, first=14)
HEAD = Type("heit", 8, 10)
Dress = Callable[[Paper, int], None]


def book(pages: int, lines: int, dress: Dress) -> Case:
    """A text over pages of that many lines, each dressed with what is not read."""
    paper = Paper()
    foot = 95 + TEXT.leading * (lines - 1)
    paper.flow(running(*ALL), [Frame(page, 95, 95, 405, foot) for page in range(pages)], TEXT)
    for page in range(pages):
        dress(paper, page)
    return paper.case(*ALL)


def alternating_heads() -> Case:
    """Book title on the left, chapter on the right, numbers on the outer side."""

    def dress(paper: Paper, page: int) -> None:
        is_left = page % 2 == 0
        words = (
            f"{page + 112}   Ports in Transition" if is_left else f"Mud and Money   {page + 112}"
        )
        paper.line(page, (95 if is_left else 390, 55), words, HEAD)

    return book(5, 13, dress)


def page_three_of_nine() -> Case:
    """A ministry's foot: reference, date, and the page out of all."""

    def dress(paper: Paper, page: int) -> None:
        paper.line(page, (95, 800), "MW/2024/117-B", smaller(HEAD, 7))
        paper.line(page, (270, 800), "14 May 2024", smaller(HEAD, 7))
        paper.line(page, (450, 800), f"Page {page + 1} of 5", smaller(HEAD, 7))

    return book(5, 13, dress)


def roman_numbers_and_a_changing_chapter() -> Case:
    """Chapter titles that change every second page, roman numbers below."""

    def dress(paper: Paper, page: int) -> None:
        chapters = ("The Coast", "The Coast", "The Rivers", "The Rivers", "The Cities")
        paper.centred(page, 60, chapters[page], HEAD)
        paper.centred(page, 790, ("ix", "x", "xi", "xii", "xiii")[page], BODY)

    return book(5, 13, dress)


def a_head_as_large_as_the_text() -> Case:
    """The head is set in the type of the text, close above it; the number is a part of it."""

    def dress(paper: Paper, page: int) -> None:
        paper.line(page, (95, 72), f"United Coasts                A/C.3/79/L.{40 + page}", TEXT)
        paper.centred(page, 770, f"– {page + 2} –", TEXT)

    return book(5, 13, dress)


def dates_and_addresses_of_a_printed_web_page() -> Case:
    """What a browser prints: date and title above, address and number below."""

    def dress(paper: Paper, page: int) -> None:
        paper.line(page, (30, 24), f"6/{page + 3}/24, 9:4{page} AM", smaller(HEAD, 7.5))
        paper.line(page, (240, 24), "Rising water - The Merrow Post", smaller(HEAD, 7.5))
        paper.line(page, (30, 826), "https://merrow.example/2024/water", smaller(HEAD, 7.5))
        paper.line(page, (550, 826), f"{page + 1}/5", smaller(HEAD, 7.5))

    return book(5, 13, dress)


def a_stamp_on_every_page() -> Case:
    """A marking of the whole document in the middle, in capitals, above and below."""

    def dress(paper: Paper, page: int) -> None:
        for y in (40, 815):
            paper.centred(page, y, "RESTRICTED – DRAFT 2", Type("hebo", 9, 11))
        paper.centred(page, 800, str(page + 1), BODY)

    return book(5, 13, dress)


def two_columns_with_heads_and_numbers() -> Case:
    """A journal: head over both columns, number in the outer corner."""
    paper = Paper()
    frames = [Frame(page, x, 90, 225, 230) for page in range(3) for x in (60, 310)]
    kind = replace(TEXT, size=9, leading=11)
    paper.flow(running(*ALL[:9]), frames, kind)
    for page in range(3):
        paper.line(page, (60, 50), "Coastal Studies 41 (2024)", HEAD)
        paper.line(page, (455, 50), "M. Holt et al.", HEAD)
        paper.line(page, (60 if page % 2 else 520, 800), str(221 + page), HEAD)
    return paper.case(*ALL[:9])


def _marked(paper: Paper, at: tuple[float, float], words: tuple[str, str], kind: Type) -> None:
    """A line with a raised 1 between its two halves."""
    x = at[0] + width_of(words[0], kind)
    paper.line(0, at, words[0], kind)
    paper.line(0, (x, at[1] - 3.6), "1", smaller(kind, 6.5))
    paper.line(0, (x + 3.6, at[1]), words[1], kind)


def a_note_at_the_foot() -> Case:
    """A raised mark in the text and a note of two lines below a rule."""
    paper, kind = Paper(), Type(size=11, leading=14)
    _marked(paper, (72, 100), ("The council met in spring.", " Its minutes, which"), kind)
    paper.flow(["have been lost, were short."], [Frame(0, 72, 114, 451)], kind)
    end = paper.flow(running(BUDGET, ENERGY), [Frame(0, 72, 142, 451)], replace(kind, gap=7))
    note = (
        "See the council’s own account, vol. 3, pp. 14–19, which was printed privately.",
        "A second copy is said to exist in the archive of the harbour office at Tolnava.",
    )
    paper.flow(["1 " + " ".join(note)], [Frame(0, 72, 760, 451, 800)], NOTE)
    assert end < 740
    return paper.case(
        "The council met in spring.",
        "Its minutes, which have been lost, were short.",
        BUDGET,
        ENERGY,
        note,
    )


def notes_below_two_columns() -> Case:
    """Each column has its own notes; the text goes on from the left to the right."""
    paper = Paper()
    frames = [Frame(0, 60, 90, 225, 320), Frame(0, 310, 90, 225, 320)]
    paper.flow(running(HARBOUR, RIVERS, TRADE, FARMS), frames, replace(TEXT, size=10, leading=12))
    left = "3 Minutes of the meeting of 4 May, item 2."
    right = "4 Letter to the author, 11 June 2023."
    paper.flow([left], [Frame(0, 60, 745, 225, 800)], NOTE)
    paper.flow([right], [Frame(0, 310, 745, 225, 800)], NOTE)
    return paper.case(HARBOUR, RIVERS, TRADE, left[2:], FARMS, right[2:])


def a_note_across_two_columns() -> Case:
    """Notes over the whole width below two columns, on a page that the text runs on from."""
    paper = Paper()
    frames = [Frame(page, x, 90, 225, 290) for page in (0, 1) for x in (60, 310)]
    groups = (HARBOUR, RIVERS, TRADE, FARMS, ENERGY, HEALTH, SCHOOLS)
    paper.flow(running(*groups), frames, replace(TEXT, size=10, leading=12))
    notes = [
        (
            "1 The figures of the harbour office exclude ships of less than forty tons, as well as"
            " all that enter for shelter only."
        ),
        "2 Ibid., p. 44.",
    ]
    paper.flow(notes, [Frame(0, 60, 745, 475, 800)], NOTE)
    read = [note[2:] for note in notes]
    return paper.case(*groups[:5], read, *groups[5:])


def a_note_that_runs_on() -> Case:
    """A long note ends at the foot of the next page."""
    paper = Paper()
    kind = replace(TEXT, size=11, leading=15)
    frames = [Frame(page, 80, 95, 435, 215) for page in (0, 1)]
    paper.flow(running(HARBOUR + FERRIES, RIVERS), frames, kind)
    note = (
        (
            "The statute of 1911 speaks of “all waters on which a boat may float” and has never"
            " been amended in this respect."
        ),
        "Later drafts preferred “navigable”, a word that the courts have read narrowly.",
        "For a different view see the dissent of Judge Aarn, paras. 17 and 18.",
    )
    words = ["5 " + " ".join(note)]
    foot = [Frame(0, 80, 758, 435, 760), Frame(1, 80, 758, 435, 800)]
    paper.flow(words, foot, NOTE)
    return paper.case(HARBOUR, FERRIES, RIVERS, note)


CASES: tuple[Made, ...] = (
    alternating_heads,
    page_three_of_nine,
    roman_numbers_and_a_changing_chapter,
    a_head_as_large_as_the_text,
    dates_and_addresses_of_a_printed_web_page,
    a_stamp_on_every_page,
    two_columns_with_heads_and_numbers,
    a_note_at_the_foot,
    notes_below_two_columns,
    a_note_across_two_columns,
    a_note_that_runs_on,
)
