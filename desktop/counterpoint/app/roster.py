"""The claims the list shows, in order, kept in step change by change."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from counterpoint.app.listing import Filter, listed, passes
from counterpoint.app.session import Session
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind

MANY = 500
"""Claims of which to go through the whole list once takes less time than to place each."""

Key = tuple[Any, ...]
"""Place of the document in the catalogue, place in it, id."""


@dataclass(frozen=True)
class Step:
    """What became of one row: its claim came (1), went (-1), or is told otherwise (0)."""

    row: int
    delta: int
    claim: str


class Roster:
    """Owns the ids of the claims that are listed: by catalogue, then in reading order.

    A change costs what it touches, not what the project holds.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._keys: list[Key] = []
        self._key_of: dict[str, Key] = {}
        self.filter = Filter()
        self.ids: list[str] = []

    def rebuild(self) -> None:
        """List anew: after a change of filter, catalogue or active document."""
        self._list(sorted((self._key(one), one.id) for one in listed(self._session, self.filter)))

    def row_of(self, claim: str) -> int | None:
        """The row a claim stands in, from 0; None where it is not listed."""
        key = self._key_of.get(claim)
        return None if key is None else bisect_left(self._keys, key)

    def follow(self, change: Change) -> list[Step] | None:
        """The steps that bring the list up to date; None where it was listed anew."""
        touched = dict.fromkeys(one for record in change.records for one in self._told_by(record))
        is_scheme = any(isinstance(record, Kind | RelationKind) for record in change.records)
        if is_scheme:
            self.rebuild()
            return None
        if len(touched) > MANY:
            self._update_many(touched)
            return None
        return [step for claim in touched for step in self._update(claim)]

    def _list(self, found: list[tuple[Key, str]]) -> None:
        self.ids = [identity for _, identity in found]
        self._keys = [key for key, _ in found]
        self._key_of = dict(zip(self.ids, self._keys, strict=True))

    def _update_many(self, touched: Collection[str]) -> None:
        """Put many claims in their places; where all others stand is known."""
        pairs = zip(self._keys, self.ids, strict=True)
        found = [pair for pair in pairs if pair[1] not in touched]
        project = self._session.project
        claims = (project.get(Claim, identity) for identity in touched)
        listed_now = (one for one in claims if one and passes(self._session, one, self.filter))
        found += [(self._key(claim), claim.id) for claim in listed_now]
        found.sort()  # of two runs that are nearly in order
        self._list(found)

    def _told_by(self, record: Record) -> Iterable[str]:
        """The claims (ids) whose card a record shows on."""
        match record:
            case Claim():
                return (record.id,)
            case Relation():
                return (record.source, record.target)
            case Document():
                return (claim.id for claim in self._session.project.claims_of(record.id))
            case _:
                return ()

    def _update(self, identity: str) -> list[Step]:
        claim = self._session.project.get(Claim, identity)
        is_listed = claim is not None and passes(self._session, claim, self.filter)
        old, new = self.row_of(identity), self._key(claim) if claim and is_listed else None
        if new == self._key_of.get(identity):
            return [] if old is None else [Step(old, 0, identity)]
        steps: list[Step] = []
        if old is not None:
            del self.ids[old], self._keys[old], self._key_of[identity]
            steps.append(Step(old, -1, identity))
        if new is not None:
            row = bisect_left(self._keys, new)
            self.ids.insert(row, identity)
            self._keys.insert(row, new)
            self._key_of[identity] = new
            steps.append(Step(row, 1, identity))
        return steps

    def _key(self, claim: Claim) -> Key:
        document = self._session.project.get(Document, claim.document)
        place = (document.order, document.made, document.id) if document else (0, "", "")
        return (*place, *claim.anchor.order, claim.id)
