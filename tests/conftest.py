"""What every test shares."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Read by Qt when it starts: no test may open a window on the screen of whoever runs it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shared machine pauses at will, so no example is too slow; in CI a failure must repeat.
settings.register_profile("counterpoint", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("counterpoint")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests with a screen of their own one after the other: two may take one number."""
    for item in items:
        if "screen" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("screen"))
