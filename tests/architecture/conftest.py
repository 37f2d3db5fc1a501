"""The sources of the whole project are let go when they are judged.

As long as they are held, every full collection looks at millions of nodes: with closing a project
in each of hundreds of stories, that took a good part of all the time.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source import everything

HERE = Path(__file__).parent


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Let go of the sources after the last of these tests."""
    if nextitem is None or not nextitem.path.is_relative_to(HERE):
        everything.cache_clear()
