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
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import count, islice
from pathlib import Path

from counterpoint.cli.reading import NO_TEXT
from counterpoint.documents.client.blocking import START_SECONDS
from counterpoint.documents.client.jobs import Open, Read
from counterpoint.documents.client.queue import DIED, OVERDUE, deadline_of
from tests.benchmarks.rows import Row, hand_over
from tests.benchmarks.seeds import seeds
from tests.documents.zoo.census import ALL
from tests.documents.zoo.visiting import Keeper, Visit

FILES = int(os.environ.get("COUNTERPOINT_FUZZ", "3000"))
"""How many files are made, of all formats together."""

DEADLINE = 10.0
"""Seconds a job may take."""

ZOO = "zoo"
"""What the part is called that asks every animal of the zoo."""

PARTS = tuple(os.environ.get("COUNTERPOINT_FUZZ_PARTS", "").split())
"""Which formats, by suffix, or the zoo; all of them where none is named."""

TOLD_SECONDS = START_SECONDS + deadline_of(Open("")) + deadline_of(Read())
"""What the command line may take: its worker starts, opens a file and reads it."""

_LAST_LINE = re.compile(r"^(\w[\w.]*)(?:: .*)?$", re.MULTILINE)
_OURS = re.compile(r'File "[^"]*/counterpoint/([^"]+)", line (\d+)')


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
    amount = FILES // len(seeds(own))
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
    """What the command line makes of a file: its exit code, or a fault of ours.

    It ends in time, and says one sentence where it fails; of scans it says that they are pictures.
    """
    command = [sys.executable, "-m", "counterpoint", "text", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=TOLD_SECONDS)
    except subprocess.TimeoutExpired:
        return "ours: the command line went on for ever"
    said = done.stderr.decode("utf-8", "replace").splitlines()
    if (done.returncode, len(said)) in ((0, 0), (1, 1)) or NO_TEXT in "".join(said[:1]):
        return f"exit {done.returncode}"
    return f"ours: exit {done.returncode}, {said[-1] if said else 'nothing said'}"


def measure(folder: Path) -> list[Row]:
    """A row for each format, and one for the zoo."""
    cores = os.cpu_count() or 1
    shares = [(first, cores) for first in range(cores)]
    rows = []
    with ProcessPoolExecutor(cores) as pool:
        for name in PARTS or (*seeds(folder), ZOO):
            ask = partial(zoo, folder) if name == ZOO else partial(visits, folder, name)
            what = "the zoo" if name == ZOO else f"damaged {name}"
            rows.append(_row(what, sum(pool.map(ask, shares), Counter[str]())))
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
