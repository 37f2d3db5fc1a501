"""Single flipped bits, sectors of zeros or garbage, blocks and lines doubled and swapped."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from counterpoint.storage.folder import create
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.scratch import scratch
from tests.storage.faults.specimens import Specimen, large_specimen, specimens
from tests.storage.faults.trials import judged, tried

COUNTS = {False: 300, True: 5000}
SEED = 20310622
_SECTOR, _PAGE = 512, 4096

Damage = Callable[[bytearray, random.Random], None]
"""What is done to the bytes of a file, in place."""


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """A case for each damage, which its seed names."""
    with scratch(folder) as place:
        project = create(Path(place) / "Summit", "Summit")
        # The large one has the sectors: it is chosen as often as all others together.
        chosen = [*(few := specimens(project)), *[large_specimen(project)] * len(few)]
        for seed in range(SEED, SEED + COUNTS[is_long]):
            name, specimen, files = _damaged(chosen, seed)
            yield judged(name, specimen, files, tried(project, files))


def _damaged(chosen: list[Specimen], seed: int) -> tuple[str, Specimen, Mapping[str, bytes]]:
    chance = random.Random(seed)
    specimen = chance.choice(chosen)
    target = chance.choice(specimen.targets)
    kind = chance.choice([name for name, (_, weight) in DAMAGES.items() for _ in range(weight)])
    data = bytearray(specimen.files[target])
    DAMAGES[kind][0](data, chance)
    name = f"seed {seed}: {kind} in {specimen.name}, {target}"
    return name, specimen, {**specimen.files, target: bytes(data)}


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _zeros(size: int) -> Damage:
    def damage(data: bytearray, chance: random.Random) -> None:
        _overwrite(data, chance, bytes(size))

    return damage


def _garbage(size: int) -> Damage:
    def damage(data: bytearray, chance: random.Random) -> None:
        _overwrite(data, chance, chance.randbytes(size))

    return damage


def _double(data: bytearray, chance: random.Random) -> None:
    """A block stands a second time where another belongs."""
    source = _block(data, chance)
    _overwrite(data, chance, bytes(data[source : source + _SECTOR]))


def _swap(data: bytearray, chance: random.Random) -> None:
    """Two blocks stand in each other's place."""
    one, other = sorted([_block(data, chance), _block(data, chance)])
    first, second = data[one : one + _SECTOR], data[other : other + _SECTOR]
    if one != other and len(first) == len(second):
        data[one : one + _SECTOR], data[other : other + _SECTOR] = second, first


def _double_line(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    data[:] = b"\n".join(lines)


def _swap_lines(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    data[:] = b"\n".join(lines)


def _block(data: bytearray, chance: random.Random) -> int:
    return _SECTOR * chance.randrange(1 + (len(data) - 1) // _SECTOR)


def _overwrite(data: bytearray, chance: random.Random, text: bytes) -> None:
    """Write over a piece that begins where pieces of that size do; the file keeps its length."""
    size = max(len(text), 1)
    start = size * chance.randrange(1 + (len(data) - 1) // size)
    end = min(start + size, len(data))
    data[start:end] = text[: end - start]


DAMAGES: Mapping[str, tuple[Damage, int]] = MappingProxyType(
    {
        "a flipped bit": (_flip, 10),
        "a sector of zeros": (_zeros(_SECTOR), 2),
        "a page of zeros": (_zeros(_PAGE), 2),
        "a sector of garbage": (_garbage(_SECTOR), 2),
        "a page of garbage": (_garbage(_PAGE), 1),
        "a doubled block": (_double, 1),
        "two blocks swapped": (_swap, 1),
        "a doubled line": (_double_line, 1),
        "two lines swapped": (_swap_lines, 1),
    }
)
"""What can happen to a file, and how often."""


if __name__ == "__main__":
    hand_over(cases)
