"""What every test shares."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings

# Read by Qt when it starts: no test may open a window on the screen of whoever runs it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shared machine pauses at will, so no example is too slow; in CI a failure must repeat.
settings.register_profile("counterpoint", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("counterpoint")

TOGETHER = "tests/architecture/"
"""These tests read the sources of the whole project, so one process runs them all."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while everything is loaded, nor in what was loaded later on."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out tests one by one, but for those that belong together.

    Marking these with a group has no effect: the mark is lost on this version of pytest.
    """
    from xdist.scheduler import LoadScopeScheduling

    made = LoadScopeScheduling(config, log)
    made._split_scope = scope
    return made


def scope(nodeid: str) -> str:
    """What a test is handed out with."""
    return TOGETHER if nodeid.startswith(TOGETHER) else nodeid
