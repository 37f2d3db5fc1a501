"""Stories of text, Markdown and HTML, from their bytes to what is read and painted."""

from __future__ import annotations

from contextlib import suppress
from itertools import accumulate, pairwise
from pathlib import Path
from time import monotonic

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.flow import web
from counterpoint.domain.anchoring import anchor_of, find
from counterpoint.domain.claims import State
from counterpoint.domain.refusal import Refusal
from tests.documents.conftest import Opening

ARTICLE = """Harbour Notes
The ferry will return to the northern pier
By Ada Example
Researcher at the Harbour Institute
March 3, 2024

- The pier was rebuilt last year.

\u00a0 \u00a0
It rained for a week.  The   ferry\u00a0waited for better weather, which came on the eighth day of \
the month, and then it left with all its passengers and a small dog.

The captain said “It will rain again.” Nobody doubted her, for she had been right before and \
would, as everybody knew, be right once more before the year was over.
"""

WRAPPED = """On Wrapping Lines by Hand

This paragraph was wrapped by hand at sixty, wrote Miss Ada
Example, as letters used to be, and is read as one. It has
two sentences.
A short line above ends a paragraph when it ends a sentence.

  * a first item that is long enough to need another line in
    this narrow file
  * a second item
"""

MARKDOWN = """---
title: "Of Ferries"
author: Ada Example
date: 2024-03-03
---
# Of *ferries*

They float, <b>mostly</b>, and `sink`
rarely.

1. First
2. Second

> Quoted words.
"""

HTML = """<!doctype html><html lang="en"><head><title>Of Piers</title>
<meta name="author" content="Ada Example"><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav><h1>Of <em>piers</em></h1>
<p>A pier stands<sup><a href="#n1">1</a></sup> in water.<br>It is wet.
<script>document.write("<p>Not here")</script>
<ul><li>wood<li>stone</ul>
<form><input value="No"> Nor here</form>
<figure><img src="x.png"><figcaption>A pier</figcaption></figure></body></html>
"""


def test_a_text_file_reads_as_an_article(opened: Opening) -> None:
    document = opened("harbour.txt", ARTICLE)
    assert document.paragraphs == [
        ("body", ["Harbour Notes"]),
        ("heading", ["The ferry will return to the northern pier"]),
        ("body", ["By Ada Example"]),
        ("body", ["Researcher at the Harbour Institute"]),
        ("body", ["March 3, 2024"]),
        ("list", ["The pier was rebuilt last year."]),
        (
            "body",
            [
                "It rained for a week.",
                (
                    "The ferry waited for better weather, which came on the eighth day of the"
                    " month, and then it left with all its passengers and a small dog."
                ),
            ],
        ),
        (
            "body",
            [
                "The captain said “It will rain again.”",
                (
                    "Nobody doubted her, for she had been right before and would, as everybody"
                    " knew, be right once more before the year was over."
                ),
            ],
        ),
    ]
    found = document.document
    assert found.title == "The ferry will return to the northern pier"
    assert (found.author, found.date, found.publisher) == (
        "Ada Example",
        "2024-03-03",
        "Harbour Institute",
    )


def test_lines_wrapped_by_hand_are_joined(opened: Opening) -> None:
    assert opened("wrapped.txt", WRAPPED).paragraphs == [
        ("heading", ["On Wrapping Lines by Hand"]),
        (
            "body",
            [
                (
                    "This paragraph was wrapped by hand at sixty, wrote Miss Ada Example, as"
                    " letters used to be, and is read as one."
                ),
                "It has two sentences.",
            ],
        ),
        ("body", ["A short line above ends a paragraph when it ends a sentence."]),
        ("list", ["a first item that is long enough to need another line in this narrow file"]),
        ("list", ["a second item"]),
    ]


def test_markdown_is_read_without_its_marks(opened: Opening) -> None:
    document = opened("ferries.md", MARKDOWN)
    assert document.paragraphs == [
        ("heading", ["Of ferries"]),
        ("body", ["They float, <b>mostly</b>, and sink rarely."]),
        ("list", ["First"]),
        ("list", ["Second"]),
        ("body", ["Quoted words."]),
    ]
    assert (document.document.title, document.document.date) == ("Of Ferries", "2024-03-03")


