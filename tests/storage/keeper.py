"""A process that writes one claim and holds the project open until it is told to close it.

Usage: keeper FOLDER. Prints "written"; ends after a line on its standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path

from counterpoint.storage.store import Store
from tests.storage.samples import ANA, LONG, claim


def main(folder: str) -> None:
    """Hold a project."""
    store = Store.open(Path(folder), ANA)
    store.save([claim(1)])
    assert store.wait_saved(LONG)
    print("written", flush=True)  # noqa: T201 - its one way to say it
    sys.stdin.readline()
    assert store.close(LONG)


if __name__ == "__main__":
    main(*sys.argv[1:])
