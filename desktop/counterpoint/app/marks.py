"""Where claims stand in the reading texts at hand."""

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from counterpoint.app.seeking import Seeker
from counterpoint.domain.anchoring import (
    LOST,
    Finding,
    Sheet,
    find,
    find_at_place,
    find_region,
)
from counterpoint.domain.anchors import Region
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.records import Record


@dataclass(frozen=True)
class Mark:
    """A claim at its passage, or on its region of a page.

    The passage of a region is empty: it tells where the page's text begins.
    """

    claim: Claim
    passage: Passage
    state: State

    @property
    def region(self) -> Region | None:
        """The region that the claim is of, None where it is of words."""
        return self.claim.anchor.region

    @property
    def target(self) -> Passage | Region:
        """What is selected where a reader goes to the claim."""
        return self.region or self.passage

    @property
    def order(self) -> "Order":
        """Reading order."""
        return order_of(self.passage, self.region, self.claim.id)


Order = tuple[int, int, int, float, float, str]


def order_of(passage: Passage, region: Region | None = None, claim: str = "") -> Order:
    """Where words stand in reading order; regions before the text of their page, from its top."""
    section, top, left = (region.section, region.top, region.left) if region else (0, 0.0, 0.0)
    return (passage.start, passage.end, section, top, left, claim)


