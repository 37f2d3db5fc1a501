"""Where the texts of one project are kept: in its file, or in memory alone."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import time
from typing import TypeVar

from counterpoint.index.cache import Cache, Key, is_damage, is_held, open_cache, remove

KEPT_DAYS = 60
"""Days after which a text is forgotten that no project wanted, and a cache that nobody opened."""

MOST_BYTES = 2 << 30
"""Bytes of all caches together; the one not opened for longest goes first."""

DAY_SECONDS = 86_400

Result = TypeVar("Result")


class Shelf:
    """Owns the caches of the project that was asked for last.

    ``folder`` is where caches are, None to keep them in memory. A file that cannot be used is
    made anew or left alone, and memory takes its place: nobody ever hears of it. One that is only
    held by others is used again once they let go of it. ``turn`` counts how often another cache
    took the place of one: numbers of passages are of that one alone.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._project = ""
        self._cache: Cache | None = None
        self._awaited: Path | None = None
        self._private: Cache | None = None
        self._private_keys: set[Key] = set()
        self.turn = 0

    def close(self) -> None:
        """Let go of all caches; what was kept in memory alone is gone."""
        for cache in (self._cache, self._private):
            if cache is not None:
                cache.close()
        self._cache = self._private = self._awaited = None
        self._private_keys.clear()

    def begin(self, project: str) -> None:
        """Something is asked of a project: use the file that others held, if it is free now."""
        if self._awaited is None or self._project != project or self._cache is None:
            return
        found, is_still_held = open_cache(self._awaited, wait=0)
        if is_still_held or found.path is None:
            found.close()
            return
        self._cache.close()
        self._cache, self._awaited = found, None
        self.turn += 1

    def keep_private(self, project: str, key: Key) -> None:
        """Have a text in memory alone from now on."""
        self._of(project)
        self._private_keys.add(key)

    def on(self, project: str, act: Callable[[Cache], Result], key: Key | None = None) -> Result:
        """Do something with the cache of a project, and again with another if that fails.

        ``key`` is the text that it is about: one that is private is elsewhere.
        """
        cache = self._of(project)
        if key in self._private_keys:
            return act(self._in_memory())
        try:
            return act(cache)
        except sqlite3.Error as error:
            cache.close()
            if cache.path is not None and is_damage(error):
                remove(cache.path)
                self._open(cache.path)
            else:
                self._awaited = cache.path if is_held(error) else None
                self._cache = Cache(None)
        self.turn += 1
        return act(self._of(project))

    def matching(self, project: str, match: str, keys: Sequence[Key]) -> dict[Key, list[int]]:
        """What ``Cache.matching`` finds, wherever the texts are."""
        public = [key for key in keys if key not in self._private_keys]
        private = [key for key in keys if key in self._private_keys]
        found = self.on(project, lambda cache: cache.matching(match, public))
        return found | (self._in_memory().matching(match, private) if private else {})

    def _of(self, project: str) -> Cache:
        if self._cache is None or self._project != project:
            self.close()
            self._project = project
            self._open(self._path(project))
            self.turn += 1
        assert self._cache is not None
        return self._cache

    def _open(self, path: Path | None) -> None:
        self._cache, is_awaited = open_cache(path)
        self._awaited = path if is_awaited else None

    def _in_memory(self) -> Cache:
        self._private = self._private or Cache(None)
        return self._private

    def _path(self, project: str) -> Path | None:
        """The file of a project; its id may be a stranger's, so it is no part of the name."""
        if self._folder is None:
            return None
        path = self._folder / f"{sha256(project.encode()).hexdigest()[:32]}.sqlite"
        tidy(self._folder, path)
        return path


def tidy(folder: Path, wanted: Path) -> None:
    """Remove caches that nobody has opened for long, or that are too much together."""
    room, today = MOST_BYTES, time()
    with suppress(OSError):
        if wanted.exists():
            os.utime(wanted)
        found = [(path.stat(), path) for path in folder.glob("*.sqlite") if path != wanted]
        for status, path in sorted(found, key=lambda one: one[0].st_mtime, reverse=True):
            room -= status.st_size
            if room < 0 or today - status.st_mtime > KEPT_DAYS * DAY_SECONDS:
                remove(path)
