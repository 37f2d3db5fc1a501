"""A whole project as one Markdown note, worth sending to a colleague.

The note depends on the project alone, and on which passages were found: exported twice, it has the
same bytes.
"""

import re

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.holdings import Holdings
from counterpoint.domain.records import Record
from counterpoint.exchange.citations import (
    letters,
    place_of,
    sentence_of_wordless,
    title_of,
    web_source,
    words_of,
    written_date,
)
from counterpoint.exchange.escaping import (
    blockquote,
    escaped,
    metadata,
    one_line,
    paragraphs,
    started,
)
from counterpoint.exchange.material import Known, Material
from counterpoint.exchange.meetings import GONE, Meeting, note_of, seen_from, where_documents_meet

_NOTHING = Known()
_FORECAST_COLUMNS = ("Forecast", "Source", "Likelihood", "Verdict", "Outcome")
_WIDTHS = {"Forecast": 24, "Outcome": 10}
"""Dashes below a column: in pandoc their share is the column's share of the width."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def markdown_note(
    name: str,
    holdings: Holdings,
    known: Known = _NOTHING,
    generator: str = "Counterpoint",
) -> str:
    """The project of that name as Markdown, ending in a line feed.

    Claims are attributed as soon as a project has several readers. ``generator`` is the program and
    its version.
    """
    material = Material.of(holdings, known)
    blocks = [
        _front_matter(one_line(name) or "Untitled", material, generator),
        *_opening(one_line(name) or "Untitled", material),
        *_documents(material),
        *_summary(material),
        *_forecasts(material),
        *where_documents_meet(material),
        *_claims(material),
    ]
    return "\n\n".join(blocks) + "\n"


def _front_matter(name: str, material: Material, generator: str) -> str:
    catalogue = material.holdings.documents()
    lines = ["---", f"title: {metadata(name)}"]
    if day := _latest_day(material):
        lines.append(f"date: {day}")
    lines += ["documents:"] * bool(catalogue)
    lines += [f"  - {metadata(_reference(document))}" for document in catalogue]
    lines.append(f"claims: {len(material.claims())}")
    lines.append(f"relations: {len(material.holdings.relations())}")
    return "\n".join([*lines, f"generator: {metadata(generator)}", "---"])


def _latest_day(material: Material) -> str:
    """The day (UTC) of the project's latest change, empty where none is known."""
    holdings = material.holdings
    records: list[Record] = [
        *material.claims(), *holdings.relations(), *holdings.documents(),
    ]  # fmt: skip
    found = _DAY.match(max((record.changed for record in records), default=""))
    return found[0] if found else ""


def _reference(document: Document) -> str:
    """Author, title and date of a document on one line of plain text."""
    date = one_line(document.date)
    by_line = f"{one_line(document.author)}: " if one_line(document.author) else ""
    return f"{by_line}{title_of(document)}" + (f" ({date})" if date else "")


def _opening(name: str, material: Material) -> list[str]:
    """The heading and what the note holds."""
    labels = {label.lower() for label in material.citations.labels.values()}
    # A project called A1 must not take the identifier of that claim's heading.
    is_taken = re.sub(r"\W", "", name).lower() in labels
    counts = [
        _counted(len(material.holdings.documents()), "document"),
        _counted(len(material.claims()), "claim"),
        _counted(len(material.holdings.relations()), "relation"),
    ]
    held = " · ".join(count for count in counts if count)
    title = f"# {'Project ' if is_taken else ''}{escaped(name)}"
    return [title, held or "This project holds no documents yet."]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _documents(material: Material) -> list[str]:
    catalogue = material.holdings.documents()
    if not catalogue:
        return []
    items = [_document(material, index, one) for index, one in enumerate(catalogue)]
    nothing = ["No passage of them has been made a claim yet."] * (not material.claims())
    return ["## Documents", "\n".join(items), *nothing]