class Marks:
    """Owns the marks of each document whose text has arrived; kept in step with the project.

    Claims that are not where they were are unchecked while ``seeker`` looks for them; without
    one, only their exact words are looked for, and at once. ``moved`` and ``lost`` hold the ids of
    the claims whose passage is elsewhere now, or was not found; ``exact`` the documents (ids)
    whose claims ``seeker`` could not look for. ``sheets`` are the sizes of the pages of documents,
    as far as known.
    """

    def __init__(self, project: Project, seeker: Seeker | None = None) -> None:
        self._project = project
        self._seeker = seeker
        self._listeners: list[Callable[[str], None]] = []
        self._texts: dict[str, ReadingText] = {}
        self._marks: dict[str, list[Mark]] = {}
        self._by_claim: dict[str, Mark] = {}
        self._longest: dict[str, int] = {}
        self.sheets: Mapping[str, Sequence[Sheet]] = {}
        self.lost: set[str] = set()
        self.moved: set[str] = set()
        self.exact: set[str] = set()
        project.subscribe(self._follow)

    def subscribe(self, listener: Callable[[str], None]) -> None:
        """Tell of each document (id) whose claims have been looked for."""
        self._listeners.append(listener)

    def read(self, document: str, text: ReadingText) -> None:
        """Find the claims of a document in its text."""
        self.exact.discard(document)
        self._texts[document] = text
        for mark in self._marks.pop(document, []):
            self._by_claim.pop(mark.claim.id, None)
        claims = self._project.claims_of(document)
        for claim in claims:
            self.lost.discard(claim.id)
            self.moved.discard(claim.id)
        self._seek(document, [claim for claim in claims if not self._is_placed(claim)])

    def forget(self, document: str) -> None:
        """A document's text is another one from now on, which is still to come."""
        self._texts.pop(document, None)
        for claim in self._project.claims_of(document):
            self._take_away(claim)

    def of(self, document: str) -> tuple[Mark, ...]:
        """A document's marks in reading order."""
        return tuple(self._marks.get(document, ()))

    def of_claim(self, claim: str) -> Mark | None:
        """A claim's mark; None where its passage is lost or its document not yet read."""
        return self._by_claim.get(claim)

    def state_of(self, claim: Claim) -> State:
        """How well a claim's passage was found."""
        mark = self._by_claim.get(claim.id)
        if mark is not None:
            return mark.state
        return State.LOST if claim.id in self.lost else State.UNCHECKED

    def over(self, document: str, passage: Passage) -> list[Mark]:
        """The marks that share a character with a passage: the closest in extent, mine first."""
        marks = self._marks.get(document, [])
        longest = self._longest.get(document, 0)
        first = bisect_left(marks, passage.start - longest, key=lambda one: one.passage.start)
        last = bisect_left(marks, passage.end, key=lambda one: one.passage.start)
        found = (mark for mark in marks[first:last] if mark.passage.overlaps(passage))
        return sorted(found, key=lambda mark: _preference(mark, passage, self._project.reader))

    def _follow(self, change: Change) -> None:
        astray: dict[str, list[Claim]] = {}
        for edit in change.edits:
            known = self._take_away(edit.before) if isinstance(edit.before, Claim) else None
            claim = edit.after
            if not isinstance(claim, Claim) or claim.removed:
                continue
            if not self._is_replaced(known, edit.before, claim):
                astray.setdefault(claim.document, []).append(claim)
        for document, claims in astray.items():
            self._seek(document, claims)

    def _is_replaced(self, known: Finding | None, before: Record | None, claim: Claim) -> bool:
        """Put a claim that has changed where it is; False where it is still to be looked for.

        Where only what is said of its passage has changed, it stays there.
        """
        has_anchor = isinstance(before, Claim) and before.anchor == claim.anchor
        if known is not None and has_anchor:
            self._put(claim, known)
            return True
        return self._is_placed(claim)

    def _is_placed(self, claim: Claim) -> bool:
        """Put a claim where it was made; whether its words are there still, or cannot be yet."""
        text = self._texts.get(claim.document)
        if text is None:
            return True
        if claim.anchor.region is not None:
            document = self._project.get(Document, claim.document)
            edition = document.edition.sha256 if document else claim.anchor.edition
            sheets = self.sheets.get(claim.document)
            self._put(claim, find_region(claim.anchor, text, edition, sheets))
            return True
        finding = find_at_place(claim.anchor, text)
        if finding is not None:
            self._put(claim, finding)
        return finding is not None

    def _seek(self, document: str, claims: Sequence[Claim]) -> None:
        text = self._texts.get(document)
        if text is None or not claims:
            return
        if self._seeker is None:
            self._take(claims, [find(claim.anchor, text) for claim in claims])
            return

        def take(found: Sequence[Finding] | None) -> None:
            if self._texts.get(document) is text:
                if not found:
                    self.exact.add(document)
                findings = found or [find(claim.anchor, text) for claim in claims]
                self._take(claims, findings)
                for listener in self._listeners:
                    listener(document)

        self._seeker.seek(text.text, [claim.anchor for claim in claims], take)

    def _take(self, claims: Sequence[Claim], findings: Sequence[Finding]) -> None:
        """Put claims where they were found, unless they have been changed meanwhile."""
        for claim, finding in zip(claims, findings, strict=True):
            current = self._project.get(Claim, claim.id)
            if current is not None and current.anchor == claim.anchor:
                self._take_away(current)
                self._put(current, finding)

    def _put(self, claim: Claim, finding: Finding) -> None:
        if finding.passage is None:
            self.lost.add(claim.id)
            return
        if finding.state is State.MOVED:
            self.moved.add(claim.id)
        mark = Mark(claim, finding.passage, finding.state)
        self._by_claim[claim.id] = mark
        length = mark.passage.end - mark.passage.start
        self._longest[claim.document] = max(self._longest.get(claim.document, 0), length)
        insort(self._marks.setdefault(claim.document, []), mark, key=lambda one: one.order)

    def _take_away(self, claim: Claim) -> Finding | None:
        """Forget where a claim is; what was known of that."""
        mark = self._by_claim.pop(claim.id, None)
        self.moved.discard(claim.id)
        if mark is None:
            known = LOST if claim.id in self.lost else None
            self.lost.discard(claim.id)
            return known
        marks = self._marks[claim.document]
        del marks[bisect_left(marks, mark.order, key=lambda one: one.order)]
        return Finding(mark.passage, mark.state)


def _preference(mark: Mark, passage: Passage, reader: str) -> tuple[int, bool, str]:
    return (_distance(mark.passage, passage), mark.claim.reader != reader, mark.claim.id)


def _distance(one: Passage, other: Passage) -> int:
    """How far two passages are from being the same, in code points."""
    return abs(one.start - other.start) + abs(one.end - other.end)
