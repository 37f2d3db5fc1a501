"""Pages whose words are set with care: hyphens, capitals, marks of notes, lists, quotations."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.table.setting import (
    BODY,
    HEADING,
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
    ENERGY,
    FARMS,
    FERRIES,
    HARBOUR,
    HEALTH,
    RIVERS,
    SCHOOLS,
    TRADE,
    running,
)

PLAIN = Type(size=10.5, leading=14)


def set_lines(paper: Paper, lines: str, y: float = 100, kind: Type = PLAIN) -> float:
    """Lines as they are written; two spaces before one move it in."""
    for line in lines.strip("\n").split("\n"):
        indent = 14 if line.startswith("  ") else 0
        paper.line(0, (90 + indent, y), line.strip(), kind)
        y += kind.leading
    return y


def hyphens_that_the_document_judges() -> Case:
    """A compound spelled out elsewhere keeps its hyphen, a broken word loses it."""
    paper = Paper()
    lines = """
The registry is memory-mapped, as all of its kind, and the in-
crease in memory is small. Two more memory-
mapped registries will be co-
ordinated by Ms. Ana Torres-
Quintana, who came from the Baltic-
Nordic office. They co-ordinate the state-of-the-
art plant as well as the under-
water cables that are not yet thirty-
five years old. Pre-
and post-war plans were lost.
"""
    set_lines(paper, lines)
    return paper.case(
        "The registry is memory-mapped, as all of its kind, and the increase in memory is small.",
        "Two more memory-mapped registries will be co-ordinated by Ms. Ana Torres-Quintana, who"
        " came from the Baltic-Nordic office.",
        "They co-ordinate the state-of-the-art plant as well as the underwater cables that are not"
        " yet thirty-five years old.",
        "Pre- and post-war plans were lost.",
    )


def a_name_broken_at_a_line_end() -> Case:
    """Names and words with a capital or an apostrophe are rejoined too."""
    paper = Paper()
    lines = """
The first speaker was Johanna Lindt-
holm, whose father had been the harbour mas-
ter’s clerk. Mr. Lindtholm’s papers, the “Lind-
tholm file”, cover the years 1921–
1938. They were bought by NORD-
FOND and by no-
body else, says NORDFOND.
"""
    set_lines(paper, lines)
    return paper.case(
        "The first speaker was Johanna Lindtholm, whose father had been the harbour master’s"
        " clerk.",
        "Mr. Lindtholm’s papers, the “Lindtholm file”, cover the years 1921–1938.",
        "They were bought by NORDFOND and by nobody else, says NORDFOND.",
    )


def dashes_at_line_ends() -> Case:
    """A dash is no hyphen; an address is broken after a slash or a hyphen of its own."""
    paper = Paper()
    lines = """
The quay – if it can be called one –
was closed in May. Nobody objected—
not even the pilots. The file is at
https://merrow.example/reports/water-
levels/2024.pdf for all to read.
"""
    set_lines(paper, lines)
    return paper.case(
        "The quay – if it can be called one – was closed in May.",
        "Nobody objected—not even the pilots.",
        "The file is at https://merrow.example/reports/water-levels/2024.pdf for all to read.",
    )


def soft_hyphens() -> Case:
    """Soft hyphens at line ends and within lines."""
    paper = Paper()
    lines = """
The com\u00admit\u00adtee deliber\u00ad
ated for nine hours about a long-\u00ad
term lease and the re\u00adspons\u00adibil\u00ad
ities of tenants. It was a record.
"""
    set_lines(paper, lines)
    return paper.case(
        "The committee deliberated for nine hours about a long-term lease and the responsibilities"
        " of tenants.",
        "It was a record.",
    )


def ligatures() -> Case:
    """Glyphs of two and three letters."""
    paper = Paper()
    lines = """
