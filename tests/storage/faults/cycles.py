"""Start, edit, quit, again and again: the real program in a real window, keys pressed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic

from counterpoint.domain.claims import Claim
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import open_folder
from counterpoint.storage.gathering import gather
from counterpoint.storage.places import HOME_VARIABLE
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.forks import side_by_side
from tests.story.screen import RunningProgram, lacking, virtual_screen

CYCLES = 5
LONG_CYCLES = 100
"""Of each of the readers who sit side by side in the long set."""

READERS = 2
DAYS = 6
BETWEEN_LOOKS = 0.05
"""Seconds."""

KEY_SECONDS = 2.0
"""Until a key is pressed again that came before the text could be read."""

Held = Mapping[str, Record]


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """One case for each time the program is started."""
    if lacking():
        yield Case("cycles", skipped=f"needs {lacking()}")
        return
    readers = range(READERS if is_long else 1)
    cycles = LONG_CYCLES if is_long else CYCLES
    chains = [partial(_reader, folder / f"reader-{each}", cycles) for each in readers]
    yield from side_by_side(chains, READERS)


def _reader(folder: Path, cycles: int) -> Iterator[Case]:
    folder.mkdir()
    os.environ[HOME_VARIABLE] = str(folder / "home")
    brief, project = folder / "brief.txt", folder / "Talks"
    days = (f"On day {day} of the talks it rained." for day in range(1, DAYS))
    brief.write_text("\n\n".join(["The talks", *days]), encoding="utf-8")
    held: Held = {}
    with virtual_screen(folder / "home") as screen:
        for number in range(cycles):
            arguments = ["--project", project, *([] if number else [brief])]
            program = screen.start(*arguments)
            edited = _edit(program, project, number, held)
            code = program.close()
            case, held = _judged(f"{folder.name}, cycle {number}", project, held, edited)
            yield case if code == 0 else Case(case.name, wrong=f"exit code {code}")


def _edit(program: RunningProgram, project: Path, number: int, held: Held) -> bool:
    """Make one more claim, of the next sentence or the last; whether it came to the disk."""
    keys = f"j plus {1 + number % 9}"
    program.wait(lambda: program.title.startswith(project.name))
    end, clock = monotonic() + 15 * KEY_SECONDS, Event()
    while monotonic() < end:
        program.press(keys)
        again = monotonic() + KEY_SECONDS
        while monotonic() < again:
            if _claims(_held(project)) != _claims(held):
                return True
            clock.wait(BETWEEN_LOOKS)
    return False


def _judged(name: str, project: Path, held: Held, edited: bool) -> tuple[Case, Held]:
    """What stood before must stand still, or be newer; and the edit must be there."""
    found = _held(project)
    lost = sum(
        identity not in found or found[identity].rev < record.rev
        for identity, record in held.items()
    )
    wrong = "" if edited else "no key came to the disk"
    return Case(name, lost=lost, silent=lost, wrong=wrong), found


def _held(project: Path) -> Held:
    """Every record on the disk; nothing is written and no lock taken."""
    try:
        return {record.id: record for record in gather(open_folder(project)).winners.records()}
    except Refusal:
        return {}


def _claims(held: Held) -> set[Record]:
    return {record for record in held.values() if isinstance(record, Claim)}


if __name__ == "__main__":
    hand_over(cases)
