"""Strips as clean HTML and CSS of ours, the only ones MuPDF is ever given to lay out.

Spacing is padding above, never margin: a strip's height is then exactly what stands in it, and
stacked strips keep the space between paragraphs.
"""

import re
from html import escape

from counterpoint.documents.flow.blocks import Block, Shape, Style
from counterpoint.documents.flow.stretches import stretches
from counterpoint.documents.flow.strips import Piece, Strip

INDENT = 1.8
"""Em that a list or quote is moved in, for each level: room for a number of two digits."""

_DIGIT, _LETTER, _FULL_STOP = 0.57, 0.3, 0.65
"""Em that a digit of an item's number takes, another letter of it, and what follows it."""

_FIRST_WIDE, _WIDE = "\u1100", 0.85
"""The first letter of the scripts that fill a square, and the em that one of them takes."""

_COUNTED = re.compile(r"•|(?:\d+|[a-zA-Z])\.")
"""Markers that MuPDF sets itself."""

LONGEST_WORD = 30
"""Characters after which an unbroken run may be broken, so that no address leaves the column."""

BREAK = "\u200b"
"""A zero-width space: where a run may be broken. A flow's own count as white space."""

_HANGUL_WORD = re.compile("(?<![^\\s<>&;])[^\\s<>&;]*[\uac00-\ud7a3]{2}[^\\s<>&;]*")
"""A word with Korean letters, in text or in markup: names and values of ours have none.

It is sought only where a word begins, or a word without end would be sought from each letter.
"""

KEPT_SHARE = 0.6
"""Share of a column that a Korean word may take and still be kept on one line."""

_LONG_WORD = re.compile(
    "[^\\s\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
    f"{{{LONGEST_WORD + 1},}}"
)
"""A word of any script but those that MuPDF breaks between letters."""

_GAP = 0.9
_TIGHT_GAP = 0.15
_HEADING_GAPS = {1: 1.6, 2: 1.5}
_LATER_HEADING_GAP = 1.2

_TAGS = {
    Style.EMPHASIS: "i",
    Style.STRONG: "b",
    Style.CODE: "code",
    Style.RAISED: "sup",
    Style.NOTE_MARK: "sup",
}


FAMILIES = {"serif": "serif", "sans": "sans-serif"}
"""MuPDF's own letters: Charis SIL and Nimbus Sans, both as wide; other scripts have one face."""


def style_sheet(font_size: float, line_height: float, face: str, ink: int) -> str:
    """CSS for a size of type in CSS pixels, a line height in multiples of it, a colour 0xRRGGBB.

    ``face`` is one of FAMILIES.
    """
    return f"""
@page {{ margin: 0 }}
body {{ margin: 0; padding: 0; font-family: {FAMILIES[face]}; font-size: {font_size}px;
  line-height: {line_height}; text-align: left; color: #{ink & 0xFFFFFF:06x} }}
.word {{ white-space: nowrap }}
p, h1, h2, h3, ul, ol, li, pre {{ margin: 0; padding: 0 }}
h1, h2, h3 {{ font-weight: bold; line-height: 1.3 }}
h1 {{ font-size: {1.3 * font_size}px }}
h2 {{ font-size: {1.1 * font_size}px }}
h3 {{ font-size: {font_size}px }}
pre {{ font-family: monospace; font-size: {0.85 * font_size}px; white-space: pre-wrap }}
code {{ font-family: monospace; font-size: 0.88em }}
sup {{ font-size: 0.7em; vertical-align: super; line-height: 0.5 }}
.small {{ font-size: {0.9 * font_size}px }}
"""


def indent_of(block: Block) -> float:
    """Em from the column's left edge to the block's text."""
    if block.shape in (Shape.ITEM, Shape.QUOTE, Shape.NOTE) and block.level:
        return max(INDENT * block.level, _width_of(block.marker))
    return 0.0


def written_marker(block: Block) -> str:
    """The marker where it is set as text; empty where a list of one item counts it out."""
    is_counted = block.shape in (Shape.ITEM, Shape.NOTE) and _COUNTED.fullmatch(block.marker)
    return "" if is_counted else block.marker


def _width_of(marker: str) -> float:
    """Em that a marker and the space after it take, at most."""
    return sum(map(_width_of_letter, marker)) + _FULL_STOP


def _width_of_letter(letter: str) -> float:
    if letter >= _FIRST_WIDE:
        return _WIDE
    return _DIGIT if letter.isdigit() else _LETTER


