"""How many claims there are of what, counted once and then kept."""

from collections import Counter, defaultdict

from counterpoint.domain.changes import Change, Edit
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.relations import Relation


class Tally:
    """Owns the counts: claims by kind, by document and kind, by reader, starred, and tied.

    Claims of documents that were removed count nowhere. Kinds are counted as stored; ``kinds`` and
    ``kinds_of`` read retired ones as their heirs.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._readers: dict[str, Counter[str]] = defaultdict(Counter)
        self._starred: Counter[str] = Counter()
        self._tied: dict[str, set[str]] = defaultdict(set)
        for claim in project.all(Claim):
            self._count(claim, 1)
            self._weigh(claim.id)
        project.subscribe(self._follow)

    @property
    def total(self) -> int:
        """All claims."""
        return sum(self._kinds[document].total() for document in self._there)

    @property
    def starred(self) -> int:
        """Claims with a star."""
        return sum(self._starred[document] for document in self._there)

    @property
    def untied(self) -> int:
        """Claims without a tie."""
        return self.total - sum(len(self._tied[document]) for document in self._there)

    @property
    def kinds(self) -> Counter[str]:
        """Claims by kind."""
        whole: Counter[str] = Counter()
        for document in self._there:
            whole.update(self._kinds[document])
        return self._by_heir(whole)

    @property
    def readers(self) -> Counter[str]:
        """Claims by reader (id), of those who have any."""
        whole: Counter[str] = Counter()
        for document in self._there:
            whole.update(self._readers[document])
        return +whole

    def kinds_of(self, document: str) -> Counter[str]:
        """One document's claims by kind."""
        return self._by_heir(self._kinds[document])

    def _by_heir(self, counts: Counter[str]) -> Counter[str]:
        scheme, found = self._project.scheme, Counter[str]()
        for kind, number in counts.items():
            found[scheme.kind(kind).id] += number
        return found

    @property
    def _there(self) -> list[str]:
        """The documents (ids) with claims that have not been removed."""
        return [one for one in self._kinds if self._project.get(Document, one) is not None]

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
        if isinstance(edit.after, Claim):
            self._tied[edit.after.document].discard(edit.after.id)
            self._weigh(edit.after.id)

    def _count(self, claim: Claim, step: int) -> None:
        self._starred[claim.document] += step * claim.star
        self._kinds[claim.document][claim.kind] += step
        self._readers[claim.document][claim.reader] += step

    def _weigh(self, identity: str) -> None:
        claim = self._project.get(Claim, identity)
        if claim is not None:
            tied = self._tied[claim.document]
            (tied.add if self._project.is_tied(identity) else tied.discard)(identity)
