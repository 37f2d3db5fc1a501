"""What other programs did in a project's folder, found by looking and taken in afterwards."""

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.codec import HIGHEST_OWN
from counterpoint.storage.gathering import Gathered, uncollected
from counterpoint.storage.neighbours import Fresh, Neighbours, news_of
from counterpoint.storage.own import OwnFile, keep_once
from counterpoint.storage.presence import is_there
from counterpoint.storage.readers import ReaderFile
from counterpoint.storage.winners import Found
from counterpoint.storage.wording import said
from counterpoint.storage.writer import Writer

INSPECTION_SECONDS = 5.0
"""Seconds a look waits for the writer to see to our own file."""

AT_ONCE = 5_000
"""Records that one ``take`` takes in, in a few milliseconds; the next look has the others."""

_MANY = 1_000
"""Records after which a full collection would be due that looks at every one of them."""

WRITABLE = "You can write in this project now; what was written meanwhile is here."


@dataclass(frozen=True)
class News:
    """What a look has found, read and not yet taken in.

    ``rows`` says where our own records stand, by table and id, once the right to write is ours;
    else it is None.
    """

    sentences: tuple[str, ...]
    fresh: Fresh
    rows: Mapping[str, Mapping[str, str]] | None = None


class Lookout:
    """Owns what was seen of a project's folder last. ``look`` comes from any thread, never twice.

    ``take`` belongs to the thread of the store.
    """

    def __init__(
        self, own: OwnFile, writer: Writer, gathered: Gathered, neighbours: Neighbours
    ) -> None:
        self._own = own
        self._writer = writer
        self._gathered = gathered
        self._neighbours = neighbours
        self._rest: list[Found] = []

    def look(self, writes: bool) -> News | None:
        """What is new; ``writes`` tells whether our own file is ours to write."""
        if writes and (self._writer.progress.failure or not self._own.is_current):
            self._writer.inspect(INSPECTION_SECONDS)
        if not is_there(self._own.folder):
            return None  # The progress tells: nothing can be saved.
        if self._rest:
            return self._slice(Fresh(found=self._rest))
        with uncollected():
            fresh = self._fresh(writes)
            if len(fresh.found) > _MANY:
                gc.freeze()
        return self._slice(fresh) if fresh.findings or fresh.sentences or fresh.found else None

    def _slice(self, fresh: Fresh) -> News:
        """No more than can be taken in without holding up its thread; the rest is for later."""
        self._rest = fresh.found[AT_ONCE:]
        del fresh.found[AT_ONCE:]
        return News((*fresh.findings, *fresh.sentences), fresh)

    def take_over(self, rows: Mapping[str, Mapping[str, str]]) -> News:
        """What is new once the right to write is ours, and our records stand in these rows."""
        told = len(self._own.findings)
        with uncollected():
            fresh = self._fresh(writes=True)
        fresh.found[:0], self._rest = self._rest, []
        del self._own.findings[told:]
        return News((*fresh.findings, WRITABLE), fresh, rows)

    def take(self, news: News) -> list[Record]:
        """Take in what was found: the records that are now other than they were."""
        gathered, fresh = self._gathered, news.fresh
        for file in fresh.files:
            gathered.meet(file)
        if news.rows is not None:
            gathered.rows = news.rows
        take = gathered.winners.take
        return [one.record for one in fresh.found if take(one.table, one.record, one.raw)]

    def _fresh(self, writes: bool) -> Fresh:
        ours = self._gathered.own if writes else ""
        fresh = self._neighbours.look(self._gathered, ours)
        if writes and fresh.own_copies:
            for copy in fresh.own_copies:
                found = absorbed(self._own, [copy], tells_all=True)
                fresh.findings += self._gathered.told.news(copy.name, found, is_all=False)
            self._writer.inspect(INSPECTION_SECONDS)
        while self._own.foreign:
            foreign = self._own.foreign.popleft()
            fresh.sentences += foreign.sentences
            fresh.found += news_of(foreign, self._gathered.winners, HIGHEST_OWN, [])
        return fresh


def absorbed(own: OwnFile, copies: Iterable[ReaderFile], tells_all: bool = False) -> list[str]:
    """Take copies of our own file into it; a sentence on each that held something new.

    Also on those that are damaged, or where it ``tells_all``, as they have just come.
    """
    sentences = []
    for copy in copies:
        if own.would_replace(copy.tables, copy.is_trusted):
            try:
                keep_once(own)
            except (OSError, Refusal):
                continue  # The next opening takes it in; until then it is shown from where it is.
        count = sum(map(len, own.merge(copy.tables, copy.is_trusted).values()))
        if (count or copy.damaged or tells_all) and not copy.unreadable:
            sentences.append(_absorbed(copy, count))
    return sentences


def _absorbed(copy: ReaderFile, count: int) -> str:
    records = "one record" if count == 1 else f"{count} records"
    came = f", of which {records} came," if count else ""
    name, what = said(copy.name), f"Another version of your file{came} "
    if copy.damaged:
        return f"{what}was damaged; what could be read of it is in your file: “{name}”."
    return (
        f"{what}was made by a program that synchronises folders; everything in it is in your file, "
        f"you can delete it: “{name}”."
    )
