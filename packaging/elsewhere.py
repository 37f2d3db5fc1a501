"""When the Python at hand is too old or too new: find another, or say which one is needed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import Sequence, Tuple  # noqa: UP035 - read by Pythons before 3.9

Version = Tuple[int, int]  # noqa: UP006


def main(script: str, supported: Sequence[Version], arguments: Sequence[str]) -> int:
    """Run `script` on the newest supported Python there is and return its exit code."""
    python = find(supported)
    if python is None:
        print(wrong_python(supported, sys.version_info[:2]), file=sys.stderr)
        return 1
    return subprocess.call([python, script, *arguments])


def wrong_python(supported: Sequence[Version], version: Version) -> str:
    """The sentence for a Python outside the supported range."""
    *others, last = map(dotted, supported)
    return (
        f"Counterpoint runs on Python {', '.join(others)} or {last}, and this is "
        f"{dotted(version)}: install one of them and start again with it."
    )


def dotted(version: Version) -> str:
    """A version as it is written."""
    return ".".join(map(str, version))


def find(supported: Sequence[Version]) -> str | None:
    """The path of the newest supported Python on PATH that really starts, if any."""
    for version in reversed(supported):
        path = shutil.which(f"python{dotted(version)}")
        if path is not None and starts_as(path, version):
            return path
    return None


def starts_as(path: str, version: Version) -> bool:
    """Whether the program at `path` is a Python of `version`; a version manager's stub is not."""
    question = f"import sys; sys.exit(sys.version_info[:2] != {version})"
    try:
        answer = subprocess.call(
            [path, "-c", question], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return answer == 0
