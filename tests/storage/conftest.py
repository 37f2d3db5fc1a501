"""A private home and an empty project."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.storage.folder import ProjectFolder, create


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, locks and cache of the test alone."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> ProjectFolder:
    """A new project."""
    return create(tmp_path / "Summit", "Summit")
