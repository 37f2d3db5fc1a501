"""A PDF page's raw text and the places of its characters, both from one walk of the same lines.

Raw text is each line that shows something, without white space at its ends, followed by a line
feed. Both functions must agree on every character, for places are counted in it.
"""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pymupdf

from counterpoint.documents.client.pages import Line
from counterpoint.documents.text.raw import RawLine, RawPage, RawSpan, median
from counterpoint.documents.worker.alignment import ASCENT, DESCENT
from counterpoint.documents.worker.engine import PdfFile

FLAGS = int(pymupdf.TEXT_MEDIABOX_CLIP)
"""Odd spaces come out as plain spaces, as they are not asked to stay."""

_BOLD = int(pymupdf.TEXT_FONT_BOLD)

RAISED_BY, RAISED_SIZE = 0.12, 0.85
"""Em that raised characters stand above the baseline at least; their size at most, in em."""

_TRACKED = re.compile(r"\S(?: \S){3,}")
"""Letters set so far apart that the engine sees a space after each."""

WIDEST_TRACKING = 0.5
"""Heights of a line that tracked letters stand apart at most."""

_LEVEL = 0.999
"""Cosine of the angle at which a line counts as level."""


def raw_page(file: PdfFile, page: int) -> RawPage:
    """The raw text of a page."""
    parts: list[str] = []
    lines: list[RawLine] = []
    at = 0
    for line in _lines(file.lines(page, FLAGS)):
        texts = [str(span["text"]) for span in line["spans"]]
        words = "".join(texts)
        inked = words.strip()
        if inked:
            margin = len(words) - len(words.lstrip())
            lines.append(_raw_line(line, at, (margin, margin + len(inked))))
            parts.append(inked)
            at += len(inked) + 1
    width, height = file.size(page)
    text = "\n".join(parts)
    if any(_TRACKED.fullmatch(part) for part in parts):
        lines = [
            replace(line, tracked=tuple(_tracked(shown, line.start)))
            for line, (_, shown) in zip(lines, _shown(file, page), strict=True)
        ]
    return RawPage(text + "\n" if text else "", tuple(lines), width, height)


def _shown(file: PdfFile, page: int) -> Iterator[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Each line that shows something, with its characters but for white space at its ends."""
    for line in _lines(file.characters(page, FLAGS)):
        characters = [item for span in line["spans"] for item in span["chars"]]
        words = "".join(item["c"] for item in characters)
        inked = words.strip()
        if inked:
            margin = len(words) - len(words.lstrip())
            yield line, characters[margin : margin + len(inked)]


def _tracked(shown: Sequence[Mapping[str, Any]], start: int) -> Iterator[int]:
    """Raw offsets of the spaces of a line of single letters, but for those between its words."""
    if not _TRACKED.fullmatch("".join(item["c"] for item in shown)):
        return
    gaps = [
        float(after["bbox"][0]) - float(before["bbox"][2])
        for before, after in zip(shown[::2], shown[2::2], strict=False)
    ]
    usual = median(gaps)
    if usual > WIDEST_TRACKING * (float(shown[0]["bbox"][3]) - float(shown[0]["bbox"][1])):
        return
    for number, gap in enumerate(gaps):
        if gap < 1.5 * usual:
            yield start + 2 * number + 1


def page_lines(file: PdfFile, page: int) -> list[Line]:
    """The same lines with the edges of every character."""
    found: list[Line] = []
    at = 0
    for line, shown in _shown(file, page):
        found.append(_line(page, at, line, shown))
        at += len(shown) + 1
    return found


def _lines(page: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for block in page["blocks"]:
        yield from block.get("lines", ())


def _raw_line(line: Mapping[str, Any], start: int, inked: tuple[int, int]) -> RawLine:
    spans = list(_placed(line["spans"], start - inked[0], (start, start + inked[1] - inked[0])))
    main = max(spans, key=lambda placed: placed[2] - placed[1])[0]
    baseline, size = float(main["origin"][1]), float(main["size"])
    box = line["bbox"]
    return RawLine(
        start=start,
        end=start + inked[1] - inked[0],
        x0=min(float(span["bbox"][0]) for span, _, _ in spans),
        y0=baseline - 0.8 * size,
        x1=max(float(span["bbox"][2]) for span, _, _ in spans),
        y1=baseline + 0.2 * size,
        baseline=baseline,
        size=size,
        bold=_is_bold(main),
        upright=float(line["dir"][0]) > _LEVEL and bool(box),
        spans=tuple(_raw_span(placed, baseline, size) for placed in spans),
    )


def _placed(
    spans: Sequence[Mapping[str, Any]], at: int, bounds: tuple[int, int]
) -> Iterator[tuple[Mapping[str, Any], int, int]]:
    """Spans with their raw offsets; those outside the line's inked part are left out."""
    for span in spans:
        end = at + len(span["text"])
        first, last = max(at, bounds[0]), min(end, bounds[1])
        if first < last:
            yield span, first, last
        at = end


def _raw_span(placed: tuple[Mapping[str, Any], int, int], baseline: float, size: float) -> RawSpan:
    span, start, end = placed
    is_high = baseline - float(span["origin"][1]) > RAISED_BY * size
    own_size = float(span["size"])
    return RawSpan(start, end, own_size, _is_bold(span), is_high and own_size < RAISED_SIZE * size)


def _is_bold(span: Mapping[str, Any]) -> bool:
    font = str(span["font"])
    return bool(int(span["flags"]) & _BOLD) or "Bold" in font or "Black" in font


def _line(
    page: int, start: int, line: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]
) -> Line:
    is_vertical = abs(line["dir"][1]) > abs(line["dir"][0])
    is_level = abs(line["dir"][0]) > _LEVEL
    low, high = (1, 3) if is_vertical else (0, 2)
    edges = array("f", _shared([(item["bbox"][low], item["bbox"][high]) for item in shown]))
    top, bottom, baseline = _level_extent(line) if is_level else _box_extent(line, is_vertical)
    return Line(page, start, len(shown), top, bottom, baseline, is_vertical, edges)


def _shared(boxes: Sequence[tuple[float, float]]) -> Iterator[float]:
    """The two edges of each character; the letters of a ligature share the width of its first."""
    at = 0
    while at < len(boxes):
        left, right = boxes[at]
        end = at + 1
        while end < len(boxes) and boxes[end] == (right, right):
            end += 1
        step = (right - left) / (end - at)
        for number in range(end - at):
            yield from (left + number * step, left + (number + 1) * step)
        at = end


def _level_extent(line: Mapping[str, Any]) -> tuple[float, float, float]:
    """Top, bottom and baseline of a level line; fonts' own heights are not to be trusted."""
    main = max(line["spans"], key=lambda span: len(span["chars"]))
    baseline, size = float(main["chars"][0]["origin"][1]), float(main["size"])
    return baseline - 0.82 * ASCENT * size, baseline + 0.8 * DESCENT * size, baseline


def _box_extent(line: Mapping[str, Any], is_vertical: bool) -> tuple[float, float, float]:
    low, high = (0, 2) if is_vertical else (1, 3)
    return float(line["bbox"][low]), float(line["bbox"][high]), float(line["bbox"][high])
