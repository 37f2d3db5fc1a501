"""What a project that is open takes of memory, or its file as Python's own objects: one process."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from counterpoint.domain.project import Project
from counterpoint.storage.store import Store
from tests.benchmarks.children import tell
from tests.benchmarks.shelves import ADA, PATIENCE

STATUS = Path("/proc/self/status")


def main(what: str, path: Path) -> None:
    """Say the megabytes that come to be resident as it is opened, and how many at most."""
    before = _megabytes("VmRSS")
    if what == "json":
        held: object = json.loads((path / "readers" / ADA.file_name).read_bytes())
    else:
        held = store = Store.open(path, ADA)
        project = Project(ADA.installation, ADA.reader)
        project.load(store.records())
    tell([_megabytes("VmRSS") - before, _megabytes("VmHWM") - before])
    if isinstance(held, Store):
        held.close(PATIENCE)


def _megabytes(field: str) -> float:
    """0 where the system does not say what memory a process has."""
    status = STATUS.read_text(encoding="ascii") if STATUS.exists() else ""
    found = re.search(rf"{field}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
