"""``python -m tests.benchmarks [NAME …] [--json PATH]``: measure, print one table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

from tests.benchmarks.children import environment
from tests.benchmarks.rows import Row, table

BENCHMARKS: Mapping[str, str] = MappingProxyType(
    {
        "start": "from the command to the first page painted",
        "first": "the first page of long and large files",
        "page": "a page the cache lacks, from the request to the paint",
        "scroll": "frames over cached pages with 500 highlights",
        "loop": "blocks of the event loop over 5,000 pages and a worker that hangs",
        "classify": "from a key to the claim painted and on the disk",
        "store": "claims kept by us, by SQLite and by stock TinyDB; ten readers; a backup",
        "open": "opening a project of 50,000 claims",
        "merging": "ten other installations' files of 5,000 claims coming in while open",
        "export": "10,000 claims as Markdown",
        "extraction": "the reading text of 1,000 pages",
        "index": "10,000 pages into the index, and words found in them",
        "find": "a word in 1,000 pages, and typing it over 5,000",
        "memory": "the window's memory after 5,000 pages",
        "anchors": "quotes found again in edited texts",
        "fuzz": "what becomes of damaged files, and of the zoo",
    }
)
"""Each name is a module beside this one, run in a process of its own."""

ONLY_BY_NAME = frozenset({"fuzz"})
"""Those that take most of an hour."""


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for; 1 where a benchmark could not be run, whatever the numbers say."""
    asked = parser().parse_args(arguments)
    unknown = sorted(set(asked.names) - set(BENCHMARKS))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}.", file=sys.stderr)
        return 2
    rows: list[Row] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="counterpoint-bench-") as folder:
        for name in asked.names or [name for name in BENCHMARKS if name not in ONLY_BY_NAME]:
            found = run(name, Path(folder))
            rows += found or []
            failed += [] if found else [name]
    print(table(rows))
    if asked.json is not None:
        asked.json.write_text(report(rows, failed), encoding="utf-8")
    for name in failed:
        print(f"{name} could not be measured.", file=sys.stderr)
    return int(bool(failed))


def parser() -> argparse.ArgumentParser:
    """The arguments."""
    names = "\n".join(f"  {name:10} {what}" for name, what in BENCHMARKS.items())
    made = argparse.ArgumentParser(
        prog="bench",
        description="Measure, and print a table; goals that are missed fail nothing.",
        epilog=f"benchmarks:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("names", metavar="NAME", nargs="*", help="unless named, all but fuzz")
    made.add_argument("--json", metavar="PATH", type=Path, help="where to write the numbers too")
    return made


def run(name: str, folder: Path) -> list[Row] | None:
    """One benchmark in a process of its own; None where it ended badly."""
    started = perf_counter()
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", str(folder)]
    done = subprocess.run(command, env=environment(folder), stdout=subprocess.PIPE, check=False)
    print(f"{name}: {perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    if done.returncode:
        return None
    return [Row(**row) for row in json.loads(done.stdout)]


def report(rows: Sequence[Row], failed: Sequence[str]) -> str:
    """The rows and the machine as JSON."""
    machine = {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
    }
    met = [{**asdict(row), "met": row.is_met} for row in rows]
    return json.dumps({"machine": machine, "rows": met, "failed": list(failed)}, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
