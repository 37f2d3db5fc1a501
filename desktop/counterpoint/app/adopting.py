"""Taking what was said in another project over as this reader's own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind


def adopt(project: Project, records: Iterable[Record]) -> None:
    """Put another project's catalogue, scheme, claims and relations into this one.

    Claims and relations become this reader's own. It is no step of undo, for it is what the
    project begins with. What would hang in the air is left out: claims without their document,
    relations without one of their ends.
    """
    standing = [record for record in records if not record.removed]
    catalogue = [one for one in standing if isinstance(one, Document | Kind | RelationKind)]
    claims = _claims(project, catalogue, standing)
    relations = _relations(project, claims, standing)
    if catalogue or claims or relations:
        project.put_for_good("Begin with a copy", *catalogue, *claims, *relations)


def _claims(
    project: Project, catalogue: Sequence[Record], records: Sequence[Record]
) -> list[Claim]:
    documents = {one.id for one in (*catalogue, *project.documents()) if isinstance(one, Document)}
    return [
        replace(one, reader=project.reader)
        for one in records
        if isinstance(one, Claim) and one.document in documents
    ]


def _relations(
    project: Project, claims: Sequence[Claim], records: Sequence[Record]
) -> list[Relation]:
    ends = {claim.id for claim in (*claims, *project.claims())}
    return [
        replace(one, reader=project.reader)
        for one in records
        if isinstance(one, Relation) and {one.source, one.target} <= ends
    ]
