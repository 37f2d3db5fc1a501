"""Fixed pages turned by quarters: the words, their ink and what covers them stay together."""

from __future__ import annotations

import pytest

from counterpoint.documents.client.jobs import Layout, Render
from counterpoint.documents.client.replies import Picture
from tests.documents.conftest import Opening
from tests.documents.pdfs import Text, pdf
from tests.documents.reader import Reader

TURNS = (0, 90, 180, 270)
WORDS, OTHER = "Prices rose.", "Nobody had expected it."


@pytest.fixture
def turned(opened: Opening) -> Reader:
    page = [Text(60, 90, WORDS, 24), Text(300, 700, OTHER, 12)]
    return opened("turned.pdf", pdf(page))


def test_words_are_found_under_their_rectangles(turned: Reader) -> None:
    found = [turned.shown(WORDS, layout=Layout(turn=turn)) for turn in TURNS]
    assert found == [WORDS] * 4


def test_the_ink_of_words_is_where_their_lines_are(turned: Reader) -> None:
    for turn in TURNS:
        ink = _dark(turned.picture(Render(0, 1.0, layout=Layout(turn=turn))))
        shares = [_share_in(turned, words, turn, ink) for words in (WORDS, OTHER)]
        assert min(shares) > 0.2
        assert sum(shares) > 0.97


def test_a_quarter_changes_width_and_height(turned: Reader) -> None:
    found = [turned.sizes(Layout(turn=turn))[0] for turn in TURNS]
    assert found == [(595, 842), (842, 595), (595, 842), (842, 595)]


def test_a_part_of_a_turned_page_is_a_part_of_its_picture(turned: Reader) -> None:
    layout = Layout(turn=90)
    whole = turned.picture(Render(0, 1.0, layout=layout))
    part = turned.picture(Render(0, 1.0, (700, 40, 800, 140), layout=layout))
    rows = [
        whole.pixels[(40 + y) * whole.stride + 2800 : (40 + y) * whole.stride + 3200]
        for y in range(100)
    ]
    assert part.pixels == b"".join(rows)
    assert min(part.pixels) < 90


def test_text_that_flows_is_never_turned(opened: Opening) -> None:
    reader = opened("a.txt", b"It rained. It will rain again.")
    assert reader.sizes(Layout(turn=90)) == reader.sizes()
    assert reader.picture(Render(0, 1.0, layout=Layout(turn=90))).pixels == (
        reader.picture(Render(0, 1.0)).pixels
    )


def _dark(picture: Picture) -> list[tuple[int, int]]:
    return [
        (x, y)
        for y in range(picture.height)
        for x in range(picture.width)
        if picture.pixels[y * picture.stride + 4 * x] < 90
    ]


def _share_in(reader: Reader, words: str, turn: int, ink: list[tuple[int, int]]) -> float:
    """How much of a page's ink lies under what covers some words."""
    (place,) = reader.text.places(reader.passage(words))
    lines = reader.lines(layout=Layout(turn=turn))
    (box,) = lines.rectangles(place.section, place.start, place.end)
    inside = [(x, y) for x, y in ink if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1]
    return len(inside) / len(ink)