def strip_html(strip: Strip, font_size: float, width: float) -> str:
    """The HTML of a strip for a size of type and a column, in CSS pixels."""
    longest = int(KEPT_SHARE * width / font_size)
    html = "".join(_piece_html(piece, font_size) for piece in strip.pieces)
    return _HANGUL_WORD.sub(lambda found: _kept_whole(found[0], longest), html)


def _kept_whole(word: str, longest: int) -> str:
    """A Korean word, which MuPDF would break anywhere; it has no ``word-break: keep-all``."""
    return f'<span class="word">{word}</span>' if len(word) <= longest else word


def _piece_html(piece: Piece, font_size: float) -> str:
    block = piece.block
    gap = f"padding-top:{_gap_above(piece) * font_size:.2f}px"
    content = _content(piece)
    inset = f"{indent_of(block) * font_size:.2f}px"
    match block.shape:
        case Shape.HEADING:
            tag = f"h{min(max(block.level, 1), 3)}"
            content = _marked(piece, content)
            return f'<{tag} style="{gap}">{content}</{tag}>'
        case Shape.ITEM | Shape.NOTE if block.marker and not piece.is_continued:
            return _item_html(piece, f"{gap};padding-left:{inset}", content)
        case Shape.ITEM | Shape.QUOTE:
            return f'<p style="{gap};padding-left:{inset}">{content}</p>'
        case Shape.NOTE:
            return f'<p class="small" style="{gap};padding-left:{inset}">{content}</p>'
        case Shape.CAPTION | Shape.ROW:
            return f'<p class="small" style="{gap}">{content}</p>'
        case Shape.PREFORMATTED:
            return f'<pre style="{gap}">{content}</pre>'
        case Shape.PARAGRAPH:
            return f'<p style="{gap}">{content}</p>'


def _item_html(piece: Piece, style: str, content: str) -> str:
    block = piece.block
    kind = ' class="small"' if block.shape is Shape.NOTE else ""
    if written_marker(block):
        style += f";text-indent:-{_width_of(block.marker):.2f}em"
        return f'<p{kind} style="{style}">{_marked(piece, content)}</p>'
    number = block.marker.rstrip(".")
    if number.isdecimal():
        return f'<ol{kind} start="{int(number)}" style="{style}"><li>{content}</li></ol>'
    if number.isascii() and number.isalpha():
        value = ord(number.lower()) - ord("a") + 1
        style += f";list-style-type:{'lower' if number.islower() else 'upper'}-alpha"
        return f'<ol{kind} start="{value}" style="{style}"><li>{content}</li></ol>'
    return f'<ul{kind} style="{style}"><li>{content}</li></ul>'


def _marked(piece: Piece, content: str) -> str:
    """The content behind a marker that is set as text."""
    marker = "" if piece.is_continued else written_marker(piece.block)
    return f"{escape(marker, quote=False)}&#160;&#160;{content}" if marker else content


def _gap_above(piece: Piece) -> float:
    """Em between a piece and what stands above it."""
    block, above = piece.block, piece.follows
    if above is None or piece.is_continued:
        return 0.0
    if block.tight:
        return _TIGHT_GAP
    if block.shape is Shape.HEADING:
        return _HEADING_GAPS.get(block.level, _LATER_HEADING_GAP)
    if above.shape is Shape.HEADING or block.shape is above.shape is Shape.ITEM:
        return _GAP / 2
    return _GAP


def _content(piece: Piece) -> str:
    """The text with its styles; runs may overlap, so each stretch is tagged anew."""
    first, last = piece.offset, piece.offset + len(piece.text)
    runs = [run for run in piece.block.runs if run.start < last and run.end > first]
    return "".join(
        _stretch(piece, start - first, end - first, styles)
        for start, end, styles in stretches(runs, first, last)
    )


def _stretch(piece: Piece, start: int, end: int, styles: list[Style]) -> str:
    text = escape(_breakable(piece.text[start:end]), quote=False)
    if piece.block.shape is not Shape.PREFORMATTED:
        text = text.replace("\n", "<br/>")
    tags = [_TAGS[style] for style in styles]
    return (
        "".join(f"<{tag}>" for tag in tags) + text + "".join(f"</{tag}>" for tag in reversed(tags))
    )


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda found: _with_breaks(found[0]), text)


def _with_breaks(word: str) -> str:
    parts = [word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)]
    return BREAK.join(parts)
