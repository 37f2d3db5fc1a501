"""The new versions of records that mend what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from counterpoint.domain.documents import Document
from counterpoint.domain.project import PLAUSIBLE_REVISION, utc_now
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.storage.checking.check import Checkup
from counterpoint.storage.codec import encode, table_of
from counterpoint.storage.identity import Identity
from counterpoint.storage.wording import named, said


@dataclass(frozen=True)
class Mended:
    """A record as it is to be from now on, as JSON of its table, and what that did."""

    table: str
    identity: str
    raw: bytes
    deed: str


def mended_records(checkup: Checkup, identity: Identity) -> Iterator[Mended]:
    """Our relations without an end as tombstones; documents tied to the names of their files."""
    clock = max((one.rev for one in checkup.records if one.rev < PLAUSIBLE_REVISION), default=0)
    signed = _Signing(checkup, clock + 1, identity.installation)
    yield from _untied(checkup, signed)
    yield from _retied(checkup, signed)


@dataclass(frozen=True)
class _Signing:
    """Signs new versions: all of one repair have one revision, above any that was seen."""

    checkup: Checkup
    rev: int
    writer: str

    def __call__(self, record: Record, deed: str) -> Mended:
        """A record as its new version."""
        new = replace(record, rev=self.rev, writer=self.writer, changed=utc_now())
        table = table_of(new)
        held = self.checkup.volumes.winners.raw(table, new.id)
        return Mended(table, new.id, msgspec.json.encode(encode(new, held)), deed)


def _untied(checkup: Checkup, signed: _Signing) -> Iterator[Mended]:
    done: set[str] = set()
    stray = {lost.relation.id for lost in checkup.lost_ends() if lost.is_stray}
    for lost in checkup.lost_ends():
        relation: Relation = lost.relation
        if relation.id in done | stray or not checkup.is_ours(relation):
            continue
        done.add(relation.id)
        deed = f"Relation {named(relation.id)}, which tied a claim that is not there, was removed."
        yield signed(replace(relation, removed=True), deed)


def _retied(checkup: Checkup, signed: _Signing) -> Iterator[Mended]:
    names: dict[str, dict[str, str]] = {}
    for fault in checkup.sources.faults:
        if fault.stands_as:
            names.setdefault(fault.document.id, {})[fault.edition.sha256] = fault.stands_as
    documents = {fault.document.id: fault.document for fault in checkup.sources.faults}
    for identity, found in names.items():
        document: Document = documents[identity]
        editions = tuple(
            replace(edition, file=found.get(edition.sha256, edition.file))
            for edition in document.editions
        )
        listed = " and ".join(f"“{said(name)}”" for name in found.values())
        deed = f"“{named(document.title)}” is joined to {listed} again, which has its bytes."
        yield signed(replace(document, editions=editions), deed)
