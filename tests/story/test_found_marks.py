"""Facts about the marks of what was found, on lines that are not read from end to end."""

from __future__ import annotations

from array import array

import pytest

from counterpoint.app.alike import Wanted
from counterpoint.app.finding import Search
from counterpoint.documents.client.pages import Line, PageLines
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.spans import Span
from counterpoint.ui.found_marks import FoundMarks

TWO_LINES = PageLines(
    0,
    tuple(
        Line(0, 10 * row, 10, 20.0 * row, 20.0 * row + 10, 20.0 * row + 8, False, edges)
        for row, edges in enumerate(
            [array("f", [one for at in range(10) for one in (at, at + 1)])] * 2
        )
    ),
)
"""Two lines of ten letters, each a unit wide."""


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("the rains it rained ", [Span(0, 10, 0, 0), Span(10, 10, 0, 10)]),
        ("he rainsit rained ", [Span(0, 8, 0, 1), Span(8, 10, 0, 10)]),
        ("It it rained the rain", [Span(3, 10, 0, 10), Span(13, 8, 0, 0)]),
        ("it rained It rain the", [Span(0, 10, 0, 10), Span(13, 4, 0, 4), Span(18, 3, 0, 0)]),
    ],
    ids=["all is read", "the first is not", "the last is not", "not in its order"],
)
def test_every_line_has_the_marks_of_its_hits(text: str, spans: list[Span]) -> None:
    words = "ain"
    search = Search(text, Wanted(words), 0)
    while not search.is_done:
        search.go_on()
    reading = ReadingText(text, [0, len(text)], [0], [0, len(text)], spans)
    every, _ = FoundMarks(reading, search).on(TWO_LINES)
    assert (search.count, [rectangle.y0 for rectangle in every]) == (2, [0.0, 20.0])
