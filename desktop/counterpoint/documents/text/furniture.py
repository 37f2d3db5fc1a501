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

ITEM_GAP = 30.0
"""Points between the number of an item and its text at most."""

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.?|seite|s\.|页|쪽)\s*)?(?:\d{1,5}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von)\s*\d{1,5})?\W*",
    re.IGNORECASE,
)


Place = tuple[int, int]
"""Page, and where a line begins in its raw text."""


def furniture(pages: Sequence[RawPage], body_size: float) -> set[Place]:
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
    repeated = {
        (number, line.start)
        for (number, line), key in zip(candidates, keys, strict=True)
        if counts[key] >= needed
    }
    repeated |= _in_their_place(pages, candidates, repeated)
    if _is_all(pages, repeated):
        repeated = set()
    return repeated | _lone_numbers(pages, candidates, repeated)


def _is_all(pages: Sequence[RawPage], repeated: set[Place]) -> bool:
    """Whether most pages would be left with nothing: then what repeats is what there is to read."""
    inked = [
        all((number, line.start) in repeated for line in page.lines)
        for number, page in enumerate(pages)
        if page.lines
    ]
    return 2 * sum(inked) > len(inked)


def _in_their_place(
    pages: Sequence[RawPage], candidates: Sequence[tuple[int, RawLine]], repeated: set[Place]
) -> set[Place]:
    """Lines set as heads are that repeat on other pages, such as the title of a short chapter."""
    places = Counter(_seat(line) for number, line in candidates if (number, line.start) in repeated)
    return {
        (number, line.start)
        for number, line in candidates
        if line.upright and places[_seat(line)] > 1 and _stands_off(pages[number], line)
    }


def _seat(line: RawLine) -> tuple[int, float]:
    return round(line.baseline), round(line.size, 1)


def _stands_off(page: RawPage, line: RawLine) -> bool:
    """Whether nothing stands close above or below a line."""
    gap = 1.6 * line.size
    return not any(
        0.5 * line.size < abs(other.baseline - line.baseline) < gap
        for other in page.lines
        if other.upright
    )


def _lone_numbers(
    pages: Sequence[RawPage], candidates: Sequence[tuple[int, RawLine]], repeated: set[Place]
) -> set[Place]:
    """Numbers in a margin that no line of text follows, as it does the number of an item."""
    return {
        (number, line.start)
        for number, line in candidates
        if _NUMBER.fullmatch(pages[number].words(line).strip())
        and not any(
            abs(other.baseline - line.baseline) < 2 and 0 < other.x0 - line.x1 < ITEM_GAP
            for other in pages[number].lines
            if (number, other.start) not in repeated
        )
    }


def _edge_lines(page: RawPage) -> list[RawLine]:
    """The lines in the margins, those that run up a side included."""
    top, foot = MARGIN * page.height, (1 - MARGIN) * page.height
    left, right = MARGIN * page.width, (1 - MARGIN) * page.width
    return [
        line
        for line in page.lines
        if line.y1 <= top or line.y0 >= foot or not (line.upright or left < line.x0 < right)
    ]


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
