"""How many claims there are of what, counted once and then kept."""

from collections import Counter, defaultdict

from counterpoint.domain.changes import Change, Edit
from counterpoint.domain.claims import Claim
from counterpoint.domain.project import Project
from counterpoint.domain.relations import Relation


class Tally:
    """Owns the counts: claims by kind, by document and kind, starred, and tied.

    Kinds are counted as stored; ``kinds`` and ``kinds_of`` read retired ones as their heirs.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._tied: set[str] = set()
        self.total = 0
        self.starred = 0
        for claim in project.all(Claim):
            self._count(claim, 1)
            self._weigh(claim.id)
        project.subscribe(self._follow)

    @property
    def untied(self) -> int:
        """Claims without a tie."""
        return self.total - len(self._tied)

    @property
    def kinds(self) -> Counter[str]:
        """Claims by kind."""
        whole: Counter[str] = Counter()
        for document in self._kinds:
            whole.update(self.kinds_of(document))
        return whole

    def kinds_of(self, document: str) -> Counter[str]:
        """One document's claims by kind."""
        scheme, found = self._project.scheme, Counter[str]()
        for kind, number in self._kinds[document].items():
            found[scheme.kind(kind).id] += number
        return found

    def _follow(self, change: Change) -> None:
        for edit in change.edits:
            self._take(edit)

    def _take(self, edit: Edit) -> None:
        for record, step in ((edit.before, -1), (edit.after, 1)):
            if isinstance(record, Claim) and not record.removed:
                self._count(record, step)
            if isinstance(record, Relation):
                self._weigh(record.source)
                self._weigh(record.target)
        self._weigh(edit.after.id)

    def _count(self, claim: Claim, step: int) -> None:
        self.total += step
        self.starred += step * claim.star
        self._kinds[claim.document][claim.kind] += step

    def _weigh(self, claim: str) -> None:
        is_tied = self._project.get(Claim, claim) and self._project.relations_of(claim)
        (self._tied.add if is_tied else self._tied.discard)(claim)
