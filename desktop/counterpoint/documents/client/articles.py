"""The article of a web page: as a worker tells it, checked, and as the snapshot that is kept.

The snapshot is HTML of our own making, written from the checked blocks: what the site sent is not
in it, so nothing in it runs or loads, whoever opens it. The same article always makes the same
bytes, so a page that has not changed is not added twice.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from counterpoint.documents.client.checks import Fields
from counterpoint.documents.client.frames import Frame, ProtocolError
from counterpoint.documents.flow.blocks import Block, Run, Shape, Style
from counterpoint.documents.flow.stretches import stretches
from counterpoint.domain.refusal import Refusal

ARTICLE_LIMIT = 4 << 20
"""Bytes of the longest article on the wire."""

BROKEN = "The article of this page cannot be read; save it in a browser and open the file."

BLOCKS_LIMIT, RUNS_LIMIT = 30_000, 50_000
"""Blocks of the longest article, and runs in all of them."""

_TAGS = {
    Style.EMPHASIS: "em",
    Style.STRONG: "strong",
    Style.CODE: "code",
    Style.RAISED: "sup",
    Style.NOTE_MARK: "sup",
}
_LISTS = frozenset({"ol", "ul"})
_ROLES = {"aside": ' role="doc-footnote"'}


@dataclass(frozen=True)
class Article:
    """What a page says, without all that stands around it. What is unknown is empty.

    ``address`` is where the page says it belongs, http or https.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    address: str = ""


@dataclass(frozen=True)
class ToldArticle:
    """An article as a worker has told it. To check it takes too long for the event loop."""

    frame: Frame

    def checked(self) -> Article:
        """The article; raises Refusal where the worker is not to be believed."""
        try:
            return decode_article(self.frame)
        except ProtocolError as error:
            raise Refusal(BROKEN) from error


def decode_article(frame: Frame) -> Article:
    """The article in a frame; raises ProtocolError on anything that is not exactly right."""
    fields = Fields(frame.head)
    if len(frame.body) > ARTICLE_LIMIT:
        raise ProtocolError("An article is too long.")
    try:
        rows = json.loads(frame.body)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("An article is not JSON.") from error
    if not isinstance(rows, list):
        raise ProtocolError("An article is not a list of blocks.")
    names = ("title", "author", "publisher", "date", "language", "address")
    if not all(isinstance(row, dict) for row in rows):
        raise ProtocolError("An article holds something that is no block.")
    if len(rows) > BLOCKS_LIMIT:
        raise ProtocolError("An article has too many blocks.")
    blocks = tuple(_block(Fields(row)) for row in rows)
    if sum(len(block.runs) for block in blocks) > RUNS_LIMIT:
        raise ProtocolError("An article has too many runs.")
    return Article(blocks, **{name: fields.text(name) for name in names})


