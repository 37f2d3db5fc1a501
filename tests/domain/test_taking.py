"""What others wrote comes into a project that is open."""

from dataclasses import replace

import pytest

from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from tests.domain.test_project import DOCUMENT, a_claim, a_project

THEIRS = a_claim("theirs", rev=41, writer="x", reader="mina")


def told_by(project: Project) -> list[Change]:
    """Every change of a project from now on."""
    told: list[Change] = []
    project.subscribe(told.append)
    return told


def test_what_is_taken_is_told_as_foreign() -> None:
    project = a_project()
    told = told_by(project)
    project.take([THEIRS], "Mina added a claim")
    project.take([replace(THEIRS, rev=42, removed=True)], "Mina removed a claim")
    assert [change.is_foreign for change in told] == [True, True]
    assert told[0].edits[0].before is None
    assert told[1].edits[0].before == THEIRS
    assert project.get(Claim, "theirs") is None


def test_it_stays_as_it_was_written() -> None:
    project = a_project()
    change = project.take([THEIRS], "News")
    assert change.records == (THEIRS,)
    assert project.get(Claim, "theirs") == THEIRS


def test_the_clock_goes_on_from_what_was_taken() -> None:
    project = a_project()
    project.take([THEIRS], "News")
    (mine,) = project.put("Add", a_claim("mine")).records
    assert mine.rev == 42


def test_it_is_no_step_of_undo() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("mine"))
    project.take([THEIRS], "News")
    project.undo()
    assert project.get(Claim, "theirs") == THEIRS
    assert project.get(Claim, "mine") is None
    project.redo()
    assert project.get(Claim, "mine") is not None


def test_my_change_cannot_be_undone_once_another_has_changed_its_record() -> None:
    project = a_project()
    project.put("Star", DOCUMENT, a_claim("a", star=True))
    project.take([a_claim("a", rev=9, writer="x", note="theirs")], "News")
    with pytest.raises(Refusal, match="Cannot undo “Star”: it was changed elsewhere"):
        project.undo()
    assert project.get(Claim, "a") == a_claim("a", rev=9, writer="x", note="theirs")


def test_writing_on_after_another_has_written_is_a_step_of_its_own() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("a"))
    project.put("Edit claim", a_claim("a", note="one"))
    project.take([a_claim("a", rev=9, writer="x", note="theirs")], "News")
    project.amend("Edit claim", a_claim("a", note="one two"))
    project.undo()
    found = project.get(Claim, "a")
    assert found is not None
    assert found.note == "theirs"


@pytest.mark.parametrize("rev", [1, 2])
def test_what_is_known_or_has_lost_is_no_news(rev: int) -> None:
    project = a_project()
    project.load([a_claim("a", rev=2, writer="x")])
    told = told_by(project)
    change = project.take([a_claim("a", rev=rev, writer="x")], "News")
    assert change.edits == ()
    assert told == []


def test_of_two_contents_of_one_version_the_one_that_comes_is_held() -> None:
    project = a_project()
    project.load([a_claim("a", rev=2, writer="x")])
    other: Record = a_claim("a", rev=2, writer="x", note="edited by hand")
    project.take([other], "News")
    assert project.get(Claim, "a") == other


def test_it_comes_into_a_project_that_refuses_changes_too() -> None:
    project = Project("w", "r", refuse="The project is read only.")
    project.take([THEIRS], "News")
    assert project.get(Claim, "theirs") == THEIRS


def test_what_is_still_to_be_taken_loses_to_what_is_written_meanwhile() -> None:
    project = a_project()
    project.put("Add", DOCUMENT, a_claim("a"))
    theirs = a_claim("a", rev=9, writer="x", note="theirs")
    project.expect([theirs, a_claim("b", rev=1 << 60)])
    (mine,) = project.put("Change", a_claim("a", note="mine")).records
    assert mine.rev == 10
    assert project.take([theirs], "News").edits == ()
    assert project.get(Claim, "a") == mine


def test_a_record_that_was_removed_is_kept() -> None:
    project = a_project()
    project.take([replace(THEIRS, removed=True)], "News")
    assert project.get(Claim, "theirs") is None
    assert project.kept(Claim, "theirs") == replace(THEIRS, removed=True)
