"""The index process as the window drives it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counterpoint.index.launch import start_index
from counterpoint.ui.index_link import IndexLink


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index keeps its cache."""
    return tmp_path / "cache" / "index"


@pytest.fixture
def link(qtbot: QtBot, folder: Path) -> Iterator[IndexLink]:
    """A link to an index process that has not been started yet."""
    made = IndexLink(partial(start_index, folder))
    yield made
    made.close()
