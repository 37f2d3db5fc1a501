"""Claims as cards: what is on one, where it stands, and how it is painted."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from counterpoint.app.telling import Card, Tie
from counterpoint.domain.claims import State
from counterpoint.ui.page_painting import BADGE, paint_badge, paint_hollow_badge
from counterpoint.ui.theme import RADIUS_CARD, SMALL_SIZE, Theme, interface_font, reading_font
from counterpoint.ui.wrapping import draw_lines, line_height, wrapped

PADDING = 12
GAP = 8
HEAD_GAP = 8
"""Logical pixels inside a card's edge, between two cards, and between words in its first line."""

SIGN = 15
"""Logical pixels of the sign before what is said of a passage that is not where it was."""

MOST_LINES, MOST_LINES_WHOLE = 3, 14
"""Lines of each block that a card shows, and that the selected card shows."""


class Part(Enum):
    """What a block of a card is."""

    STATE = auto()
    HEADLINE = auto()
    QUOTE = auto()
    FIELD = auto()
    TIE = auto()


@dataclass(frozen=True)
class Block:
    """A piece of text at its place on a card, in logical pixels from the card's corner."""

    part: Part
    font: QFont
    rect: QRect
    lines: list[str]
    label: str = ""
    tie: Tie | None = None


def font_of(part: Part, card: Card) -> QFont:
    """The type a block is set in."""
    if part is Part.HEADLINE and not card.restatement and not card.is_region:
        return reading_font(13)
    if part is Part.STATE:
        return interface_font(SMALL_SIZE, QFont.Weight.DemiBold)
    if part is Part.QUOTE:
        return reading_font(12.5)
    return interface_font(12.5 if part is Part.HEADLINE else SMALL_SIZE, QFont.Weight.Medium)


def blocks_of(card: Card, width: int) -> list[Block]:
    """The blocks of a card of that width."""
    parts = _parts(card)
    blocks: list[Block] = []
    top = PADDING + 24
    inner = width - 2 * PADDING
    for part, label, text, tie in parts:
        indent = {Part.TIE: 12, Part.FIELD: 72, Part.STATE: SIGN + 6}.get(part, 0)
        font = font_of(part, card)
        lines = wrapped(
            text, font, inner - indent, MOST_LINES_WHOLE if card.is_whole else MOST_LINES
        )
        height = len(lines) * line_height(font)
        rect = QRect(PADDING + indent, top, inner - indent, height)
        blocks.append(Block(part, font, rect, lines, label, tie))
        top += height + 6
    return blocks


def height_of(blocks: list[Block]) -> int:
    """The height of a card with those blocks."""
    return blocks[-1].rect.bottom() + PADDING if blocks else PADDING * 2 + 24


def _parts(card: Card) -> list[tuple[Part, str, str, Tie | None]]:
    quote = card.quote if card.is_region else f"“{card.quote}”"
    parts: list[tuple[Part, str, str, Tie | None]] = []
    if card.standing.reason:
        sign = "?" if card.state is State.MOVED else "!"
        parts.append((Part.STATE, sign, card.standing.sentence, None))
    parts.append((Part.HEADLINE, "", card.restatement or quote, None))
    if card.is_whole and card.restatement:
        parts.append((Part.QUOTE, "", quote, None))
    fields = (
        ("Now", f"{card.standing.place}  {card.standing.now}".strip()),
        ("Earlier", f"“{card.earlier}”" if card.earlier else ""),
        ("Note", card.note),
        ("Tags", ", ".join(card.tags)),
        ("Verdict", card.verdict),
    )
    if card.is_whole:
        parts += [(Part.FIELD, name, text, None) for name, text in fields if text]
    parts += [(Part.TIE, "", _tie_words(tie), tie) for tie in card.ties]
    return parts


def _tie_words(tie: Tie) -> str:
    who = f" ({tie.reader})" if tie.reader else ""
    return f"{tie.words}{who} {unbroken(tie.place)}: {tie.headline}"


@dataclass(frozen=True)
class Laid:
    """A card and its blocks in so many logical pixels of width."""

    card: Card
    width: int
    blocks: list[Block]

    @classmethod
    def out(cls, card: Card, width: int) -> "Laid":
        """A card laid out in that width."""
        return cls(card, width, blocks_of(card, width))

    @property
    def height(self) -> int:
        """Logical pixels."""
        return height_of(self.blocks)


