"""``python -m tests.storage.faults [NAME …] [--long] [--json PATH]``: make faults, one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.storage.faults.kinds import KINDS, run
from tests.storage.faults.table import report, table


def main(arguments: Sequence[str]) -> int:
    """Make the faults asked for; 1 where a store did not keep its promise."""
    asked = parser().parse_args(arguments)
    unknown = sorted(set(asked.names) - set(KINDS))
    if unknown:
        print(f"There is no kind of fault {', '.join(unknown)}.", file=sys.stderr)
        return 2
    rows = []
    with tempfile.TemporaryDirectory(prefix="counterpoint-faults-") as folder:
        for name in dict.fromkeys(asked.names or KINDS):
            rows.append(run(name, Path(folder), asked.long))
            print(f"{name}: {rows[-1].seconds:.0f} s", file=sys.stderr, flush=True)
    print(table(rows))
    if asked.json is not None:
        asked.json.write_text(report(rows), encoding="utf-8")
    return int(not all(row.is_sound for row in rows))


def parser() -> argparse.ArgumentParser:
    """The arguments."""
    names = "\n".join(f"  {name:10} {what}" for name, what in KINDS.items())
    made = argparse.ArgumentParser(
        prog="faults",
        description="Make faults around the store, and print what became of it.",
        epilog=f"kinds of fault:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("names", metavar="NAME", nargs="*", help="unless named, all")
    made.add_argument("--long", action="store_true", help="the long set of each kind")
    made.add_argument("--json", metavar="PATH", type=Path, help="where to write the table too")
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
