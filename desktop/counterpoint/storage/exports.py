"""Notes that go out of a project."""

import hashlib
from pathlib import Path

from counterpoint.storage.durable import make_folder, read_plain, replace_file
from counterpoint.storage.folder import refused

_LIMIT = 1 << 28
_MARK = ".written"
"""The hidden file beside a note that tells what this program wrote there last."""


class Exports:
    """Writes notes into one folder and never over what a person has changed there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, text: str) -> Path:
        """Write a note; one that a person has changed since is kept as “name (changed).md”.

        Refusal where the folder cannot be written.
        """
        path = self._folder / name
        with refused(f"“{name}” cannot be written to “{self._folder}”"):
            make_folder(self._folder)
            self._keep_changed(path)
            content = text.encode("utf-8")
            replace_file(path, [content])
            replace_file(self._mark(path), [hashlib.sha256(content).hexdigest().encode()])
        return path

    def _keep_changed(self, path: Path) -> None:
        try:
            standing = read_plain(path, _LIMIT)
        except FileNotFoundError:
            return
        if hashlib.sha256(standing).hexdigest() != self._last_written(path):
            replace_file(self._free_name(path), [standing])

    def _last_written(self, path: Path) -> str:
        try:
            return read_plain(self._mark(path), 100).decode("ascii", "replace")
        except FileNotFoundError:
            return ""

    def _mark(self, path: Path) -> Path:
        return path.with_name(f".{path.name}{_MARK}")

    def _free_name(self, path: Path) -> Path:
        number = 1
        while True:
            suffix = "changed" if number == 1 else f"changed {number}"
            kept = path.with_name(f"{path.stem} ({suffix}){path.suffix}")
            if not kept.exists():
                return kept
            number += 1
