"""The ordered kinds of claims and of relations that a project uses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from string import ascii_lowercase, digits
from typing import TypeVar

from counterpoint.domain.records import AnyRecord, Record

LIGHT_GREY, DARK_GREY = "#858B92", "#A9AFB6"
"""The highlight's colours in each theme."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, kw_only=True)
class Kind(Record):
    """One class of claims. ``light`` and ``dark`` are its colours (``#RRGGBB``) in each theme.

    ``key`` is a digit or empty; ``short`` is the name for a narrow place. A retired
    kind names its heir in ``replaced_by``.
    """

    name: str
    key: str = ""
    meaning: str = ""
    light: str = LIGHT_GREY
    dark: str = DARK_GREY
    order: int = 0
    replaced_by: str | None = None
    short: str = ""

    @property
    def short_name(self) -> str:
        """The name for a narrow place."""
        return self.short or self.name


@dataclass(frozen=True, kw_only=True)
class RelationKind(Record):
    """One class of relations: its name from the source's side and from the target's.

    A symmetric kind reads the same from both. An outcome kind points from what happened to the
    forecast.
    """

    name: str
    inverse: str
    key: str = ""
    symmetric: bool = False
    outcome: bool = False
    order: int = 0
    replaced_by: str | None = None


def _kind(order: int, name: str, meaning: str, colours: str) -> Kind:
    light, dark = colours.split()
    short = "Question" if name == "Open question" else name.split(maxsplit=1)[0]
    return Kind(
        id=short.lower(),
        name=name,
        short=short,
        key=str(order % 10),
        meaning=meaning,
        light=light,
        dark=dark,
        order=order,
    )


DEFAULT_KINDS: tuple[Kind, ...] = (
    _kind(1, "Forecast", "What is said to come.", "#3E6BE0 #6C88F4"),
    _kind(2, "Fact or figure", "What is said to be so.", "#0A6A50 #2FA877"),
    _kind(3, "Cause", "Why something is or happened.", "#8F4A06 #E2B7A2"),
    _kind(4, "Recommendation", "What someone should do.", "#641FA6 #A084C0"),
    _kind(5, "Value judgement", "What is good or bad.", "#C4628C #E4675F"),
    _kind(6, "Definition", "What a word means here.", "#6496D2 #C7DEF6"),
    _kind(7, "Attribution", "Who said or did it.", "#E06A0B #F0771F"),
    _kind(8, "Assumption or condition", "What must hold for the rest.", "#8A9650 #D8D24C"),
    _kind(9, "Open question", "What the text leaves open.", "#0A4D70 #2FB2EA"),
    _kind(10, "Highlight", "Marked, not classified.", f"{LIGHT_GREY} {DARK_GREY}"),
)


_RELATIONS = (
    ("s", "supports", "supported by", ""),
    ("c", "contradicts", "contradicts", "symmetric"),
    ("q", "qualifies", "qualified by", ""),
    ("r", "restates", "restates", "symmetric"),
    ("e", "explains", "explained by", ""),
    ("a", "answers", "answered by", ""),
    ("b", "bears out", "borne out by", "outcome"),
    ("p", "bears out in part", "borne out in part by", "outcome"),
    ("f", "refutes", "refuted by", "outcome"),
)

DEFAULT_RELATION_KINDS: tuple[RelationKind, ...] = tuple(
    RelationKind(
        id=name.replace(" ", "-"),
        name=name,
        inverse=inverse,
        key=key,
        symmetric=trait == "symmetric",
        outcome=trait == "outcome",
        order=order,
    )
    for order, (key, name, inverse, trait) in enumerate(_RELATIONS, 1)
)


def _resolved(table: Mapping[str, AnyRecord], identity: str) -> AnyRecord | None:
    """Follow ``replaced_by`` to the end; a circle ends where it began."""
    seen: set[str] = set()
    found = table.get(identity)
    while found is not None and found.id not in seen:
        seen.add(found.id)
        heir = table.get(getattr(found, "replaced_by", None) or "")
        if heir is None:
            return found
        found = heir
    return found


