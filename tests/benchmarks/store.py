"""The store beside SQLite, stock TinyDB and a bare line: at 100, 10,000 and 50,000 claims.

A round asks each of them once, so that whatever the machine does happens to all; medians are
compared. What is read comes from memory here and from the file there: that is the design.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from types import MappingProxyType

from counterpoint.storage.folder import ProjectFolder, create
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store
from tests.benchmarks.children import Child
from tests.benchmarks.pulse import Pulse
from tests.benchmarks.rows import Row, hand_over, milliseconds, spread
from tests.benchmarks.shelves import ADA, PATIENCE, Bare, Ours, Shelf, Sqlite, Stock, claims

SIZES = (100, 10_000, 50_000)
ROUNDS = 20
STOCK_CLAIMS, STOCK_ROUNDS = 30_000, 2
"""Claims that stock TinyDB reads or writes in all its rounds of one kind together, unless these
are fewer rounds than that."""

SQLITE = "SQLite"
READERS, EACH = 10, 5_000
MOST_TIMES, LONGEST = 1.5, 16

Deed = Callable[[Shelf, int], object]
DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "insert": lambda shelf, n: shelf.insert(claims(1, "new", n)[0]),
        "change": lambda shelf, n: shelf.change(n),
        "remove": lambda shelf, n: shelf.remove(50 + n),
        "get": lambda shelf, n: shelf.get(n),
        "claims of a document": lambda shelf, n: shelf.of_document(n),
    }
)
_WRITES = ("insert", "change", "remove")


def measure(folder: Path) -> list[Row]:
    """Every size, then what happens to the largest project as a whole, then ten readers."""
    rows = [row for size in SIZES for row in _at(folder / f"{size} kept", size)]
    largest = folder / f"{SIZES[-1]} kept"
    return [*rows, *_whole(largest), *_memory(largest), *_merging(folder / "ten")]


def _at(folder: Path, size: int) -> list[Row]:
    folder.mkdir()
    held = claims(size)
    ours, bare = Ours(folder, held), Bare(folder)
    rivals: dict[str, Shelf] = {SQLITE: Sqlite(folder, held), "stock TinyDB": Stock(folder, held)}
    rows: list[Row] = []
    for name in DEEDS:
        mine, others = _rounds(name, ours, rivals, size)
        if name in _WRITES:
            others["a bare line"] = [_timed(bare.append) for _ in mine]
        rows += [_beside(f"{name}, {size:,} claims", mine, each, others[each]) for each in others]
    ours.store.close(PATIENCE)
    return rows


def _rounds(
    name: str, ours: Shelf, rivals: Mapping[str, Shelf], size: int
) -> tuple[list[float], dict[str, list[float]]]:
    """Seconds of each round, ours and by rival; stock TinyDB, which takes seconds, has fewer."""
    mine: list[float] = []
    others: dict[str, list[float]] = {rival: [] for rival in rivals}
    stock = max(STOCK_ROUNDS, STOCK_CLAIMS // size)
    for number in range(ROUNDS):
        mine.append(_timed(partial(DEEDS[name], ours, number)))
        for rival, shelf in rivals.items():
            if rival == SQLITE or number < stock:
                others[rival].append(_timed(partial(DEEDS[name], shelf, number)))
    return mine, others


def _timed(deed: Callable[[], object]) -> float:
    started = perf_counter()
    deed()
    return perf_counter() - started


def _beside(what: str, ours: list[float], rival: str, theirs: list[float]) -> Row:
    mine, reference = milliseconds(ours), milliseconds(theirs)
    return Row(
        *("store", f"{what}, beside {rival}", "ms", median(mine), median(reference)),
        *(median(mine) / median(reference), "×"),
        details={**spread(mine, "ours "), **spread(reference, "reference ")},
    )


def _whole(folder: Path) -> list[Row]:
    """Opening beside json.loads in processor time, then a snapshot and a backup of everything."""
    path = folder / "ours" / "readers" / ADA.file_name
    parse = [_cpu(lambda: json.loads(path.read_bytes())) for _ in range(3)]
    opened = [_cpu(lambda: Store.open(folder / "ours", ADA).close(PATIENCE)) for _ in range(3)]
    with Pulse() as opening:
        store = Store.open(folder / "ours", ADA)
    store.save(claims(1, "last"))
    store.wait_saved(PATIENCE)
    with Pulse() as compacting:
        compact = _timed(partial(_compact, store, Path(f"{path}.journal")))
    with Pulse() as backing:
        backup = _timed(store.backups.make)
    store.close(PATIENCE)
    return [
        _parsed("opening and closing 50,000, CPU, beside json.loads", opened, parse, MOST_TIMES),
        _block("another thread while 50,000 are opened", opening, None),
        _block("another thread while 50,000 are compacted", compacting, compact),
        _block("another thread while 50,000 are backed up", backing, backup),
    ]


def _merging(folder: Path) -> list[Row]:
    """Ten installations' files of 5,000 claims, at opening and while one has the project open."""
    project = create(folder, "Ten")
    away = _ten_files(project, folder / "away")
    store = Store.open(project.path, ADA)
    for path in away:
        shutil.copy(path, project.readers)
    with Pulse() as pulse:
        started = perf_counter()
        news = store.look()
        looked = perf_counter() - started
    assert news is not None
    taken = _timed(lambda: store.take(news))
    store.close(PATIENCE)
    opening = [_cpu(lambda: Store.open(project.path, ADA).close(PATIENCE)) for _ in range(2)]
    parse = [_cpu(lambda: [json.loads(path.read_bytes()) for path in away]) for _ in range(2)]
    return [
        _parsed("ten readers of 5,000 at opening, CPU, beside json.loads", opening, parse),
        _block("another thread while ten files of 5,000 come in", pulse, looked),
        _alone("taking in the first 5,000 claims of others", 1000 * taken, "ms"),
    ]


