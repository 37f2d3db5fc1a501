"""Searching one project after the other: what its cache holds, what it lacks, what it finds."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from time import time
from typing import TypeVar

from counterpoint.index.cache import Cache, Key, Piece, Row, Standing, is_damage, open_cache, remove
from counterpoint.index.passages import Pointer, Stretch, snippet
from counterpoint.index.words import Term, parsed

KEPT_DAYS = 60
"""Days after which a text is forgotten that no project wanted, and a cache that nobody opened."""

MOST_BYTES = 2 << 30
"""Bytes of all caches together; the one not opened for longest goes first."""

PEEKED = 4
"""Texts in which the first passages are looked for before all are counted in all."""

_DAY_SECONDS = 86_400

Result = TypeVar("Result")


@dataclass(frozen=True)
class Hit:
    """A passage that was found, and what is shown of it.

    ``start`` and ``end`` are the part with all words, code points of the reading text;
    ``paragraph`` counts from 0. ``marks`` are ranges of ``text``, end-exclusive.
    """

    page: str | None
    paragraph: int
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Found:
    """What was found in one text: how many passages, and the best of them in reading order."""

    key: Key
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class _Asked:
    """Owns how the passages of each text were ranked so far, and what is shown of them."""

    pointer: Pointer
    most: int
    ranked: dict[Key, dict[int, Hit | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A stretch of a passage, and the text around that passage."""

    row: Row
    stretch: Stretch
    text_before: str
    text_after: str


