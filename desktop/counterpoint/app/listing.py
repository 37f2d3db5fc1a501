"""Which claims are listed, and how each is told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterpoint.app.session import Session
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.scheme import Kind

BY_READER = "reader:"
"""What the name of a choice begins with that shows one reader's claims; the id follows."""


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; the default shows all. ``reader`` is an id."""

    this_document: bool = False
    kind: str | None = None
    untied: bool = False
    starred: bool = False
    to_check: bool = False
    reader: str | None = None

    def toggled(self, name: str) -> "Filter":
        """The filter after its choice of that name is pressed."""
        match name:
            case "all":
                return Filter()
            case "document":
                return replace(self, this_document=not self.this_document)
            case "untied":
                return replace(self, untied=not self.untied)
            case "starred":
                return replace(self, starred=not self.starred)
            case "check":
                return replace(self, to_check=not self.to_check)
            case _ if name.startswith(BY_READER):
                reader = name.removeprefix(BY_READER)
                return replace(self, reader=None if self.reader == reader else reader)
            case _:
                return replace(self, kind=None if self.kind == name else name)


@dataclass(frozen=True)
class Choice:
    """One choice of the filter, and whether it holds; a kind is shown by its mark."""

    name: str
    label: str
    is_on: bool
    kind: Kind | None = None


def listed(session: Session, chosen: Filter) -> tuple[Claim, ...]:
    """The claims the list shows: by catalogue, then in reading order."""
    relating = session.desk.relating
    if relating is not None and relating.query is not None:
        found = (session.project.get(Claim, one) for one in relating.candidates)
        return tuple(claim for claim in found if claim is not None)
    return tuple(claim for claim in session.project.claims() if passes(session, claim, chosen))


def choices(session: Session, chosen: Filter) -> list[Choice]:
    """What the list can be narrowed to, with how many claims each would show."""
    tally = session.tally
    kinds = tally.kinds
    found = [
        Choice("all", "All", chosen == Filter()),
        Choice("document", "This document", chosen.this_document),
    ]
    if tally.total:
        found.append(Choice("untied", f"Untied {tally.untied}", chosen.untied))
        found.append(Choice("starred", f"★ {tally.starred}", chosen.starred))
    doubtful = sum(passes(session, one, Filter(to_check=True)) for one in _doubtful(session))
    if doubtful or chosen.to_check:
        found.append(Choice("check", f"To check {doubtful}", chosen.to_check))
    found += _readers(session, chosen)
    used = (k for k in session.project.scheme.active_kinds() if kinds[k.id] or chosen.kind == k.id)
    marks = [Choice(k.id, str(kinds[k.id]), chosen.kind == k.id, k) for k in used]
    return [*found, *marks]


def _readers(session: Session, chosen: Filter) -> Iterator[Choice]:
    """Mine and every other reader's, where there are claims of others; by name."""
    counts, readers, mine = session.tally.readers, session.readers, session.project.reader
    if not counts.keys() - {mine} and chosen.reader is None:
        return
    named = {reader: readers.told(reader) for reader in counts.keys() - {mine}}
    for reader in (mine, *sorted(named, key=lambda one: (named[one].casefold(), one))):
        label = f"{named.get(reader, 'Mine')} {counts[reader]}"
        yield Choice(BY_READER + reader, label, chosen.reader == reader)


def _doubtful(session: Session) -> Iterator[Claim]:
    """The claims that have moved or are lost, also those of documents that were removed."""
    for identity in session.marks.moved | session.marks.lost:
        claim = session.project.get(Claim, identity)
        if claim is not None:
            yield claim


def passes(session: Session, claim: Claim, chosen: Filter) -> bool:
    """Whether a claim is shown under a filter; those of removed documents never are."""
    if session.project.get(Document, claim.document) is None:
        return False
    if chosen.this_document and claim.document != session.desk.pane.document:
        return False
    if chosen.kind and session.project.scheme.kind(claim.kind).id != chosen.kind:
        return False
    if chosen.starred and not claim.star:
        return False
    if chosen.reader is not None and claim.reader != chosen.reader:
        return False
    is_doubtful = claim.id in session.marks.moved or claim.id in session.marks.lost
    if chosen.to_check and not is_doubtful:
        return False
    return not (chosen.untied and session.project.is_tied(claim.id))
