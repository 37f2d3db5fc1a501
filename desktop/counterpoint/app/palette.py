"""What the command palette finds: commands, documents and claims by a few letters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from counterpoint.app.commands import MENUS, Mode, Row
from counterpoint.app.describing import byline_of
from counterpoint.app.fuzzy import Fit, Folded, fit, fold, words_of
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.scheme import Kind
from counterpoint.exchange.escaping import one_line

SLICE = 50
"""Entries looked at before anything else may happen: less than a millisecond."""

MOST_HITS = 100
MOST_RECENT = 8
MEANT = 25.0
"""Points of a command for each word typed, where all of them are its words or begin them."""

REMEMBERED = "palette"
"""The name under which the commands used last are kept."""


class Sort(IntEnum):
    """What a row of the palette stands for; of equals the lower stands first."""

    COMMAND = 0
    DOCUMENT = 1
    CLAIM = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the palette. ``key`` is the id of what it stands for.

    ``colours`` are a kind's in the light and the dark theme; ``place`` orders entries that fit
    equally well; ``also`` are further words it is found by, which are not shown.
    """

    key: str
    sort: Sort
    title: str
    detail: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    colours: tuple[str, str] | None = None
    place: tuple[int, ...] = ()
    also: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that fits what was typed; ``letters`` are the places in its title that made it."""

    entry: Entry
    points: float = 0.0
    letters: frozenset[int] = frozenset()

    @property
    def order(self) -> tuple[float, int, tuple[int, ...], str]:
        """What hits are sorted by, the best first."""
        return (-self.points, self.entry.sort, self.entry.place, self.entry.key)


def command_entries(rows: Iterable[Row], mode: Mode, kinds: Iterable[Kind] = ()) -> list[Entry]:
    """The commands that work in a mode, in the order of the menus; kinds have their colours."""
    colours = {f"claim.kind.{kind.id}": (kind.light, kind.dark) for kind in kinds}
    works = [row for row in rows if mode in row.when]
    works.sort(key=lambda row: MENUS.index(row.menu) if row.menu in MENUS else len(MENUS))
    return [
        Entry(
            row.id,
            Sort.COMMAND,
            one_line(row.title),
            one_line(row.help if row.id in colours else row.menu),
            row.keys,
            row.icon,
            colours.get(row.id),
            (place,),
            row.also,
        )
        for place, row in enumerate(works)
    ]


def document_entries(project: Project) -> list[Entry]:
    """The documents, in the order of the catalogue."""
    return [
        Entry(
            one.id,
            Sort.DOCUMENT,
            one_line(one.title),
            one_line(byline_of(one)),
            icon="document",
            place=(place,),
        )
        for place, one in enumerate(project.documents())
    ]


def claim_entries(project: Project) -> Iterator[Entry]:
    """The claims of the documents that are there, made as they are asked for."""
    places = {one.id: place for place, one in enumerate(project.documents())}
    told: dict[tuple[str, str], tuple[str, tuple[str, str]]] = {}
    for claim in project.all(Claim):
        place = places.get(claim.document)
        if place is None:
            continue
        source = (claim.kind, claim.document)
        if source not in told:
            told[source] = _kind_and_source(project, claim)
        detail, colours = told[source]
        title, order = one_line(claim.headline), claim.anchor.order
        yield Entry(claim.id, Sort.CLAIM, title, detail, (), "", colours, (place, *order))


def _kind_and_source(project: Project, claim: Claim) -> tuple[str, tuple[str, str]]:
    """What a claim is and in which document it stands, and its kind's colours."""
    kind, document = project.scheme.kind(claim.kind), project.get(Document, claim.document)
    name = document.short_name if document else ""
    return one_line(f"{kind.name} · {name}"), (kind.light, kind.dark)


class Recents:
    """Owns the ids of the commands used last, the latest first.

    ``remembered`` is what was kept of them, in whatever state it is.
    """

    def __init__(self, remembered: Mapping[str, object]) -> None:
        found = remembered.get("recent")
        known = found if isinstance(found, list) else []
        self.ids: list[str] = [one for one in known if isinstance(one, str)][:MOST_RECENT]

    @property
    def kept(self) -> Mapping[str, object]:
        """What is to be remembered."""
        return {"recent": list(self.ids)}

    def use(self, identity: str) -> None:
        """Put a command first."""
        others = [one for one in self.ids if one != identity]
        self.ids = [identity, *others][:MOST_RECENT]


Known = tuple[Entry, Folded, Folded, Folded]
"""An entry with its title, its detail and its further words as they are compared."""


class Palette:
    """Owns what can be found; each entry is made and folded once, when it is first looked at.

    ``commands`` are all shown where nothing is typed, those used last (``recent``) first.
    """

    def __init__(
        self, commands: Sequence[Entry], others: Iterable[Entry], recent: Sequence[str] = ()
    ) -> None:
        self._commands = commands
        self._others = iter(others)
        self._known: list[Known] = []
        self._aside: dict[str, Folded] = {}
        self._bonus = {one: float(MOST_RECENT - place) for place, one in enumerate(recent)}
        self._take(commands)

    def search(self, query: str) -> Iterator[tuple[Hit, ...]]:
        """The best hits so far after each slice of the entries; the last are all there are.

        The first slice has all commands.
        """
        words = words_of(query)
        if not words:
            yield self._unasked()
            return
        best: list[Hit] = []
        start = 0
        while self._reach(start):
            length = SLICE if start else max(SLICE, len(self._commands))
            looked_at = self._known[start : start + length]
            start += len(looked_at)
            found = (self._hit(words, one) for one in looked_at)
            best = sorted([*best, *(hit for hit in found if hit)], key=lambda hit: hit.order)
            best = best[:MOST_HITS]
            yield tuple(best)

    def _unasked(self) -> tuple[Hit, ...]:
        """All commands, those used last first."""
        bonus = self._bonus
        latest = sorted(self._commands, key=lambda entry: -bonus.get(entry.key, 0.0))
        return tuple(Hit(entry) for entry in latest)

    def _hit(self, words: Sequence[str], known: Known) -> Hit | None:
        entry = known[0]
        found: Fit | None = fit(words, *known[1:])
        if found is None:
            return None
        points = found.points
        if entry.sort is Sort.COMMAND:
            points += self._bonus.get(entry.key, 0.0) + MEANT * len(words) * found.is_meant
        return Hit(entry, points, found.letters)

    def _reach(self, index: int) -> bool:
        """Make entries up to the next slice; whether there is one at that index."""
        if index == len(self._known):
            self._take(islice(self._others, SLICE))
        return index < len(self._known)

    def _take(self, entries: Iterable[Entry]) -> None:
        fold_aside = self._folded
        self._known += (
            (one, fold(one.title), fold_aside(one.detail), fold_aside(one.also)) for one in entries
        )

    def _folded(self, aside: str) -> Folded:
        """What stands beside a title as it is compared; many entries share one."""
        if aside not in self._aside:
            self._aside[aside] = fold(aside)
        return self._aside[aside]