The of\ufb01cial \ufb02eet was su\ufb03ciently a\ufb04icted by \ufb01re.
It \ufb02oats again; no e\ufb00ort was spared, and the di\ufb00er-
ence is \ufb01fty feet.
"""
    set_lines(paper, lines)
    return paper.case(
        "The official fleet was sufficiently afflicted by fire.",
        "It floats again; no effort was spared, and the difference is fifty feet.",
    )


def small_capitals() -> Case:
    """Capitals of a smaller size after a full one, as an opening and as a letter-spaced heading."""
    paper, small = Paper(), smaller(PLAIN, 8.2)
    paper.line(0, (90, 80), "PART TWO", replace(PLAIN, track=3.2, size=12))
    x, y = 90.0, 120.0
    for words, kind in (
        ("T", PLAIN),
        ("HE ", small),
        ("C", PLAIN),
        ("OUNCIL OF ", small),
        ("P", PLAIN),
        ("ORTS", small),
        (" met in Merrow at the invitation of the mayor,", PLAIN),
    ):
        paper.line(0, (x, y), words, kind)
        x += width_of(words, kind)
    paper.flow(["who paid for it."], [Frame(0, 90, 134, 400)], PLAIN)
    paper.flow(running(FARMS, HEALTH), [Frame(0, 90, 148, 400)], replace(PLAIN, first=14))
    return paper.case(
        "PART TWO",
        "THE COUNCIL OF PORTS met in Merrow at the invitation of the mayor, who paid for it.",
        FARMS,
        HEALTH,
    )


def _drop(lines: int, size: float) -> Case:
    paper, kind = Paper(), Type(size=10.5, leading=14)
    paper.line(0, (90, 100 + 14 * (lines - 1)), "T", smaller(kind, size))
    indent = width_of("T", smaller(kind, size)) + 3
    paper.flow(
        ["he old " + " ".join((*ENERGY, *RIVERS))],
        [
            Frame(0, 90 + indent, 100, 400 - indent, 99 + 14 * lines),
            Frame(0, 90, 100 + 14 * lines, 400),
        ],
        kind,
    )
    paper.flow(running(FARMS), [Frame(0, 90, 400, 400)], kind)
    return paper.case("The old " + ENERGY[0], ENERGY[1:], RIVERS, FARMS)


def drop_capital_of_two_lines() -> Case:
    """The first letter is as high as two lines."""
    return _drop(2, 32)


def drop_capital_of_three_lines() -> Case:
    """The first letter is as high as three lines."""
    return _drop(3, 52)


def raised_marks() -> Case:
    """Marks of notes go, ordinals and powers stay."""
    paper = Paper()
    parts = (
        ("The lake covers 31 km", "2", " and has shrunk.", "12"),
        (" It froze on the 5", "th", " of May,", "a"),
    )
    x = 90.0
    for plain, stays, more, mark in parts:
        for words, is_raised in ((plain, False), (stays, True), (more, False), (mark, True)):
            kind = smaller(PLAIN, 6.5) if is_raised else PLAIN
            paper.line(0, (x, 96 if is_raised else 100), words, kind)
            x += width_of(words, kind)
    paper.flow(["as it did in 2019. Nobody skated."], [Frame(0, 90, 114, 400)], PLAIN)
    return paper.case(
        "The lake covers 31 km2 and has shrunk.",
        "It froze on the 5th of May, as it did in 2019.",
        "Nobody skated.",
    )


def a_bulleted_list_over_two_pages() -> Case:
    """Items of several lines, one of which goes on at the top of the next page."""
    paper = Paper()
    paper.flow([FERRIES[0]], [Frame(0, 90, 90, 400)], PLAIN)
    items = [" ".join(group) for group in (HARBOUR, RIVERS, BUDGET)]
    frames = [Frame(0, 90, 140, 400, 280), Frame(1, 90, 90, 400)]
    end = paper.flow([f"• {item}" for item in items], frames, replace(PLAIN, hang=9, gap=3))
    paper.flow([TRADE[0]], [Frame(1, 90, end + 12, 400)], PLAIN)
    return paper.case(FERRIES[0], HARBOUR, RIVERS, BUDGET, TRADE[0])


def a_list_whose_numbers_stand_apart() -> Case:
    """Numbers in a column of their own, text hanging beside them, letters below."""
    paper, y = Paper(), 90.0
    said: list[str] = []
    for number, group in (("1.", SCHOOLS[:2]), ("2.", ENERGY[:2]), ("(a)", FARMS[:2])):
        indent = 20 if number == "(a)" else 0
        paper.line(0, (90 + indent, y), number, PLAIN)
        y = paper.flow(running(group), [Frame(0, 112 + indent, y, 360)], PLAIN) + 4
        said += [f"{number} {group[0]}", *group[1:]]
    return paper.case(said)


def numbered_paragraphs_of_a_resolution() -> Case:
    """Every paragraph is numbered, its first line moved in, and some go on overleaf."""
    paper = Paper()
    groups = [HARBOUR, TRADE, BUDGET, HEALTH, RIVERS]
    words = [f"{number}. " + " ".join(group) for number, group in enumerate(groups, 14)]
    frames = [Frame(page, 90, 90, 400, 290) for page in (0, 1)]
    paper.flow(words, frames, replace(PLAIN, first=28, gap=6))
    said = [[f"{number}. {group[0]}", *group[1:]] for number, group in enumerate(groups, 14)]
    return paper.case(*said)


def headings_of_several_lines() -> Case:
    """A chapter's number above its title of three lines; a bold line that opens a paragraph."""
    paper = Paper()
    title = "Of Quays, Canals and Other Works Whose Builders Are Forgotten and Whose Cost Is Not"
    paper.line(0, (90, 90), "Chapter 4", Type("tibo", 13, 16))
    paper.flow([title], [Frame(0, 90, 130, 300)], Type("tibo", 19, 23))
    end = paper.flow(running(BUDGET), [Frame(0, 90, 220, 400)], PLAIN)
    bold = Type("tibo", 10.5, 14)
    paper.line(0, (90, end + 10), "Method.", bold)
    x = 90 + width_of("Method. ", bold)
    paper.line(0, (x, end + 10), "We asked nine engineers what they knew of the quays", PLAIN)
    paper.flow(["and what they feared."], [Frame(0, 90, end + 24, 400)], PLAIN)
    return paper.case(
        "Chapter 4",
        title,
        BUDGET,
        "Method.",
        "We asked nine engineers what they knew of the quays and what they feared.",
    )


