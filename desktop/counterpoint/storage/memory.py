"""What the program remembers from one run to the next."""

import contextlib
import json
import math
import re
from collections.abc import Mapping
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import PRIVATE_FOLDER, make_folder, read_plain, replace_file

LIMIT = 1 << 20
"""Bytes of what is remembered under one name."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Memory:
    """Keeps pieces of JSON by name, one file each, in a folder that only its owner can enter.

    It may be used from any thread. Of two windows that remember under one name, the later wins.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, name: str) -> Mapping[str, object]:
        """What was remembered under a name; empty where nothing was, or it cannot be read.

        ValueError for a name that is not made of letters, digits, hyphens and underscores.
        """
        path = self._path(name)
        try:
            return _mapping(read_plain(path, LIMIT))
        except (OSError, Refusal, ValueError, RecursionError):
            return {}

    def remember(self, name: str, what: Mapping[str, object]) -> None:
        """Keep this under a name; a disk that refuses it takes nothing else away.

        ValueError for a name as in ``recall``, for what is no JSON, and for more than the limit.
        """
        path = self._path(name)
        # Escaped, so that names of files which are no Unicode come back as they were.
        text = json.dumps(dict(what), allow_nan=False, indent=1).encode("ascii") + b"\n"
        if len(text) > LIMIT:
            raise ValueError(f"“{name}” is too long to be remembered")
        with contextlib.suppress(OSError):
            self._make_private()
            replace_file(path, [text])

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"“{name}” is no bare name")
        return self._folder / f"{name}.json"

    def _make_private(self) -> None:
        make_folder(self._folder)
        # A new file is as open as its folder.
        if self._folder.stat().st_mode & 0o077:
            self._folder.chmod(PRIVATE_FOLDER)


def _mapping(text: bytes) -> Mapping[str, object]:
    said = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    return said if isinstance(said, dict) else {}


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def _refuse(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")
