"""Putting 10,000 pages into the index, and finding words in them, through its process."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import msgspec

from counterpoint.app.searching import PIECE_LENGTH
from counterpoint.index.launch import start_index
from tests.benchmarks.children import Child
from tests.benchmarks.papers import write_pdf
from tests.benchmarks.rows import Row, hand_over, milliseconds, spread

PAGES, PARTS, KOREAN_PAGES = 1000, 10, 2000
"""Ten texts of a thousand pages; Korean ones are a fifth of that."""

PARAGRAPH_LINES = 6
ROUNDS = 15
FIRST_HITS_GOAL = 50
SYLLABLES = [chr(code) for code in range(0xAC00, 0xAC00 + 11_172, 17)]

ENDINGS = ["", "은", "는", "이", "가", "을", "를", "에서", "에서는", "으로", "의"]

QUERIES = {
    "a rare word": "harbour7340",
    "a common word": "budget",
    "a word begun": "bud",
    "three words": "treaty railway winter",
    "a phrase": '"the council"',
}

Passage = tuple[int, int, str, str]


class Asked:
    """Owns an index process, and waits for what it answers."""

    def __init__(self, folder: Path) -> None:
        self._process = start_index(folder)
        os.set_blocking(self._process.requests, True)
        os.set_blocking(self._process.answers, True)
        self._answers = os.fdopen(os.dup(self._process.answers), "rb")

    def close(self) -> None:
        """End the process."""
        self._answers.close()
        self._process.kill()

    def answers(self, **request: object) -> Iterator[dict[str, Any]]:
        """What it answers, the last of it with ``done``."""
        line = memoryview(msgspec.json.encode({"job": 1, **request}) + b"\n")
        while line:
            line = line[self._process.write(line) :]
        for answer in map(msgspec.json.decode, self._answers):
            yield answer
            if answer.get("done"):
                return

    def add(self, project: str, text: str, rows: Iterator[Passage]) -> None:
        """Hand over a text in pieces, as the window does."""
        first, piece = 0, list(_piece(rows))
        while piece:
            following = list(_piece(rows))
            request = {"text": text, "first": first, "rows": piece, "last": not following}
            list(self.answers(kind="add", project=project, **request))
            first, piece = first + len(piece), following

    def first_hits(self, project: str, texts: Sequence[str], query: str) -> float:
        """Seconds until the first passages are there."""
        request = {"project": project, "texts": texts, "query": query, "most": 8}
        started = perf_counter()
        seconds = [
            perf_counter() - started
            for answer in self.answers(kind="search", **request)
            if "place" in answer
        ]
        return seconds[0]


def measure(folder: Path) -> list[Row]:
    """Building against extracting the same pages; asking against the bare query."""
    with Child("index_alone", write_pdf(folder / "1000 pages.pdf", PAGES)) as alone:
        extracting, pages = PARTS * float(alone.listen()), alone.listen()
    asked = Asked(folder / "index")
    passages = [list(_passages(pages, part)) for part in range(PARTS)]
    started = perf_counter()
    for part, rows in enumerate(passages):
        asked.add("english", f"part {part}", iter(rows))
    building = perf_counter() - started
    found = [_built(building, extracting)]
    parts = [f"part {part}" for part in range(PARTS)]
    base = sqlite3.connect(next((folder / "index").glob("*.sqlite")))
    for what, query in QUERIES.items():
        taken = [asked.first_hits("english", parts, query) for _ in range(ROUNDS)]
        found.append(_found(f"first hits of {what} in 10,000 pages", taken, _bare(base, query)))
    base.close()
    korean = list(_korean())
    started = perf_counter()
    asked.add("korean", "korean", iter(korean))
    found.append(_built_korean(perf_counter() - started))
    for length in (1, 2, 4):
        query = "".join(islice(SYLLABLES, 40, 40 + length))
        taken = [asked.first_hits("korean", ["korean"], query) for _ in range(ROUNDS)]
        found.append(_found(f"first hits of {length} Korean syllables in 2,000 pages", taken, 0))
    asked.close()
    return found


def _piece(rows: Iterator[Passage]) -> Iterator[Passage]:
    length = 0
    for row in rows:
        yield row
        length += len(row[3])
        if length >= PIECE_LENGTH:
            return


def _passages(pages: Sequence[str], part: int) -> Iterator[Passage]:
    """Six lines a paragraph, and a word on each page that stands nowhere else."""
    start = paragraph = 0
    for number, page in enumerate(pages):
        lines = page.splitlines()
        for first in range(0, len(lines), PARAGRAPH_LINES):
            body = " ".join(lines[first : first + PARAGRAPH_LINES])
            body += f" harbour{part * PAGES + number}" if first == 0 else ""
            yield start, paragraph, str(number + 1), body
            start += len(body) + 1
            paragraph += 1


def _korean() -> Iterator[Passage]:
    """8,000 words, some of them often, inflected; what is asked for on every tenth page."""
    draw = random.Random(1)
    known = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(8000)]
    often = [1 / (rank + 1) for rank in range(len(known))]
    asked = "".join(SYLLABLES[40:44])
    start = 0
    for number in range(KOREAN_PAGES * 5):
        words = (f"{word}{draw.choice(ENDINGS)}" for word in draw.choices(known, often, k=75))
        body = " ".join(words) + (f" 한{asked}에서는" if number % 50 == 0 else "")
        yield start, number, str(number // 5 + 1), body
        start += len(body) + 1


def _bare(base: sqlite3.Connection, query: str) -> float:
    """Milliseconds of the query alone, for as many rows as are shown."""
    is_begun = query == QUERIES["a word begun"]
    match = f'"{query}"*' if is_begun else query
    statement = "SELECT rowid FROM words WHERE words MATCH ? LIMIT 8"
    taken = []
    for _ in range(ROUNDS):
        started = perf_counter()
        base.execute(statement, (match,)).fetchall()
        taken.append(1000 * (perf_counter() - started))
    return median(taken)


def _built(building: float, extracting: float) -> Row:
    return Row(
        name="index",
        what="10,000 pages into the index, against extracting them",
        unit="s",
        ours=building,
        reference=extracting,
        result=building / extracting,
        result_unit="×",
        goal=1.0,
    )


def _built_korean(seconds: float) -> Row:
    return Row(
        name="index",
        what="2,000 Korean pages into the index",
        unit="s",
        ours=seconds,
        reference=None,
        result=seconds,
        result_unit="s",
    )


def _found(what: str, seconds: Sequence[float], bare: float) -> Row:
    found = milliseconds(seconds)
    return Row(
        name="index",
        what=what,
        unit="ms",
        ours=median(found),
        reference=bare or None,
        result=median(found),
        result_unit="ms",
        goal=FIRST_HITS_GOAL,
        details=spread(found) | ({"ratio": median(found) / bare} if bare else {}),
    )


if __name__ == "__main__":
    hand_over(measure)
