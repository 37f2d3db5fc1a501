"""Whatever a worker says is either a value that makes sense or a breach of the protocol."""

from __future__ import annotations

import json
import random
from array import array
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.documents.client import jobs
from counterpoint.documents.client.articles import (
    Article,
    ToldArticle,
    as_rows,
    decode_article,
    snapshot,
)
from counterpoint.documents.client.frames import Frame, FrameReader, ProtocolError, encode
from counterpoint.documents.client.highlights import (
    FORMS,
    FileHighlight,
    FileHighlights,
    RawRange,
)
from counterpoint.documents.client.links import FARTHEST, PageLink, PageLinks, is_allowed
from counterpoint.documents.client.pages import Line, PageLines, RawOffset, Rectangle
from counterpoint.documents.client.replies import (
    PIXEL_LIMIT,
    Arranged,
    Opened,
    OutlineEntry,
    Picture,
    Refused,
    decode,
)
from counterpoint.documents.client.text_parts import TextPart, TextParts
from counterpoint.documents.flow.blocks import Block, Run, Shape, Style
from counterpoint.documents.worker.answers import (
    arranged_answer,
    lines_answer,
    opened_answer,
    reading_answer,
)
from counterpoint.documents.worker.highlights import highlights_answer
from counterpoint.documents.worker.links import links_answer
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.spans import Span

STARTS = (RawOffset(0, 0), RawOffset(0, 9), RawOffset(1, 0))
FIXED = Opened("pdf", fixed=True, sections=2, starts=(), labels=("i", "1"))
FLOWING = Opened("epub", False, 2, STARTS, outline=(OutlineEntry(1, "Rain", 1, 5, 2.0),))
LINE = Line(0, 5, 2, 1.0, 9.0, 8.0, False, array("f", [0, 9, 9, 20]))
TEXT = ReadingText(
    text="It rained. 비가 왔다.",
    paragraphs=array("i", [0, 17]),
    roles=array("B", [0]),
    sentences=array("i", [0, 10, 11, 17]),
    spans=(Span(0, 10, 0, 0), Span(11, 6, 1, 4)),
    labels=("i", "1"),
)
PICTURE = {"width": 3, "height": 3, "stride": 12, "left": 0, "top": 0, "scale": 1.0}

HIGHLIGHTS = FileHighlights(
    (
        FileHighlight(0, "highlight", 0xFFCC00, (RawRange(0, 4), RawRange(6, 9)), "See.", "Ada"),
        FileHighlight(1, "strikeout", 0, date="2024-05-03"),
    )
)

AREA = Rectangle(0.0, 0.0, 9.0, 9.0)
LINKS = PageLinks(
    0, (PageLink(AREA, "https://example.org/a"), PageLink(AREA, raw=3, start=1, end=5))
)

BLOCKS = (
    Block(Shape.HEADING, "Rain", 1),
    Block(Shape.ITEM, "It rained.", 2, "1.", (Run(0, 2, Style.STRONG),)),
)
SAID = dict.fromkeys(("title", "author", "publisher", "date", "language", "address"), "Rain")

TOLD: list[tuple[jobs.Job, dict[str, Any], bytes]] = [
    (jobs.Open("/a"), *opened_answer(FIXED)),
    (jobs.Open("/a"), *opened_answer(FLOWING)),
    (jobs.Arrange(), *arranged_answer([(9.0, 9.0), (5.0, 8.0)])),
    (jobs.Render(0, 1.0), {**PICTURE, "shared": False}, bytes(36)),
    (jobs.Render(0, 1.0), {**PICTURE, "shared": True}, b""),
    (jobs.Lines(0), *lines_answer([LINE, LINE])),
    (jobs.Extract(0, 2), {"done": 2}, b""),
    (jobs.Read(), *reading_answer(TEXT)),
    (jobs.Highlights(0, 2), *highlights_answer(HIGHLIGHTS)),
    (jobs.Links(0), *links_answer(LINKS)),
    (jobs.Article(), SAID, json.dumps(as_rows(BLOCKS)).encode()),
    (jobs.Read(), {"refused": "It is broken."}, b""),
]

LIES: tuple[Any, ...] = (
    None, True, -1, 0, 1, 3, 1 << 29, 1 << 31, 1 << 70, 10**400, 0.5, -0.0, 1e308, "", " ", "a",
    "\ud800", "\0", "a" * 300, [], [[]], ["a"], [None], {}, {"section": 0}, [{}], [0] * 9,
)  # fmt: skip


def lie(value: Any, draw: random.Random) -> Any:
    """Another value in its place, or a lie inside it."""
    inside = isinstance(value, dict | list) and value and draw.random() < 0.9
    if not inside:
        return draw.choice(LIES)
    if isinstance(value, list):
        at = draw.randrange(len(value))
        return [*value[:at], lie(value[at], draw), *value[at + draw.choice((0, 1)) :]]
    key = draw.choice(sorted(value))
    told = {name: held for name, held in value.items() if name != key or draw.random() < 0.8}
    return {**told, key: lie(value[key], draw)} if key in told else told


