"""What a worker answers, checked on arrival: a worker is not trusted.

``decode`` is the only way in; it raises ProtocolError on anything that is not exactly right.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from counterpoint.documents.client import jobs
from counterpoint.documents.client.articles import ToldArticle
from counterpoint.documents.client.checks import Body, Fields, check_finite
from counterpoint.documents.client.frames import Frame, ProtocolError
from counterpoint.documents.client.highlights import FileHighlights, file_highlights
from counterpoint.documents.client.links import PageLinks, page_links
from counterpoint.documents.client.pages import Line, PageLines, RawOffset
from counterpoint.documents.client.text_parts import TextPart, text_part
from counterpoint.domain.reading import ReadingText

PROTOCOL = 1
"""The version both sides speak."""

PIXEL_LIMIT = 40_000_000
"""Pixels of the largest picture; a worker scales down what would be larger."""

PAGE_LIMIT = 200_000
"""Pages of the longest document."""

EXTENT_LIMIT = 1e7
"""Page units: no page is larger, and nothing lies farther from one."""

ReadPixels = Callable[[int], bytes]
"""Gives the first bytes of the pixels that the worker shares."""


@dataclass(frozen=True)
class Hello:
    """A worker is ready. ``measures`` names the containment that holds before it opens a file."""

    version: int
    measures: tuple[str, ...]


@dataclass(frozen=True)
class OutlineEntry:
    """A heading or bookmark; ``level`` from 1. ``raw`` counts where pages flow, ``y`` where not.

    ``raw`` is an offset in the section's raw text, ``y`` page units from the top.
    """

    level: int
    title: str
    section: int
    raw: int = 0
    y: float = 0.0


@dataclass(frozen=True)
class Opened:
    """A document is open. What is unknown about it is empty.

    ``starts`` has one entry a page: the section and raw offset its text starts at, ascending and
    the same in every layout. ``labels`` are the printed page labels, empty where pages flow.
    ``date`` is ISO 8601, as precise as the source says. ``measures`` names the containment that
    holds from now on. ``address`` is where on the web it was kept from.
    """

    format: str
    fixed: bool
    sections: int
    starts: tuple[RawOffset, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""
    labels: tuple[str, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    measures: tuple[str, ...] = ()
    address: str = ""

    @property
    def pages(self) -> int:
        """How many pages can be rendered."""
        return len(self.starts)

    def page_of(self, section: int, raw: int) -> int:
        """The page a character stands on."""
        return max(0, bisect_right(self.starts, (section, raw)) - 1)


@dataclass(frozen=True)
class Arranged:
    """Width and height of each page, in page units."""

    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Picture:
    """Pixels: 32 bits each, B G R A in memory, colours multiplied by alpha.

    A row has ``stride`` bytes.

    ``left`` and ``top`` are the clip's corner in pixels of the page at ``scale``, which is below
    the scale asked for only where the picture would have been too large.
    """

    width: int
    height: int
    stride: int
    left: int
    top: int
    scale: float
    pixels: bytes


@dataclass(frozen=True)
class Extracted:
    """How many sections have their raw text at hand."""

    done: int


@dataclass(frozen=True)
class Refused:
    """A sentence for the reader: what is wrong with the document, and what to do.

    One that ``is_locked`` can be opened with a password, if it is the right one.
    """

    sentence: str
    is_locked: bool = False


Reply = (
    Opened
    | Arranged
    | Picture
    | PageLines
    | PageLinks
    | Extracted
    | TextPart
    | ReadingText
    | FileHighlights
    | ToldArticle
    | Refused
)


def hello(frame: Frame) -> Hello:
    """The worker's first frame."""
    fields = Fields(frame.head)
    if fields.values.get("kind") != "hello" or fields.count("version") != PROTOCOL:
        raise ProtocolError("The worker speaks another protocol.")
    return Hello(PROTOCOL, fields.texts("measures", 50))


def answered(frame: Frame) -> int:
    """The number of the job that a frame answers."""
    return Fields(frame.head).count("job")


def decode(job: jobs.Job, frame: Frame, read_pixels: ReadPixels) -> Reply:
    """The answer to a job."""
    if "refused" in frame.head:
        return _refused(Fields(frame.head), job)
    match job:
        case jobs.Open():
            return _opened(Fields(frame.head))
        case jobs.Arrange():
            return _arranged(frame)
        case jobs.Render():
            return _picture(frame, read_pixels)
        case jobs.Lines():
            return _page_lines(job.page, frame)
        case jobs.Links():
            return page_links(job.page, frame)
        case jobs.Extract():
            return Extracted(Fields(frame.head).count("done", PAGE_LIMIT))
        case jobs.Read():
            return text_part(job.part, frame)
        case jobs.Article():
            return ToldArticle(frame)
        case jobs.Highlights():
            return file_highlights(frame)
    assert_never(job)


