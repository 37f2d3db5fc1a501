"""A process that opens a project, and says which records it shows and why it may not write them.

Usage: visitor FOLDER. Prints the ids in one line, the reason in another.
"""

from __future__ import annotations

import sys
from pathlib import Path

from counterpoint.storage.store import Store
from tests.storage.samples import ANA, LONG, held


def main(folder: str) -> None:
    """Look."""
    store = Store.open(Path(folder), ANA)
    print(*held(store), flush=True)  # noqa: T201 - its one way to say it
    print(store.read_only_reason, flush=True)  # noqa: T201
    assert store.close(LONG)


if __name__ == "__main__":
    main(*sys.argv[1:])
