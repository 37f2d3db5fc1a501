"""A typed tie between two claims."""

from dataclasses import dataclass

from counterpoint.domain.claims import Claim, Verdict
from counterpoint.domain.records import Record

VERDICT_OF_OUTCOME = {
    "refutes": Verdict.FAILED,
    "bears-out-in-part": Verdict.IN_PART,
    "bears-out": Verdict.BORNE_OUT,
}
"""What an outcome says of the forecast it points to; of several, the first listed here."""


@dataclass(frozen=True, kw_only=True)
class Relation(Record):
    """A tie from one claim to another; ``source``, ``target`` and ``kind`` are ids."""

    source: str
    target: str
    kind: str
    reader: str = ""
    note: str = ""

    def other(self, claim: str) -> str:
        """The id at the far end, seen from ``claim``."""
        return self.target if claim == self.source else self.source


def verdict_of(claim: Claim, relations: tuple[Relation, ...]) -> Verdict | None:
    """A forecast's verdict: the field if the reader set it, else what the outcomes say."""
    if claim.kind != "forecast":
        return None
    if claim.verdict is not None:
        return claim.verdict
    outcomes = {relation.kind for relation in relations if relation.target == claim.id}
    said = (verdict for kind, verdict in VERDICT_OF_OUTCOME.items() if kind in outcomes)
    return next(said, Verdict.OPEN)
