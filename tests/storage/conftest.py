"""A private home and an empty project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from counterpoint.storage.folder import ProjectFolder, create
from counterpoint.storage.snapshot import sound_head

_LARGE = 1 << 24
"""Bytes of a file that only a test of sizes makes."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, locks and cache of the test alone."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> ProjectFolder:
    """A new project."""
    return create(tmp_path / "Summit", "Summit")


@pytest.fixture(autouse=True)
def plain_tinydb_reads_every_snapshot(tmp_path: Path) -> Iterator[None]:
    """Whatever a test wrote: a snapshot that we take for sound must be sound for others too."""
    yield
    for path in tmp_path.rglob("*.json"):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGE:
            continue
        if sound_head(path.read_bytes()) is not None:
            with TinyDB(path, access_mode="r") as database:
                rows = {name: database.table(name).all() for name in database.tables()}
            assert rows.keys() >= {"about", "claims"}