def as_rows(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Blocks for the wire."""
    return [
        {
            "shape": block.shape.value,
            "text": block.text,
            "level": block.level,
            "marker": block.marker,
            "runs": [{"start": r.start, "end": r.end, "style": r.style.value} for r in block.runs],
        }
        for block in blocks
    ]


def snapshot(article: Article, address: str = "") -> bytes:
    """The article as a page of its own; ``address`` is where it was fetched from."""
    said = {
        "author": article.author,
        "date": article.date,
        "publisher": article.publisher,
        "counterpoint:address": address or article.address,
    }
    metas = "".join(
        f'<meta name="{name}" content="{_attribute(value)}">\n'
        for name, value in said.items()
        if value
    )
    language = f' lang="{_attribute(article.language)}"' if article.language else ""
    return (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f"{metas}<title>{escape(article.title)}</title>\n</head>\n<body>\n"
        f"{''.join(_written(article.blocks))}</body>\n</html>\n"
    ).encode()


def _block(fields: Fields) -> Block:
    try:
        shape = Shape(fields.text("shape", 20))
        text = fields.text("text", ARTICLE_LIMIT)
        runs = tuple(_run(one, len(text)) for one in fields.objects("runs", RUNS_LIMIT))
    except ValueError as error:
        raise ProtocolError("A block of an article makes no sense.") from error
    return Block(shape, text, fields.count("level", 6), fields.text("marker", 20), runs)


def _run(fields: Fields, length: int) -> Run:
    start, end = fields.count("start", length), fields.count("end", length)
    if start >= end:
        raise ProtocolError("A run of an article ends before it starts.")
    return Run(start, end, Style(fields.text("style", 20)))


def _written(blocks: Sequence[Block]) -> Iterator[str]:
    """Blocks as elements; lists, quotations and tables open and close as their levels say."""
    opened: list[str] = []
    number = 0
    for block in blocks:
        counted = _number(block)
        goes_on = counted is None or counted == number + 1
        yield from _turn(opened, _around(block, opened), counted, goes_on)
        number = counted or (number if block.shape is Shape.ITEM else 0)
        yield _element(block)
    yield from _turn(opened, [], None, True)


def _number(block: Block) -> int | None:
    """The number before an item; None where it has none."""
    number = block.marker.rstrip(".")
    is_number = block.shape is Shape.ITEM and number.isdecimal() and len(number) < 6
    return int(number) if is_number else None


def _around(block: Block, opened: Sequence[str]) -> list[str]:
    """The elements that a block stands in, from the outermost."""
    match block.shape:
        case Shape.ROW:
            return ["table"]
        case Shape.QUOTE:
            return ["blockquote"] * max(1, block.level)
        case Shape.NOTE:
            return ["aside"]
        case Shape.ITEM:
            lists = [tag for tag in opened if tag in _LISTS]
            level = max(1, block.level)
            tag = "ol" if _number(block) is not None else "ul"
            inner = tag if block.marker or len(lists) < level else lists[level - 1]
            return [*(lists + ["ul"] * level)[: level - 1], inner]
        case _:
            return []


def _turn(
    opened: list[str], wanted: Sequence[str], first: int | None, goes_on: bool
) -> Iterator[str]:
    """Close and open elements until those that are open are those wanted."""
    kept = 0
    while kept < min(len(opened), len(wanted)) and opened[kept] == wanted[kept]:
        kept += 1
    if not goes_on and kept == len(opened) == len(wanted):
        kept -= 1
    while len(opened) > kept:
        yield f"</{opened.pop()}>\n"
    for tag in wanted[kept:]:
        opened.append(tag)
        start = f' start="{first}"' if tag == "ol" and first not in (None, 1) else ""
        yield f"<{tag}{start}{_ROLES.get(tag, '')}>\n"


def _element(block: Block) -> str:
    words = _styled(block)
    match block.shape:
        case Shape.HEADING:
            tag = f"h{min(max(block.level, 1), 6)}"
            return f"<{tag}>{words}</{tag}>\n"
        case Shape.ITEM if block.marker:
            return f"<li>{words}\n"
        case Shape.ROW:
            return f"<tr><td>{words}</td></tr>\n"
        case Shape.PREFORMATTED:
            return f"<pre>{escape(block.text, quote=False)}</pre>\n"
        case Shape.CAPTION:
            return f"<figcaption>{words}</figcaption>\n"
        case _:
            return f"<p>{words}</p>\n"


def _styled(block: Block) -> str:
    """The text with its styles; runs may overlap, so each stretch is tagged anew."""
    parts = []
    for start, end, styles in stretches(block.runs, 0, len(block.text)):
        tags = [_TAGS[style] for style in styles]
        words = escape(block.text[start:end], quote=False).replace("\n", "<br>")
        parts += [*(f"<{tag}>" for tag in tags), words, *(f"</{tag}>" for tag in reversed(tags))]
    return "".join(parts)


def _attribute(value: str) -> str:
    return escape(" ".join(value.split()))
