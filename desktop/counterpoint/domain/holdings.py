"""The read side of a project: the current version of every record, indexed for its readers."""

from collections.abc import Iterable
from typing import TypeVar, cast

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.records import AnyRecord, Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind, Scheme

Kept = TypeVar("Kept", bound=Record)


class Holdings:
    """Owns the winning version of every record of a project."""

    def __init__(self) -> None:
        self._tables: dict[type[Record], dict[str, Record]] = {}
        self._claims: dict[str, dict[str, Claim]] = {}
        self._ties: dict[str, dict[str, Relation]] = {}
        self._scheme: Scheme | None = None

    def load(self, records: Iterable[Record]) -> None:
        """Take in stored records; the highest version of each wins, whatever the order."""
        for record in records:
            held = self.held(record)
            if held is None or record.version > held.version:
                self.keep(record)

    def keep(self, record: Record) -> None:
        """Hold a record as the current version of its id."""
        self._tables.setdefault(type(record), {})[record.id] = record
        if isinstance(record, Claim):
            _index(self._claims, record.document, record)
        elif isinstance(record, Relation):
            for end in (record.source, record.target):
                _index(self._ties, end, record)
        elif isinstance(record, Kind | RelationKind):
            self._scheme = None

    def held(self, record: Record) -> Record | None:
        """The current version of a record, tombstones included."""
        return self._tables.get(type(record), {}).get(record.id)

    def get(self, kind: type[AnyRecord], identity: str) -> AnyRecord | None:
        """The record of that type and id; None where there is none or it was removed."""
        found = self.kept(kind, identity)
        return None if found is None or found.removed else found

    def kept(self, kind: type[AnyRecord], identity: str) -> AnyRecord | None:
        """The current version of that type and id, be it a tombstone; None where there is none."""
        return cast("AnyRecord | None", self._tables.get(kind, {}).get(identity))

    def all(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """The records of one type that are not removed, in no order."""
        held = self._tables.get(kind, {}).values()
        return [cast(AnyRecord, one) for one in held if not one.removed]

    def documents(self) -> tuple[Document, ...]:
        """The catalogue, in its order."""
        return tuple(sorted(self.all(Document), key=lambda one: (one.order, one.made, one.id)))

    def claims(self) -> tuple[Claim, ...]:
        """All claims: by catalogue, then in reading order."""
        catalogue = self.documents()
        return tuple(claim for document in catalogue for claim in self.claims_of(document.id))

    def claims_of(self, document: str) -> tuple[Claim, ...]:
        """One document's claims in reading order."""
        held = self._claims.get(document, {}).values()
        return tuple(sorted(held, key=lambda claim: (*claim.anchor.order, claim.id)))

    def claim_count(self) -> int:
        """How many claims the documents of the catalogue have."""
        return sum(len(self._claims.get(one.id, {})) for one in self.all(Document))

    def relations(self) -> tuple[Relation, ...]:
        """All relations, in the order in which they were made."""
        return tuple(sorted(self.all(Relation), key=_made))

    def relations_of(self, claim: str) -> tuple[Relation, ...]:
        """The relations a claim takes part in, in the order in which they were made."""
        return tuple(sorted(self._ties.get(claim, {}).values(), key=_made))

    def is_tied(self, claim: str) -> bool:
        """Whether a claim takes part in a relation."""
        return bool(self._ties.get(claim))

    @property
    def scheme(self) -> Scheme:
        """The kinds of claims and relations in use."""
        if self._scheme is None:
            self._scheme = Scheme.of(self.all(Kind), self.all(RelationKind))
        return self._scheme


def _made(record: Record) -> tuple[str, int, str]:
    return (record.made, record.rev, record.id)


def _index(table: dict[str, dict[str, Kept]], key: str, record: Kept) -> None:
    entries = table.setdefault(key, {})
    if record.removed:
        entries.pop(record.id, None)
    else:
        entries[record.id] = record
