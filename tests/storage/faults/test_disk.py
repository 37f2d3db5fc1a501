"""What a power cut may leave, and what it may not."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.storage.faults.disk import Disk, Recorder, State
from tests.storage.faults.system import System

MANY = 200


def left_by(folder: Path, work: Callable[[Path], None]) -> list[State]:
    """The states of a folder in which something was done, by bare names."""
    system, recorder = System(folder), Recorder(folder / "project")
    with system.installed(), system.ruled(recorder):
        work(folder / "project")
    disk = Disk(folder)
    for event in recorder.events:
        disk.apply(event)
    states = disk.states(MANY, random.Random(1))
    return [{Path(path).name: data for path, data in state.items()} for state in states]


def written(path: Path, *, synced: bool) -> None:
    """A file of a few bytes."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.write(descriptor, b"ab" * 100)
    if synced:
        os.fsync(descriptor)
    os.close(descriptor)


def sync(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def made(folder: Path) -> None:
    """A folder whose name is on the disk."""
    folder.mkdir()
    sync(folder.parent)


def test_bytes_without_a_sync_may_be_absent_cut_off_or_zero(tmp_path: Path) -> None:
    def work(project: Path) -> None:
        made(project)
        written(project / "a", synced=False)
        sync(project)

    found = {state["a"] for state in left_by(tmp_path, work)}
    assert {b"", b"ab" * 100, bytes(200)} < found
    assert any(data and data.strip(b"\0") and b"\0" in data for data in found)


def test_a_name_without_a_sync_may_be_absent(tmp_path: Path) -> None:
    def work(project: Path) -> None:
        made(project)
        written(project / "a", synced=True)

    assert left_by(tmp_path, work) == [{"project": None}, {"project": None, "a": b"ab" * 100}]


def test_a_rename_without_a_sync_happened_or_not_and_never_half(tmp_path: Path) -> None:
    def work(project: Path) -> None:
        made(project)
        written(project / "a", synced=True)
        sync(project)
        (project / "a").rename(project / "b")

    assert [sorted(state) for state in left_by(tmp_path, work)] == [
        ["a", "project"],
        ["b", "project"],
    ]


def test_what_is_synced_stays_unless_a_folder_above_goes(tmp_path: Path) -> None:
    def work(project: Path) -> None:
        project.mkdir()
        written(project / "a", synced=True)
        sync(project)

    assert left_by(tmp_path, work) == [{}, {"project": None, "a": b"ab" * 100}]
