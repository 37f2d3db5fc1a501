"""An outline has an end, so that a long document opens all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from counterpoint.documents.worker.outlines import OUTLINE_LIMIT, TITLE_LIMIT
from tests.documents.archives import docx, epub, paragraph, style, styled
from tests.documents.archives import part as word_part
from tests.documents.conftest import Opening
from tests.documents.pdfs import Text, bookmarked, pdf

MANY = 30_000
LONG = "𠀀" * 1500
"""A title of letters that take the most bytes."""


def chapters(count: int, title: str) -> str:
    return "".join(f"<h2>{title} {n}</h2><p>It rained.</p>" for n in range(count))


def word_chapters(count: int) -> bytes:
    body = "".join(styled(f"Part {n}", "Heading2") + paragraph("It rained.") for n in range(count))
    styles = word_part("styles", style("heading 2"))
    return docx(body.replace("Heading2", "heading2"), {"word/styles.xml": styles})


FILES: Mapping[str, Callable[[], str | bytes]] = {
    "many.html": lambda: f"<body>{chapters(MANY, 'Part')}</body>",
    "many.epub": lambda: epub(chapters(MANY, "Part")),
    "many.docx": lambda: word_chapters(MANY),
}


@pytest.mark.parametrize("name", FILES)
def test_more_headings_than_an_outline_holds_are_read(opened: Opening, name: str) -> None:
    document = opened(name, FILES[name]())
    outline = document.document.outline
    assert [entry.title for entry in outline] == [f"Part {n}" for n in range(OUTLINE_LIMIT)]
    assert document.text.text.count("It rained.") == MANY


def test_long_titles_are_cut_in_the_outline_alone(opened: Opening) -> None:
    document = opened("long.html", f"<body>{chapters(OUTLINE_LIMIT, LONG)}</body>")
    assert {entry.title for entry in document.document.outline} == {LONG[:TITLE_LIMIT]}
    assert f"{LONG} 7" in document.text.text


def test_more_bookmarks_than_an_outline_holds_are_cut_too(opened: Opening) -> None:
    titles = [LONG] * (OUTLINE_LIMIT + 1)
    document = opened("many.pdf", bookmarked(pdf([Text(60, 60, "It rained.")]), titles))
    assert [entry.title for entry in document.document.outline] == [
        LONG[:TITLE_LIMIT]
    ] * OUTLINE_LIMIT
