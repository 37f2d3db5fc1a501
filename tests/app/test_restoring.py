"""What restoring a backup changes, what it leaves alone, and how both are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.app.restoring import (
    NOTHING,
    Restoration,
    day_of,
    done,
    is_current,
    restoration,
    restore,
    row_names,
    told_time,
)
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.backups import Backup, Contents
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind

MADE = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)


def _claim(identity: str, note: str = "", reader: str = "ana") -> Claim:
    return Claim(
        id=identity, document="d", kind="fact", anchor=Anchor("e"), reader=reader, note=note
    )


def _document(*editions: str, title: str = "A") -> Document:
    files = tuple(Edition(one, f"{one}.pdf") for one in editions)
    return Document(id="d", title=title, editions=files, format="pdf")


def _tie(identity: str, reader: str = "ana") -> Relation:
    return Relation(id=identity, source="a", target="b", kind="supports", reader=reader)


@pytest.fixture
def project() -> Project:
    """Ana's project, at her laptop."""
    return Project("laptop", "ana")


def _held(project: Project, *records: Record) -> Contents:
    """What a backup would hold if it were made now; the records are put into the project."""
    for record in records:
        project.put("Add", record)
    claims = frozenset(claim.id for claim in project.all(Claim))
    now = (project.held(record) for record in records)
    return Contents(claims, tuple(record for record in now if record is not None))


def _found(project: Project, contents: Contents) -> Restoration:
    return restoration(project, contents, project.all(Claim))


def test_what_was_removed_comes_back_and_what_was_changed_changes_back(project: Project) -> None:
    contents = _held(project, _claim("a", "old"), _claim("b"), _claim("c"))
    project.remove("Remove", _claim("b"))
    project.put("Write", _claim("a", "new"))
    project.put("Add", _claim("d"), _claim("e", reader="ben"))
    found = _found(project, contents)
    assert [one.id for one in found.back] == ["b"]
    assert [one.id for one in found.changed] == ["a"]
    assert found.since == 1


def test_restoring_is_one_change_that_is_undone_and_redone(project: Project) -> None:
    contents = _held(project, _claim("a", "old"), _claim("b"))
    project.put("Write", _claim("a", "new"))
    project.remove("Remove", _claim("b"))
    restore(project, contents, MADE)
    assert [(one.id, one.note) for one in project.all(Claim)] == [("a", "old"), ("b", "")]
    assert project.undo().label == "Restore the backup of 21 November, 18:05"
    assert [(one.id, one.note) for one in project.all(Claim)] == [("a", "new")]
    project.redo()
    assert len(project.all(Claim)) == 2


def test_what_the_store_has_lost_altogether_comes_back(project: Project) -> None:
    lost = replace(_claim("a"), rev=7, writer="laptop", made="2026-01-01T00:00:00Z")
    restore(project, Contents(frozenset({"a"}), (lost,)), MADE)
    assert project.get(Claim, "a") == replace(lost, rev=1, changed=project.all(Claim)[0].changed)


def test_what_is_the_same_stays_untouched(project: Project) -> None:
    contents = _held(project, _claim("a"))
    project.put("Write", _claim("a", "new"))
    project.put("Write", _claim("a"))
    assert _found(project, contents).prospect == NOTHING
    with pytest.raises(Refusal, match="nothing was changed"):
        restore(project, contents, MADE)


def test_claims_and_ties_of_others_are_not_touched(project: Project) -> None:
    contents = _held(project, _claim("a", "old", "ben"), _tie("t", "ben"), _claim("b", "old"))
    project.put("Write", _claim("a", "new", "ben"), _claim("b", "new", "ben"))
    project.remove("Remove", _tie("t", "ben"))
    assert _found(project, contents).records == ()


def test_a_claim_changed_at_my_other_machine_changes_back(project: Project) -> None:
    contents = _held(project, _claim("a", "old"))
    project.keep(replace(contents.records[0], rev=9, writer="desktop", removed=True))
    assert [one.id for one in _found(project, contents).back] == ["a"]


def test_the_catalogue_is_left_to_who_changed_it_last(project: Project) -> None:
    contents = _held(project, _document("e", title="Mine"), Kind(id="k", name="Mine"))
    project.keep(replace(_document("e", title="Theirs"), rev=9, writer="desktop"))
    project.keep(Kind(id="k", name="Theirs", rev=9, writer="desktop"))
    assert _found(project, contents).records == ()


def test_a_document_keeps_the_editions_it_got_since(project: Project) -> None:
    contents = _held(project, _document("e", title="Old"))
    project.put("Replace", _document("e", "f", title="New"))
    restore(project, contents, MADE)
    (document,) = project.documents()
    assert document.title == "Old"
    assert [one.sha256 for one in document.editions] == ["e", "f"]


def test_only_the_version_that_stands_is_current(project: Project) -> None:
    (claim,) = _held(project, _claim("a")).records
    tell = is_current(project)
    assert tell("a", claim.rev, "laptop")
    assert not tell("a", claim.rev, "desktop")
    project.remove("Remove", claim)
    assert not tell("a", claim.rev, "laptop")
    assert not tell("b", 1, "laptop")


def test_the_sheet_counts_each_sort_of_record(project: Project) -> None:
    contents = _held(project, _claim("a"), _claim("b"), _tie("t"), Kind(id="k", name="K"))
    project.remove("Remove", *contents.records)
    found = _found(project, contents)
    assert found.prospect == "2 claims, 1 relation and 1 kind come back."
    assert found.stays == ""


def test_the_sheet_says_what_stays(project: Project) -> None:
    contents = _held(project, _claim("a", "old"))
    project.put("Write", _claim("a", "new"))
    for identity in "bc":
        project.put("Add", _claim(identity))
    found = _found(project, contents)
    assert (found.prospect, found.stays) == ("1 claim changes back.", "2 claims made since stay.")


def test_what_was_done_is_said(project: Project) -> None:
    found = Restoration((_claim("a"), _claim("b")), (_claim("c"),), 0)
    assert done(found, MADE) == (
        "Restored the backup of 21 November, 18:05: 2 claims came back, 1 claim changed back. "
        "Ctrl+Z takes it out again."
    )


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=1), "Today, 18:05"),
        (timedelta(hours=6), "Yesterday, 18:05"),
        (timedelta(days=2), "Saturday 21 November, 18:05"),
        (timedelta(days=299), "Saturday 21 November, 18:05"),
        (timedelta(days=365), "21 November 2026, 18:05"),
        (timedelta(days=-3650), "21 November 2026, 18:05"),
    ],
)
def test_a_time_is_told_as_one_says_it(ago: timedelta, words: str) -> None:
    assert told_time(MADE, MADE + ago) == words


def test_backups_of_one_minute_are_told_apart_and_the_kept_one_is_marked() -> None:
    times = [MADE, MADE + timedelta(seconds=7), MADE - timedelta(minutes=1)]
    backups = [Backup(made, 1, "ana", is_kept=made < MADE) for made in times]
    assert row_names(backups, MADE + timedelta(hours=1)) == [
        f"Today, {MADE:%H:%M:%S}",
        f"Today, {times[1]:%H:%M:%S}",
        "Today, 18:04 (before the damage)",
    ]


def test_a_day_is_told_without_its_year() -> None:
    assert day_of(MADE) == "21 November"
