"""Small projects for the tests of exchange: two made-up papers on a harbour."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from counterpoint.domain.anchors import Anchor, Place
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.holdings import Holdings
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation

BEFORE = Document(
    id="a" * 64,
    title="The harbour will fill up",
    author="Ines Oduya",
    date="2031-03-05",
    publisher="Coastal Institute",
    format="text",
    editions=(Edition("a" * 64, "before.txt"),),
    order=1,
)
AFTER = replace(
    BEFORE,
    id="b" * 64,
    title="What the dredging brought",
    author="Piet Halloran",
    date="2032-11",
    publisher="",
    editions=(Edition("b" * 64, "after.pdf"),),
    order=2,
)


def project(*records: Record) -> Holdings:
    """The two papers, and what is said about them."""
    holdings = Holdings()
    holdings.load([BEFORE, AFTER, *records])
    return holdings


def claim(identity: str, quote: str, start: int = 0, document: Document = BEFORE) -> Claim:
    """A fact in the first paper, unless it is changed with ``replace``."""
    places = (Place(0, start, start + max(1, len(quote)), "1"),)
    anchor = Anchor(document.id, places, quote, paragraph=start + 1)
    return Claim(id=identity, document=document.id, kind="fact", anchor=anchor, reader="me")


def tie(source: str, kind: str, target: str, note: str = "") -> Relation:
    """A relation made by the same reader."""
    return Relation(
        id=f"{source} {kind} {target}",
        source=source,
        target=target,
        kind=kind,
        reader="me",
        note=note,
    )


def body(note: str) -> str:
    """A note without its front matter."""
    return note.split("\n---\n", 1)[1]


def parsed(markdown: str) -> list[Token]:
    """Tokens as GitHub's dialect has them: CommonMark, tables and struck text."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


def text_of(tokens: list[Token]) -> str:
    """What a person reads, one line for each paragraph, heading or cell."""
    return "\n".join(shown(token) for token in tokens if token.type == "inline")


def shown(token: Token) -> str:
    """The text of one run of inline Markdown."""
    return "".join(child.content for child in token.children or [])


def markup_of(markdown: str) -> set[str]:
    """The kinds of everything in it: ``heading``, ``em``, ``text``, …"""
    tokens = parsed(markdown)
    everything = [*tokens, *(child for token in tokens for child in token.children or [])]
    return {token.type.removesuffix("_open").removesuffix("_close") for token in everything}


def targets_of(markdown: str) -> set[str | int | float | None]:
    """Where its links lead."""
    inline = [child for token in parsed(markdown) for child in token.children or []]
    return {child.attrGet("href") for child in inline if child.type == "link_open"}


def quotes(markdown: str) -> list[str]:
    """The text of every blockquote."""
    found: list[str] = []
    level = 0
    for token in parsed(markdown):
        level += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "blockquote_open" and level == 1:
            found.append("")
        elif token.type == "inline" and level:
            found[-1] += shown(token) + "\n"
    return [quote.strip() for quote in found]


def section(note: str, heading: str) -> str:
    """What stands below a heading, up to the next of its level or above."""
    level = heading.split(" ", maxsplit=1)[0]
    lines: list[str] = []
    for line in note.split(f"\n{heading}\n", 1)[1].splitlines():
        if line.startswith("#") and len(line.split(" ", maxsplit=1)[0]) <= len(level):
            break
        lines.append(line)
    return "\n".join(lines).strip()
