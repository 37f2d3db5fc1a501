"""One door for changes: versions, merging, undo."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.anchors import Anchor, Place
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim, Verdict
from counterpoint.domain.documents import Document, Edition, family_name
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation, verdict_of
from counterpoint.domain.scheme import DEFAULT_KINDS, Kind, Scheme


def a_project(writer: str = "w") -> Project:
    """A project whose clock stands still."""
    return Project(writer, "reader", now=lambda: "2025-06-30T12:00:00Z")


def a_claim(identity: str, start: int = 0, **fields: object) -> Claim:
    """A claim of the document ``d``."""
    anchor = Anchor("e", (Place(0, start, start + 5, "1"),), "quote")
    claim = Claim(id=identity, document="d", kind="fact", anchor=anchor)
    return replace(claim, **fields)  # type: ignore[arg-type]


DOCUMENT = Document(id="d", title="Talks", editions=(Edition("d", "talks.txt"),), format="text")


def test_a_change_is_stamped_and_told() -> None:
    project, told = a_project(), list[Change]()
    project.subscribe(told.append)
    project.put("Add", a_claim("a"))
    (record,) = told[0].records
    assert (record.rev, record.writer, record.made) == (1, "w", "2025-06-30T12:00:00Z")
    project.put("Change", replace(a_claim("a"), kind="cause"))
    assert told[1].edits[0].before == record
    assert told[1].records[0].rev == 2


def test_claims_come_in_reading_order() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("b", 40), a_claim("a", 40), a_claim("c", 3))
    assert [claim.id for claim in project.claims()] == ["c", "a", "b"]


def test_undo_and_redo_of_every_kind_of_change() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("a"))
    project.put("Star", replace(project.claims()[0], star=True))
    project.remove("Remove", project.claims()[0])
    assert project.claims() == ()
    project.undo()
    assert project.claims()[0].star
    project.undo()
    assert not project.claims()[0].star
    project.redo()
    project.redo()
    assert project.claims() == ()
    with pytest.raises(Refusal, match="nothing to redo"):
        project.redo()


def test_a_new_change_forgets_what_was_undone() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("a"))
    project.undo()
    project.put("Add", DOCUMENT)
    with pytest.raises(Refusal, match="nothing to redo"):
        project.redo()


def test_undo_refuses_what_another_has_changed_since() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("a"))
    project.load([a_claim("a", rev=99, writer="x", note="theirs")])
    with pytest.raises(Refusal, match=r"changed elsewhere since then\. Change it by hand"):
        project.undo()
    assert project.claims()[0].note == "theirs"


def test_undo_refuses_even_where_another_wrote_the_same() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("a"))
    project.load([replace(project.claims()[0], rev=99, writer="x")])
    with pytest.raises(Refusal, match="changed elsewhere"):
        project.undo()


def test_a_later_change_is_above_all_that_was_loaded() -> None:
    project = a_project()
    project.load([a_claim("a", rev=41, writer="x")])
    project.put("Change", a_claim("a", note="mine"))
    found = project.get(Claim, "a")
    assert found is not None
    assert (found.rev, found.note) == (42, "mine")


@pytest.mark.parametrize("theirs", [2**51 - 1, 2**51, 2**52])
def test_an_edit_outdoes_a_revision_that_is_not_plausible(theirs: int) -> None:
    written: list[Record] = [DOCUMENT, a_claim("a", rev=theirs, writer="x", note="theirs")]
    for note in "mine", "a later one":
        project = a_project()
        project.load(written)
        (held,) = project.claims()
        written += project.put("Note", replace(held, note=note)).records
    project = a_project()
    project.load(written)
    assert [claim.note for claim in project.claims()] == ["a later one"]


versions = st.builds(
    lambda rev, writer, removed: a_claim(
        "a", rev=rev, writer=writer, removed=removed, note=f"{rev}{writer}"
    ),
    st.integers(1, 5),
    st.sampled_from("xyz"),
    st.booleans(),
).map(lambda claim: replace(claim, removed=claim.rev % 2 == 0))


@given(st.lists(versions, min_size=1), st.randoms())
def test_the_order_of_merging_makes_no_difference(found: list[Record], random: object) -> None:
    one, other = a_project(), a_project("v")
    one.load(found)
    shuffled = sorted(found, key=lambda _: random.random())  # type: ignore[attr-defined]
    for record in shuffled:
        other.load([record])
    assert one.held(found[0]) == other.held(found[0])


def test_a_refused_project_stays_as_it_is() -> None:
    project = Project("w", "r", refuse="The project is read only.")
    with pytest.raises(Refusal, match="read only"):
        project.put("Add", DOCUMENT)
    assert project.documents() == ()


def test_a_forecast_has_the_verdict_of_its_outcome() -> None:
    forecast = a_claim("a", kind="forecast")
    outcome = Relation(id="r", source="b", target="a", kind="bears-out-in-part")
    assert verdict_of(forecast, (outcome,)) is Verdict.IN_PART
    assert verdict_of(forecast, ()) is Verdict.OPEN
    assert verdict_of(replace(forecast, verdict=Verdict.FAILED), (outcome,)) is Verdict.FAILED
    assert verdict_of(a_claim("a"), (outcome,)) is None


def test_a_retired_kind_reads_as_its_heir() -> None:
    retired = replace(DEFAULT_KINDS[0], replaced_by="cause")
    scheme = Scheme.of([retired], [])
    assert scheme.kind("forecast").id == "cause"
    assert scheme.kind_of_key("1") is None
    circle = [Kind(id=a, name=a, replaced_by=b) for a, b in ("pq", "qp")]
    assert Scheme.of(circle, []).kind("p").id in "pq"
    assert Scheme().kind("from-elsewhere").name == "From-elsewhere"


def test_the_contract_of_kinds_and_keys() -> None:
    assert {kind.key: kind.id for kind in DEFAULT_KINDS} == {
        "1": "forecast",
        "2": "fact",
        "3": "cause",
        "4": "recommendation",
        "5": "value",
        "6": "definition",
        "7": "attribution",
        "8": "assumption",
        "9": "question",
        "0": "highlight",
    }
    assert {kind.key: kind.id for kind in Scheme().active_relation_kinds()} == {
        "s": "supports",
        "c": "contradicts",
        "q": "qualifies",
        "r": "restates",
        "e": "explains",
        "a": "answers",
        "b": "bears-out",
        "p": "bears-out-in-part",
        "f": "refutes",
    }


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("Ada Reed", "Reed"),
        ("Kim Minji", "Kim"),
        ("Lee Jae-myung", "Lee"),
        ("Jo Analyst", "Analyst"),
        ("Lee Miller", "Miller"),
        ("Min Wang", "Wang"),
        ("Statistics Desk", "Statistics Desk"),
        ("The News Team", "The News Team"),
        ("Vale, Tom", "Vale"),
        ("Bo", "Bo"),
        (" ", ""),
        (", Jr", ""),
    ],
)
def test_family_names(authors: str, name: str) -> None:
    assert family_name(authors) == name


def test_what_a_project_begins_with_is_no_step_of_undo() -> None:
    project, told = a_project(), list[Change]()
    project.subscribe(told.append)
    project.put("Add", DOCUMENT)
    project.put_for_good("Begin", a_claim("a"))
    assert [change.label for change in told] == ["Add", "Begin"]
    assert project.undo().label == "Add"
    assert [claim.id for claim in project.all(Claim)] == ["a"]


def test_an_earlier_step_is_not_undone_beneath_what_stays_for_good() -> None:
    project = a_project()
    project.put("Add", a_claim("a"))
    project.put_for_good("Begin", replace(a_claim("a"), star=True))
    with pytest.raises(Refusal, match="changed elsewhere"):
        project.undo()
