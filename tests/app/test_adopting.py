"""A copy of another's work begins as this reader's own."""

from dataclasses import replace

import pytest

from counterpoint.app.adopting import adopt
from counterpoint.domain.anchors import Anchor, Place
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind

DOCUMENT = Document(
    id="d", rev=7, writer="w", title="Talks", editions=(Edition("d", "talks.txt"),), format="text"
)
KIND = Kind(id="k", name="Promise", key="7")


def claim(identity: str, document: str = "d", removed: bool = False) -> Claim:
    """Another reader's claim."""
    anchor = Anchor("e", (Place(0, 0, 5, "1"),), "quote")
    made = "2025-01-01T00:00:00Z"
    return Claim(
        id=identity,
        document=document,
        kind="k",
        anchor=anchor,
        reader="ben",
        made=made,
        removed=removed,
    )


def tie(source: str, target: str) -> Relation:
    """Another reader's relation."""
    identity = f"{source}>{target}"
    return Relation(id=identity, source=source, target=target, kind="supports", reader="ben")


@pytest.fixture
def project() -> Project:
    """An empty project of this reader."""
    return Project("laptop", "ana", now=lambda: "2025-06-30T12:00:00Z")


def test_it_all_becomes_this_readers_own_in_one_gesture(project: Project) -> None:
    told = list[Change]()
    project.subscribe(told.append)
    adopt(project, iter([tie("a", "b"), claim("b"), claim("a"), KIND, DOCUMENT]))
    (change,) = told
    assert {record.writer for record in change.records} == {"laptop"}
    assert sorted(record.rev for record in change.records) == [1, 2, 3, 4, 5]
    assert [(one.id, one.reader) for one in project.claims()] == [("a", "ana"), ("b", "ana")]
    assert [(one.id, one.reader) for one in project.relations()] == [("a>b", "ana")]
    assert project.claims()[0].made == "2025-01-01T00:00:00Z"
    assert [one.title for one in project.documents()] == ["Talks"]
    assert project.scheme.kinds["k"].name == "Promise"


def test_it_cannot_be_undone_and_what_follows_can(project: Project) -> None:
    adopt(project, [DOCUMENT, claim("a")])
    with pytest.raises(Refusal, match="nothing to undo"):
        project.undo()
    project.put("Star", replace(project.claims()[0], star=True))
    project.undo()
    assert [one.star for one in project.claims()] == [False]


@pytest.mark.parametrize(
    "loose",
    [
        tie("a", "gone"),
        tie("gone", "a"),
        tie("a", "lost"),
        claim("lost", "other"),
        claim("late", removed=True),
        tie("a", "late"),
    ],
)
def test_what_would_hang_in_the_air_is_left_out(project: Project, loose: Record) -> None:
    beside = [claim("late", removed=True), claim("lost", "other")]
    adopt(project, [DOCUMENT, claim("a"), *beside, loose])
    assert [one.id for one in project.all(Claim)] == ["a"]
    assert project.relations() == ()


def test_nothing_is_no_change(project: Project) -> None:
    told = list[Change]()
    project.subscribe(told.append)
    adopt(project, [])
    assert told == []
