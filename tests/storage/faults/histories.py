"""Random histories of three installations that exchange their files in any order.

A history is a list of steps drawn from a seed. Steps say by numbers whom and what they concern,
so that any of them can be left out: that is how a failing history is made short. To live one
again: ``python -m tests.storage.faults.histories FOLDER --seed NUMBER``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.project import Project
from tests.storage.faults.cases import Case, hand_over
from tests.storage.faults.installation import Lost
from tests.storage.faults.scratch import scratch
from tests.storage.faults.world import PLACES, World
from tests.storage.samples import claim

QUICK, MANY = 60, 2000
FEWEST, MOST = 10, 60
SEED = 20310622
FEW = 5
"""Claims that one installation begins: few, so that all of them are changed again and again."""

_DAYS = (0, -1, 3650)


@dataclass(frozen=True)
class Step:
    """One thing that happens at a place; the two numbers say to what, and how."""

    deed: str
    place: int
    what: int
    how: int


def cases(folder: Path, is_long: bool) -> Iterator[Case]:
    """Histories of consecutive seeds."""
    with scratch(folder) as place:
        for seed in range(SEED, SEED + (MANY if is_long else QUICK)):
            yield case(Path(place), seed)


def case(folder: Path, seed: int) -> Case:
    """The history of a seed; a failing one is named by the fewest steps that still fail."""
    steps = drawn(seed)
    fault = failure(folder, seed, steps)
    if fault is None:
        return Case(f"seed {seed}")
    steps = shortest(steps, lambda fewer: bool(failure(folder, seed, fewer)))
    fault = failure(folder, seed, steps) or fault
    told = "; ".join(f"{one.deed} {one.place} {one.what} {one.how}" for one in steps)
    is_loss = isinstance(fault, Lost)
    return Case(
        f"seed {seed} ({told})", lost=int(is_loss), wrong=f"{type(fault).__name__}: {fault}"
    )


def drawn(seed: int) -> list[Step]:
    """The steps of the history of a seed."""
    chance = random.Random(seed)
    deeds = [deed for deed, (_, weight) in DEEDS.items() for _ in range(weight)]
    count = chance.randint(FEWEST, MOST)
    numbers = [
        (chance.choice(PLACES), chance.randrange(60), chance.randrange(60)) for _ in range(count)
    ]
    return [Step(chance.choice(deeds), *each) for each in numbers]


def failure(folder: Path, seed: int, steps: Sequence[Step]) -> Exception | None:
    """What is wrong after these steps; None where all is well."""
    with scratch(folder) as root:
        world = World(Path(root), is_one_reader=seed % 2 == 1)
        try:
            for step in steps:
                DEEDS[step.deed][0](world, step)
                world.courier.see(step.place)
            if seed % 3 == 0:
                world.meet()
            world.settle()
        except (AssertionError, OSError, ValueError, LookupError) as fault:
            return fault
        finally:
            world.give_up()
    return None


def shortest(steps: list[Step], fails: Callable[[list[Step]], bool]) -> list[Step]:
    """The steps without those it fails without (a simple form of Zeller's ddmin, 1999)."""
    size = len(steps) // 2
    while size:
        for start in reversed(range(0, len(steps), size)):
            fewer = steps[:start] + steps[start + size :]
            if fails(fewer):
                steps = fewer
        size //= 2
    return steps


def _open(world: World, step: Step) -> None:
    world.places[step.place].clock.days = _DAYS[step.how % len(_DAYS)]
    world.places[step.place].open()


def _close(world: World, step: Step) -> None:
    world.places[step.place].close()


def _kill(world: World, step: Step) -> None:
    world.places[step.place].kill()


def _look(world: World, step: Step) -> None:
    world.places[step.place].look()


def _compact(world: World, step: Step) -> None:
    world.places[step.place].compact()


def _write(world: World, step: Step) -> None:
    number = 10 * step.place + step.what % FEW
    one = replace(claim(number), note="neu" * (step.how % 3))
    world.places[step.place].work(lambda project: project.put("Write", one))


def _change(world: World, step: Step) -> None:
    def change(project: Project) -> Change | None:
        one = _claim(project, step.what)
        return project.put("Change", replace(one, note=f"바뀜 {step.how}")) if one else None

    world.places[step.place].work(change)


def _remove(world: World, step: Step) -> None:
    def remove(project: Project) -> Change | None:
        one = _claim(project, step.what)
        return project.remove("Remove", one) if one else None

    world.places[step.place].work(remove)


def _undo(world: World, step: Step) -> None:
    world.places[step.place].work(Project.undo)


def _claim(project: Project, number: int) -> Claim | None:
    claims = sorted(project.all(Claim), key=lambda one: one.id)
    return claims[number % len(claims)] if claims else None


def _carry(world: World, step: Step) -> None:
    """A whole folder goes to another place, all but the file that belongs there."""
    target = (step.place + 1 + step.what % 2) % len(PLACES)
    for name in world.courier.names(step.place):
        if not world.places[target].owns(name):
            world.courier.put(target, name, world.courier.read(step.place, name), step.how)


def _carry_one(world: World, step: Step) -> None:
    """One file goes alone, whoever it belongs to: a journal before its snapshot, or without it."""
    target = (step.place + 1 + step.how % 2) % len(PLACES)
    names = world.courier.names(step.place)
    if names:
        name = names[step.what % len(names)]
        world.courier.put(target, name, world.courier.read(step.place, name), step.how)
        world.forget_what_is_gone()


def _carry_old(world: World, step: Step) -> None:
    """A version of long ago comes, late, twice or from a backup."""
    name, data = _seen(world, step)
    if name:
        world.courier.put(step.place, name, data, step.how)
        world.forget_what_is_gone()


def _carry_half(world: World, step: Step) -> None:
    """A file comes in part, as when the line breaks."""
    name, data = _seen(world, step)
    if name:
        world.courier.put(step.place, name, data[: len(data) * step.how // 60], step.how)
        world.forget_what_is_gone()


def _conflict(world: World, step: Step) -> None:
    """Another version takes a file's place, and what was there gets the name of a conflict copy."""
    names = [name for name in world.courier.names(step.place) if "conflict" not in name]
    versions = [data for name, data in world.courier.seen() if names and name == _one(names, step)]
    if versions:
        name = _one(names, step)
        world.courier.conflict(step.place, name, world.courier.read(step.place, name))
        world.courier.put(step.place, name, versions[step.how % len(versions)], step.how)
        world.forget_what_is_gone()


def _one(names: list[str], step: Step) -> str:
    return names[step.what % len(names)]


def _delete(world: World, step: Step) -> None:
    names = world.courier.names(step.place)
    if names:
        world.courier.delete(step.place, names[step.what % len(names)])
        world.forget_what_is_gone()


def _seen(world: World, step: Step) -> tuple[str, bytes]:
    """Some version of some file that has been; an empty name where there is none."""
    seen = world.courier.seen()
    return seen[(step.what * 60 + step.how) % len(seen)] if seen else ("", b"")


DEEDS: Mapping[str, tuple[Callable[[World, Step], None], int]] = MappingProxyType(
    {
        "open": (_open, 6),
        "close": (_close, 3),
        "kill": (_kill, 2),
        "look": (_look, 4),
        "compact": (_compact, 1),
        "write": (_write, 8),
        "change": (_change, 9),
        "remove": (_remove, 3),
        "undo": (_undo, 2),
        "carry": (_carry, 8),
        "carry one": (_carry_one, 4),
        "carry old": (_carry_old, 3),
        "carry half": (_carry_half, 2),
        "conflict": (_conflict, 3),
        "delete": (_delete, 1),
    }
)
"""What can happen, and how often."""


if __name__ == "__main__":
    hand_over(cases)
