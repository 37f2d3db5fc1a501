"""What other programs do to a project that is open."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from counterpoint.domain.records import Record
from counterpoint.storage.store import Store
from tests.storage.samples import ANA, LONG


def told(store: Store) -> tuple[dict[str, Record], str]:
    """What a look has found and a take has changed: records by id; the sentences."""
    news = store.look()
    if news is None:
        return {}, ""
    return {record.id: record for record in store.take(news)}, " ".join(news.sentences)


def own(store: Store) -> Path:
    """The snapshot of the installation whose tests these are."""
    return store.folder.readers / ANA.file_name


def journal(store: Store) -> Path:
    """Its journal."""
    return store.folder.readers / f"{ANA.file_name}.journal"


def write(store: Store, *records: Record) -> None:
    """One gesture, on the disk."""
    store.save(records)
    assert store.wait_saved(LONG)


def edited(path: Path, edit: Callable[[str], str]) -> None:
    """Save a file as many editors do: new bytes in a new file of the same name."""
    new = path.with_name(".edited")
    new.write_text(edit(path.read_text("utf-8")), "utf-8")
    new.replace(path)


def laid_out_anew(path: Path) -> None:
    """The same JSON as a tool for JSON writes it."""
    text = json.dumps(json.loads(path.read_bytes()), indent=4)
    path.write_text(text, "utf-8")


def kept_beside(path: Path) -> list[str]:
    """The endings of what was kept beside a file."""
    names = (entry.name for entry in path.parent.iterdir())
    return sorted(
        name.removeprefix(f"{path.name}.")
        for name in names
        if name.startswith(f"{path.name}.") and name != f"{path.name}.journal"
    )


def copied(path: Path, to: Path) -> Path:
    """A copy of a folder, as to another machine."""
    return Path(shutil.copytree(path, to))


def touched(path: Path) -> None:
    """Another time of change on the same bytes."""
    os.utime(path, ns=(1, 1))
