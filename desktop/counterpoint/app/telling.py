"""A claim as its card tells it."""

from collections.abc import Mapping
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
    """A relation as its claim's card tells it; ``other`` is empty where that claim is gone."""

    words: str
    other: str
    headline: str
    place: str
    kind: Kind


@dataclass(frozen=True)
class Card:
    """What the list tells of a claim; all of it where ``is_whole``.

    The quote of a region says which page it is on.
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
        return f"{self.kind.name}, {self.source} {self.place}{state}: {words}"


def card_of(session: Session, names: Mapping[str, str], identity: str) -> Card:
    """The card of a claim's id; ``names`` has the readers' names by id."""
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
        reader=_reader(session, names, claim),
        aside=claim.likelihood or "",
        star=claim.star,
        state=session.marks.state_of(claim),
        standing=standing_of(session, claim),
        earlier=one_line(claim.earlier[-1]) if claim.earlier else "",
        ties=tuple(_tie(session, claim, relation) for relation in relations),
    )


def _reader(session: Session, names: Mapping[str, str], claim: Claim) -> str:
    """The name of the reader who made a claim; empty for mine."""
    is_mine = claim.reader == session.project.reader
    return "" if is_mine else one_line(names.get(claim.reader, "another reader"))


def _source(session: Session, claim: Claim) -> str:
    document = session.project.get(Document, claim.document)
    return document.short_name if document else ""


def _tie(session: Session, claim: Claim, relation: Relation) -> Tie:
    project = session.project
    other = project.get(Claim, relation.other(claim.id))
    words = relation_words(relation, project.scheme.relation_kind(relation.kind), claim)
    if other is None:
        return Tie(words, "", "a claim that is no longer there", "", project.scheme.kind(""))
    headline = one_line(other.headline)
    if len(headline) > GLANCE:
        headline = headline[: GLANCE - 1].rstrip() + "…"
    place = f"{_source(session, other)} {place_of(other.anchor)}".strip()
    return Tie(words, other.id, headline, place, project.scheme.kind(other.kind))