def test_notes_of_markdown_are_read_as_notes_and_their_marks_are_not(opened: Opening) -> None:
    text = (
        "A pier stands[^a] in water.[^long] It is wet[^none].\n\n"
        "[^a]: Once.\n[^long]: In most weathers. Not\nall of them.\n\n    Nor always.\n\n"
        "- So `[^a]` it is.\n\n  [^b]: Here.\n\nThat is all.\n\n```\n[^a]: code\n```\n"
    )
    document = opened("a.md", text)
    assert document.paragraphs == [
        ("body", ["A pier stands in water.", "It is wet[^none]."]),
        ("footnote", ["Once."]),
        ("footnote", ["In most weathers.", "Not all of them."]),
        ("footnote", ["Nor always."]),
        ("list", ["So [^a] it is."]),
        ("footnote", ["Here."]),
        ("body", ["That is all."]),
        ("other", ["[^a]: code"]),
    ]


def test_html_is_read_without_scripts_forms_and_note_marks(opened: Opening) -> None:
    document = opened("piers.html", HTML)
    assert document.paragraphs == [
        ("heading", ["Of piers"]),
        ("body", ["A pier stands in water.", "It is wet."]),
        ("list", ["wood"]),
        ("list", ["stone"]),
        ("caption", ["A pier"]),
    ]
    assert (document.document.title, document.document.author) == ("Of Piers", "Ada Example")


@pytest.mark.parametrize(
    "words", ["The ferry waited", "Nobody doubted her", "The pier was rebuilt"]
)
@pytest.mark.parametrize("layout", [jobs.Layout(), jobs.Layout(width=240, font_size=21)])
def test_every_character_is_where_it_is_painted(
    opened: Opening, words: str, layout: jobs.Layout
) -> None:
    shown = opened("harbour.txt", ARTICLE).shown(words, layout=layout)
    assert shown.replace(" ", "") == words.replace(" ", "")


def test_forms_of_letters_are_where_they_are_painted(opened: Opening) -> None:
    words = "It says \ufd3e\u0628\u0633\u0645\ufd3f in the o\ufb03ce."
    shown = opened("a.txt", words).shown(words)
    assert sorted(shown.replace(" ", "")) == sorted(words.replace(" ", ""))


def test_the_number_of_an_item_is_not_taken_for_its_text(opened: Opening) -> None:
    document = opened("a.md", "3. 3.5 metres of water\n4. 4 piers")
    lines = document.lines().lines
    assert min(lines[0].edges) == min(lines[1].edges) > 20
    assert document.shown("3.5 metres").replace(" ", "") == "3.5metres"


def test_a_place_does_not_depend_on_the_layout(opened: Opening) -> None:
    document = opened("harbour.txt", ARTICLE)
    narrow = document.lines(layout=jobs.Layout(width=200))
    wide = document.lines(layout=jobs.Layout(width=700))
    assert len(narrow.lines) > len(wide.lines)
    ends = [[(page.lines[0].raw_start, page.lines[-1].raw_end)] for page in (narrow, wide)]
    assert ends[0] == ends[1]


def test_a_passage_is_found_again_by_another_worker(opened: Opening) -> None:
    first, second = opened("a.txt", ARTICLE), opened("b.txt", ARTICLE)
    passage = first.passage("The ferry waited for better weather")
    found = find(anchor_of(first.text, "sha", passage), second.text)
    assert (found.passage, found.state) == (passage, State.SOUND)


def test_stacked_strips_keep_the_distance_between_lines_and_paragraphs(opened: Opening) -> None:
    document = opened("long.txt", "\n\n".join([ARTICLE.split("\n\n")[-2]] * 60))
    tops = [0.0, *accumulate(height for _, height in document.sizes())]
    baselines = [
        tops[page] + line.baseline
        for page in range(document.document.pages)
        for line in document.lines(page).lines
    ]
    assert document.document.pages > 2
    assert {round(below - above, 1) for above, below in pairwise(baselines)} == {24.8, 39.2}


