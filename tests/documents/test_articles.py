"""Facts and stories of web pages: what is the article, what is kept of it, what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.articles import (
    BLOCKS_LIMIT,
    RUNS_LIMIT,
    Article,
    ToldArticle,
    as_rows,
    decode_article,
    snapshot,
)
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.client.frames import Frame, ProtocolError
from counterpoint.documents.flow import web
from counterpoint.documents.flow.blocks import Block, Run, Shape, Style
from counterpoint.documents.flow.stretches import stretches
from counterpoint.domain.refusal import Refusal
from tests.documents.conftest import Opening

NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
NEWS = f"""<!doctype html><html lang="en"><head><title>Fund agreed | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Ada Reed">
<meta property="article:published_time" content="2025-06-22T10:00:00Z">
<meta property="og:title" content="Fund agreed"><script>alert(1)</script></head><body>{NAVIGATION}
<div class="ad">Buy a boat today!</div><article><h1>Fund agreed</h1>
<p>The ministers agreed on a fund of two billion on Sunday. That is <b>more</b> than most
<a href="javascript:x()">expected</a> before the talks began in the harbour town.</p>
<h2>What comes next</h2><p onclick="x()">Two states have joined so far, and a third one says that
it will join by the end of the year if its parliament agrees.</p>
<ol><li>First, the fund is set up in the autumn.</li><li>Then the states pay in.</li></ol>
<blockquote><p>We are glad of it, said the minister of finance after the vote.</p></blockquote>
<table><tr><th>State</th><th>Share</th></tr><tr><td>North</td><td>1.2</td></tr></table>
<img src="https://tracker.example/x.gif"><p>That is all that is known of it as of today; more will
be known when the states have met again in the autumn.</p></article>
<aside class="related">Read more: ten best piers of the coast</aside>
<section id="comments"><h3>Comments</h3><p>I do not agree with any of it at all!</p></section>
<footer>All rights reserved by the Harbour Post</footer></body></html>"""

KOREAN = f"""<html lang="ko"><head><meta charset="euc-kr"><title>기금 합의 - 항구일보</title>
<meta property="og:site_name" content="항구일보"></head><body>{NAVIGATION}<div id="article-body">
<h1>기금 합의</h1><p>장관들은 일요일에 20억 규모의 기금에 합의했다. 회담이 시작되기
전에 대부분이 예상했던 것보다 많은 액수다.</p><p>지금까지 두 나라가 참여했으며, 세 번째
나라도 의회가 동의하면 올해 말까지 참여하겠다고 밝혔다.</p><p>자세한 내용은 가을에 열릴 다음
회담 이후에 알려질 것으로 보인다.</p>
</div><div class="footer">무단 전재 금지</div></body></html>"""

THINK_TANK = f"""<html lang="en"><head><title>What the fund means</title>
<meta name="citation_author" content="Tom Vale"></head><body>{NAVIGATION}<main><article>
<header><h1>What the fund means</h1><p>By Tom Vale, 3 May 2025</p></header>
<p>The fund that the ministers agreed on will change how the states of the coast pay for their
harbours.<sup>1</sup> It is small, but it is a beginning, and it may grow.</p><h2>Who pays</h2>
<p>Most of the money comes from the states in the north, which have the larger harbours and the
larger share of the trade that goes through them.</p><ul><li>The north pays two thirds of it.</li>
<li>The south pays one third, over ten years.</li></ul><h2>Notes</h2><p>1. See the final
communiqué of the ministers, published on the evening of the vote.</p></article></main>
<div class="newsletter">Sign up for our newsletter</div></body></html>"""

BLOG = f"""<html lang="en"><head><title>A walk on the pier</title></head><body>{NAVIGATION}
<div class="post"><h2 class="post-title">A walk on the pier</h2><div class="post-body"><p>Yesterday
I walked out on the old pier, and the sea was calmer than I have seen it for years. Nobody else was
there, which was just as well.</p><p>On the way back it began to rain, slowly at first, then so hard
that I could not see the lamps at the end of the road.</p></div></div>
<div class="sidebar"><h3>Archive</h3><ul><li>2024</li><li>2023</li></ul></div></body></html>"""


class Read(Protocol):
    """Opens a page as an article."""

    def __call__(self, content: bytes | str, encoding: str = "", address: str = "") -> Article:
        """The article that is found."""
        ...


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    """Write a page, and let a worker of its own find the article."""
    workers: list[BlockingWorker] = []

    def article_of(content: bytes | str, encoding: str = "", address: str = "") -> Article:
        path = tmp_path / "page"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        workers.append(BlockingWorker())
        workers[-1].open_as(jobs.Open(str(path), "", "article", "", encoding, address))
        found = workers[-1].ask(jobs.Article())
        assert isinstance(found, ToldArticle)
        return found.checked()

    yield article_of
    for worker in workers:
        worker.close()


def texts(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks)


def test_a_news_page_keeps_its_article_and_nothing_else(read: Read) -> None:
    found = read(NEWS, address="https://post.example/fund")
    assert (found.title, found.author) == ("Fund agreed", "Ada Reed")
    assert (found.publisher, found.date) == ("The Harbour Post", "2025-06-22")
    assert (found.language, found.address) == ("en", "https://post.example/fund")
    assert [(block.shape.value, block.marker) for block in found.blocks] == [
        ("heading", ""),
        ("paragraph", ""),
        ("heading", ""),
        ("paragraph", ""),
        ("item", "1."),
        ("item", "2."),
        ("quote", ""),
        ("row", ""),
        ("row", ""),
        ("paragraph", ""),
    ]
    others = ("Home", "boat", "piers", "agree with", "rights", "alert")
    assert [word for word in others if word in texts(found)] == []


def test_a_korean_newspaper_in_its_own_encoding(read: Read) -> None:
    found = read(KOREAN.encode("cp949"), address="https://항구.example/기사")
    assert (found.title, found.publisher, found.language) == ("기금 합의", "항구일보", "ko")
    assert texts(found).startswith("기금 합의\n장관들은 일요일에 20억 규모의 기금에 합의했다.")
    assert "무단 전재" not in texts(found)


def test_a_think_tank_keeps_its_lists_and_headings(read: Read) -> None:
    found = read(THINK_TANK)
    headings = [block.text for block in found.blocks if block.shape is Shape.HEADING]
    assert headings == ["What the fund means", "Who pays", "Notes"]
    assert sum(block.shape is Shape.ITEM for block in found.blocks) == 2
    assert "newsletter" not in texts(found)


def test_a_blog_without_a_word_of_who_and_when(read: Read) -> None:
    found = read(BLOG)
    assert (found.title, found.author, found.date) == ("A walk on the pier", "", "")
    assert [block.shape.value for block in found.blocks] == ["heading", "paragraph", "paragraph"]


def test_a_page_saved_with_its_parts_is_read(read: Read) -> None:
    whole = (
        "From: <Saved>\r\nSubject: Fund\r\n agreed\r\nMIME-Version: 1.0\r\nContent-Type:"
        ' multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://post.example/fund\r\n\r\n{NEWS}\r\n--x--\r\n"
    )
    found = read(whole)
    assert (found.title, found.address) == ("Fund agreed", "https://post.example/fund")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><ul><li><a href='/a'>a</a><li><a href='/b'>b</a></ul></body></html>",
        "<html><body></body></html>",
        "<div>" * 100_000,
        "From: a\nContent-Type: multipart/related; boundary=x\n\n--x--",
        '{"title": "not a page"}',
    ],
)
def test_a_page_without_an_article_is_refused(read: Read, page: str) -> None:
    with pytest.raises(Refusal, match=r"No article|nested|broken|no text"):
        read(page)


def test_a_page_beyond_all_articles_says_that_it_is_too_long(read: Read) -> None:
    with pytest.raises(Refusal, match="too long to be kept"):
        read("<p>It rained all day." * 2 * BLOCKS_LIMIT)


def test_only_what_was_opened_as_an_article_has_one(opened: Opening) -> None:
    worker = opened("a.html", NEWS).worker
    with pytest.raises(Refusal, match="not opened as an article"):
        worker.ask(jobs.Article())


def test_a_snapshot_reads_as_the_article_it_was_made_from(opened: Opening, read: Read) -> None:
    article = read(NEWS, address="https://post.example/fund")
    kept = snapshot(article, article.address)
    assert kept == snapshot(article, article.address)
    reader = opened("kept.html", kept)
    said = reader.document
    assert (said.title, said.author, said.date) == ("Fund agreed", "Ada Reed", "2025-06-22")
    assert (said.publisher, said.address) == ("The Harbour Post", "https://post.example/fund")
    assert reader.paragraphs[0] == ("heading", ["Fund agreed"])
    assert reader.shown("two billion").replace(" ", "") == "twobillion"


BLOCKS = (
    Block(Shape.HEADING, "Über <b> & co.", 2),
    Block(Shape.PARAGRAPH, "It rained.\nIt will.", runs=(Run(0, 2, Style.STRONG),)),
    Block(Shape.ITEM, "one", 1, "•"),
    Block(Shape.ITEM, "two", 2, "•"),
    Block(Shape.ITEM, "three", 2),
    Block(Shape.ITEM, "four", 1, "•"),
    Block(Shape.ITEM, "first", 1, "3."),
    Block(Shape.ITEM, "second", 1, "4."),
    Block(Shape.ITEM, "again", 1, "1."),
    Block(Shape.QUOTE, "said", 1),
    Block(Shape.QUOTE, "said he", 2),
    Block(Shape.ROW, "a | b"),
    Block(Shape.ROW, "c | d"),
    Block(Shape.PREFORMATTED, "x = 1\n  y"),
    Block(Shape.CAPTION, "A pier"),
    Block(Shape.NOTE, "See below."),
    Block(Shape.PARAGRAPH, "“<script>alert(1)</script>”"),
)


def test_every_kind_of_block_comes_back_from_a_snapshot() -> None:
    page = snapshot(Article(BLOCKS, "T")).decode()
    found = [replace(block, tight=False) for block in web.parse(page).blocks]
    assert found == list(BLOCKS)


def test_nothing_of_a_page_gets_out_of_its_words() -> None:
    evil = '"><script>x()</script>'
    page = snapshot(Article(BLOCKS, evil, evil, evil, evil, evil, evil)).decode().lower()
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_blocks_cross_the_wire_as_they_are() -> None:
    body = json.dumps(as_rows(BLOCKS)).encode()
    head = dict.fromkeys(("title", "author", "publisher", "date", "language", "address"), "")
    assert decode_article(Frame(head, body)).blocks == BLOCKS


RUNS = [{"start": 0, "end": 1, "style": "em"}] * 10_000
"""A sixth of more runs than an article may have."""


def broken(**changes: object) -> bytes:
    row: dict[str, object] = {"shape": "paragraph", "text": "It", "level": 0, "marker": ""}
    return json.dumps([{**row, "runs": [], **changes}]).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"no",
        b"[" * 100_000,
        b"[1]",
        b'["It rained."]',
        b"[" + b",".join([broken()[1:-1]] * (BLOCKS_LIMIT + 1)) + b"]",
        broken(runs=[{"start": 0, "end": 1, "style": "em"}] * (RUNS_LIMIT + 1)),
        b"[" + b",".join([broken(runs=RUNS)[1:-1]] * 6) + b"]",
        broken(shape="script"),
        broken(text=5),
        broken(level=99),
        broken(runs=[{"start": 1, "end": 9, "style": "em"}]),
        broken(runs=[{"start": 1, "end": 1, "style": "em"}]),
        broken(runs=[{"start": 0, "end": 1, "style": "onclick"}]),
        b" " * (5 << 20),
    ],
)
def test_a_worker_that_lies_about_an_article_is_not_believed(body: bytes) -> None:
    head = dict.fromkeys(("title", "author", "publisher", "date", "language", "address"), "")
    with pytest.raises(ProtocolError):
        decode_article(Frame(head, body))


def test_a_worker_that_lies_about_an_article_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="save it in a browser"):
        ToldArticle(Frame({}, b"no")).checked()


def test_the_styles_of_a_text_change_where_runs_begin_and_end() -> None:
    runs = [Run(2, 6, Style.STRONG), Run(0, 4, Style.CODE), Run(3, 9, Style.STRONG)]
    assert list(stretches(runs, 1, 8)) == [
        (1, 2, [Style.CODE]),
        (2, 3, [Style.STRONG, Style.CODE]),
        (3, 4, [Style.STRONG, Style.CODE]),
        (4, 6, [Style.STRONG]),
        (6, 8, [Style.STRONG]),
    ]


def test_runs_within_runs_are_not_tagged_again_and_again() -> None:
    runs = tuple(Run(at, 4000 - at, Style.STRONG) for at in range(2000))
    page = snapshot(Article((Block(Shape.PARAGRAPH, 4000 * "a", runs=runs),)))
    assert len(page) < 100_000
