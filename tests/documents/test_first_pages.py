"""The table of first pages: title, author, date and publisher as they are printed on them.

What is known to come out otherwise is listed; a page of the list that comes right must leave it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from counterpoint.documents.flow.blocks import Source
from counterpoint.documents.text.fixed import opening_lines
from counterpoint.documents.text.front_matter import front_of_pages
from counterpoint.documents.worker.engine import PdfFile
from counterpoint.documents.worker.extraction import raw_page
from tests.documents.table.setting import BODY, HEADING, Frame, Paper, Type
from tests.documents.table.words import BUDGET, HARBOUR, RIVERS, running

Printed = tuple[tuple[str, float], ...]
"""Lines with their size of type, from the top."""


@dataclass(frozen=True)
class First:
    """A first page: what is printed above the text, and what is to be known from it."""

    name: str
    printed: Printed
    title: str
    author: str = ""
    date: str = ""
    publisher: str = ""
    source: Source = field(default_factory=Source)


PAGES = (
    First(
        "a brief with a byline",
        (("Raising the Quays", 22), ("By Mira Holt and Tomas Brandl", 10), ("4 May 2023", 10)),
        "Raising the Quays",
        "Mira Holt, Tomas Brandl",
        "2023-05-04",
    ),
    First(
        "a line with author, house and date",
        (("Raising the Quays", 22), ("Mira Holt · Harbour Institute · 4 May 2023", 10)),
        "Raising the Quays",
        "Mira Holt",
        "2023-05-04",
        "Harbour Institute",
    ),
    First(
        "a title of two lines",
        (("Raising the Quays of the North", 20), ("and What It Costs", 20), ("By Mira Holt", 10)),
        "Raising the Quays of the North and What It Costs",
        "Mira Holt",
    ),
    First(
        "a kicker above the title",
        (("POLICY BRIEF", 11), ("What Ports Owe Their Cities", 24), ("June 2024", 11)),
        "What Ports Owe Their Cities",
        date="2024-06",
    ),
    First(
        "a paper with names alone below the title",
        (("On the Price of Waiting", 18), ("Mira Holt", 12), ("Harbour Institute, Merrow", 10)),
        "On the Price of Waiting",
        "Mira Holt",
        publisher="Harbour Institute",
    ),
    First(
        "a paper of several authors",
        (("On the Price of Waiting", 18), ("Mira Holt, Tomas Brandl and Ana Torres", 12)),
        "On the Price of Waiting",
        "Mira Holt, Tomas Brandl, Ana Torres",
    ),
    First(
        "marks after the authors",
        (("On the Price of Waiting", 18), ("Mira Holt1, Tomas Brandl2*", 12)),
        "On the Price of Waiting",
        "Mira Holt, Tomas Brandl",
    ),
    First(
        "an affiliation with a house",
        (
            ("Boats and Budgets", 20),
            ("By Ana Torres", 10),
            ("Senior Fellow at the Centre for Coastal Studies", 10),
            ("Published on 12 March 2024", 10),
        ),
        "Boats and Budgets",
        "Ana Torres",
        "2024-03-12",
        "Centre for Coastal Studies",
    ),
    First(
        "a ministry's letterhead",
        (("Ministry of Waterways", 12), ("Plan for the Northern Coast", 20), ("1 July 2022", 10)),
        "Plan for the Northern Coast",
        date="2022-07-01",
        publisher="Ministry of Waterways",
    ),
    First(
        "a document of a general assembly",
        (("A/78/L.12", 9), ("Report on Rising Water", 16), ("Distr.: General 3 October 2023", 9)),
        "Report on Rising Water",
        date="2023-10-03",
    ),
    First(
        "a newspaper page larger at the top",
        (
            ("The Merrow Post", 30),
            ("Ports Wait for Money", 18),
            ("By ANA TORRES", 9),
            ("Tuesday, 6 June 2023", 9),
        ),
        "Ports Wait for Money",
        "Ana Torres",
        "2023-06-06",
        "The Merrow Post",
    ),
    First(
        "what the file says comes first",
        (("Draft for comments", 20), ("2 May 2021", 10)),
        "On Quays",
        "Tomas Brandl",
        "2021-05-02",
        source=Source("On Quays", "Tomas Brandl", "D:20230101120000Z"),
    ),
    First(
        "what programs leave in the file",
        (("On Quays", 20), ("By Tomas Brandl", 10)),
        "On Quays",
        "Tomas Brandl",
        source=Source("Microsoft Word - quays_final2.docx", "user", ""),
    ),
    First(
        "a title in German",
        (("Wasser, Arbeit und Warten", 20), ("Von Mira Holt", 10), ("3. Oktober 2023", 10)),
        "Wasser, Arbeit und Warten",
        "Mira Holt",
        "2023-10-03",
    ),
    First(
        "a title in French",
        (("L’eau et le travail", 20), ("Par Mira Holt", 10), ("le 5 mars 2022", 10)),
        "L’eau et le travail",
        "Mira Holt",
        "2022-03-05",
    ),
    First(
        "a title in Spanish",
        (("El agua y el trabajo", 20), ("Por Ana Torres", 10), ("5 de mayo de 2021", 10)),
        "El agua y el trabajo",
        "Ana Torres",
        "2021-05-05",
    ),
    First(
        "a title in Korean",
        (("항구의 미래", 20), ("홍길순 연구위원", 10), ("2024년 5월 3일", 10)),
        "항구의 미래",
        "홍길순",
        "2024-05-03",
    ),
    First(
        "a title no larger than its headings",
        (("Water and Work", 14), ("1 February 2020", 10), ("Introduction", 14)),
        "Water and Work",
        date="2020-02-01",
    ),
)

KNOWN_MISSES = (
    (
        "a document of a general assembly",
        "date",
        "",
        "nothing parts the date from what precedes it",
    ),
    ("a newspaper page larger at the top", "title", "The Merrow Post", "the largest is the title"),
    ("a newspaper page larger at the top", "publisher", "", "no word of a house is in its name"),
)
"""Name of a page, what of it is missed, as what it is read, and why."""


@pytest.mark.parametrize("first", PAGES, ids=lambda first: first.name)
def test_a_first_page_tells_what_it_is(first: First) -> None:
    page = raw_page(PdfFile(content(first)), 0)
    front = front_of_pages(first.source, *opening_lines(page), "file.pdf")
    misses = {part: read for name, part, read, _ in KNOWN_MISSES if name == first.name}
    parts = ("title", "author", "date", "publisher")
    known = {part: misses.get(part, getattr(first, part)) for part in parts}
    assert {part: getattr(front, part) for part in parts} == known


def content(first: First) -> bytes:
    """A page with text below what is printed at its top."""
    paper, y = Paper(), 80.0
    for words, size in first.printed:
        font = "cjk" if not words.isprintable() or max(words) > "\u2fff" else HEADING.font
        paper.line(0, (72, y), words, Type(font if size > 12 or font == "cjk" else "tiro", size))
        y += 1.3 * size + (14 if size < 14 else 4)
    paper.flow(running(HARBOUR, RIVERS, BUDGET), [Frame(0, 72, y + 30, 451)], BODY)
    return paper.case().content
