"""Quotes found again in edited texts: how many rightly, and how long each takes in a megabyte."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from counterpoint.documents.text.offers import Offers
from counterpoint.domain.anchoring import choose
from counterpoint.domain.anchors import Anchor
from tests.benchmarks.rows import Row, hand_over, milliseconds, spread
from tests.reanchoring import edits
from tests.reanchoring.scoring import ABSTAINED, LENGTHS, RIGHT, WRONG, Sample, samples, table
from tests.reanchoring.tongues import ENGLISH
from tests.reanchoring.traced import whole, written

TEXTS, PARAGRAPHS = 52, 4
MEGABYTE = 1_000_000
GROUPS: Mapping[str, tuple[dict[str, edits.Edit], float, float]] = {
    "the same file": ({"same": edits.same}, 0.0, 0.0),
    "another layout": (edits.LAYOUT, 1.0, 0.3),
    "harder edits": (edits.HARDER, 100.0, 100.0),
    "paragraph gone": (edits.GONE, 3.0, 3.0),
}
"""Edits, and how many percent may be not right, and wrong."""


def measure(_folder: Path) -> list[Row]:
    """Every edit of every text; the details hold each edit by length of quote."""
    texts = list(samples(TEXTS, PARAGRAPHS))
    rows = [row for name in GROUPS for row in _rows(name, texts)]
    return [*rows, _time()]


def _rows(name: str, texts: list[Sample]) -> list[Row]:
    chosen, most_missed, most_wrong = GROUPS[name]
    found = table(texts, chosen)
    total = sum(found.values(), Counter[str]())
    details = {
        f"{edit}, {length}, {outcome}": float(found[edit, length][outcome])
        for edit in chosen
        for length in LENGTHS
        for outcome in (RIGHT, ABSTAINED, WRONG)
    }
    for edit in chosen:
        print(_line(edit, [found[edit, length] for length in LENGTHS]), file=sys.stderr)
    missed = 100 - 100 * total[RIGHT] / total.total()
    wrong = 100 * total[WRONG] / total.total()
    return [
        _row(f"{name}: not right, of {total.total():,}", missed, most_missed, details),
        _row(f"{name}: wrong", wrong, most_wrong, {}),
    ]


def _line(edit: str, by_length: list[Counter[str]]) -> str:
    """Right, abstained and wrong in percent, for each length of quote."""
    cells = [
        " / ".join(f"{100 * one[what] / one.total():.1f}" for what in (RIGHT, ABSTAINED, WRONG))
        for one in by_length
    ]
    return f"{edit:20}" + "".join(f"{cell:22}" for cell in cells)


def _row(what: str, percent: float, goal: float, details: Mapping[str, float]) -> Row:
    return Row("anchors", what, "%", percent, None, percent, "%", goal, details)


def _time() -> Row:
    """A claim in a million characters, its text folded once for all of them."""
    random = Random(1)
    paragraphs = written(ENGLISH, random, 3200)
    text = whole(paragraphs).text[:MEGABYTE]
    small = next(iter(samples(1, 30)))
    started = perf_counter()
    offers = Offers(text)
    folding = 1000 * (perf_counter() - started)
    found = milliseconds([_seconds(offers, quoted.anchor) for quoted in small.quotes])
    return Row(
        name="anchors",
        what="looking for one claim in a million characters",
        unit="ms",
        ours=median(found),
        reference=None,
        result=median(found),
        result_unit="ms",
        details={**spread(found), "folding": folding},
    )


def _seconds(offers: Offers, anchor: Anchor) -> float:
    started = perf_counter()
    choose(anchor, offers.of(anchor))
    return perf_counter() - started


if __name__ == "__main__":
    hand_over(measure)
