"""A claim as its card tells it."""

from dataclasses import dataclass, field

from counterpoint.app.describing import place_of, relation_words
from counterpoint.app.session import Session
from counterpoint.app.standing import Standing, standing_of
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind
from counterpoint.exchange.escaping import one_line
from counterpoint.exchange.material import verdict_on

MOST_TAGS = 40
GLANCE = 80
"""Code points of what a claim is tied to."""


@dataclass(frozen=True)
class Tie:
    """A relation as its claim's card tells it; ``other`` is empty where that claim is gone.

    ``reader`` is the name of another reader who made it.
    """

    words: str
    other: str
    headline: str
    place: str
    kind: Kind
    reader: str = ""


@dataclass(frozen=True)
class Card:
    """What the list tells of a claim; all of it where ``is_whole``.

    The quote of a region says which page it is on. ``reader`` is the name of another reader whose
    claim it is.
    """

    claim: str
    kind: Kind
    source: str
    place: str
    quote: str
    is_region: bool = False
    restatement: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    verdict: str = ""
    reader: str = ""
    aside: str = ""
    star: bool = False
    state: State = State.SOUND
    standing: Standing = field(default_factory=Standing)
    earlier: str = ""
    ties: tuple[Tie, ...] = ()
    is_whole: bool = False

    @property
    def summary(self) -> str:
        """The card in a line, as it is read aloud."""
        words = self.restatement or self.quote
        said = self.standing.sentence
        state = f" ({said[0].lower()}{said[1:]})" if said else ""
        who = f"{self.reader}, " if self.reader else ""
        return f"{self.kind.name}, {who}{self.source} {self.place}{state}: {words}"


def card_of(session: Session, identity: str) -> Card:
    """The card of a claim's id."""
    project = session.project
    claim = project.get(Claim, identity)
    if claim is None:
        return Card(identity, project.scheme.kind(""), "", "", "")
    relations = project.relations_of(claim.id)
    verdict = verdict_on(project, claim)
    return Card(
        claim=claim.id,
        kind=project.scheme.kind(claim.kind),
        source=_source(session, claim),
        place=place_of(claim.anchor),
        quote=one_line(claim.anchor.words),
        is_region=claim.anchor.region is not None,
        restatement=one_line(claim.restatement),
        note=one_line(claim.note),
        tags=tuple(one_line(tag) for tag in claim.tags[:MOST_TAGS]),
        verdict=verdict.value if verdict and relations else "",
        reader=session.readers.name_of(claim),
        aside=claim.likelihood or "",
        star=claim.star,
        state=session.marks.state_of(claim),
        standing=standing_of(session, claim),
        earlier=one_line(claim.earlier[-1]) if claim.earlier else "",
        ties=tuple(_tie(session, claim, relation) for relation in relations),
    )


def _source(session: Session, claim: Claim) -> str:
    document = session.project.get(Document, claim.document)
    return document.short_name if document else ""


def _tie(session: Session, claim: Claim, relation: Relation) -> Tie:
    project = session.project
    other = project.get(Claim, relation.other(claim.id))
    words = relation_words(relation, project.scheme.relation_kind(relation.kind), claim)
    reader = session.readers.name_of(relation)
    if other is None:
        gone = "a claim that is no longer there"
        return Tie(words, "", gone, "", project.scheme.kind(""), reader)
    headline = one_line(other.headline)
    if len(headline) > GLANCE:
        headline = headline[: GLANCE - 1].rstrip() + "…"
    place = f"{_source(session, other)} {place_of(other.anchor)}".strip()
    return Tie(words, other.id, headline, place, project.scheme.kind(other.kind), reader)
