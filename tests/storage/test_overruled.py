"""Another reader's file that changes what is mine: it wins, and I am told how to get mine back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from counterpoint.app.restoring import is_current, restore
from counterpoint.domain.changes import Change
from counterpoint.domain.project import Project
from counterpoint.domain.records import Record
from counterpoint.storage.checking.check import Checkup
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.store import Store
from tests.storage.outside import told
from tests.storage.samples import ANA, BEN, LONG, claim, held, relation, reopened, saved

HOME = Identity("ana", "Ana", "home")
"""Ana's other computer."""

MINE = tuple(replace(claim(number, note="mine"), reader="ana") for number in range(3))
TIE = replace(relation("claim-0", "claim-1"), reader="ana")


def theirs(record: Record, **changes: Any) -> Record:
    """A record as Ben's program has it."""
    return replace(record, **{"rev": 2, "writer": BEN.installation, **changes})


def checked(folder: ProjectFolder) -> list[str]:
    """What a check tells Ana of claims and relations that are hers."""
    return [one.what for one in Checkup(folder.path, ANA).faults if " of your " in one.what]


def test_what_anothers_file_changes_and_removes_is_told_once(folder: ProjectFolder) -> None:
    saved(folder, *MINE, TIE)
    changed = [theirs(one, note="Ben's") for one in MINE[:2]]
    saved(folder, *changed, theirs(MINE[2], removed=True), theirs(TIE, note="Ben's"), by=BEN)
    sentence = (
        "Ben's file changes 2 of your claims and one of your relations and removes one of your "
        "claims; your own words are still in your file. “Restore …” brings them back."
    )
    assert reopened(folder)[1] == (sentence,)
    assert checked(folder) == [sentence]
    assert reopened(folder, BEN)[1] == ()


@pytest.mark.parametrize("is_open", [True, False], ids=["while open", "at opening"])
def test_restoring_brings_mine_back_and_nothing_more_is_told(
    folder: ProjectFolder, is_open: bool
) -> None:
    saved(folder, *MINE)
    changes = theirs(MINE[0], rev=7, note="Ben's"), theirs(MINE[1], removed=True)
    if is_open:
        ana = Store.open(folder.path, ANA)
        saved(folder, *changes, by=BEN)
        sentences = told(ana)[1]
    else:
        saved(folder, *changes, by=BEN)
        ana = Store.open(folder.path, ANA)
        sentences = " ".join(ana.findings)
    assert sentences.startswith("Ben's file changes one of your claims and removes one of your")
    brought_back(ana)
    assert told(ana) == ({}, "")
    assert ana.close(LONG)
    records, findings = reopened(folder)
    for mine in MINE[:2]:
        record = records[mine.id]
        assert record == replace(mine, rev=record.rev, changed=record.changed)
    assert findings == ()
    assert checked(folder) == []


def saving_into(store: Store) -> Callable[[Change], None]:
    def save(change: Change) -> None:
        store.save([edit.after for edit in change.edits])

    return save


def brought_back(ana: Store) -> None:
    """Restore the newest backup, as the window does."""
    project = Project(ANA.installation, ANA.reader)
    project.load(ana.records())
    project.subscribe(saving_into(ana))
    newest = ana.backups.listed()[0]
    contents = ana.backups.contents_of(newest, is_current(project))
    restore(project, contents, newest.made)
    assert ana.wait_saved(LONG)


def test_each_look_tells_all_of_a_file_but_only_where_there_is_more(folder: ProjectFolder) -> None:
    saved(folder, *MINE)
    ana, ben = Store.open(folder.path, ANA), Store.open(folder.path, BEN)
    counts = []
    for record in (MINE[0], MINE[1], MINE[1]):
        rev = 1 + max(one.rev for one in held(ben).values())
        ben.save([theirs(record, rev=rev, note=f"Ben's {rev}")])
        assert ben.wait_saved(LONG)
        counts.append(told(ana)[1].partition(" claims;")[0])
    assert counts == [
        "Ben's file changes one of your",
        "Ben's file changes 2 of your",
        "",
    ]
    assert ben.close(LONG)
    assert ana.close(LONG)


