"""What one note is made from, and what its sections need to know about a claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counterpoint.domain.claims import Claim, State, Verdict
from counterpoint.domain.holdings import Holdings
from counterpoint.domain.relations import Relation, verdict_of
from counterpoint.exchange.citations import Citations
from counterpoint.exchange.escaping import escaped

_VERDICT_WORDS = {Verdict.IN_PART: "borne out in part"}


_PASSAGES = {
    State.MOVED: "The passage has moved in the edition at hand; please check.",
    State.LOST: "The passage was not found in the edition at hand.",
}


@dataclass(frozen=True)
class Known:
    """What a project's records do not say: names of readers, and states of claims, by id."""

    readers: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """A project's holdings, how its claims are cited, and what is known beside."""

    holdings: Holdings
    citations: Citations
    known: Known
    has_several_readers: bool

    @classmethod
    def of(cls, holdings: Holdings, known: Known) -> "Material":
        """The material for a note on everything in the project."""
        wrote = {claim.reader for claim in holdings.claims()}
        wrote |= {relation.reader for relation in holdings.relations()}
        return cls(holdings, Citations.of(holdings), known, len(wrote) > 1)

    def claim(self, identity: str) -> Claim | None:
        """The claim of that id, None where it or its document is gone."""
        return self.holdings.get(Claim, identity) if identity in self.citations.labels else None

    def claims(self) -> tuple[Claim, ...]:
        """All claims, by document and in reading order."""
        return self.holdings.claims()

    def ties(self, claim: Claim) -> tuple[Relation, ...]:
        """The relations the claim takes part in, in the order in which they were made."""
        return self.holdings.relations_of(claim.id)

    def kind(self, claim: Claim) -> str:
        """The name of the claim's kind, or of the kind that replaced it; Markdown."""
        found = self.holdings.scheme.kind(claim.kind)
        return escaped(found.name) or escaped(found.id)

    def verdict(self, claim: Claim) -> str:
        """What became of a forecast, in words; empty for every other claim."""
        verdict = verdict_on(self.holdings, claim)
        return "" if verdict is None else _VERDICT_WORDS.get(verdict, verdict.value)

    def passage(self, claim: Claim) -> str:
        """What is to be known of the claim's passage, in a sentence; mostly nothing."""
        return passage_words(self.known.states.get(claim.id, State.UNCHECKED))

    def reader(self, record: Claim | Relation) -> str:
        """Whose record it is, where a project has several readers; Markdown."""
        if not self.has_several_readers:
            return ""
        return escaped(self.known.readers.get(record.reader, "")) or "an unnamed reader"


def passage_words(state: State) -> str:
    """A sentence on a passage that is not where it was; empty for any other."""
    return _PASSAGES.get(state, "")


def verdict_on(holdings: Holdings, claim: Claim) -> Verdict | None:
    """A forecast's verdict, with retired kinds read as their heirs; None for every other claim."""
    scheme = holdings.scheme
    kind = scheme.kind(claim.kind).id
    current = claim if kind == claim.kind else replace(claim, kind=kind)
    if verdict_of(current, ()) is None:
        return None
    ties = tuple(
        replace(tie, kind=scheme.relation_kind(tie.kind).id)
        for tie in holdings.relations_of(claim.id)
        if holdings.get(Claim, tie.source) is not None
    )
    return verdict_of(current, ties)