def lied(body: bytes, draw: random.Random) -> bytes:
    """A body in JSON with lies in it."""
    rows = json.loads(body)
    for _ in range(draw.choice((0, 1, 3))):
        rows = lie(rows, draw)
    return json.dumps(rows).encode()


def twisted(body: bytes, draw: random.Random) -> bytes:
    """A body with other bytes, fewer, or more."""
    changed = bytearray(body)
    for _ in range(draw.choice((0, 1, 4)) if changed else 0):
        changed[draw.randrange(len(changed))] = draw.choice((0, 1, 127, 128, 255))
    cut = draw.choice((None, None, -1, -4, len(changed) // 2))
    return bytes(changed[:cut]) + bytes(draw.choice((0, 0, 0, 1, 8)))


def pixels(size: int) -> bytes:
    """What a window reads of the memory it shares: never more than there is."""
    assert 0 < size <= 4 * PIXEL_LIMIT
    return bytes(size) if size < 9_000 else b""


def heard(job: jobs.Job, frame: Frame) -> object:
    """What a window takes an answer for; a text of more than one part is not there yet."""
    reply = decode(job, frame, pixels)
    if isinstance(reply, ToldArticle):
        return decode_article(reply.frame)
    return TextParts().add(reply) if isinstance(reply, TextPart) else reply


def check(reply: object) -> None:
    """Whether a window can rely on a value."""
    match reply:
        case Opened():
            assert reply.pages > 0
            assert reply.page_of(0, 0) in range(reply.pages)
            assert all(entry.section < reply.sections for entry in reply.outline)
            assert all(isfinite(entry.y) and entry.level > 0 for entry in reply.outline)
            assert len(reply.labels) in (0, reply.sections)
        case Arranged():
            assert all(0 < side < 1e8 for size in reply.sizes for side in size)
        case Picture():
            assert len(reply.pixels) == reply.stride * reply.height > 0
        case PageLines():
            assert all(len(line.edges) == 2 * line.count for line in reply.lines)
        case FileHighlights():
            assert all(one.form in FORMS and one.colour <= 0xFFFFFF for one in reply.found)
            assert all(piece.start < piece.end for one in reply.found for piece in one.ranges)
        case PageLinks():
            assert all(not one.address or is_allowed(one.address) for one in reply.links)
            assert all(abs(side) <= FARTHEST for one in reply.links for side in one.area)
        case Article():
            runs = ((run, block.text) for block in reply.blocks for run in block.runs)
            assert all(0 <= run.start < run.end <= len(text) for run, text in runs)
            assert b"<script" not in snapshot(reply)
        case ReadingText():
            use(reply)
        case Refused():
            assert reply.sentence.strip()


def use(text: ReadingText) -> None:
    """Ask of a reading text what a window asks."""
    for index in range(text.paragraph_count):
        assert all(passage.end <= len(text.text) for passage in text.sentences_of(index))
        text.places(text.paragraph(index))
    text.label_at(0)
    assert all(span.start + span.length <= len(text.text) for span in text.spans)


def plain(value: object) -> bool:
    """Whether a value holds nothing but records, text and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return all(plain(getattr(value, field.name)) for field in fields(value))
    return not isinstance(value, dict)


@settings(max_examples=1500)
@given(st.sampled_from(TOLD), st.integers(0, 1 << 30))
def test_a_lie_in_any_field_is_a_breach_or_a_value(
    told: tuple[jobs.Job, dict[str, Any], bytes], seed: int
) -> None:
    draw = random.Random(seed)
    job, head, body = told
    if isinstance(job, jobs.Article):
        body = lied(body, draw)
    for _ in range(draw.choice((0, 1, 1, 3))):
        head = lie(head, draw)
        if not isinstance(head, dict):
            head = {"refused": head}
    try:
        reply = heard(job, Frame(head, twisted(body, draw)))
    except ProtocolError:
        return
    check(reply)
    assert plain(reply)


@given(st.sampled_from(TOLD), st.integers(0, 1 << 30))
def test_a_stream_that_is_damaged_is_a_breach_or_frames(
    told: tuple[jobs.Job, dict[str, Any], bytes], seed: int
) -> None:
    draw = random.Random(seed)
    stream = twisted(encode({**told[1], "job": 1}, told[2]) * 2, draw)
    try:
        frames = FrameReader().feed(stream)
    except ProtocolError:
        return
    assert all(isinstance(frame.head, dict) for frame in frames)
    assert sum(len(frame.body) for frame in frames) <= len(stream)


def answers() -> list[Callable[[], object]]:
    """Each sound answer."""
    return [lambda one=one: heard(one[0], Frame(one[1], one[2])) for one in TOLD]  # type: ignore[misc]


def test_the_answers_that_are_damaged_are_sound_before() -> None:
    for answer in answers():
        check(answer())