class Finder:
    """Owns the cache of the project that was asked for last.

    ``folder`` is where caches are, None to keep them in memory. A file that cannot be used is
    made anew or left alone, and memory takes its place: nobody ever hears of it.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._project = ""
        self._cache: Cache | None = None

    def close(self) -> None:
        """Let go of the cache."""
        if self._cache is not None:
            self._cache.close()
        self._cache = None

    def standing(self, project: str, keys: Sequence[Key]) -> list[Standing]:
        """How much of each text is there; all of them are wanted from now on."""
        day = int(time() / _DAY_SECONDS)

        def look(cache: Cache) -> list[Standing]:
            cache.see(keys, day, day - KEPT_DAYS)
            return [cache.standing(key) for key in keys]

        return self._on(project, look)

    def add(self, project: str, key: Key, piece: Piece) -> Standing:
        """Take passages of a text, see ``Cache.add``."""
        return self._on(project, lambda cache: cache.add(key, piece))

    def search(self, project: str, query: str, keys: Sequence[Key], most: int) -> Iterator[Found]:
        """What is found, a text at a time and in their order; at most so many hits of each.

        A text comes again when more is found in it, for the best comes first: words that follow
        one another as they were asked for, then whole words, then such as only begin like them.
        """
        terms = parsed(query)
        asked = _Asked(Pointer(terms), most) if terms else None
        for match in tiers(terms):
            if asked is not None:
                yield from self._peek(project, match, keys, asked)
                yield from self._rank(project, match, keys, asked)

    def _peek(
        self, project: str, match: str, keys: Sequence[Key], asked: _Asked
    ) -> Iterator[Found]:
        """The first passages that can be shown, before all are counted."""
        for key in keys[:PEEKED] if not asked.ranked else ():
            first = partial(Cache.first, match=match, key=key, most=asked.most)
            numbers = self._on(project, first)
            if numbers:
                yield self._found(project, key, dict.fromkeys(numbers), asked)
                return

    def _rank(
        self, project: str, match: str, keys: Sequence[Key], asked: _Asked
    ) -> Iterator[Found]:
        """What is found besides what has been found before."""
        found = self._on(project, partial(Cache.matching, match=match, keys=keys))
        for key in (one for one in keys if one in found):
            rank = asked.ranked.setdefault(key, {})
            before = len(rank)
            rank.update({number: None for number in found[key] if number not in rank})
            if len(rank) > before:
                yield self._found(project, key, rank, asked)

    def _found(self, project: str, key: Key, rank: dict[int, Hit | None], asked: _Asked) -> Found:
        return Found(key, len(rank), tuple(self._hits(project, rank, asked)))

    def every(self, project: str, query: str, key: Key) -> Iterator[Place]:
        """Every place of a text where the words stand, in reading order."""
        terms = parsed(query)
        for match in tiers(terms)[-1:]:
            pointer = Pointer(terms)
            found = self._on(project, partial(Cache.matching, match=match, keys=[key]))
            for number in found.get(key, ()):
                yield from self._places(project, number, pointer)

    def _places(self, project: str, number: int, pointer: Pointer) -> Iterator[Place]:
        row = self._row(project, number)
        if row is None:
            return
        before, after = self._row(project, number - 1), self._row(project, number + 1)
        lead = before.body + gap(before, row) if before and before.start < row.start else ""
        rest = gap(row, after) + after.body if after and after.start > row.start else ""
        yield from (Place(row, stretch, lead, rest) for stretch in pointer.every(row.body))

    def _hits(self, project: str, rank: dict[int, Hit | None], asked: _Asked) -> Iterator[Hit]:
        """The best hits; what has been looked at stays in ``rank``."""
        for number in list(islice(rank, asked.most)):
            row = None if rank[number] else self._row(project, number)
            if row is not None:
                rank[number] = _hit(row, asked.pointer.stretch(row.body))
            hit = rank[number]
            if hit is not None:
                yield hit

    def _row(self, project: str, number: int) -> Row | None:
        return self._on(project, lambda cache: cache.row(number))

    def _on(self, project: str, act: Callable[[Cache], Result]) -> Result:
        """Do something with the cache of a project, and again with another if that fails."""
        cache = self._of(project)
        try:
            return act(cache)
        except sqlite3.Error as error:
            cache.close()
            if cache.path is not None and is_damage(error):
                remove(cache.path)
                self._cache = open_cache(cache.path)
            else:
                self._cache = open_cache(None)
        return act(self._cache)

    def _of(self, project: str) -> Cache:
        if self._cache is None or self._project != project:
            self.close()
            self._project = project
            self._cache = open_cache(self._path(project))
        return self._cache

    def _path(self, project: str) -> Path | None:
        """The file of a project; its id may be a stranger's, so it is no part of the name."""
        if self._folder is None:
            return None
        path = self._folder / f"{sha256(project.encode()).hexdigest()[:32]}.sqlite"
        tidy(self._folder, path)
        return path


def tiers(terms: Sequence[Term]) -> list[str]:
    """What to ask FTS5 for, the best first; the last finds all."""
    if not terms:
        return []
    phrase = Term(tuple(run for term in terms for run in term.runs), is_open=False)
    whole = " ".join(term.match(whole=True) for term in terms)
    begun = " ".join(term.match(whole=False) for term in terms)
    return list(dict.fromkeys((phrase.match(whole=True), whole, begun)))


def gap(one: Row, other: Row) -> str:
    """What stands between a passage and the next one; nothing where a paragraph was cut."""
    return "\n" if other.start > one.start + len(one.body) else ""


def tidy(folder: Path, wanted: Path) -> None:
    """Remove caches that nobody has opened for long, or that are too much together."""
    room, today = MOST_BYTES, time()
    with suppress(OSError):
        if wanted.exists():
            os.utime(wanted)
        found = [(path.stat(), path) for path in folder.glob("*.sqlite") if path != wanted]
        for status, path in sorted(found, key=lambda one: one[0].st_mtime, reverse=True):
            room -= status.st_size
            if room < 0 or today - status.st_mtime > KEPT_DAYS * _DAY_SECONDS:
                remove(path)


def _hit(row: Row, stretch: Stretch) -> Hit:
    shown = snippet(row.body, stretch)
    start, end = row.start + stretch.start, row.start + stretch.end
    return Hit(row.page, row.paragraph, start, end, shown.text, shown.marks)
