"""Where folders of many small trials stand: in memory where there is such a place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")


def scratch(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A new folder that goes when it is left: in memory, where a sync costs nothing, or else here.

    What a sync is worth on a real disk is other kinds' question.
    """
    place = _MEMORY if os.access(_MEMORY, os.W_OK | os.X_OK) else folder
    return tempfile.TemporaryDirectory(prefix="counterpoint-", dir=place)
