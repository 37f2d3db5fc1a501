"""The kinds of fault, and how one is run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tests.benchmarks.children import environment
from tests.storage.faults.cases import LONG, Row

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "kills": "kill -9 at random moments while a scripted reader works",
        "calls": "every call to the system fails in every way, or is the last before a kill",
        "power": "each state that a power cut may leave, at every moment of a reader's work",
        "full": "a disk that fills up and is freed again, at many sizes",
        "readonly": "folders and files that may not be written, always or for a while",
        "twice": "two processes on one project, and the one takes over from the other",
        "cycles": "start, edit, quit: the real program in a real window, keys pressed",
        "histories": "three installations that exchange their files in any order",
        "replaced": "files restored, replaced, emptied, removed or blocked, open and closed",
        "cuts": "snapshots and journals cut at every byte",
        "flips": "flipped bits, sectors of zeros and garbage, blocks and lines doubled and swapped",
    }
)
"""Each name is a module beside this one, run in a process of its own."""


def run(kind: str, folder: Path, is_long: bool) -> Row:
    """All cases of one kind, in a process of its own; one that ends badly is a faulty row."""
    place = folder / kind
    place.mkdir()
    command = [sys.executable, "-m", f"tests.storage.faults.{kind}", str(place)]
    done = subprocess.run(
        [*command, *([LONG] if is_long else [])],
        env=environment(folder),
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        return Row(kind, 0, 0, 0, 0, 1, 0.0, [f"{kind} ended with exit code {done.returncode}"])
    return Row(**json.loads(done.stdout.rpartition(b"\n")[2]))
