"""The list of what install-desktop added, by which uninstall-desktop takes away just that.

It is written before anything else is, and again at the end. Should the installation end half way,
it lists what may be there: a file has the fingerprint of what shall be in it or of what was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from changes import content_of
from needs import Stop

FORMAT = 1

Marks = tuple[str, ...]
"""Fingerprints, one of which a file has as long as nobody else changed it."""


@dataclass(frozen=True)
class Defaults:
    """What became of mimeapps.list: the text `before` (None if there was no file), the
    fingerprints of the text after, and the programs chosen so that they go on opening their types.
    """

    before: str | None
    after: Marks
    openers: Mapping[str, str]


@dataclass(frozen=True)
class Receipt:
    """What was added: files with fingerprints, folders (outer ones first), and the caches of
    desktop tools that were not there before."""

    files: Mapping[Path, Marks] = field(default_factory=dict)
    folders: tuple[Path, ...] = ()
    caches: tuple[Path, ...] = ()
    defaults: Defaults | None = None

    def as_json(self) -> bytes:
        """The receipt as it is kept."""
        kept = {
            "format": FORMAT,
            "files": {str(path): " ".join(marks) for path, marks in self.files.items()},
            "folders": [str(path) for path in self.folders],
            "caches": [str(path) for path in self.caches],
            "defaults": self.defaults
            and {**vars(self.defaults), "after": " ".join(self.defaults.after)},
        }
        return json.dumps(kept, indent=1).encode()


def load(path: Path) -> Receipt | None:
    """The receipt, None where nothing was added; raise Stop where it cannot be read."""
    content = content_of(path)
    if content is None:
        return None
    try:
        return parsed(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Stop(
            f"“{path}”, the list of what was added to the desktop, is damaged; "
            "delete it and run install-desktop again."
        ) from error


def parsed(kept: Any) -> Receipt:
    """The receipt from its JSON; raises the errors `load` names where it is another's."""
    if kept["format"] != FORMAT:
        raise ValueError(kept["format"])
    changed = kept["defaults"]
    return Receipt(
        files={absolute(path): marks(said) for path, said in kept["files"].items()},
        folders=tuple(map(absolute, kept["folders"])),
        caches=tuple(map(absolute, kept["caches"])),
        defaults=changed
        and Defaults(changed["before"], marks(changed["after"]), dict(changed["openers"])),
    )


def marks(said: str) -> Marks:
    """The fingerprints of a file in the receipt."""
    return tuple(said.split())


def absolute(path: str) -> Path:
    """A path from the receipt; ValueError unless it is absolute."""
    if not path.startswith("/"):
        raise ValueError(path)
    return Path(path)


def fingerprint(content: bytes) -> str:
    """What tells a file from a changed one."""
    return hashlib.sha256(content).hexdigest()
