"""A print on which only a band is painted anew looks as one that is painted from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from counterpoint.documents.client.jobs import Render
from counterpoint.documents.client.replies import Picture
from counterpoint.domain.anchors import Region
from counterpoint.domain.scheme import DEFAULT_KINDS
from counterpoint.ui.page_bands import changed_band
from counterpoint.ui.page_painting import MOST_LEVELS, PaintedClaim, PlacedClaim, Still
from counterpoint.ui.page_pieces import Piece, pieces
from counterpoint.ui.page_prints import Prints, Sight
from counterpoint.ui.page_stack import PageStack
from counterpoint.ui.pictures import Held
from counterpoint.ui.theme import DARK, LIGHT

SIZE = 200.0, 300.0
LINE, SPACE = 14.3, 18.7
"""Height of a line, and from one to the next, in page units: neither on whole pixels."""

WORDS = 12
"""Places on the page; each is a line and the beginning of the next, as sentences are."""

Drawn = tuple[int, int, bool, bool, bool]
"""Where a claim stands, the number of its kind, whether it is tied, another's, on a region."""

DRAWN = st.tuples(
    *(st.integers(0, WORDS - 1), st.integers(0, 3)),
    *(st.booleans(), st.booleans(), st.integers(0, 5).map(lambda number: number == 5)),
)
CLAIMS = st.lists(DRAWN, max_size=20)

Edit = tuple[int, int, list[Drawn]]
"""At which claim, how many go, and what comes in their stead."""

EDITS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 3), st.lists(DRAWN, max_size=2)),
    min_size=1,
    max_size=6,
)


def lines_of(scale: float) -> list[tuple[QRectF, ...]]:
    return [
        tuple(
            QRectF(left * scale, (10 + row * SPACE) * scale, width * scale, LINE * scale)
            for left, row, width in ((30, at, 140), (12.4, at + 1, 60 + at))
        )
        for at in range(WORDS)
    ]


def still_of(drawn: Sequence[Drawn], lines: Sequence[tuple[QRectF, ...]]) -> Still:
    """What stays on a page with these claims; of a crowd on the same words some are drawn."""
    levels = dict.fromkeys(range(WORDS), 0)
    claims = []
    for at, kind, tied, is_theirs, is_region in drawn:
        region = Region(0, 0, 0, 1, 1) if is_region else None
        claim = PaintedClaim("", (), DEFAULT_KINDS[kind], tied, levels[at], region, is_theirs)
        levels[at] += 1
        claims.append(PlacedClaim(claim, lines[at], True, 30.0))
    return Still([one for one in claims if one.claim.level < MOST_LEVELS])


def stills_of(
    claims: Sequence[Drawn], edits: Sequence[Edit], lines: Sequence[tuple[QRectF, ...]]
) -> list[Still]:
    """What stays on the page at first, and after each edit."""
    now = sorted(claims)
    stills = [still_of(now, lines)]
    for at, count, new in edits:
        now[at : at + count] = new
        stills.append(still_of(now, lines))
    return stills


def held_of(piece: Piece, sight: Sight) -> Held:
    """A picture of many letters, on paper where pages bring their own."""
    theme, scale, is_fixed = sight.theme, sight.scale, sight.stack.fixed
    form = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(piece.width, piece.height, form)
    image.fill(theme.colour("page") if is_fixed else QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("page_text"))
    for at in range(0, 900, 7):
        painter.drawLine(at - 300, 0, at, piece.height)
    painter.end()
    picture = Picture(
        *(piece.width, piece.height, image.bytesPerLine(), piece.left, piece.top, scale),
        bytes(image.constBits()),
    )
    shown = image.convertToFormat(QImage.Format.Format_RGB32) if is_fixed else image
    return Held(Render(0, scale, piece.clip), shown, picture)


SIGHTS = [
    Sight(PageStack((SIZE,), zoom, 300.0, is_fixed), ratio, theme)
    for zoom, ratio in ((1.0, 1.0), (1.37, 1.5))
    for theme in (LIGHT, DARK)
    for is_fixed in (True, False)
]


@pytest.mark.parametrize("sight", SIGHTS, ids=range(len(SIGHTS)))
@settings(max_examples=30, deadline=None)
@given(CLAIMS, EDITS, st.integers(0, 200))
def test_a_band_painted_anew_looks_as_the_whole(
    sight: Sight, claims: list[Drawn], edits: list[Edit], cut: int
) -> None:
    stills = stills_of(claims, edits, lines_of(sight.stack.scale))
    whole = pieces(sight.stack, QRectF(0, 0, 600, 600), sight.ratio)[0]
    clip = 0, cut, whole.width, whole.height
    for piece in (whole, Piece(0, clip, 0, cut, whole.width, whole.height - cut)):
        held = (held_of(piece, sight),)
        prints = Prints()
        for still in stills:
            mended, made = (one.of(piece, sight, held, still) for one in (prints, Prints()))
            assert mended is not None
            assert made is not None
            assert mended.image == made.image


def test_only_what_a_claim_reaches_is_painted_anew() -> None:
    lines = lines_of(1.0)
    before = [(at, 0, False, False, False) for at in range(WORDS)]
    after = [*before[:5], (4, 1, False, False, False), *before[5:]]
    band = changed_band(still_of(before, lines), still_of(after, lines))
    assert band is not None
    assert lines[3][0].top() < band[0] < lines[4][0].top()
    assert lines[4][1].bottom() < band[1] < lines[6][1].bottom()


def test_nothing_is_painted_anew_where_claims_are_drawn_as_they_were() -> None:
    claims = still_of([(2, 0, False, False, False)], lines_of(1.0))
    assert changed_band(claims, replace(claims)) is None
