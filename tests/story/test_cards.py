"""Claims as cards: what stays whole where room is short."""

import pytest
from PySide6.QtGui import QFontMetrics

from counterpoint.app.telling import Card, Tie
from counterpoint.domain.scheme import Scheme
from counterpoint.ui.cards import HEAD_GAP, blocks_of, head_of
from counterpoint.ui.theme import SMALL_SIZE, interface_font

FORECAST = Scheme().kinds["forecast"]
WIDE, NARROW = 600, 170

pytestmark = pytest.mark.usefixtures("qapp")


def card(**others: object) -> Card:
    """A starred claim of another reader with a long name."""
    given = {"source": "Reed and Vale", "place": "¶ 8", "star": True, "quote": "It rained."}
    reader = {"reader": "Ada Wilhelmina Marguerite Reed"}
    return Card("c", FORECAST, **{**given, **reader, **others})  # type: ignore[arg-type]


def test_all_is_said_where_there_is_room() -> None:
    head = head_of(card(), WIDE)
    assert (head.kind, head.left) == ("Forecast", "Reed and Vale ¶\u00a08")
    assert head.right == "Ada Wilhelmina Marguerite Reed  ★"


def test_a_short_name_of_a_reader_is_whole_beside_a_long_source() -> None:
    head = head_of(card(source="A commentary on the summit", reader="Mina Park"), 280)
    assert head.right == "Mina Park  ★"
    assert head.left.startswith("A co")
    assert "…" in head.left


def test_a_long_name_is_cut_first_then_the_source() -> None:
    less, least = head_of(card(), 360), head_of(card(), NARROW)
    assert less.left == "Reed and Vale ¶\u00a08"
    assert "…" in less.right
    assert "…" in least.left
    for head in (less, least):
        assert head.left.endswith("¶\u00a08")
        assert head.right.endswith("★")


@pytest.mark.parametrize("width", range(150, 400, 10))
def test_nothing_lies_over_anything_else(width: int) -> None:
    head = head_of(card(), width)
    metrics = QFontMetrics(interface_font(SMALL_SIZE))
    words = sum(map(metrics.horizontalAdvance, (head.kind, head.left, head.right)))
    assert words + HEAD_GAP <= width


def test_a_place_is_not_parted_at_the_end_of_a_line() -> None:
    for width in range(120, 400):
        ties = (Tie("bears out what was said by", "o", "It rained.", "Reed ¶ 4", FORECAST),)
        lines = [line for block in blocks_of(card(ties=ties), width) for line in block.lines]
        assert not any(line.endswith("¶") for line in lines)
