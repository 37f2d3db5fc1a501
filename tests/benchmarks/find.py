"""Finding a word: in a text against Python's own search, and in the window as it is typed."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counterpoint.app.alike import Wanted
from counterpoint.app.finding import Search
from tests.benchmarks.heartbeat import Block, Heartbeat, longest, usual
from tests.benchmarks.papers import long_paper, sentences
from tests.benchmarks.rows import Row, hand_over
from tests.benchmarks.sitting import Sitting

CHARACTERS = 2_400_000
"""What 1,000 pages hold."""

COMMON, RARE, ABSENT = "harbour", "doubtful. The harbour", "zeppelin"
LONGEST, USUAL = 50, 16


def measure(folder: Path) -> list[Row]:
    """Rows for the search alone, then for the window."""
    return [*alone(), *in_window(folder)]


def alone() -> list[Row]:
    """Time to the first hit from the middle on, and to all, against one pass of ``re``."""
    text = " ".join(islice(sentences(1), 30_000))[:CHARACTERS]
    return [row for words in (COMMON, RARE, ABSENT) for row in _rows_of(text, words)]


def _rows_of(text: str, words: str) -> list[Row]:
    plain = min(_seconds_of(text, words) for _ in range(3))
    first, every, count = min(_search(text, words) for _ in range(3))
    started = perf_counter()
    text.find(words, len(text) // 2)
    found = perf_counter() - started
    return [
        _row(f"all of “{words}”, 1,000 pages", (every, plain), None, {"hits": count}),
        _row(f"first of “{words}”, 1,000 pages", (first, plain), None, {"find ms": 1000 * found}),
    ]


def _seconds_of(text: str, words: str) -> float:
    """How long ``re`` takes for all, capitals or not."""
    started = perf_counter()
    sum(1 for _ in re.finditer(re.escape(words), text, re.IGNORECASE))
    return perf_counter() - started


def _search(text: str, words: str) -> tuple[float, float, int]:
    """Seconds to the first hit or the end, seconds to all, and how many."""
    started = perf_counter()
    search = Search(text, Wanted(words), len(text) // 2)
    while not search.is_done and not search.count:
        search.go_on()
    first = perf_counter() - started
    while not search.is_done:
        search.go_on()
    return first, perf_counter() - started, search.count


def in_window(folder: Path) -> list[Row]:
    """Blocks of the event loop while words are typed over 5,000 pages, and going on."""
    sitting = Sitting()
    sitting.open(None, long_paper(folder))
    sitting.rest(1.0)
    heart = Heartbeat()
    heart.begin("typing")
    for words in ("e", COMMON):  # every tenth letter is an e: more than half a million hits
        sitting.press("Ctrl+F")
        for letter in words:
            QTest.keyClicks(sitting.bench.finder.active.bar.field, letter)
            sitting.rest(0.1)
        sitting.wait(lambda: sitting.bench.finder.active.is_settled)
    for _ in range(30):
        QTest.keyClick(sitting.bench.finder.active.bar.field, Qt.Key.Key_Return)
        sitting.rest(0.05)
    heart.stop()
    blocks = heart.blocks
    sitting.close()
    return [
        _block("longest", longest(blocks), LONGEST),
        _block("p99", usual(blocks), USUAL, blocks),
    ]


def _row(
    what: str, seconds: tuple[float, float], goal: float | None, details: dict[str, float]
) -> Row:
    ours, reference = (1000 * one for one in seconds)
    return Row("find", what, "ms", ours, reference, ours / reference, "×", goal, details)


def _block(what: str, seconds: float, goal: float, blocks: list[Block] | None = None) -> Row:
    details = {"beats": float(len(blocks))} if blocks else {}
    value = 1000 * seconds
    name = f"{what} block, finding in 5,000 pages"
    return Row("find", name, "ms", value, None, value, "ms", goal, details)


if __name__ == "__main__":
    hand_over(measure)
