"""What of a page looks other once claims on it have changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from counterpoint.ui.page_painting import MOST_LEVELS, RULE, PlacedClaim, Still

REACH = 2.0 + RULE * 1.5 * MOST_LEVELS
"""Logical pixels by which a claim is painted beyond its lines, at most: its lowest rule."""

Band = tuple[float, float]
"""Two heights on a page, in logical pixels from its upper edge."""


def changed_band(before: Still, after: Still) -> Band | None:
    """The heights that all differences lie between; None where nothing is drawn otherwise.

    Claims in the same order as before look the same: those that differ, and all between them, are
    in the band. One that parts others on the same words, or no more does, is painted with them.
    """
    old, new = before.claims, after.claims
    first = _same(zip(old, new, strict=False))
    old, new = old[first:], new[first:]
    last = _same(zip(reversed(old), reversed(new), strict=False))
    rest = old[len(old) - last :]
    while first and rest and before.claims[first - 1].lines == rest[0].lines:
        first -= 1
    ends = (one[first : len(one) - last] for one in (before.claims, after.claims))
    bands = [band for claims in ends for placed in claims if (band := _band(placed))]
    return _around(bands) if bands else None


def within(still: Still, band: Band) -> Still:
    """The claims that reach into a band, and those between them: what to paint there."""
    top, bottom = band
    bands = [_band(placed) for placed in still.claims]
    inside = [at for at, one in enumerate(bands) if one and one[0] < bottom and top < one[1]]
    claims = still.claims[inside[0] : inside[-1] + 1] if inside else ()
    return replace(still, claims=claims)


def _same(pairs: Iterable[tuple[PlacedClaim, PlacedClaim]]) -> int:
    """How many pairs there are until one differs."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _band(placed: PlacedClaim) -> Band | None:
    return _around([(one.top() - REACH, one.bottom() + REACH) for one in placed.lines])


def _around(bands: Sequence[Band]) -> Band | None:
    if not bands:
        return None
    return min(top for top, _ in bands), max(bottom for _, bottom in bands)
