"""The article in a web page: found by trafilatura, told in blocks like any other text."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from counterpoint.documents.client.articles import (
    ARTICLE_LIMIT,
    BLOCKS_LIMIT,
    RUNS_LIMIT,
    as_rows,
)
from counterpoint.documents.client.formats import Kind
from counterpoint.documents.client.jobs import Open
from counterpoint.documents.decoding import declared_encoding, decode
from counterpoint.documents.flow import web
from counterpoint.documents.flow.blocks import Block, Flow, Shape, Source
from counterpoint.documents.text.front_matter import front_of
from counterpoint.documents.worker.answers import Answer
from counterpoint.documents.worker.files import SourceFile
from counterpoint.documents.worker.flowing import FlowDocument
from counterpoint.domain.refusal import Refusal

NO_ARTICLE = (
    "No article was found on this page. Save it in a browser and open the file to read all of it."
)
TOO_LONG = "This page is too long to be kept as an article; save it in a browser and open the file."

LEAST = 60
"""Characters that an article has in paragraphs and quotations; a page of links has none."""

PAGE_LIMIT = 24 << 20
"""Bytes of the largest page that is looked through."""

_BEGINNING = "<html lang='en'><head><title>Rain</title></head><body><article><h1>Rain</h1>"
_SENTENCE = "<p>It rained all day, and nobody knew when it would end, so they stayed at home.</p>"
_SAMPLES = (
    (f"{_BEGINNING}<time>22 June 2025</time>{9 * _SENTENCE}", "http://127.0.0.1/2025/rain"),
    (
        f"{_BEGINNING}<span class='date'>22 juin 2025</span><p>비가 왔다.</p>",
        "https://한국.example/",
    ),
)
"""Pages on which all that trafilatura loads late is loaded: lists of words, dates and sites."""

_PROSE = frozenset({Shape.PARAGRAPH, Shape.QUOTE})
_TAGS = {"item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br", "ref": "span"}
_LOOKS = {"#b": "strong", "#i": "em", "#t": "code", "#sup": "sup"}
_HEADING = re.compile("h[1-6]")

_MULTIPART = re.compile(
    rb"(?:(?:[\w-]+:|[ \t]).*\r?\n)*content-type:\s*multipart/related", re.IGNORECASE
)
_HEAD = 4096


def prepare(source: SourceFile, job: Open) -> Callable[[], "ArticleDocument"]:
    """Load all that is loaded late, by reading a sample; raises Refusal."""
    content, encoding, address = source.content, job.encoding, job.address
    if len(content) > PAGE_LIMIT:
        raise Refusal(TOO_LONG)
    if _MULTIPART.match(content[:_HEAD]):
        content, encoding, address = _main_part(content)
    text = decode(content, encoding or declared_encoding(content))
    for sample, place in _SAMPLES:
        _extracted(sample, place)
    return lambda: ArticleDocument(_flow(text, address), source.name)


class ArticleDocument(FlowDocument):
    """Holds an article, which can be read like any text and told in blocks."""

    def __init__(self, flow: Flow, name: str) -> None:
        super().__init__(flow, front_of(flow, name), Kind.HTML.value.name)
        self._article = flow

    def article(self) -> Answer:
        """The article as blocks, and what is known of it; raises Refusal where it is too long."""
        import json

        said, blocks = self._article.source, self._article.blocks
        runs = sum(len(block.runs) for block in blocks)
        if len(blocks) > BLOCKS_LIMIT or runs > RUNS_LIMIT:
            raise Refusal(TOO_LONG)
        rows = json.dumps(as_rows(blocks), ensure_ascii=False)
        body = rows.encode("utf-8", "replace")
        if len(body) > ARTICLE_LIMIT:
            raise Refusal(TOO_LONG)
        return {
            "title": said.title[:2000],
            "author": said.author[:2000],
            "publisher": said.publisher[:2000],
            "date": said.date[:40],
            "language": said.language[:40],
            "address": said.address,
        }, body


def _flow(text: str, address: str) -> Flow:
    """The article of a page; raises Refusal where none is found."""
    whole = web.parse(text)
    if len(whole.blocks) > BLOCKS_LIMIT:  # to look for the article would take minutes
        raise Refusal(TOO_LONG)
    said = _extracted(text, address)
    flow = web.parse(_as_html(said.body)) if said is not None else Flow(())
    if sum(len(block.text) for block in flow.blocks if block.shape in _PROSE) < LEAST:
        raise Refusal(NO_ARTICLE)
    named = address or _line(said.url)
    is_web = urlsplit(named).scheme in {"http", "https"} and len(named) <= 2000
    stated = whole.source
    source = Source(
        title=_line(said.title) or stated.title,
        author=_line(said.author) or stated.author,
        date=_line(said.date) or stated.date,
        publisher=_line(said.sitename) or stated.publisher,
        language=stated.language or _line(said.language),
        address=named if is_web else "",
    )
    return Flow(_with_heading(flow.blocks, source.title), source)


def _extracted(text: str, address: str) -> Any:
    """What trafilatura finds (its own record), None where that is no article."""
    import trafilatura

    with suppress(OSError):  # a parser that looks for a file of its own finds none
        return trafilatura.bare_extraction(
            text,
            url=address or None,
            include_comments=False,
            include_formatting=True,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    return None


def _as_html(body: Any) -> str:
    """trafilatura's elements (those of TEI) as those of HTML."""
    from lxml import etree

    for element in body.iter():
        look = element.get("rend") or ""
        tag = str(element.tag)
        if tag == "head":
            element.tag = look if _HEADING.fullmatch(look) else "h2"
        elif tag == "list":
            element.tag = "ol" if look == "ol" else "ul"
        elif tag == "code":
            element.tag = "pre" if "\n" in "".join(element.itertext()) else "code"
        else:
            element.tag = _LOOKS.get(look, "span") if tag == "hi" else _TAGS.get(tag, tag)
    return str(etree.tostring(body, encoding="unicode", method="html"))


def _with_heading(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The article begins with its title, whether or not the site set it inside."""
    plain = " ".join(title.split())
    if not plain or any(" ".join(block.text.split()) == plain for block in blocks[:3]):
        return blocks
    return (Block(Shape.HEADING, plain, 1), *blocks)


def _line(words: object) -> str:
    return " ".join(str(words or "").split())


def _main_part(content: bytes) -> tuple[bytes, str, str]:
    """The page in a file of many parts (MHTML, RFC 2557), its encoding and its address."""
    from email import message_from_bytes

    for part in message_from_bytes(content).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            found = part.get_payload(decode=True)
            if isinstance(found, bytes) and found:
                encoding = part.get_content_charset() or ""
                return found, encoding, str(part.get("Content-Location", ""))
    raise Refusal(NO_ARTICLE)
