"""What every test shares."""

from __future__ import annotations

import os

from hypothesis import settings

# Read by Qt when it starts: no test may open a window on the screen of whoever runs it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shared machine pauses at will, so no example is too slow; in CI a failure must repeat.
settings.register_profile("counterpoint", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("counterpoint")
