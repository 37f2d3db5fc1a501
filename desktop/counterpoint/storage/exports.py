"""Notes that go out of a project."""

import contextlib
import hashlib
import os
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import make_folder, read_plain, replace_file
from counterpoint.storage.folder import refused
from counterpoint.storage.wording import plain_text, said

_LIMIT = 1 << 28
_LONGEST_MARK = 160
"""Bytes; a longer name is told by its checksum."""

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
        with refused(f"“{said(name)}” cannot be written to “{said(self._folder)}”"):
            make_folder(self._folder)
            content = plain_text(text).encode("utf-8")
            self._keep_changed(path, content)
            replace_file(path, [content])
            self._sign(path, content)
        return path

    def _sign(self, path: Path, content: bytes) -> None:
        """Remember what was written; without it the next note only keeps this one beside it."""
        with contextlib.suppress(OSError):
            replace_file(self._mark(path), [_digest(content)])

    def _keep_changed(self, path: Path, content: bytes) -> None:
        try:
            standing = read_plain(path, _LIMIT)
        except FileNotFoundError:
            return
        if standing != content and _digest(standing) != self._last_written(path):
            replace_file(self._free_name(path), [standing])

    def _last_written(self, path: Path) -> bytes:
        try:
            return read_plain(self._mark(path), 100)
        except (OSError, Refusal):
            return b""

    def _mark(self, path: Path) -> Path:
        mark = f".{path.name}{_MARK}"
        if len(os.fsencode(mark)) > _LONGEST_MARK:
            mark = f".{_digest(os.fsencode(path.name)).decode()}{_MARK}"
        return path.with_name(mark)

    def _free_name(self, path: Path) -> Path:
        number = 1
        while True:
            suffix = "changed" if number == 1 else f"changed {number}"
            kept = path.with_name(f"{path.stem} ({suffix}){path.suffix}")
            if not kept.exists():
                return kept
            number += 1


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
