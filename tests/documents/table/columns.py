"""Pages in one, two and three columns, with titles, boxes, figures and tables in their way."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.table.setting import (
    BODY,
    CAPTION,
    HEADING,
    NOTE,
    Case,
    Frame,
    Made,
    Paper,
    Type,
)
from tests.documents.table.words import (
    BUDGET,
    DEFENCE,
    ENERGY,
    FARMS,
    FERRIES,
    HARBOUR,
    HEALTH,
    LONG_TITLE,
    RIVERS,
    SCHOOLS,
    TITLE,
    TRADE,
    TREATY,
    running,
)

JUSTIFIED = Type(align="justify", is_hyphenated=True, first=12)
NEWS = Type(size=8.5, leading=10, align="justify", is_hyphenated=True, first=9, spaced="word")
BOX = Type("helv", 8.5, 11, gap=5)


def one_column_of_word() -> Case:
    """Wide lines, gaps between paragraphs, placed word by word."""
    paper, kind = Paper(), replace(BODY, size=11, leading=15, gap=8, spaced="word")
    paper.centred(0, 90, TITLE, replace(HEADING, size=18))
    paper.flow(running(HARBOUR, FERRIES, RIVERS), [Frame(0, 72, 130, 451)], kind)
    return paper.case(TITLE, HARBOUR, FERRIES, RIVERS)


def one_column_of_tex() -> Case:
    """Justified, hyphenated, first lines moved in, no gaps; placed letter by letter."""
    paper, kind = Paper(), replace(JUSTIFIED, spaced="letter")
    paper.flow(["1  Introduction"], [Frame(0, 124, 110, 347)], HEADING)
    paper.flow(running(TREATY, BUDGET, TRADE), [Frame(0, 124, 140, 347)], kind)
    return paper.case("1  Introduction".replace("  ", " "), TREATY, BUDGET, TRADE)


def two_columns_with_a_title_across() -> Case:
    """A title of two lines and an author over both columns."""
    paper = Paper()
    paper.flow([LONG_TITLE], [Frame(0, 60, 80, 475)], replace(HEADING, size=20, leading=24))
    paper.line(0, (60, 140), "Mira Holt and Tomas Brandl", replace(BODY, font="tiit"))
    frames = [Frame(0, 60, 180, 225, 420), Frame(0, 310, 180, 225, 420)]
    paper.flow(running(HARBOUR, FERRIES, RIVERS, BUDGET), frames, JUSTIFIED)
    return paper.case(LONG_TITLE, "Mira Holt and Tomas Brandl", HARBOUR, FERRIES, RIVERS, BUDGET)


def two_columns_of_uneven_length() -> Case:
    """The right column ends early, under a heading that stands at its top."""
    paper = Paper()
    end = paper.flow(running(TRADE, SCHOOLS), [Frame(0, 60, 90, 225)], JUSTIFIED)
    paper.flow(running(ENERGY), [Frame(0, 60, end, 225)], JUSTIFIED)
    paper.line(0, (310, 91), "Security at Sea", HEADING)
    paper.flow(running(DEFENCE), [Frame(0, 310, 112, 225)], JUSTIFIED)
    return paper.case(TRADE, SCHOOLS, ENERGY, "Security at Sea", DEFENCE)


def three_columns_of_a_newspaper() -> Case:
    """Narrow justified columns with wide gaps between words, under a headline."""
    paper = Paper()
    paper.line(0, (50, 90), "Islands Wait for Money and Mud", replace(HEADING, size=24))
    frames = [Frame(0, x, 130, 152, 420) for x in (50, 221, 392)]
    paper.flow(running(HARBOUR, FERRIES, FARMS, HEALTH, SCHOOLS), frames, NEWS)
    return paper.case("Islands Wait for Money and Mud", HARBOUR, FERRIES, FARMS, HEALTH, SCHOOLS)


def narrow_gutter() -> Case:
    """Columns 11 points apart."""
    paper = Paper()
    frames = [Frame(0, 70, 90, 222, 330), Frame(0, 303, 90, 222, 330)]
    paper.flow(running(ENERGY, DEFENCE, HEALTH, FARMS), frames, JUSTIFIED)
    return paper.case(ENERGY, DEFENCE, HEALTH, FARMS)


def headings_within_columns() -> Case:
    """Each part under its own heading, one of them broken over two lines."""
    paper, y = Paper(), 90.0
    for title, group in (("Money", BUDGET), ("Trade After a Difficult Decade of Droughts", TRADE)):
        y = paper.flow([title], [Frame(0, 60, y + 6, 225)], Type("tibo", 12, 14)) + 4
        y = paper.flow(running(group), [Frame(0, 60, y, 225)], JUSTIFIED) + 8
    paper.flow(["Farming"], [Frame(0, 310, 96, 225)], Type("tibo", 12, 14))
    paper.flow(running(FARMS, HEALTH), [Frame(0, 310, 114, 225)], JUSTIFIED)
    heading = "Trade After a Difficult Decade of Droughts"
    return paper.case("Money", BUDGET, heading, TRADE, "Farming", FARMS, HEALTH)


def columns_over_two_pages() -> Case:
    """Sentences run on over columns and over the page."""
    paper = Paper()
    frames = [Frame(page, x, 90, 225, 250) for page in (0, 1) for x in (60, 310)]
    paper.flow(running(HARBOUR, TREATY, TRADE, SCHOOLS, ENERGY, DEFENCE), frames, JUSTIFIED)
    return paper.case(HARBOUR, TREATY, TRADE, SCHOOLS, ENERGY, DEFENCE)


def a_band_of_columns_between_wide_text() -> Case:
    """One column, then two, then one."""
    paper = Paper()
    wide = Type(gap=6)
    paper.flow(running(RIVERS), [Frame(0, 60, 90, 475)], wide)
    frames = [Frame(0, 60, 190, 225, 300), Frame(0, 310, 190, 225, 300)]
    paper.flow(running(BUDGET, FERRIES), frames, JUSTIFIED)
    paper.flow(running(FARMS), [Frame(0, 60, 350, 475)], wide)
    return paper.case(RIVERS, BUDGET, FERRIES, FARMS)


def a_box_beside_the_text() -> Case:
    """A tinted box on the right; the text beside it is narrower, and wide again below."""
    paper = Paper()
    paper.box(0, (370, 120, 535, 300))
    paper.line(0, (380, 138), "Key figures", Type("hebo", 9, 11))
    paper.flow(running(HEALTH), [Frame(0, 380, 155, 145)], BOX)
    kind = Type(size=10.5, leading=13)
    groups = running(HARBOUR + FERRIES + RIVERS, BUDGET)
    frames = [Frame(0, 60, 128, 295, 300), Frame(0, 60, 315, 475)]
    paper.flow(groups, frames, kind)
    return paper.case(HARBOUR, FERRIES, RIVERS, "Key figures", HEALTH, BUDGET)


def a_box_over_both_columns() -> Case:
    """A summary in a tinted box above two columns."""
    paper = Paper()
    paper.box(0, (55, 70, 540, 170))
    paper.line(0, (70, 90), "In brief", Type("hebo", 11, 13))
    paper.flow(running(DEFENCE), [Frame(0, 70, 108, 455)], BOX)
    frames = [Frame(0, 60, 200, 225, 360), Frame(0, 310, 200, 225, 360)]
    paper.flow(running(TREATY, SCHOOLS, ENERGY), frames, JUSTIFIED)
    return paper.case("In brief", DEFENCE, TREATY, SCHOOLS, ENERGY)


def a_box_at_the_foot_of_a_column() -> Case:
    """The second column ends in a box; the text goes on at the top of the next page."""
    paper = Paper()
    frames = [Frame(0, 60, 90, 225, 280), Frame(0, 310, 90, 225, 190), Frame(1, 60, 90, 225, 340)]
    paper.flow(running(HARBOUR, RIVERS, BUDGET, TRADE), frames, JUSTIFIED)
    paper.box(0, (305, 200, 540, 300))
    paper.flow(running(FARMS[:2]), [Frame(0, 318, 219, 205)], BOX)
    return paper.case(HARBOUR, RIVERS, BUDGET, TRADE, FARMS[:2])


def a_pull_quote_within_a_column() -> Case:
    """Large words from the text, set in the middle of a sentence."""
    paper = Paper()
    frames = [Frame(0, 60, 90, 225, 190), Frame(0, 60, 270, 225, 420), Frame(0, 310, 90, 225)]
    paper.flow(running(TREATY, TRADE, HEALTH, SCHOOLS, ENERGY), frames, JUSTIFIED)
    quote = "“Notifications arrive late or not at all.”"
    paper.flow([quote], [Frame(0, 75, 208, 195)], Type("tiit", 15, 18))
    return paper.case(TREATY, TRADE, quote, HEALTH, SCHOOLS, ENERGY)


def figure_across_both_columns() -> Case:
    """A figure above the columns, its caption of two lines over both."""
    paper = Paper()
    caption = (
        "Figure 2: Quays at Tolnava by year of construction.",
        "Those built before 1950 are shown in grey, and those under repair are left out.",
    )
    paper.box(0, (60, 60, 535, 220))
    for number, label in enumerate(("1900", "1950", "2000")):
        paper.line(0, (100 + 150 * number, 214), label, Type("helv", 7, 9))
    paper.flow([" ".join(caption)], [Frame(0, 60, 236, 475)], CAPTION)
    frames = [Frame(0, 60, 280, 225, 420), Frame(0, 310, 280, 225, 420)]
    paper.flow(running(FERRIES, RIVERS, SCHOOLS), frames, JUSTIFIED)
    return paper.case("1900 1950 2000", caption, FERRIES, RIVERS, SCHOOLS)


def figure_between_the_lines_of_a_column() -> Case:
    """A figure parts a sentence; its caption is read after the paragraph."""
    paper = Paper()
    caption = "Fig. 3. Freight by month."
    frames = [Frame(0, 60, 90, 225, 200), Frame(0, 60, 340, 225), Frame(0, 310, 90, 225)]
    paper.flow(running(HARBOUR + FERRIES), frames[:2], JUSTIFIED)
    paper.box(0, (60, 215, 285, 305))
    paper.flow([caption], [Frame(0, 60, 318, 225)], CAPTION)
    paper.flow(running(ENERGY, FARMS), frames[2:], JUSTIFIED)
    return paper.case(HARBOUR, FERRIES, caption, ENERGY, FARMS)


def table_in_a_column_of_text() -> Case:
    """Rows of cells are read from left to right."""
    paper = Paper()
    end = paper.flow(running(BUDGET), [Frame(0, 72, 90, 451)], Type(size=11, leading=14))
    paper.line(0, (72, end + 14), "Table 1. Spending by harbour, in millions", CAPTION)
    rows = [("Harbour", "2021", "2022"), ("Tolnava", "1.4", "2.6"), ("Merrow", "0.9", "0.7")]
    for number, row in enumerate(rows):
        for x, cell in zip((72, 280, 400), row, strict=True):
            paper.line(0, (x, end + 38 + 15 * number), cell, Type("helv", 9, 11))
    paper.flow(running(TRADE), [Frame(0, 72, end + 110, 451)], Type(size=11, leading=14))
    cells = [" ".join(row) for row in rows]
    return paper.case(BUDGET, "Table 1. Spending by harbour, in millions", cells, TRADE)


def table_with_remarks_of_two_lines() -> Case:
    """The head of a table is a row of its own, and a cell may run over two lines."""
    paper = Paper()
    cell = Type(size=9, leading=11)
    rows = [
        ("Harbour", "2021", "What became of it", ""),
        ("Tolnava", "1.4", "Raised at once.", "Nobody objected."),
        ("Merrow", "0.9", "Given up for a", "smaller quay."),
        ("Osk", "2.2", "Still open.", ""),
    ]
    y = 120.0
    for place, spent, remark, more in rows:
        for x, words in ((72, place), (170, spent), (260, remark)):
            paper.line(0, (x, y), words, cell)
        if more:
            paper.line(0, (260, y + 11), more, cell)
        y += 31 if more else 20
    paper.flow(running(TRADE), [Frame(0, 72, y + 30, 451)], Type(size=11, leading=14))
    read = [
        "Harbour 2021 What became of it",
        "Tolnava 1.4 Raised at once.",
        "Nobody objected.",
        "Merrow 0.9 Given up for a smaller quay.",
        "Osk 2.2 Still open.",
    ]
    return paper.case(read, TRADE)


def notes_that_hang() -> Case:
    """The second line of a note at the foot is moved in below its first."""
    paper = Paper()
    frames = [Frame(0, 60, 400, 225, 690), Frame(0, 310, 400, 225, 690)]
    paper.flow(running(HARBOUR, RIVERS, TRADE, FARMS, ENERGY), frames, JUSTIFIED)
    for x, mark, above, below in (
        (60, "1", "Report of the harbour office, 4 May 2023, p. 2. See", "also Holt (2021)."),
        (310, "2", "The first account is Holt and Brandl (1966),", "who counted piers only."),
    ):
        paper.line(0, (x, 722), f"{mark} {above}", NOTE)
        paper.line(0, (x + 8, 731), below, NOTE)
    return paper.case(
        HARBOUR,
        RIVERS,
        TRADE,
        FARMS,
        "Report of the harbour office, 4 May 2023, p. 2.",
        "See also Holt (2021).",
        ENERGY,
        "The first account is Holt and Brandl (1966), who counted piers only.",
    )


def drawn_out_of_order() -> Case:
    """The file draws the right column first, the head last, each line by itself from the foot."""
    paper = Paper()
    paper.flow(running(FARMS, HEALTH), [Frame(0, 310, 120, 225)], JUSTIFIED)
    paper.flow(running(RIVERS, ENERGY), [Frame(0, 60, 120, 225)], JUSTIFIED)
    paper.line(0, (60, 90), "Notes from the Coast", HEADING)
    return paper.case("Notes from the Coast", RIVERS, ENERGY, FARMS, HEALTH)


def a_column_and_a_margin() -> Case:
    """Remarks in a narrow margin beside the text."""
    paper = Paper()
    paper.flow(running(HARBOUR, RIVERS, TRADE), [Frame(0, 180, 90, 350)], Type(gap=8))
    remark = "Sources: harbour office and own estimates."
    paper.flow([remark], [Frame(0, 60, 100, 95)], Type("heit", 7.5, 9.5))
    return paper.case(HARBOUR, RIVERS, TRADE, remark)


def rotated_text_at_the_side() -> Case:
    """A note of the printer runs up the margin of every page."""
    paper = Paper()
    frames = [Frame(page, 90, 90, 430, 190) for page in range(3)]
    paper.flow(running(HARBOUR, FERRIES, RIVERS, BUDGET, TREATY, TRADE), frames, Type(gap=6))
    for page in range(3):
        paper.rotated(page, (40, 600), "Printed by the Office of Waterways on grey paper")
    return paper.case(HARBOUR, FERRIES, RIVERS, BUDGET, TREATY, TRADE)


CASES: tuple[Made, ...] = (
    one_column_of_word,
    one_column_of_tex,
    two_columns_with_a_title_across,
    two_columns_of_uneven_length,
    three_columns_of_a_newspaper,
    narrow_gutter,
    headings_within_columns,
    columns_over_two_pages,
    a_band_of_columns_between_wide_text,
    a_box_beside_the_text,
    a_box_over_both_columns,
    a_box_at_the_foot_of_a_column,
    a_pull_quote_within_a_column,
    figure_across_both_columns,
    figure_between_the_lines_of_a_column,
    table_in_a_column_of_text,
    table_with_remarks_of_two_lines,
    notes_that_hang,
    drawn_out_of_order,
    a_column_and_a_margin,
    rotated_text_at_the_side,
)
