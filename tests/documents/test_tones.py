"""Pages on another paper: light letters on dark, pictures as they are, and warm paper."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import ProtocolError
from counterpoint.documents.client.replies import Picture
from counterpoint.documents.worker.tones import DARK_INK, DARK_PAPER, SEPIA_PAPER
from counterpoint.ui.theme import DARK, SEPIA
from tests.documents.conftest import Opening
from tests.documents.reader import Reader

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pymupdf

_pymupdf: Any = pymupdf

Colour = tuple[int, int, int]

WHITE, PAPER, WARM = (255, 255, 255), (0x20, 0x24, 0x2A), (0xF6, 0xED, 0xDA)

PLACE = (100, 300, 300, 500)
"""Where a picture stands: left, top, right, bottom."""

RED, BAR, BLACK = (100, 100), (400, 400), (100, 200)
"""Points inside three filled boxes: a heading's red, a chart's blue, a letter's black."""


def photograph(side: int = 64) -> Any:
    """A picture in which no two neighbours are alike."""
    pixels = bytes(
        value
        for y in range(side)
        for x in range(side)
        for value in (x * 37 % 256, y * 53 % 256, (x + y) * 11 % 256)
    )
    return _pymupdf.Pixmap(_pymupdf.csRGB, side, side, pixels, False)


def page_with(*pictures: tuple[Any, tuple[float, ...]]) -> Any:
    """A PDF whose page has three boxes of colour, and pictures in their places."""
    document = _pymupdf.open()
    page = document.new_page(width=595, height=842)
    for picture, place in pictures:
        page.insert_image(_pymupdf.Rect(*place), pixmap=picture, keep_proportion=False)
    for (x, y), fill in ((RED, (0.75, 0.1, 0.1)), (BAR, (0.2, 0.4, 0.8)), (BLACK, (0, 0, 0))):
        page.draw_rect(_pymupdf.Rect(x - 10, y - 10, x + 10, y + 10), color=fill, fill=fill)
    return document


def pixel(picture: Picture, x: int, y: int) -> Colour:
    """Red, green and blue of a pixel."""
    at = y * picture.stride + 4 * x
    blue, green, red = picture.pixels[at : at + 3]
    return red, green, blue


def drawn(reader: Reader, tone: jobs.Tone, **more: Any) -> Picture:
    """The page at 72 dots an inch."""
    return reader.picture(jobs.Render(0, 1.0, tone=tone, **more))


