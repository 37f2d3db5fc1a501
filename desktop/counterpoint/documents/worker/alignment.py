"""Matching what a layout shows to the flow it was made from, character by character.

The layout adds bullets and numbers, breaks lines, and drops spaces at their ends; all else comes
in the same order. So the nth inked character of one is the nth of the other, and where a font
shows something else, the two are brought together again within a few characters.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from counterpoint.documents.client.pages import Line

LOOK_AHEAD = 24
"""Characters within which the two sides must meet again."""

AGREEMENT = 3
"""Characters that must agree where they meet."""

ASCENT, DESCENT = 0.98, 0.34
"""Em above and below the baseline that a line's tint covers."""

_BLANK = "\u200b\u200c\u200d\u2060\ufeff"


class Glyph(NamedTuple):
    """A character as laid out: its edges along the line, which line, in page units."""

    letter: str
    left: float
    right: float
    line: int


@dataclass(frozen=True)
class ShownLine:
    """A line as laid out: the distance of its baseline from the top, and its largest type size."""

    baseline: float
    size: float


NOWHERE = -1
"""The raw offset of a character that is set but does not stand in the flow."""


class Letter(NamedTuple):
    """A character of the flow. ``inset`` is where its block begins; glyphs left of it are ours."""

    letter: str
    raw: int
    inset: float


def is_blank(letter: str) -> bool:
    """Whether a character shows nothing."""
    return letter.isspace() or letter in _BLANK


def align(letters: list[Letter], glyphs: list[Glyph]) -> dict[int, Glyph]:
    """The glyph of each raw offset that has one; both sides without what shows nothing."""
    found: dict[int, Glyph] = {}
    i = j = 0
    while i < len(letters) and j < len(glyphs):
        if glyphs[j].right <= letters[i].inset:
            j += 1
            continue
        if letters[i].letter != glyphs[j].letter:
            skipped, added = _meeting(letters, glyphs, (i, j))
            for step in range(min(skipped, added)):
                found[letters[i + step].raw] = glyphs[j + step]
            i, j = i + skipped, j + added
        found[letters[i].raw] = glyphs[j]
        i, j = i + 1, j + 1
    found.pop(NOWHERE, None)
    return found


def _meeting(letters: list[Letter], glyphs: list[Glyph], at: tuple[int, int]) -> tuple[int, int]:
    """How many letters and glyphs to pass over until both agree; none where they never do."""
    here = "".join(item.letter for item in letters[at[0] : at[0] + LOOK_AHEAD])
    there = "".join(item.letter for item in glyphs[at[1] : at[1] + LOOK_AHEAD])
    for total in range(1, LOOK_AHEAD):
        for skipped in range(total + 1):
            agreed = here[skipped : skipped + AGREEMENT]
            if agreed and there.startswith(agreed, total - skipped):
                return skipped, total - skipped
    return 0, 0


def lines_of(found: dict[int, Glyph], shown: list[ShownLine], section: int) -> list[Line]:
    """Lines with an edge for every character from the first to the last found on each."""
    rows: dict[int, list[tuple[int, Glyph]]] = {}
    for raw, glyph in sorted(found.items()):
        rows.setdefault(glyph.line, []).append((raw, glyph))
    lines = [_line(row, shown[number], section) for number, row in rows.items()]
    return sorted(lines, key=lambda line: line.raw_start)


def _line(row: list[tuple[int, Glyph]], shown: ShownLine, section: int) -> Line:
    start, end = row[0][0], row[-1][0] + 1
    return Line(
        section=section,
        raw_start=start,
        count=end - start,
        top=shown.baseline - ASCENT * shown.size,
        bottom=shown.baseline + DESCENT * shown.size,
        baseline=shown.baseline,
        vertical=False,
        edges=array("f", _edges(row)),
    )


def _edges(row: list[tuple[int, Glyph]]) -> Iterator[float]:
    """Left and right of every character; those that show nothing share the gap they stand in."""
    before, right = row[0][0] - 1, row[0][1].left
    for raw, glyph in row:
        unseen = raw - before - 1
        step = (glyph.left - right) / unseen if unseen else 0.0
        for number in range(unseen):
            yield from (right + number * step, right + (number + 1) * step)
        yield from (glyph.left, glyph.right)
        before, right = raw, glyph.right
