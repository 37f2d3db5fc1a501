"""What becomes of damaged files: our own fixtures, changed by the thousand, in real workers.

Each is opened, drawn and read as a window does it, with short deadlines. What ends in a traceback
of our own code is a fault of ours and fails the goal; what MuPDF gives up on is counted.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import count, islice
from pathlib import Path

from counterpoint.documents.client.queue import DIED, OVERDUE
from tests.benchmarks.mutations import ARCHIVED, MARKUP, PORTABLE, TEXTUAL, Mutation
from tests.benchmarks.papers import write_pdf, write_text
from tests.benchmarks.rows import Row, hand_over
from tests.documents.archives import docx, epub, numbered, paragraph, run, styled, table
from tests.documents.pdfs import Text, bookmarked, column, in_book_type, labelled, pdf
from tests.documents.zoo.census import ALL
from tests.documents.zoo.visiting import Keeper, Visit

FILES = int(os.environ.get("COUNTERPOINT_FUZZ", "3000"))
"""How many files are made, of all formats together."""

DEADLINE = 10.0
"""Seconds a job may take."""

RAIN = "It rained all day. It will rain tomorrow, says the minister. "
_LAST_LINE = re.compile(r"^(\w[\w.]*)(?:: .*)?$", re.MULTILINE)
_OURS = re.compile(r'File "[^"]*/counterpoint/([^"]+)", line (\d+)')


def seeds(folder: Path) -> Mapping[str, tuple[tuple[Mutation, ...], list[bytes]]]:
    """By suffix, how files of a format are damaged, and sound ones."""
    lines = column(60, 100, [RAIN, "  " + RAIN, RAIN])
    two = pdf(lines, [Text(60, 60, "Two", 18, bold=True), *lines], title="Rain", author="Ada Reed")
    html = (
        f"<!doctype html><html lang=en><head><title>Rain</title><meta name=author content='Ada'>"
        f"</head><body><h1>Rain</h1><p>{RAIN}<b>Bold</b> <a href='#n1'><sup>1</sup></a></p><ul><li>"
        f"{RAIN}<li>Two</ul><table><tr><td>a<td>b</table><blockquote>{RAIN}</blockquote><pre>x  y"
        f"</pre><aside role=doc-footnote id=n1>Note.</aside><ruby>a<rt>b</rt></ruby></body></html>"
    )
    markdown = (
        f"---\ntitle: Rain\nauthor: [Ada]\n---\n# Rain\n\n{RAIN}*one* **two** `three` [four](a)\n\n"
        f"- {RAIN}\n  1. two\n\n> {RAIN}\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n"
    )
    body = styled("Rain", "Heading1") + paragraph(run(RAIN, "<w:b/>") + run(RAIN)) + numbered(RAIN)
    chapter = html.partition("<body>")[2].partition("</body>")[0]
    texts = [
        write_text(folder / "a.txt", 1, 30).read_bytes(),
        (RAIN + "비가 왔다. ").encode("utf-16"),
    ]
    long = write_pdf(folder / "a.pdf", 3).read_bytes()
    portable = [two, bookmarked(two, ["A", "B"]), labelled(two, [{"startpage": 0, "style": "r"}])]
    return {
        "pdf": (PORTABLE, [*portable, in_book_type(RAIN), long]),
        "epub": (ARCHIVED, [epub(chapter, f"<p>{RAIN}</p>")]),
        "docx": (ARCHIVED, [docx(body + table(["a", "b"]))]),
        "html": (MARKUP, [html.encode()]),
        "md": (TEXTUAL, [markdown.encode()]),
        "txt": (TEXTUAL, texts),
    }


def damaged(folder: Path, suffix: str) -> Iterator[bytes]:
    """Damaged files of a format, without end."""
    mutations, sound = seeds(folder)[suffix]
    for number in count():
        draw = random.Random(f"{suffix} {number}")
        content = draw.choice(sound)
        for _ in range(draw.choice((1, 1, 2, 4))):
            content = draw.choice(mutations)(content or b" ", draw)
        yield content


def visits(folder: Path, suffix: str, share: tuple[int, int]) -> Counter[str]:
    """What came of every ``share[1]``-th file of a format, from the ``share[0]``-th on."""
    found: Counter[str] = Counter()
    keeper = Keeper(lambda job: DEADLINE)
    own = folder / f"{suffix} {share[0]}"
    own.mkdir()
    amount = FILES // 6
    for number, content in enumerate(islice(damaged(own, suffix), amount)):
        if number % share[1] == share[0]:
            path = own / f"{number}.{suffix}"
            path.write_bytes(content)
            outcome = outcome_of(keeper.visit(path))
            found[outcome] += 1
            if outcome in ("shown", "refused"):
                path.unlink()
            else:
                print(f"{suffix} {number}: {outcome}", file=sys.stderr, flush=True)
    keeper.close()
    return found


def outcome_of(visit: Visit) -> str:
    """The worst that came of a file, in a word or by the line that broke."""
    said = set(visit.sentences.values())
    if DIED in said:
        return "died"
    if OVERDUE in said:
        return "overdue"
    if "Traceback" in visit.log:
        return broken(visit.log)
    return "refused" if said else "shown"


def broken(log: str) -> str:
    """What the last traceback of a log says: MuPDF's own errors by class, ours with their line."""
    error = _LAST_LINE.findall(log)[-1]
    if error.startswith("pymupdf") or "code=" in log.splitlines()[-1]:
        return "MuPDF"
    places = _OURS.findall(log)
    return f"ours: {error} at {':'.join(places[-1]) if places else 'nowhere'}"


