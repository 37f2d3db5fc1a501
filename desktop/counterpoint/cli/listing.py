"""counterpoint claims: what readers said, claim by claim."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from counterpoint.app.describing import counted, place_of, relation_words
from counterpoint.cli.projects import OpenProject, opened
from counterpoint.cli.services import Context
from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Arranged
from counterpoint.domain.anchoring import Sheet, find_region, seek
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.exchange.citations import written_date
from counterpoint.exchange.material import passage_words, verdict_on


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``claims``."""
    parser.add_argument("project", metavar="DIR", help="the project's folder")
    parser.add_argument("--json", action="store_true", help="everything, as JSON")


def run(arguments: Namespace, context: Context) -> int:
    """List the claims by document, in reading order."""
    with opened(context, arguments.project) as project:
        if arguments.json:
            context.output.json(_as_json(project, context))
        else:
            _show(project, context)
    return 0


def _as_json(project: OpenProject, context: Context) -> list[dict[str, Any]]:
    """What ``claims --json`` promises."""
    found: list[dict[str, Any]] = []
    for document in project.holdings.documents():
        states = states_of(project, document, context)
        for claim in project.holdings.claims_of(document.id):
            state = states.get(claim.id, State.UNCHECKED)
            found.append({**_described(project, document, claim), "state": state.value})
    return found


def _described(project: OpenProject, document: Document, claim: Claim) -> dict[str, Any]:
    holdings = project.holdings
    verdict = verdict_on(holdings, claim)
    return {
        "id": claim.id,
        "document": document.id,
        "title": document.title,
        "kind": holdings.scheme.kind(claim.kind).id,
        "quote": claim.quote or _words_of_region(claim),
        "region": asdict(claim.anchor.region) if claim.anchor.region else None,
        "restatement": claim.restatement,
        "note": claim.note,
        "tags": list(claim.tags),
        "star": claim.star,
        "likelihood": claim.likelihood,
        "verdict": None if verdict is None else verdict.value,
        "page": claim.anchor.page,
        "paragraph": claim.anchor.paragraph,
        "reader": claim.reader,
        "relations": [_tie(project, claim, tie) for tie in holdings.relations_of(claim.id)],
    }


def _words_of_region(claim: Claim) -> str:
    """What stands in the stead of a region's quote; empty for words."""
    return claim.anchor.words if claim.anchor.region else ""


def _tie(project: OpenProject, claim: Claim, relation: Relation) -> dict[str, Any]:
    kind = project.holdings.scheme.relation_kind(relation.kind)
    one_way = "out" if relation.source == claim.id else "in"
    return {
        "kind": kind.id,
        "other": relation.other(claim.id),
        "direction": "both" if kind.symmetric else one_way,
        "note": relation.note,
    }


def _fingerprint(project: OpenProject, document: Document, context: Context) -> str:
    """The SHA-256 of a document's file as it is now; empty where it cannot be read."""
    try:
        return context.services.fingerprint(project.store.document_path(document))
    except (OSError, Refusal):
        return ""


def states_of(project: OpenProject, document: Document, context: Context) -> dict[str, State]:
    """The states of a document's claims by id; those that nobody can look for are left out.

    The document is read only where its file or the extractor is not that of every anchor.
    """
    sha256, extractor = _fingerprint(project, document, context), context.services.extractor
    claims = project.holdings.claims_of(document.id)
    states = {claim.id: State.SOUND for claim in claims if _is_as_made(claim, sha256, extractor)}
    sought = [claim for claim in claims if claim.id not in states]
    found = _read(project, document, context) if sought and sha256 else None
    if found is not None:
        offering = context.services.offering_in(found.text.text)
        for claim in sought:
            finding = (
                find_region(claim.anchor, found.text, sha256, found.sheets)
                if claim.anchor.region
                else seek(claim.anchor, found.text, offering)
            )
            states[claim.id] = finding.state
    return states


def _is_as_made(claim: Claim, sha256: str, extractor: str) -> bool:
    """Whether file and extractor are those of the anchor."""
    same_extractor = all(place.extractor == extractor for place in claim.anchor.places)
    return same_extractor and claim.anchor.edition == sha256


@dataclass(frozen=True)
class _Found:
    """A document as it is now: its text, and the sizes of its pages in points."""

    text: ReadingText
    sheets: Sequence[Sheet]


def _read(project: OpenProject, document: Document, context: Context) -> _Found | None:
    """A document as it is now; None where it cannot be read."""
    try:
        with context.services.start_worker() as worker:
            path = str(project.store.document_path(document).absolute())
            opened_now = worker.open(path, suffix=document.format)
            arranged = worker.ask(jobs.Arrange()) if opened_now.fixed else None
            sheets = arranged.sizes if isinstance(arranged, Arranged) else ()
            return _Found(worker.read(), sheets)
    except Refusal:
        return None


def _show(project: OpenProject, context: Context) -> None:
    output, number = context.output, project.holdings.claim_count()
    output.line(f"{project.store.name}: {counted(number, 'claim')}")
    for document in project.holdings.documents():
        claims = project.holdings.claims_of(document.id)
        if not claims:
            continue
        output.line()
        origin = (document.title, document.author, written_date(document.date))
        output.line(" · ".join(part for part in origin if part))
        states = states_of(project, document, context)
        for claim in claims:
            output.line()
            _show_claim(project, claim, context)
            if words := passage_words(states.get(claim.id, State.UNCHECKED)):
                output.line(words, indent=4)


def _show_claim(project: OpenProject, claim: Claim, context: Context) -> None:
    verdict = verdict_on(project.holdings, claim)
    facts = (
        place_of(claim.anchor),
        project.holdings.scheme.kind(claim.kind).name,
        claim.likelihood or "",
        verdict.value if verdict else "",
        "★" if claim.star else "",
        ", ".join(claim.tags),
    )
    output = context.output
    output.line(" · ".join(fact for fact in facts if fact), indent=2)
    region = "" if claim.restatement else _words_of_region(claim)
    said = (claim.restatement, f"“{claim.quote}”" if claim.quote else region, claim.note)
    for text in said:
        if text:
            output.line(text, indent=4)
    for relation in project.holdings.relations_of(claim.id):
        output.line(f"→ {_tie_in_words(project, claim, relation)}", indent=4)


def _tie_in_words(project: OpenProject, claim: Claim, relation: Relation) -> str:
    kind = project.holdings.scheme.relation_kind(relation.kind)
    words = relation_words(relation, kind, claim)
    other = project.holdings.get(Claim, relation.other(claim.id))
    return f"{words}: {other.headline if other else 'a claim that was removed'}"