def _refused(fields: Fields, job: jobs.Job) -> Refused:
    """Only a document that is being opened can ask for a password."""
    is_locked = isinstance(job, jobs.Open) and "locked" in fields.values and fields.flag("locked")
    sentence = fields.text("refused", 1000)
    if not sentence.strip():
        raise ProtocolError("A refusal says nothing.")
    return Refused(sentence, is_locked)


def _opened(fields: Fields) -> Opened:
    sections = fields.count("sections", PAGE_LIMIT)
    fixed = fields.flag("fixed")
    starts = _starts(fields, sections, fixed)
    if not starts:
        raise ProtocolError("There are no pages.")
    return Opened(
        format=fields.text("format", 20),
        fixed=fixed,
        sections=sections,
        starts=starts,
        title=fields.text("title"),
        author=fields.text("author"),
        date=fields.text("date", 40),
        publisher=fields.text("publisher"),
        language=fields.text("language", 40),
        labels=_labels(fields, sections),
        outline=tuple(_entry(entry, sections) for entry in fields.objects("outline", 20_000)),
        measures=fields.texts("measures", 50),
        address=_web_address(fields.text("address")),
    )


def _web_address(address: str) -> str:
    """An address of the web; any other one is left out."""
    return address if address.startswith(("https://", "http://")) else ""


def _labels(fields: Fields, sections: int) -> tuple[str, ...]:
    labels = fields.texts("labels", sections)
    if labels and len(labels) != sections:
        raise ProtocolError("Some pages have no label.")
    return labels


def _starts(fields: Fields, sections: int, fixed: bool) -> tuple[RawOffset, ...]:
    if fixed:
        return tuple(RawOffset(section, 0) for section in range(sections))
    pages = fields.objects("starts", PAGE_LIMIT)
    starts = [RawOffset(page.count("section", sections - 1), page.count("raw")) for page in pages]
    if starts != sorted(starts):
        raise ProtocolError("The pages are not in order.")
    return tuple(starts)


def _entry(fields: Fields, sections: int) -> OutlineEntry:
    return OutlineEntry(
        level=max(1, fields.count("level", 100)),
        title=fields.text("title"),
        section=fields.count("section", sections - 1),
        raw=fields.count("raw"),
        y=fields.number("y", -EXTENT_LIMIT, EXTENT_LIMIT),
    )


def _arranged(frame: Frame) -> Arranged:
    count = Fields(frame.head).count("pages", PAGE_LIMIT)
    body = Body(frame)
    numbers = body.array("f", 2 * count)
    body.finish()
    check_finite(numbers, EXTENT_LIMIT)
    if any(number <= 0 for number in numbers):
        raise ProtocolError("A page has no extent.")
    return Arranged(tuple(zip(numbers[0::2], numbers[1::2], strict=True)))


def _picture(frame: Frame, read_pixels: ReadPixels) -> Picture:
    fields = Fields(frame.head)
    width, height = fields.count("width", PIXEL_LIMIT), fields.count("height", PIXEL_LIMIT)
    stride = fields.count("stride", 4 * PIXEL_LIMIT)
    size = stride * height
    if width * height == 0 or stride < 4 * width or size > 4 * PIXEL_LIMIT:
        raise ProtocolError("A picture's size makes no sense.")
    pixels = read_pixels(size) if fields.flag("shared") else frame.body
    if len(pixels) != size:
        raise ProtocolError("A picture lacks pixels.")
    left, top = fields.count("left"), fields.count("top")
    scale = fields.number("scale", 1e-6, 1e6)
    return Picture(width, height, stride, left, top, scale, pixels)


def _page_lines(page: int, frame: Frame) -> PageLines:
    """Body: a line's section, raw start, count, vertical; top, bottom, baseline; then edges."""
    count = Fields(frame.head).count("lines", 1_000_000)
    body = Body(frame)
    whole, real = body.array("i", 4 * count), body.array("f", 3 * count)
    counts = whole[2::4]
    if whole and min(whole) < 0:
        raise ProtocolError("A line starts before its section.")
    edges = body.array("f", 2 * sum(counts))
    body.finish()
    check_finite(real, EXTENT_LIMIT)
    check_finite(edges, EXTENT_LIMIT)
    lines, at = [], 0
    for index in range(count):
        section, raw_start, characters, vertical = whole[4 * index : 4 * index + 4]
        top, bottom, baseline = real[3 * index : 3 * index + 3]
        own = edges[at : at + 2 * characters]
        at += 2 * characters
        place = (section, raw_start, characters)
        lines.append(Line(*place, top, bottom, baseline, bool(vertical), own))
    return PageLines(page, tuple(lines))