def zoo(folder: Path, share: tuple[int, int]) -> Counter[str]:
    """What came of every ``share[1]``-th animal of the zoo, in a worker and on the command line."""
    found: Counter[str] = Counter()
    keeper = Keeper()
    own = folder / f"zoo {share[0]}"
    own.mkdir()
    for animal in ALL[share[0] :: share[1]]:
        path = animal.write(own)
        for outcome in (outcome_of(keeper.visit(path)), told(path)):
            found[outcome] += 1
            if outcome.startswith(("ours", "died")):
                print(f"{animal.name}: {outcome}", file=sys.stderr, flush=True)
        path.unlink()
    keeper.close()
    return found


def told(path: Path) -> str:
    """What the command line makes of a file: exit 0, or 1 with one sentence, or a fault of ours."""
    command = [sys.executable, "-m", "counterpoint", "text", str(path)]
    done = subprocess.run(command, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace").splitlines()
    if (done.returncode, len(said)) in ((0, 0), (1, 1)):
        return f"exit {done.returncode}"
    return f"ours: exit {done.returncode}, {said[-1] if said else 'nothing said'}"


def measure(folder: Path) -> list[Row]:
    """A row for each format, and one for the zoo."""
    cores = os.cpu_count() or 1
    rows = []
    with ProcessPoolExecutor(cores) as pool:
        for suffix in seeds(folder):
            shares = [(first, cores) for first in range(cores)]
            parts = pool.map(partial(visits, folder, suffix), shares)
            rows.append(_row(f"damaged {suffix}", sum(parts, Counter[str]())))
        parts = pool.map(partial(zoo, folder), [(first, cores) for first in range(cores)])
        rows.append(_row("the zoo", sum(parts, Counter[str]())))
    return rows


def _row(what: str, found: Counter[str]) -> Row:
    ours = sum(number for outcome, number in found.items() if outcome.startswith("ours"))
    return Row(
        name="fuzz",
        what=f"{what}: "
        + ", ".join(f"{number} {outcome}" for outcome, number in found.most_common()),
        unit="files",
        ours=float(found.total()),
        reference=None,
        result=float(ours + found["died"]),
        result_unit="faults",
        goal=0,
        details={outcome: float(number) for outcome, number in found.items()},
    )


if __name__ == "__main__":
    hand_over(measure)
