"""Whether a record makes sense: by itself, and among the others of its project."""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from counterpoint.domain.anchors import TALLEST, Anchor, Place, Region
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import DEFAULT_KINDS, DEFAULT_RELATION_KINDS, Kind, RelationKind
from counterpoint.storage.sources import is_bare
from counterpoint.storage.wording import named

_SHA256 = re.compile(r"[0-9a-f]{64}")

_ANEW = "put the claim on its words again, or remove it"


class Sense:
    """Knows what records may speak of: the documents, claims and kinds of a project by their id.

    What was removed is known, too: it is shown as gone.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self.documents: dict[str, Document] = {}
        self.claims: set[str] = set()
        self._kinds = {kind.id for kind in DEFAULT_KINDS}
        self._ties = {kind.id for kind in DEFAULT_RELATION_KINDS}
        for record in records:
            if isinstance(record, Document):
                self.documents[record.id] = record
            elif isinstance(record, Claim):
                self.claims.add(record.id)
            elif isinstance(record, RelationKind):
                self._ties.add(record.id)
            elif isinstance(record, Kind):
                self._kinds.add(record.id)

    def complaints(self, record: Record) -> Iterator[str]:
        """What is wrong with a record: the rest of a sentence that begins with its name."""
        yield from _times(record)
        if record.removed:
            return
        match record:
            case Claim():
                yield from self._claim(record)
            case Relation():
                yield from self._relation(record)
            case Document():
                yield from _document(record)
            case RelationKind():
                yield from _kind(record, self._ties)
            case Kind():
                yield from _kind(record, self._kinds)

    def missing_ends(self, relation: Relation) -> list[str]:
        """The claims that a relation ties and no file knows."""
        return [end for end in (relation.source, relation.target) if end not in self.claims]

    def _claim(self, claim: Claim) -> Iterator[str]:
        if claim.kind not in self._kinds:
            kind = named(claim.kind)
            yield f"is of a kind that is not in the scheme, “{kind}”; give it another kind"
        yield from anchor_complaints(claim.anchor)
        document = self.documents.get(claim.document)
        if document is None:
            yield (
                "belongs to a document that is not in the project; restore a backup, or add that"
                " document again"
            )
        elif claim.anchor.edition not in {edition.sha256 for edition in document.editions}:
            yield f"is on an edition that “{named(document.title)}” does not have; {_ANEW}"

    def _relation(self, relation: Relation) -> Iterator[str]:
        if relation.kind not in self._ties:
            yield (
                f"is of a kind that is not in the scheme, “{named(relation.kind)}”; remove it and"
                " tie the two claims again"
            )
        if relation.source == relation.target:
            yield "ties a claim to itself; remove it"


def anchor_complaints(anchor: Anchor) -> Iterator[str]:
    """What no anchor can be, whatever its document."""
    if anchor.region is not None:
        if not _is_on_a_page(anchor.region):
            yield f"is on a region that no page can have; {_ANEW}"
        return
    if not anchor.quote.strip():
        yield f"quotes no words; {_ANEW}"
    if not all(map(_is_range, anchor.places)):
        yield f"is at a place that no text can have; {_ANEW}"


def _times(record: Record) -> Iterator[str]:
    for name, time in (("was made", record.made), ("was changed", record.changed)):
        if time and not _is_time(time):
            yield (
                f"says that it {name} at a time that is none, “{named(time)}”; nothing depends on"
                " it, and the next change of it puts that right"
            )


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_range(place: Place) -> bool:
    """Whether a place has something in it. Reading order may go against that of the file."""
    return place.section >= 0 and 0 <= place.start < place.end


def _is_on_a_page(region: Region) -> bool:
    sides = (region.left, region.top, region.right, region.bottom)
    if region.section < 0 or not all(math.isfinite(side) for side in sides):
        return False
    if region.left >= region.right or region.top >= region.bottom:
        return False
    return region.is_inside(region.page_width or TALLEST, region.page_height or TALLEST)


def _document(document: Document) -> Iterator[str]:
    prints = [edition.sha256 for edition in document.editions]
    if not all(map(_SHA256.fullmatch, prints)):
        yield "has an edition whose fingerprint is none; add the document again"
    elif prints[0] != document.id:
        yield "does not have the id of its first edition; add the document again"
    if not all(is_bare(edition.file) for edition in document.editions):
        yield "names a file outside the project, which is not opened; add the document again"


def _kind(kind: Kind | RelationKind, known: set[str]) -> Iterator[str]:
    if not kind.name.strip():
        yield "has no name; give it one"
    if kind.replaced_by is not None and kind.replaced_by not in known:
        other = named(kind.replaced_by)
        yield f"is replaced by a kind that is not there, “{other}”; choose another"
