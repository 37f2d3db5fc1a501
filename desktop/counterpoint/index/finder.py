"""Searching one project after the other: what its cache holds, what it lacks, what it finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from time import time

from counterpoint.index.cache import Cache, Key, Piece, Row, Standing
from counterpoint.index.passages import Pointer, Stretch, snippet
from counterpoint.index.shelf import DAY_SECONDS, KEPT_DAYS, Shelf
from counterpoint.index.words import Term, parsed

PEEKED = 4
"""Texts in which the first passages are looked for before all are counted in all."""


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
    turn: int
    ranked: dict[Key, dict[int, Hit | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A stretch of a passage, and the text around that passage."""

    row: Row
    stretch: Stretch
    text_before: str
    text_after: str


class Finder:
    """Looks into the texts of projects; ``folder`` is where caches are, None to have no files."""

    def __init__(self, folder: Path | None) -> None:
        self._shelf = Shelf(folder)

    def close(self) -> None:
        """Let go of the cache."""
        self._shelf.close()

    def standing(self, project: str, keys: Sequence[Key]) -> list[Standing]:
        """How much of each text is there; all of them are wanted from now on."""
        self._shelf.begin(project)
        day = _today()
        self._shelf.on(project, lambda cache: cache.see(keys, day, day - KEPT_DAYS))
        return self.there(project, keys)

    def there(self, project: str, keys: Sequence[Key]) -> list[Standing]:
        """How much of each text is there, whichever are wanted."""
        looks = ((partial(Cache.standing, key=key), key) for key in keys)
        return [self._shelf.on(project, look, key) for look, key in looks]

    def add(self, project: str, key: Key, piece: Piece, *, is_private: bool = False) -> Standing:
        """Take passages of a text, see ``Cache.add``; one that is private stays in memory."""
        self._shelf.begin(project)
        if is_private:
            self._shelf.keep_private(project, key)
        return self._shelf.on(project, lambda cache: cache.add(key, piece, _today()), key)

    def search(self, project: str, query: str, keys: Sequence[Key], most: int) -> Iterator[Found]:
        """What is found, a text at a time and in their order; at most so many hits of each.

        A text comes again when more is found in it, for the best comes first: words that follow
        one another as they were asked for, then whole words, then such as only begin like them.
        """
        terms = parsed(query)
        self._shelf.begin(project)
        self._shelf.on(project, lambda _: None)
        asked = _Asked(Pointer(terms), most, self._shelf.turn) if terms else None
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
            numbers = self._shelf.on(project, first, key)
            if numbers:
                yield self._found(project, key, dict.fromkeys(numbers), asked)
                return

    def _rank(
        self, project: str, match: str, keys: Sequence[Key], asked: _Asked
    ) -> Iterator[Found]:
        """What is found besides what has been found before."""
        found = self._shelf.matching(project, match, keys)
        for key in (one for one in keys if one in found):
            rank = asked.ranked.setdefault(key, {})
            before = len(rank)
            rank.update({number: None for number in found[key] if number not in rank})
            if len(rank) > before:
                yield self._found(project, key, rank, asked)

    def _found(self, project: str, key: Key, rank: dict[int, Hit | None], asked: _Asked) -> Found:
        """What is found in a text; what stands in both of two parts of a paragraph is one hit."""
        hits = {(hit.start, hit.end): hit for hit in self._hits(project, key, rank, asked)}
        count = len(rank) if len(rank) > asked.most else len(hits)
        return Found(key, count, tuple(hits.values()))

    def every(self, project: str, query: str, key: Key) -> Iterator[Place]:
        """Every place of a text where the words stand, in reading order."""
        terms = parsed(query)
        done = -1
        for match in tiers(terms)[-1:]:
            for place in self._all_places(project, match, key, Pointer(terms)):
                start = place.row.start + place.stretch.start
                if start > done:  # else it stood in the part before
                    yield place
                done = max(done, start)

    def _all_places(self, project: str, match: str, key: Key, pointer: Pointer) -> Iterator[Place]:
        """The places in every passage that a query of FTS5 finds in a text."""
        for number in self._shelf.matching(project, match, [key]).get(key, ()):
            around = [self._row(project, key, number + step) for step in (-1, 0, 1)]
            yield from _places(around, pointer)

    def _hits(
        self, project: str, key: Key, rank: dict[int, Hit | None], asked: _Asked
    ) -> Iterator[Hit]:
        """The best hits; what has been looked at stays in ``rank``."""
        for number in list(islice(rank, asked.most)):
            is_to_see = rank[number] is None and asked.turn == self._shelf.turn
            row = self._row(project, key, number) if is_to_see else None
            if row is not None:
                rank[number] = _hit(row, asked.pointer.stretch(row.body))
            hit = rank[number]
            if hit is not None:
                yield hit

    def _row(self, project: str, key: Key, number: int) -> Row | None:
        return self._shelf.on(project, lambda cache: cache.row(number), key)


def _places(around: Sequence[Row | None], pointer: Pointer) -> Iterator[Place]:
    """The places in a passage, which stands between two others or none."""
    before, row, after = around
    if row is None:
        return
    lead = rest = ""
    if before and before.start < row.start:
        lead = before.body[: row.start - before.start] + gap(before, row)
    if after and after.start > row.start:
        rest = gap(row, after) + after.body[max(0, row.start + len(row.body) - after.start) :]
    yield from (Place(row, stretch, lead, rest) for stretch in pointer.every(row.body))


def _today() -> int:
    """Days since 1970."""
    return int(time() / DAY_SECONDS)


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


def _hit(row: Row, stretch: Stretch) -> Hit:
    shown = snippet(row.body, stretch)
    start, end = row.start + stretch.start, row.start + stretch.end
    return Hit(row.page, row.paragraph, start, end, shown.text, shown.marks)