def test_my_own_other_computer_and_claims_of_others_are_not_told(folder: ProjectFolder) -> None:
    bens = replace(claim(7), reader="ben")
    saved(folder, *MINE, bens)
    saved(folder, theirs(bens, note="Ben's"), by=BEN)
    saved(folder, replace(MINE[0], rev=3, writer="home", note="newer"), by=HOME)
    assert reopened(folder)[1] == ()
    assert checked(folder) == []


def test_my_other_computers_file_is_mine_though_it_no_longer_says_so(
    folder: ProjectFolder,
) -> None:
    saved(folder, *MINE)
    path = saved(folder, replace(MINE[0], rev=3, writer="home", note="newer"), by=HOME)
    path.write_bytes(path.read_bytes().replace(b'"reader":"ana","name"', b'"reader":ana,"name"', 1))
    records, findings = reopened(folder)
    assert records["claim-0"].rev == 3
    assert not any(" of your " in one for one in findings)


def test_a_copy_of_mine_and_a_mark_without_a_change_are_not_told(folder: ProjectFolder) -> None:
    saved(folder, *MINE)
    saved(folder, MINE[0], theirs(MINE[1]), replace(MINE[2], rev=0), by=BEN)
    assert reopened(folder)[1] == ()


@pytest.mark.parametrize(
    "change",
    [{"reader": "ben"}, {"rev": 1, "writer": ANA.installation}],
    ids=["taken for Ben's", "under my own version"],
)
def test_what_restoring_leaves_alone_is_told_with_another_way_out(
    folder: ProjectFolder, change: dict[str, Any]
) -> None:
    saved(folder, *MINE)
    path = saved(folder, theirs(replace(MINE[0], note="z"), **change), by=BEN)
    (finding,) = reopened(folder)[1]
    assert "changes one of your claims in a way that “Restore …” does not mend" in finding
    assert f"once “{path.name}” is out of the readers folder" in finding
    path.rename(folder.path / path.name)
    assert reopened(folder)[0]["claim-0"] == MINE[0]


def test_what_only_my_other_computer_has_is_told_with_that_way_out(folder: ProjectFolder) -> None:
    saved(folder, replace(MINE[0], writer="home"), by=HOME)
    saved(folder, theirs(MINE[0], note="Ben's"), by=BEN)
    assert "does not mend here" in reopened(folder)[1][0]
    assert "are still in your file" in reopened(folder, HOME)[1][0]


def test_which_installations_are_mine_is_what_their_files_tell(folder: ProjectFolder) -> None:
    saved(folder, *MINE)
    saved(folder, replace(MINE[0], rev=3, writer="home"), by=HOME)
    saved(folder, theirs(MINE[1], note="Ben's"), by=BEN)
    ana = Store.open(folder.path, ANA)
    assert ana.own_installations() == {ANA.installation, HOME.installation}
    assert ana.close(LONG)


def test_what_is_overruled_while_open_is_in_a_backup_at_once(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    ana.save(MINE)
    assert ana.wait_saved(LONG)
    saved(folder, theirs(MINE[0], note="Ben's"), by=BEN)
    assert "“Restore …” brings them back" in told(ana)[1]
    brought_back(ana)
    mine = held(ana)["claim-0"]
    assert mine == replace(MINE[0], rev=mine.rev, changed=mine.changed)
    assert ana.close(LONG)


def test_what_is_overruled_at_opening_makes_a_backup_due(folder: ProjectFolder) -> None:
    saved(folder, *MINE)
    assert not is_due(folder)
    saved(folder, theirs(MINE[0], note="Ben's"), by=BEN)
    assert is_due(folder)


def is_due(folder: ProjectFolder) -> bool:
    """Whether Ana's window would make a backup as soon as it opens the project."""
    ana = Store.open(folder.path, ANA)
    due = ana.backups.is_due
    assert ana.close(LONG)
    return due
