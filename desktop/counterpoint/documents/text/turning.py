"""Lines of a page as if all were read from left to right and from top to bottom.

Pages of right-to-left scripts are mirrored and vertical lines laid down, so that columns, first
lines and short last lines are found by the same rules; initials of several lines are set as the
letter that they are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterpoint.documents.text.raw import RawLine, RawPage

INITIAL = 1.7
"""Times the size of body type from which a single letter is an initial."""

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[A-Za-z]")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def in_reading_direction(page: RawPage) -> RawPage:
    """The page with the boxes of its lines as they would be."""
    lines = page.lines
    if _is_vertical(page):
        lines = tuple(_laid(line, page.width) for line in lines)
    if not page.text.isascii() and _is_leftward(page.text):
        lines = tuple(_mirrored(line, page.width) for line in lines)
    return page if lines is page.lines else replace(page, lines=lines)


def with_initials(page: RawPage, lines: Sequence[RawLine], body: float) -> Sequence[RawLine]:
    """The lines with initials set small; ``body`` is the size of body type in points."""
    for initial in [line for line in lines if _is_initial(page, line, body)]:
        lines = _with_initial(initial, lines)
    return lines


def _is_leftward(text: str) -> bool:
    return len(_LEFTWARD.findall(text)) > len(_LATIN.findall(text))


def _mirrored(line: RawLine, width: float) -> RawLine:
    return replace(line, x0=width - line.x1, x1=width - line.x0)


def _is_vertical(page: RawPage) -> bool:
    """Whether most of a page runs from top to bottom, as Japanese and Chinese may."""
    turned = [line for line in page.lines if not line.upright]
    if 2 * len(turned) <= len(page.lines):
        return False
    eastern = sum(bool(_EASTERN.search(page.words(line))) for line in turned)
    return 2 * eastern > len(page.lines)


def _laid(line: RawLine, width: float) -> RawLine:
    """A vertical line turned so that its top is on the left, and the rightmost line on top."""
    if line.upright:
        return line
    middle = width - (line.x0 + line.x1) / 2
    return replace(
        line,
        x0=line.y0,
        x1=line.y1,
        y0=middle - 0.8 * line.size,
        y1=middle + 0.2 * line.size,
        baseline=middle,
        upright=True,
    )


def _is_initial(page: RawPage, line: RawLine, body: float) -> bool:
    is_large = line.upright and line.end - line.start == 1 and line.size >= INITIAL * body
    return is_large and page.words(line).isupper()


def _with_initial(initial: RawLine, lines: Sequence[RawLine]) -> list[RawLine]:
    """The initial set on the line it begins, those beside it moved out to its left edge."""
    top = initial.baseline - 0.75 * initial.size
    beside = [line for line in lines if _is_beside(line, initial, top)]
    if len(beside) < 2:
        return list(lines)
    first = min(beside, key=lambda line: line.baseline)
    small = replace(
        initial, x1=first.x0, y0=first.y0, y1=first.y1, baseline=first.baseline, size=first.size
    )
    others = {line.start for line in beside} - {first.start}
    return [
        small if line is initial else _moved(line, initial.x0) if line.start in others else line
        for line in lines
    ]


def _is_beside(line: RawLine, initial: RawLine, top: float) -> bool:
    is_right = -2 < line.x0 - initial.x1 < initial.size
    return is_right and line is not initial and top < line.baseline < initial.baseline + 2


def _moved(line: RawLine, x0: float) -> RawLine:
    return replace(line, x0=x0)
