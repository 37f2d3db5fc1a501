"""Text files: paragraphs out of lines, whether they were wrapped by hand or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from counterpoint.documents.flow.blocks import Block, Flow, Shape
from counterpoint.documents.text.sentences import holds_sentences

WRAPPED_BELOW = 120
"""Characters: where nearly all lines are shorter, the file may have been wrapped by hand."""

LEAST_WRAP = 40
"""Characters: in files narrower than this (verse, lists) every line stands for itself."""

HEADING_LIMIT = 90
"""Characters of the longest heading."""

_SPACES = re.compile(r"[^\S\n]+")
_BULLET = re.compile(r"([-*+•·▪◦‣–—]|\(?(?:\d{1,3}|[a-z])[.)])\s+(?=\S)")
_ENDED = re.compile(r"[.!?:;…。！？][\"'”’)\]»]*$")
_RULE = re.compile(r"\W{3,}")
_CONTACT = re.compile(r"@|://|^by\b|\d{4}", re.IGNORECASE)


@dataclass(frozen=True)
class _Line:
    text: str
    indent: int
    is_item: bool


def parse(text: str) -> Flow:
    """The blocks of a text whose line ends are line feeds."""
    lines = [_line(line) for line in text.split("\n")]
    width = _wrap_width([len(line.text) + line.indent for line in lines if line.text])
    chunks = [list(_blocks(chunk, width)) for chunk in _chunks(lines)]
    blocks = [block for chunk in chunks for block in _with_heading(chunk)]
    return Flow(tuple(blocks))


def _line(line: str) -> _Line:
    stripped = _SPACES.sub(" ", line).strip()
    if _RULE.fullmatch(stripped):
        stripped = ""
    indent = len(line) - len(line.lstrip()) if stripped else 0
    return _Line(stripped, indent, bool(_BULLET.match(stripped)))


def _wrap_width(lengths: list[int]) -> int:
    """The width the lines were wrapped at; 0 where they were not."""
    if len(lengths) < 2:
        return 0
    ordered = sorted(lengths)
    width = ordered[int(0.98 * (len(ordered) - 1))]
    return width if LEAST_WRAP <= width < WRAPPED_BELOW else 0


def _chunks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines with nothing blank between."""
    chunk: list[_Line] = []
    for line in lines:
        if line.text:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _blocks(chunk: list[_Line], width: int) -> Iterator[Block]:
    held: list[_Line] = []
    is_first = True
    for line in chunk:
        if held and not _runs_on(held[-1], line, width):
            yield _block(held, not is_first)
            held, is_first = [], False
        held.append(line)
    yield _block(held, not is_first)


def _runs_on(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line goes on with this one's paragraph.

    It does where its first word had no room on this line: whoever wraps by hand fills lines.
    """
    is_indented = following.indent >= line.indent + 2 and not line.is_item
    if not width or following.is_item or is_indented:
        return False
    needed = line.indent + len(line.text) + 1 + len(following.text.split(" ", 1)[0])
    slack = 0 if _ENDED.search(line.text) else width // 10
    if needed > width - slack:
        return True
    return following.text[0].islower() and len(line.text) > width // 2


def _block(lines: list[_Line], tight: bool) -> Block:
    text = _joined([line.text for line in lines])
    bullet = _BULLET.match(text)
    if not bullet:
        return Block(Shape.PARAGRAPH, text, tight=tight)
    marker = bullet[1] if bullet[1][-1] in ".)" else "•"
    return Block(Shape.ITEM, text[bullet.end() :], level=1, marker=marker, tight=tight)


def _joined(lines: list[str]) -> str:
    """Lines as one; a word broken by a hyphen keeps it, as text files rarely break words."""
    parts = lines[:1]
    for above, line in pairwise(lines):
        parts += [line] if _is_unspaced(above[-1]) and _is_unspaced(line[0]) else [" ", line]
    return "".join(parts)


def _is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script written without spaces (kana, Han)."""
    return "\u3000" <= letter <= "\u9fff" or "\uf900" <= letter <= "\uffef"


def _with_heading(chunk: list[Block]) -> list[Block]:
    """A chunk of one short line that ends no sentence is a heading."""
    only = chunk[0]
    if len(chunk) > 1 or only.shape is not Shape.PARAGRAPH or not _is_heading(only.text):
        return chunk
    return [replace(only, shape=Shape.HEADING, level=2)]


def _is_heading(text: str) -> bool:
    if len(text) > HEADING_LIMIT or _ENDED.search(text) or _CONTACT.search(text):
        return False
    if holds_sentences(text):
        return False
    return text[0].isupper() or text[0].isdigit() or text[0] in "“\"'‘"