AnyKind = TypeVar("AnyKind", Kind, RelationKind)


def _in_use(kinds: Iterable[AnyKind]) -> tuple[AnyKind, ...]:
    """The kinds that can be given, in order."""
    live = (kind for kind in kinds if not kind.removed and kind.replaced_by is None)
    return tuple(sorted(live, key=lambda kind: (kind.order, kind.id)))


def _with_own_keys(kinds: Iterable[AnyKind], keys: str) -> Iterator[AnyKind]:
    """Kinds in order; a key that is none of ``keys``, or that an earlier kind has, is left out."""
    free: set[str] = set(keys)
    for kind in kinds:
        is_own = not kind.key or kind.key in free
        free.discard(kind.key)
        yield kind if is_own else replace(kind, key="")


def _with_colours(kind: Kind) -> Kind:
    """A kind; a colour that is none is replaced by the highlight's."""
    light = kind.light if _COLOUR.fullmatch(kind.light) else LIGHT_GREY
    dark = kind.dark if _COLOUR.fullmatch(kind.dark) else DARK_GREY
    is_sound = (light, dark) == (kind.light, kind.dark)
    return kind if is_sound else replace(kind, light=light, dark=dark)


@dataclass(frozen=True)
class Scheme:
    """Kinds and relation kinds by id; the defaults with a project's own laid over them.

    A stored scheme may come from a stranger, or from team-mates who have both added to it: keys
    and colours that cannot be used are replaced, so that every kind that is given can be shown.
    """

    kinds: Mapping[str, Kind] = field(default_factory=lambda: {k.id: k for k in DEFAULT_KINDS})
    relation_kinds: Mapping[str, RelationKind] = field(
        default_factory=lambda: {k.id: k for k in DEFAULT_RELATION_KINDS}
    )

    def __post_init__(self) -> None:
        kinds = {identity: _with_colours(kind) for identity, kind in self.kinds.items()}
        keyed = {kind.id: kind for kind in _with_own_keys(_in_use(kinds.values()), digits)}
        relations = _in_use(self.relation_kinds.values())
        tied = {kind.id: kind for kind in _with_own_keys(relations, ascii_lowercase)}
        object.__setattr__(self, "kinds", {**kinds, **keyed})
        object.__setattr__(self, "relation_kinds", {**self.relation_kinds, **tied})

    @classmethod
    def of(cls, kinds: Iterable[Kind], relation_kinds: Iterable[RelationKind]) -> "Scheme":
        """The default scheme with stored records laid over it."""
        default = cls()
        return cls(
            {**default.kinds, **{kind.id: kind for kind in kinds}},
            {**default.relation_kinds, **{kind.id: kind for kind in relation_kinds}},
        )

    def kind(self, identity: str) -> Kind:
        """The kind of that id, or its heir; an unknown id reads as a highlight of that name."""
        found = _resolved(self.kinds, identity)
        return found or Kind(id=identity, name=identity.capitalize())

    def relation_kind(self, identity: str) -> RelationKind:
        """The relation kind of that id, or its heir; an unknown id reads as its own name."""
        found = _resolved(self.relation_kinds, identity)
        return found or RelationKind(id=identity, name=identity, inverse=f"{identity} (from)")

    def active_kinds(self) -> tuple[Kind, ...]:
        """Kinds that can be given, in order; each key is one digit and stands for one kind."""
        return _in_use(self.kinds.values())

    def active_relation_kinds(self) -> tuple[RelationKind, ...]:
        """Relation kinds that can be given, in order; each key is one letter, of one kind."""
        return _in_use(self.relation_kinds.values())

    def kind_of_key(self, key: str) -> Kind | None:
        """The kind a digit stands for."""
        return next((kind for kind in self.active_kinds() if key and kind.key == key), None)
