"""Where claims stand in the reading texts at hand."""

from bisect import bisect_left, insort
from dataclasses import dataclass

from counterpoint.domain.anchoring import find
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.project import Project
from counterpoint.domain.reading import Passage, ReadingText


@dataclass(frozen=True)
class Mark:
    """A claim at its passage."""

    claim: Claim
    passage: Passage
    state: State

    @property
    def order(self) -> tuple[int, int, str]:
        """Reading order."""
        return (self.passage.start, self.passage.end, self.claim.id)


class Marks:
    """Owns the marks of each document whose text has arrived; kept in step with the project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts: dict[str, ReadingText] = {}
        self._marks: dict[str, list[Mark]] = {}
        self._by_claim: dict[str, Mark] = {}
        self._longest: dict[str, int] = {}
        self._lost: set[str] = set()
        project.subscribe(self._follow)

    def read(self, document: str, text: ReadingText) -> None:
        """Find the claims of a document in its text."""
        self._texts[document] = text
        for mark in self._marks.pop(document, []):
            self._by_claim.pop(mark.claim.id, None)
        for claim in self._project.claims_of(document):
            self._place(claim)

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
        return State.LOST if claim.id in self._lost else State.UNCHECKED

    def over(self, document: str, passage: Passage) -> list[Mark]:
        """The marks that share a character with a passage: the closest in extent, mine first."""
        marks = self._marks.get(document, [])
        longest = self._longest.get(document, 0)
        first = bisect_left(marks, passage.start - longest, key=lambda one: one.passage.start)
        last = bisect_left(marks, passage.end, key=lambda one: one.passage.start)
        found = (mark for mark in marks[first:last] if mark.passage.overlaps(passage))
        return sorted(found, key=lambda mark: self._preference(mark, passage))

    def _preference(self, mark: Mark, passage: Passage) -> tuple[int, bool, str]:
        is_others = mark.claim.reader != self._project.reader
        return (_distance(mark.passage, passage), is_others, mark.claim.id)

    def _follow(self, change: Change) -> None:
        for edit in change.edits:
            if isinstance(edit.before, Claim):
                self._take_away(edit.before)
            if isinstance(edit.after, Claim) and not edit.after.removed:
                self._place(edit.after)

    def _place(self, claim: Claim) -> None:
        text = self._texts.get(claim.document)
        if text is None:
            return
        finding = find(claim.anchor, text)
        if finding.passage is None:
            self._lost.add(claim.id)
            return
        self._lost.discard(claim.id)
        mark = Mark(claim, finding.passage, finding.state)
        self._by_claim[claim.id] = mark
        length = mark.passage.end - mark.passage.start
        self._longest[claim.document] = max(self._longest.get(claim.document, 0), length)
        insort(self._marks.setdefault(claim.document, []), mark, key=lambda one: one.order)

    def _take_away(self, claim: Claim) -> None:
        self._lost.discard(claim.id)
        mark = self._by_claim.pop(claim.id, None)
        if mark is None:
            return
        marks = self._marks[claim.document]
        del marks[bisect_left(marks, mark.order, key=lambda one: one.order)]


def _distance(one: Passage, other: Passage) -> int:
    """How far two passages are from being the same, in code points."""
    return abs(one.start - other.start) + abs(one.end - other.end)
