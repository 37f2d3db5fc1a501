"""What a kind of fault gives: cases, each with what became of the store.

A kind is a module beside this one with ``cases(folder, is_long)``, which makes faults in an empty
folder of its own and gives a case for each. It ends with ``if __name__ == "__main__":
hand_over(cases)`` and has a line in kinds.py; the table, the command and the quick test follow.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

LONG = "--long"


@dataclass(frozen=True)
class Case:
    """One fault and what became of the store.

    ``name`` says enough to make the same fault again. ``lost`` counts acknowledged changes that
    are gone, ``unreadable`` stores that do not open, ``silent`` differences nobody was told of;
    ``wrong`` says what else was not as promised. A case that could not be made here says why in
    ``skipped``.
    """

    name: str
    lost: int = 0
    unreadable: int = 0
    silent: int = 0
    wrong: str = ""
    skipped: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether the store kept its promise."""
        return not (self.lost or self.unreadable or self.silent or self.wrong)


@dataclass(frozen=True)
class Row:
    """What became of all cases of one kind. ``faulty`` and ``skipped`` are sentences."""

    kind: str
    cases: int
    lost: int
    unreadable: int
    silent: int
    wrong: int
    seconds: float
    faulty: Sequence[str] = ()
    skipped: Sequence[str] = ()

    @property
    def is_sound(self) -> bool:
        """Whether every store kept its promise, and there was a case at all or a reason."""
        return not self.faulty and bool(self.cases or self.skipped)


Cases = Callable[[Path, bool], Iterable[Case]]
"""A kind of fault: an empty folder, and whether the long set is asked for."""


def row_of(kind: str, cases: Iterable[Case]) -> Row:
    """Run a kind to its end."""
    started = perf_counter()
    ended = list(cases)
    tried = [case for case in ended if not case.skipped]
    return Row(
        kind,
        len(tried),
        sum(case.lost for case in tried),
        sum(case.unreadable for case in tried),
        sum(case.silent for case in tried),
        sum(bool(case.wrong) for case in tried),
        perf_counter() - started,
        [sentence(case) for case in tried if not case.is_sound],
        [f"{case.name}: {case.skipped}" for case in ended if case.skipped],
    )


def sentence(case: Case) -> str:
    """What became of a case, in words."""
    counts = {"lost": case.lost, "unreadable": case.unreadable, "silent": case.silent}
    parts = [f"{count} {what}" for what, count in counts.items() if count]
    return f"{case.name}: {', '.join([*parts, *([case.wrong] if case.wrong else [])])}"


def hand_over(cases: Cases) -> None:
    """Run a kind in the folder named by the first argument; its row as the last line."""
    kind = Path(sys.argv[0]).stem
    row = row_of(kind, cases(Path(sys.argv[1]), LONG in sys.argv))
    # On a line of its own: programs that a kind starts may say something, too.
    sys.stdout.write(f"\n{json.dumps(asdict(row))}")