def _document(material: Material, index: int, document: Document) -> str:
    """A line of the catalogue, as a bibliography has it."""
    claims = material.holdings.claims_of(document.id)
    facts = [
        escaped(document.author),
        f"*{escaped(title_of(document))}*",
        escaped(document.publisher),
        escaped(written_date(document.date)),
        escaped(web_source(document)),
    ]
    count = f" · [{_counted(len(claims), 'claim')}](#{letters(index).lower()}1)" if claims else ""
    return f"- **{letters(index)}** · {', '.join(fact for fact in facts if fact)}{count}"


def _summary(material: Material) -> list[str]:
    starred = [claim for claim in material.claims() if claim.star]
    items = [f"- *{_nature(material, one)}:* {material.citations.stated(one)}" for one in starred]
    return ["## Summary", "\n".join(items)] if items else []


def _nature(material: Material, claim: Claim) -> str:
    """Kind, and verdict where there is one: ``Forecast, borne out``."""
    return ", ".join(part for part in (material.kind(claim), material.verdict(claim)) if part)


def _forecasts(material: Material) -> list[str]:
    """The forecasts and what became of them, as a table without empty columns."""
    rows = [row for claim in material.claims() if (row := _forecast(material, claim))]
    columns = [column for column in zip(_FORECAST_COLUMNS, *rows, strict=True) if any(column[1:])]
    if not rows:
        return []
    header, *body = zip(*columns, strict=True)
    rule = [f":{'-' * _WIDTHS.get(name, 8)}" for name in header]
    return ["## Forecasts", "\n".join(f"| {' | '.join(row)} |" for row in [header, rule, *body])]


def _forecast(material: Material, claim: Claim) -> tuple[str, ...] | None:
    verdict = material.verdict(claim)
    if not verdict:
        return None
    outcomes = [
        material.citations.pointed(meeting.second) if meeting.second else GONE
        for meeting in seen_from(material, claim)
        if meeting.relation.target == claim.id and _is_outcome(material, meeting)
    ]
    source, likelihood = material.citations.pointed(claim), escaped(claim.likelihood or "")
    return (words_of(claim), source, likelihood, verdict, "; ".join(outcomes))


def _is_outcome(material: Material, meeting: Meeting) -> bool:
    return material.holdings.scheme.relation_kind(meeting.relation.kind).outcome


def _claims(material: Material) -> list[str]:
    blocks: list[str] = []
    for index, document in enumerate(material.holdings.documents()):
        claims = material.holdings.claims_of(document.id)
        if claims:
            blocks.append(f"## {letters(index)} · {escaped(title_of(document))}")
        for claim in claims:
            blocks += _claim(material, claim)
    return blocks


def _claim(material: Material, claim: Claim) -> list[str]:
    """One claim: its label, what it is and where, what it says, and what it is tied to."""
    tags = ", ".join(tag for tag in map(escaped, claim.tags) if tag)
    blocks = [
        f"### {material.citations.labels[claim.id]}",
        _particulars(material, claim),
        *paragraphs(claim.restatement),
        blockquote(claim.quote) or sentence_of_wordless(claim),
        f"*{passage}*" if (passage := material.passage(claim)) else "",
        *note_of(claim.note),
        f"Tags: {tags}" if tags else "",
        "\n".join(_tie(material, meeting) for meeting in seen_from(material, claim)),
    ]
    return [block for block in blocks if block]


def _particulars(material: Material, claim: Claim) -> str:
    reader, verdict = material.reader(claim), material.verdict(claim)
    parts = [
        f"**{material.kind(claim)}**",
        place_of(claim),
        escaped(claim.likelihood or ""),
        f"verdict: {verdict}" if verdict else "",
        "★" if claim.star else "",
        f"reader: {reader}" if reader else "",
    ]
    return " · ".join(part for part in parts if part)


def _tie(material: Material, meeting: Meeting) -> str:
    far_end = material.citations.glanced(meeting.second) if meeting.second else GONE
    return f"- {started(meeting.verb)} {far_end}"