def a_block_quotation() -> Case:
    """A passage moved in on both sides and set smaller; the sentence before it ends in a colon."""
    paper = Paper()
    lead = "The oldest account of the flood, by a clerk who saw it from the tower, says only this:"
    quote = (
        "At dawn there was no street, and at noon there was no gate.",
        "We counted the boats and found that there were too many, for some were roofs.",
    )
    end = paper.flow([*running(RIVERS), lead], [Frame(0, 90, 90, 400)], PLAIN)
    end = paper.flow(running(quote), [Frame(0, 120, end + 6, 340)], Type(size=9.5, leading=12))
    paper.flow(running(FARMS), [Frame(0, 90, end + 8, 400)], PLAIN)
    return paper.case(RIVERS, lead, quote, FARMS)


def verses_and_an_address() -> Case:
    """Short lines that end where they are meant to end."""
    paper = Paper()
    end = paper.flow(running(HEALTH), [Frame(0, 90, 90, 400)], PLAIN)
    verses = ("The river came and took the mill,", "it left the wheel, and turns it still.")
    for verse in verses:
        paper.line(0, (130, end + 8), verse, Type("tiit", 10.5, 14))
        end += 14
    address = ("Office of Waterways", "12 Quay Street", "4410 Merrow")
    paper.flow(running(ENERGY), [Frame(0, 90, end + 20, 400)], PLAIN)
    for number, line in enumerate(address):
        paper.line(0, (90, 420 + 14 * number), line, PLAIN)
    return paper.case(HEALTH, " ".join(verses), ENERGY, " ".join(address))


def quoted_speech_and_odd_stops() -> Case:
    """Sentence ends within quotations, after initials, numbers and short forms."""
    paper = Paper()
    said = (
        "“Is that so?” she asked.",
        "“It is,” he said, “and it has been since 6 a.m. on Jan. 5.”",
        "The ship, the S.S. Merrow (built approx. 1904 at Brandt Bros. & Co.), drew 3.5 m.",
        "J. K. Aldous et al. give 3.4 m vs. 3.6 m in the older source.",
        "He asked, “Why?”",
        "Nobody knew…",
        "See pp. 4–6, Fig. 2 and No. 17 for details.",
        "Sales rose by 4.5 % to 1.2 bn. crowns.",
    )
    paper.flow(running(said), [Frame(0, 90, 90, 330)], PLAIN)
    return paper.case(said)


def wide_gaps_in_narrow_columns() -> Case:
    """Justified without hyphens in a very narrow column, so that gaps are as wide as gutters."""
    paper = Paper()
    kind = Type(size=10, leading=12, align="justify", spaced="word")
    paper.flow(running(HARBOUR, TRADE), [Frame(0, 60, 90, 110, 640)], kind)
    paper.flow(running(SCHOOLS), [Frame(0, 190, 90, 110, 640)], kind)
    return paper.case(HARBOUR, TRADE, SCHOOLS)


def words_placed_letter_by_letter_with_tracking() -> Case:
    """A heading spaced wide and text spaced a little."""
    paper = Paper()
    paper.line(0, (90, 90), "Rising Seas", replace(HEADING, track=2.5))
    paper.flow(running(BUDGET, FARMS), [Frame(0, 90, 120, 420)], replace(PLAIN, track=0.4, gap=8))
    return paper.case("Rising Seas", BUDGET, FARMS)


def letter_of_a_ministry() -> Case:
    """Letterhead, reference, subject, salutation, closing."""
    paper = Paper()
    lines = ("Ministry of Waterways", "Ref. MW/17-3", "Merrow, 4 March 2024")
    for number, line in enumerate(lines):
        paper.line(0, (90, 80 + 26 * number), line, BODY)
    paper.line(0, (90, 180), "Subject: Closure of the northern harbour", Type("tibo", 10, 12.5))
    paper.line(0, (90, 206), "Dear Colleagues,", BODY)
    end = paper.flow(running(ENERGY, FARMS), [Frame(0, 90, 230, 415)], Type(gap=8))
    paper.line(0, (90, end + 14), "Yours sincerely,", BODY)
    paper.line(0, (90, end + 60), "Ilse Varn", BODY)
    subject = "Subject: Closure of the northern harbour"
    return paper.case(
        lines, subject, "Dear Colleagues,", ENERGY, FARMS, "Yours sincerely,", "Ilse Varn"
    )


CASES: tuple[Made, ...] = (
    hyphens_that_the_document_judges,
    a_name_broken_at_a_line_end,
    dashes_at_line_ends,
    soft_hyphens,
    ligatures,
    small_capitals,
    drop_capital_of_two_lines,
    drop_capital_of_three_lines,
    raised_marks,
    a_bulleted_list_over_two_pages,
    a_list_whose_numbers_stand_apart,
    numbered_paragraphs_of_a_resolution,
    headings_of_several_lines,
    a_block_quotation,
    verses_and_an_address,
    quoted_speech_and_odd_stops,
    wide_gaps_in_narrow_columns,
    words_placed_letter_by_letter_with_tracking,
    letter_of_a_ministry,
)
