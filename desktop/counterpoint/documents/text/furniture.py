"""Running heads, running feet and page numbers: what a page carries that nobody reads."""

import re
from collections import Counter
from collections.abc import Sequence

from counterpoint.documents.text.raw import RawLine, RawPage

MARGIN = 0.12
"""Share of a page's height at its top and at its foot in which furniture stands."""

REPEATS = 3
"""Pages that must carry a line; two are enough in a document of fewer than six pages."""

LARGE = 1.2
"""Times the size of body type from which a line is a heading, however often it repeats."""

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.?|seite|s\.|页|쪽)\s*)?(?:\d{1,5}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von)\s*\d{1,5})?\W*",
    re.IGNORECASE,
)


def furniture(pages: Sequence[RawPage], body_size: float) -> set[tuple[int, int]]:
    """Page and raw start of each line that is furniture; the size of body type is in points."""
    candidates = [
        (number, line)
        for number, page in enumerate(pages)
        for line in _edge_lines(page)
        if line.size < LARGE * body_size
    ]
    keys = [_key(pages[number], line) for number, line in candidates]
    counts = Counter({key: len(on) for key, on in _pages_by_key(candidates, keys).items()})
    needed = REPEATS if len(pages) > 5 else 2
    return {
        (number, line.start)
        for (number, line), key in zip(candidates, keys, strict=True)
        if counts[key] >= needed or _NUMBER.fullmatch(pages[number].words(line).strip())
    }


def _edge_lines(page: RawPage) -> list[RawLine]:
    """The lines in the margins; a page of few lines has none of its text there."""
    top, foot = MARGIN * page.height, (1 - MARGIN) * page.height
    return [line for line in page.lines if line.y1 <= top or line.y0 >= foot]


def _key(page: RawPage, line: RawLine) -> tuple[bool, str]:
    """Where a line stands and what it says, whatever the page number in it."""
    words = _DIGITS.sub("#", page.words(line).casefold())
    return line.y1 <= MARGIN * page.height, " ".join(words.split())


def _pages_by_key(
    candidates: list[tuple[int, RawLine]], keys: list[tuple[bool, str]]
) -> dict[tuple[bool, str], set[int]]:
    found: dict[tuple[bool, str], set[int]] = {}
    for (number, _), key in zip(candidates, keys, strict=True):
        found.setdefault(key, set()).add(number)
    return found
