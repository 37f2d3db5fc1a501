"""Replies as frames: the other end of ``client.replies.decode``."""

from array import array
from collections.abc import Iterable
from math import isfinite
from typing import Any

from counterpoint.documents.client.pages import Line
from counterpoint.documents.client.replies import EXTENT_LIMIT, Opened, OutlineEntry
from counterpoint.documents.client.text_parts import PART, parts_in
from counterpoint.domain.reading import ReadingText

Answer = tuple[dict[str, Any], bytes]
"""A frame's head, without the job's number, and its body."""


def opened_answer(opened: Opened) -> Answer:
    """A document is open."""
    return {
        "format": opened.format,
        "fixed": opened.fixed,
        "sections": opened.sections,
        "starts": [] if opened.fixed else [start._asdict() for start in opened.starts],
        "title": opened.title,
        "author": opened.author,
        "date": opened.date,
        "publisher": opened.publisher,
        "language": opened.language,
        "address": opened.address,
        "labels": list(opened.labels),
        "outline": [_entry(entry) for entry in opened.outline],
        "measures": list(opened.measures),
    }, b""


def arranged_answer(sizes: list[tuple[float, float]]) -> Answer:
    """The sizes of all pages."""
    numbers = array("f", (number for size in sizes for number in size))
    return {"pages": len(sizes)}, numbers.tobytes()


def lines_answer(lines: list[Line]) -> Answer:
    """The lines of a page, without those that lie where no page can be."""
    lines = [line for line in lines if _is_placed(line)]
    whole = array("i", (number for line in lines for number in _whole(line)))
    real = array(
        "f", (number for line in lines for number in (line.top, line.bottom, line.baseline))
    )
    edges = b"".join(line.edges.tobytes() for line in lines)
    return {"lines": len(lines)}, whole.tobytes() + real.tobytes() + edges


def reading_answer(reading: ReadingText, part: int = 0) -> Answer:
    """One part of a reading text; the first also tells what belongs to the whole."""
    parts = parts_in(reading.text)
    text = reading.text[part * PART : (part + 1) * PART].encode("utf-8", "replace")
    paragraphs = _share(reading.paragraph_count, part, parts)
    sentences = _share(reading.sentence_count, part, parts)
    spans = reading.spans[_share(len(reading.spans), part, parts)]
    body = [
        text,
        array("i", reading.paragraphs[2 * paragraphs.start : 2 * paragraphs.stop]).tobytes(),
        array("i", reading.sentences[2 * sentences.start : 2 * sentences.stop]).tobytes(),
        _flat(spans).tobytes(),
        array("B", reading.roles[paragraphs]).tobytes(),
    ]
    return {
        "parts": parts,
        "bytes": len(text),
        "paragraphs": paragraphs.stop - paragraphs.start,
        "sentences": sentences.stop - sentences.start,
        "spans": len(spans),
        "labels": list(reading.labels) if part == 0 else [],
        "extractor": reading.extractor,
    }, b"".join(body)


def _share(count: int, part: int, parts: int) -> slice:
    """Which of so many things are told with a part."""
    return slice(count * part // parts, count * (part + 1) // parts)


def _entry(entry: OutlineEntry) -> dict[str, Any]:
    return {
        "level": entry.level,
        "title": entry.title,
        "section": entry.section,
        "raw": entry.raw,
        "y": entry.y,
    }


def _is_placed(line: Line) -> bool:
    numbers = (line.top, line.bottom, line.baseline, *line.edges)
    is_near = min(numbers) >= -EXTENT_LIMIT and max(numbers) <= EXTENT_LIMIT
    return is_near and isfinite(sum(numbers))


def _whole(line: Line) -> tuple[int, int, int, int]:
    return line.section, line.raw_start, line.count, int(line.vertical)


def _flat(rows: Iterable[tuple[int, ...]]) -> "array[int]":
    return array("i", (number for row in rows for number in row))