def paint_card(painter: QPainter, theme: Theme, rect: QRect, laid: Laid) -> None:
    """A card with its frame and blocks; the selected one is framed in the accent."""
    card = laid.card
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour("card"))
    painter.setPen(
        QPen(theme.colour("accent" if card.is_whole else "line"), 1.6 if card.is_whole else 1)
    )
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
    _paint_head(painter, theme, rect, card)
    for block in laid.blocks:
        _paint_block(painter, theme, block, rect.topLeft())


@dataclass(frozen=True)
class Head:
    """The words in a card's first line, cut to fit: two at the left, the rest at the right."""

    kind: str
    left: str
    right: str


def head_of(card: Card, width: int) -> Head:
    """A card's first line in so many logical pixels.

    Kind, place and star are whole; of the rest the reader's name may take half before the source
    is cut, for whose claim it is tells more.
    """
    metrics = QFontMetrics(interface_font(SMALL_SIZE))
    bold = QFontMetrics(interface_font(SMALL_SIZE, QFont.Weight.DemiBold))
    star, place = "★" if card.star else "", unbroken(card.place)
    room = width - bold.horizontalAdvance(card.kind.short_name) - HEAD_GAP
    room -= sum(metrics.horizontalAdvance(word) + HEAD_GAP for word in (star, place) if word)
    kept = []
    source_width = metrics.horizontalAdvance(card.source) + HEAD_GAP if card.source else 0
    for words in (card.aside, card.reader, card.source):
        most = max(room - source_width, room // 2) if words is card.reader else room
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(most, 0))
        kept.append("" if cut == "…" else cut)
        room -= metrics.horizontalAdvance(kept[-1]) + HEAD_GAP if kept[-1] else 0
    aside, reader, source = kept
    right = "  ".join(word for word in (reader, star, aside) if word)
    return Head(card.kind.short_name, f"{source} {place}".strip(), right)


def unbroken(place: str) -> str:
    """A place whose sign and number are not parted at the end of a line."""
    return place.replace("¶ ", "¶\u00a0").replace("p. ", "p.\u00a0")


def _paint_head(painter: QPainter, theme: Theme, rect: QRect, card: Card) -> None:
    left, middle = rect.left() + PADDING, rect.top() + PADDING + 8
    badge = QRectF(left, middle - BADGE / 2, BADGE, BADGE)
    (paint_hollow_badge if card.reader else paint_badge)(painter, badge, card.kind, theme)
    left += int(BADGE) + HEAD_GAP
    line = QRect(left, middle - 10, rect.right() - PADDING - left, 20)
    head = head_of(card, line.width())
    painter.setFont(interface_font(SMALL_SIZE, QFont.Weight.DemiBold))
    painter.setPen(theme.colour("text"))
    painter.drawText(line, _LEFT, head.kind)
    taken = painter.fontMetrics().horizontalAdvance(head.kind) + HEAD_GAP
    painter.setFont(interface_font(SMALL_SIZE))
    painter.setPen(theme.colour("muted"))
    painter.drawText(line.adjusted(taken, 0, 0, 0), _LEFT, head.left)
    painter.drawText(line, _RIGHT, head.right)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _paint_block(painter: QPainter, theme: Theme, block: Block, corner: QPoint) -> None:
    rect = block.rect.translated(corner)
    painter.setFont(block.font)
    painter.setPen(theme.colour("muted" if block.part in (Part.QUOTE, Part.TIE) else "text"))
    draw_lines(painter, QPointF(rect.topLeft()), block.lines)
    if block.part is Part.STATE:
        paint_sign(painter, theme, QPointF(rect.left() - SIGN - 6, rect.center().y()), block.label)
    elif block.label:
        painter.setPen(theme.colour("muted"))
        draw_lines(painter, QPointF(rect.left() - 72, rect.top()), [block.label])
    if block.tie is not None:
        bar = QRectF(rect.left() - 12, rect.top(), 2, rect.height())
        painter.fillRect(bar, theme.kind(block.tie.kind))


def paint_sign(painter: QPainter, theme: Theme, left: QPointF, sign: str) -> None:
    """A question or exclamation mark in a ring, ``left`` of which is given; the latter is solid."""
    ring = QRectF(left.x() + 0.75, left.y() - SIGN / 2 + 0.75, SIGN - 1.5, SIGN - 1.5)
    is_solid = sign == "!"
    painter.setPen(QPen(theme.colour("text"), 1.5))
    painter.setBrush(theme.colour("text" if is_solid else "card"))
    painter.drawEllipse(ring)
    painter.setPen(theme.colour("card" if is_solid else "text"))
    painter.setFont(interface_font(10, QFont.Weight.Bold))
    painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, sign)