def _ten_files(project: ProjectFolder, away: Path) -> list[Path]:
    """What ten readers have written who never met, put aside."""
    away.mkdir()
    for number in range(READERS):
        reader = Identity(f"reader{number}", f"Reader {number}", "desk")
        store = Store.open(project.path, reader)
        store.save(claims(EACH, reader.reader, number * EACH))
        store.close(PATIENCE)
        shutil.move(project.readers / reader.file_name, away / reader.file_name)
    return list(away.iterdir())


def _memory(folder: Path) -> list[Row]:
    """The memory of an open project beside that of its file as json.loads reads it."""
    found = []
    for what in ("open", "json"):
        with Child("store_alone", what, folder / "ours") as child:
            found.append(child.listen())
    (ours, peak), (reference, _) = found
    what = "memory of 50,000 claims, beside json.loads"
    row = Row("store", what, "MB", ours, reference, ours / reference if reference else 0.0, "×")
    return [replace(row, details={"peak": peak})]


def _cpu(deed: Callable[[], object]) -> float:
    """Seconds of processor time, all threads together."""
    started = process_time()
    deed()
    return process_time() - started


def _block(what: str, pulse: Pulse, seconds: float | None) -> Row:
    reference = None if seconds is None else 1000 * seconds
    longest = 1000 * pulse.longest
    return Row("store", what, "ms", longest, reference, longest, "ms", LONGEST)


def _compact(store: Store, journal: Path) -> None:
    """Have a snapshot written; a look waits for the thread that does."""
    store.compact()
    while journal.exists():
        store.look()


def _parsed(what: str, ours: list[float], parse: list[float], goal: float | None = None) -> Row:
    mine, reference = median(milliseconds(ours)), median(milliseconds(parse))
    return Row("store", what, "ms", mine, reference, mine / reference, "×", goal)


def _alone(what: str, value: float, unit: str) -> Row:
    return Row("store", what, unit, value, None, value, unit)


if __name__ == "__main__":
    hand_over(measure)