def lightness(colour: Colour) -> float:
    """As bright as it looks, 0 to 255 (ITU-R BT.601)."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def test_the_dark_has_light_letters_on_the_windows_paper(opened: Opening) -> None:
    picture = drawn(opened("a.pdf", page_with().tobytes()), "dark")
    assert pixel(picture, 20, 20) == PAPER
    assert lightness(pixel(picture, *BLACK)) > 200


def test_colours_keep_their_hue_in_the_dark(opened: Opening) -> None:
    picture = drawn(opened("a.pdf", page_with().tobytes()), "dark")
    red, blue = pixel(picture, *RED), pixel(picture, *BAR)
    assert red[0] > max(red[1], red[2]) + 40
    assert blue[2] > blue[1] > blue[0]
    assert min(lightness(red), lightness(blue)) > 90


@pytest.mark.parametrize("scale", [0.37, 1.0, 2.2])
@pytest.mark.parametrize("turn", [0, 90])
def test_pictures_are_left_alone_in_the_dark(opened: Opening, scale: float, turn: int) -> None:
    reader = opened("a.pdf", page_with((photograph(), PLACE)).tobytes())
    light, dark = (
        reader.picture(jobs.Render(0, scale, layout=jobs.Layout(turn=turn), tone=tone))
        for tone in ("light", "dark")
    )
    left, top, right, bottom = (
        PLACE if turn == 0 else (842 - PLACE[3], PLACE[0], 842 - PLACE[1], PLACE[2])
    )
    for x in range(left + 4, right - 4, 7):
        for y in range(top + 4, bottom - 4, 7):
            at = int(x * scale), int(y * scale)
            assert pixel(dark, *at) == pixel(light, *at)
    around = [(left - 4, top), (right + 4, bottom), (left, top - 4)]
    assert {pixel(dark, int(x * scale), int(y * scale)) for x, y in around} == {PAPER}


def test_what_is_printed_over_a_picture_stays_as_it_is(opened: Opening) -> None:
    over = (BAR[0] - 80, BAR[1] - 80, BAR[0] + 80, BAR[1] + 80)
    reader = opened("a.pdf", page_with((photograph(), over)).tobytes())
    assert pixel(drawn(reader, "dark"), *BAR) == pixel(drawn(reader, "light"), *BAR)


def test_a_part_of_a_page_has_the_pixels_of_the_whole(opened: Opening) -> None:
    reader = opened("a.pdf", page_with((photograph(), PLACE)).tobytes())
    whole, part = drawn(reader, "dark"), drawn(reader, "dark", clip=(150, 250, 350, 400))
    for x, y in ((160, 260), (200, 350), (340, 390)):
        assert pixel(part, x - 150, y - 250) == pixel(whole, x, y)


def test_only_what_a_frame_lets_through_is_a_picture(opened: Opening) -> None:
    document = page_with((photograph(), PLACE))
    (name,) = (image[7] for image in document[0].get_images())
    contents = f"q 100 342 100 100 re W n 200 0 0 200 100 342 cm /{name} Do Q"
    (first, *_) = document[0].get_contents()
    for xref in document[0].get_contents():
        document.update_stream(xref, contents.encode() if xref == first else b" ")
    dark = drawn(opened("a.pdf", document.tobytes()), "dark")
    assert pixel(dark, 150, 350) == PAPER
    assert pixel(dark, 150, 450) not in (PAPER, WHITE)


def test_a_scan_is_a_page_and_a_cover_is_a_picture(opened: Opening) -> None:
    scan = page_with()[0].get_pixmap()
    whole = (0, 0, 595, 842)
    scanned, cover = (page_with((one, whole)).tobytes() for one in (scan, photograph()))
    assert lightness(pixel(drawn(opened("scan.pdf", scanned), "dark"), 20, 20)) < 45
    reader = opened("cover.pdf", cover)
    assert pixel(drawn(reader, "dark"), 20, 20) == pixel(drawn(reader, "light"), 20, 20)


def test_a_cut_out_drawing_keeps_its_paper(opened: Opening) -> None:
    inked = [10 <= x < 30 and 10 <= y < 30 for y in range(60) for x in range(60)]
    pixels = bytes(value for is_inked in inked for value in (0, 0, 0, 255 * is_inked))
    clear = _pymupdf.Pixmap(_pymupdf.csRGB, 60, 60, pixels, True)
    reader = opened("a.pdf", page_with((clear, PLACE)).tobytes())
    dark = drawn(reader, "dark")
    assert pixel(dark, 160, 360) == (0, 0, 0)
    assert pixel(dark, 280, 480) == WHITE


def test_bullets_and_letters_are_no_pictures(opened: Opening) -> None:
    black = _pymupdf.Pixmap(_pymupdf.csRGB, 4, 4, bytes(48), False)
    reader = opened("a.pdf", page_with((black, (300, 300, 310, 310))).tobytes())
    assert lightness(pixel(drawn(reader, "dark"), 305, 305)) > 200


def test_warm_paper_shows_through_everything(opened: Opening) -> None:
    reader = opened("a.pdf", page_with((photograph(), PLACE)).tobytes())
    light, warm = drawn(reader, "light"), drawn(reader, "sepia")
    assert pixel(warm, 20, 20) == WARM
    assert pixel(warm, *BLACK) == pixel(light, *BLACK)
    before, after = pixel(light, 200, 400), pixel(warm, 200, 400)
    for old, new, paper in zip(before, after, WARM, strict=True):
        assert abs(new - old * paper / 255) <= 1


def test_paper_and_ink_are_those_of_the_window() -> None:
    window = [int(colour[1:], 16) for colour in (DARK.page, DARK.page_text, SEPIA.page)]
    assert window == [DARK_PAPER, DARK_INK, SEPIA_PAPER]


def test_text_that_flows_has_no_paper_of_its_own(opened: Opening) -> None:
    reader = opened("a.txt", b"It rained. It will rain again.")
    assert drawn(reader, "dark").pixels == drawn(reader, "light").pixels


@pytest.mark.parametrize("tone", ["black", "", ["dark"], None])
def test_a_tone_that_nobody_has_named_is_not_drawn(tone: object) -> None:
    head = {**jobs.to_head(jobs.Render(0, 1.0), 1), "tone": tone}
    with pytest.raises(ProtocolError):
        jobs.from_head(head)
