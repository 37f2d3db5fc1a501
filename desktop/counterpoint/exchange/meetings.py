"""Where the documents meet: the relations of a project, each side quoted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpoint.domain.claims import Claim
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import RelationKind
from counterpoint.exchange.escaping import escaped, one_line, paragraphs, started
from counterpoint.exchange.material import Material

OUTCOMES = "Forecasts and outcomes"
GONE = "a claim that is no longer in the project"

_HEADINGS = {
    "supports": "Agreement",
    "restates": "Agreement",
    "contradicts": "Contradiction",
    "qualifies": "Qualification and explanation",
    "explains": "Qualification and explanation",
    "answers": "Qualification and explanation",
}
_ORDER = (OUTCOMES, *dict.fromkeys(_HEADINGS.values()))


@dataclass(frozen=True)
class Meeting:
    """One relation as it reads: a claim, a verb, and the claim at the far end if it is there."""

    first: Claim
    verb: str
    second: Claim | None
    relation: Relation


def where_documents_meet(material: Material) -> list[str]:
    """The section on relations as blocks of Markdown; empty where there is none to tell."""
    groups: dict[str, list[Meeting]] = defaultdict(list)
    for relation in material.holdings.relations():
        kind = material.holdings.scheme.relation_kind(relation.kind)
        if meeting := _meeting(material, relation, kind):
            groups[_heading(kind)].append(meeting)
    if not groups:
        return []
    blocks = ["## Where the documents meet"]
    for heading in sorted(groups, key=_place_of_heading):
        blocks += [f"### {heading}", *_entries(material, groups[heading])]
    return blocks


def seen_from(material: Material, claim: Claim) -> list[Meeting]:
    """A claim's relations as they read from its side."""
    return [_from_side(material, relation, claim) for relation in material.ties(claim)]


def _from_side(material: Material, relation: Relation, claim: Claim) -> Meeting:
    kind = material.holdings.scheme.relation_kind(relation.kind)
    verb = kind.name if relation.source == claim.id else kind.inverse
    verb = escaped(verb[:1].upper() + verb[1:])
    return Meeting(claim, verb, material.claim(relation.other(claim.id)), relation)


def _meeting(material: Material, relation: Relation, kind: RelationKind) -> Meeting | None:
    """The relation from the side that reads first; None where both ends are gone."""
    ends = (material.claim(relation.source), material.claim(relation.target))
    here = [claim for claim in ends if claim is not None]
    if len(here) == 2 and (kind.outcome or (kind.symmetric and _is_later(material, *here))):
        here.reverse()
    return _from_side(material, relation, here[0]) if here else None


def _is_later(material: Material, one: Claim, other: Claim) -> bool:
    return _rank(material, one) > _rank(material, other)


def _rank(material: Material, claim: Claim) -> tuple[int, str, int]:
    """Where a claim comes in the note: A9 before A10, Z before AA."""
    label = material.citations.labels[claim.id]
    document = label.rstrip("0123456789")
    return (len(document), document, int(label[len(document) :]))


def _heading(kind: RelationKind) -> str:
    if kind.outcome:
        return OUTCOMES
    name = one_line(kind.name) or one_line(kind.id) or "Other relations"
    return _HEADINGS.get(kind.id) or escaped(name[:1].upper() + name[1:])


def _place_of_heading(heading: str) -> tuple[int, str]:
    return (_ORDER.index(heading) if heading in _ORDER else len(_ORDER), heading)


def _entries(material: Material, meetings: Sequence[Meeting]) -> Iterable[str]:
    """One list item for each claim that reads first, with all it meets below it."""
    by_first: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda one: _rank(material, one.first)):
        by_first[meeting.first.id].append(meeting)
    return (_entry(material, group) for group in by_first.values())


def _entry(material: Material, meetings: Sequence[Meeting]) -> str:
    first = meetings[0].first
    blocks = [started(_opening(material, meetings) + _with_quote(material, first))]
    for meeting in meetings:
        blocks.append(_far_end(material, meeting))
        blocks += note_of(meeting.relation.note)
    return "- " + "\n\n  ".join(blocks)


def _opening(material: Material, meetings: Sequence[Meeting]) -> str:
    """The verdict in bold before a forecast."""
    kind = material.holdings.scheme.relation_kind(meetings[0].relation.kind)
    verdict = material.verdict(meetings[0].first) if kind.outcome else ""
    return f"**{verdict.capitalize()}.** " if verdict else ""


def _far_end(material: Material, meeting: Meeting) -> str:
    claim, reader = meeting.second, material.reader(meeting.relation)
    said = GONE if claim is None else _with_quote(material, claim)
    return f"*{meeting.verb}:* {said}" + (f" Tied by {reader}." if reader else "")


def _with_quote(material: Material, claim: Claim) -> str:
    """The claim in its reader's words, if there are any, and in its own, with its source."""
    quoted = material.citations.quoted(claim)
    said = one_line(claim.restatement)
    if not said:
        return quoted
    return f"{escaped(said.removesuffix('.'))}{'' if said[-1] in '?!…' else ':'} {quoted}"


def note_of(note: str) -> list[str]:
    """A reader's note as paragraphs, the first one marked as such."""
    first, *rest = paragraphs(f"Note: {note}") if one_line(note) else [""]
    return [first.replace("Note:", "*Note:*", 1), *rest] if first else []
