"""Snapshots and journals cut at every byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterpoint.storage.folder import ProjectFolder, create
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.scratch import scratch
from tests.storage.faults.specimens import Specimen, specimens
from tests.storage.faults.trials import judged, tried

STEPS = {False: 97, True: 1}
"""From one cut to the next, in bytes; cuts around the end of each line come besides."""


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """A case for each cut of each file of each specimen."""
    with scratch(folder) as place:
        project = create(Path(place) / "Summit", "Summit")
        for specimen in specimens(project):
            for target in specimen.targets:
                yield from _cut(project, specimen, target, STEPS[is_long])


def _cut(project: ProjectFolder, specimen: Specimen, target: str, step: int) -> Iterator[Case]:
    whole = specimen.files[target]
    ends = [index for index, byte in enumerate(whole) if byte == ord("\n")]
    around = {end + beside for end in ends for beside in (-1, 0, 1)}
    for length in sorted({*range(0, len(whole), step), *around} - {len(whole)}):
        files = {**specimen.files, target: whole[:length]}
        name = f"{specimen.name}, {target} of {length:,} bytes"
        yield judged(name, specimen, files, tried(project, files))


if __name__ == "__main__":
    hand_over(cases)
