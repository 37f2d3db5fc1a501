"""A second process of the program that has a project open, as the command line would.

Usage: holder FOLDER. Says "open", then does what it reads, a line each: "note WORDS" gives the
first claim that note and says "saved". It closes the project when there is nothing more to read.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from counterpoint.domain.project import Project
from counterpoint.main import open_library
from tests.story.colleague import PATIENCE


def main(folder: str) -> None:
    """Hold the project."""
    library = open_library()
    store, reader = library.open(Path(folder)), library.reader
    project = Project(reader.installation, reader.id, refuse=store.read_only_reason)
    project.load(store.records())
    print("open", flush=True)  # noqa: T201 - its one way to say it
    for line in sys.stdin:
        _, words = line.strip().split(maxsplit=1)
        change = project.put("Note", replace(project.claims()[0], note=words))
        store.save(change.records)
        assert store.wait_saved(PATIENCE)
        print("saved", flush=True)  # noqa: T201
    assert store.close(PATIENCE)


if __name__ == "__main__":
    main(*sys.argv[1:])
