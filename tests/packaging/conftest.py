"""What the tests of the desktop share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.desktops import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home on a system without programs."""
    for name in ("home", "system"):
        (tmp_path / name).mkdir()
    return Home(tmp_path / "home", tmp_path / "system")