def test_text_has_the_ink_asked_for_on_nothing(opened: Opening) -> None:
    picture = opened("a.txt", ARTICLE).picture(jobs.Render(0, 2.0, ink=0x204060))
    pixels = {picture.pixels[at : at + 4] for at in range(0, len(picture.pixels), 4)}
    assert bytes(4) in pixels
    assert bytes((0x60, 0x40, 0x20, 0xFF)) in pixels


def test_two_hundred_thousand_nested_elements_are_read(opened: Opening) -> None:
    content = "<html><body>" + "<div>" * 200_000 + "<p>It is deep.</p></body></html>"
    assert opened("deep.html", content).sentences == ["It is deep."]


def test_an_unbroken_address_stays_in_its_column(opened: Opening) -> None:
    document = opened("a.txt", "See https://example.org/" + "path" * 60 + " for more.")
    edges = [edge for line in document.lines().lines for edge in line.edges]
    assert max(edges) <= jobs.Layout().width


def test_the_title_stands_before_the_first_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "What the talks may bring\nBy Ada Reed\n\nThe ministers will agree on a fund.\n",
        encoding="utf-8",
    )
    with BlockingWorker() as worker:
        opened = worker.open(str(path))
    assert (opened.title, opened.author) == ("What the talks may bring", "Ada Reed")


def test_lists_are_read_however_deep(opened: Opening) -> None:
    lines = [f"{'  ' * depth}- level {depth}" for depth in range(40)]
    document = opened("deep.md", "\n".join(lines))
    assert document.sentences == [f"level {depth}" for depth in range(40)]


@pytest.mark.parametrize(
    "content",
    [
        ">" * 100_000 + " deep",
        "> " * 100_000 + "deep",
        "- " * 100_000 + "deep",
        "\n".join(">" * depth + " deep" for depth in range(0, 1000, 2)),
        "[" * 50_000 + "deep",
        "![" * 50_000 + "deep",
        "*a **b " * 20_000,
        "[a](" * 20_000,
    ],
    ids=["quotes", "spaced quotes", "lists", "stairs", "brackets", "images", "stars", "links"],
)
def test_hostile_markdown_ends_soon(opened: Opening, content: str) -> None:
    began = monotonic()
    with suppress(Refusal):
        assert opened("hostile.md", content).sentences
    assert monotonic() - began < 10


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>a</p><p hidden>b</p><p>c</p>", ["a", "c"]),
        ("<p>a <span style='color:red; Display : none !important'>b</span>c</p>", ["a c"]),
        ("<div style='visibility:hidden'><div>b</div><p>b</div><p>c", ["c"]),
        ("<p hidden>b<p>c", ["c"]),
        ("<p hidden><i>b<div>c</div>", ["c"]),
        ("<ul><li>a<li hidden>b<ul><li>b</ul>b<li>c</ul>d", ["a", "c", "d"]),
        ("<ul><li>a<li hidden>b</ul>c", ["a", "c"]),
        ("<table><tr><td>a<td hidden>b<td>c<tr hidden><td>b<tr><td>d</table>", ["a | c", "d"]),
        ("<p>a<input hidden>b<br hidden>c", ["ab\nc"]),
        ("<section><div hidden>b</section><p>c", ["c"]),
        ("<div hidden><nav>b</nav><script>b</script>b</div>c", ["c"]),
        ("<body hidden style='visibility:hidden'><p>a<div hidden />c", ["a", "c"]),
        ("<p hidden=until-found>a</p><p style='background:url(display:none)'>c", ["a", "c"]),
        ("<pre>a\n<span hidden>b</span>c</pre>", ["a\nc"]),
    ],
)
def test_hidden_text_is_not_read(html: str, read: list[str]) -> None:
    assert [block.text for block in web.parse(html).blocks] == read


def test_a_hostile_page_of_hidden_elements_ends_soon() -> None:
    began = monotonic()
    flow = web.parse("<div hidden>" + "<div>" * 100_000 + "<p></p>" * 100_000 + "</section>a")
    assert [block.text for block in flow.blocks] == ["a"]
    assert monotonic() - began < 5
