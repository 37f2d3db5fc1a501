"""A reader gets back what was lost: backups are made, listed, compared and restored."""

from __future__ import annotations

from pathlib import Path

from counterpoint.app.ports import Call
from counterpoint.app.restoring import NO_BACKUP, NOTHING, NOTHING_NOW
from counterpoint.ui.backup_rows import UNREADABLE
from counterpoint.ui.restore_sheet import RestoreSheet
from tests.story.desk import ReaderAtDesk


def _backups(desk: ReaderAtDesk) -> list[Path]:
    return sorted((desk.bench.store.path / "backups").glob("*.json"))


def _work_half_an_hour(desk: ReaderAtDesk) -> None:
    """Let the half hour pass, and the backup be made."""
    before = len(_backups(desk))
    desk.wait_saved()
    desk.bench.backing.timer.timeout.emit()
    desk.wait(lambda: len(_backups(desk)) > before)


def _ask(desk: ReaderAtDesk) -> RestoreSheet:
    """Ask for the list of backups, and wait until all is said of the first."""
    desk.press("Ctrl+Shift+P")
    desk.type("restore")
    desk.press("Enter")
    desk.wait(lambda: isinstance(desk.window.overlay, RestoreSheet))
    sheet = desk.window.overlay
    assert isinstance(sheet, RestoreSheet)
    desk.wait(lambda: "…" not in [*_told(sheet), sheet.prospect.text()[-1:]])
    return sheet


def _told(sheet: RestoreSheet) -> list[str]:
    return [sheet.rows.words_of(row)[1] for row in range(len(sheet.rows.backups))]


def _made_and_lost(desk: ReaderAtDesk, before: Path) -> None:
    """Two claims in a backup; one is removed, the other changed, and a third one made."""
    desk.open(before)
    desk.press("j 1 j 2")
    _work_half_an_hour(desk)
    desk.press("Delete k 3 j j 4")
    desk.wait_saved()


def test_a_lost_claim_comes_back_and_what_was_made_since_stays(
    desk: ReaderAtDesk, before: Path
) -> None:
    _made_and_lost(desk, before)
    lost = desk.claims
    sheet = _ask(desk)
    assert _told(sheet) == ["2 claims"]
    assert sheet.rows.words_of(0)[0].startswith("Today, ")
    assert sheet.prospect.text() == "1 claim comes back, 1 claim changes back."
    assert sheet.stays.text() == "1 claim made since stays."
    desk.press("Enter")
    desk.wait(lambda: len(desk.claims) == 3)
    restored = desk.claims
    assert [kind for kind, _ in lost] == ["cause", "recommendation"]
    assert [kind for kind, _ in restored] == ["forecast", "fact", "recommendation"]
    assert desk.message.startswith("Restored the backup of ")
    assert "1 claim came back, 1 claim changed back. Ctrl+Z" in desk.message
    desk.press("Ctrl+Z")
    assert desk.claims == lost
    desk.press("Ctrl+Shift+Z")
    assert desk.claims == restored


def test_what_was_there_is_backed_up_before_a_restore(desk: ReaderAtDesk, before: Path) -> None:
    _made_and_lost(desk, before)
    _ask(desk)
    desk.press("Enter")
    desk.wait(lambda: len(desk.claims) == 3)
    sheet = _ask(desk)
    assert _told(sheet) == ["2 claims", "2 claims"]
    desk.press("Down")
    desk.wait(lambda: sheet.prospect.text() == NOTHING)
    desk.press("Up")
    desk.wait(lambda: sheet.prospect.text() == "1 claim changes back.")


def test_nothing_is_restored_where_nothing_differs(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j 1")
    _work_half_an_hour(desk)
    desk.bench.backing.timer.timeout.emit()
    sheet = _ask(desk)
    assert _told(sheet) == ["1 claim"]
    assert sheet.prospect.text() == NOTHING
    desk.press("Enter")
    assert desk.window.overlay is sheet
    desk.press("Esc")
    assert desk.window.overlay is None


def test_without_a_backup_the_reader_hears_when_there_will_be_one(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.window.run("file.restore")
    desk.wait(lambda: desk.message == NO_BACKUP)
    folder = desk.bench.store.path
    desk.window.run("file.close")
    assert len(list((folder / "backups").glob("*.json"))) == 1


def test_a_damaged_backup_is_listed_as_that(desk: ReaderAtDesk, before: Path) -> None:
    _made_and_lost(desk, before)
    _work_half_an_hour(desk)
    newest = _backups(desk)[-1]
    newest.write_bytes(newest.read_bytes()[:-40])
    sheet = _ask(desk)
    assert _told(sheet) == [UNREADABLE, "2 claims"]
    assert sheet.prospect.text() == "This backup is damaged; choose another one."
    desk.press("Enter")
    assert desk.window.overlay is sheet
    desk.press("Down")
    desk.wait(sheet.go.isEnabled)


def test_nothing_to_restore_is_said(desk: ReaderAtDesk, before: Path) -> None:
    """What a backup has can come back by another way while the sheet is open."""
    _made_and_lost(desk, before)
    _ask(desk)
    project = desk.bench.session.project
    for _ in range(3):
        project.undo()
    desk.press("Enter")
    desk.wait(lambda: desk.message == NOTHING_NOW)


def test_a_reader_whose_file_is_gone_gets_all_of_it_back(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j 1 j 2")
    made, folder = desk.claims, desk.bench.store.path
    desk.window.run("file.close")
    for path in (folder / "readers").iterdir():
        path.unlink()
    desk.open_project(folder)
    assert desk.claims == []
    assert desk.message.startswith("Your file in this project is gone")
    sheet = _ask(desk)
    assert sheet.prospect.text() == "2 claims and 1 document come back."
    desk.press("Enter")
    desk.wait(lambda: desk.claims == made)
    desk.wait_saved()
    assert [path.name for path in _backups(desk) if ".kept." in path.name] != []


def test_a_document_that_comes_back_is_shown_in_a_pane_that_is_empty(
    desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("j 1")
    _work_half_an_hour(desk)
    path, (document,) = desk.bench.store.path, desk.bench.session.project.documents()
    desk.window.run("document.remove")
    desk.press("Ctrl+Shift+W")
    desk.program.start(Call(path))
    sheet = _ask(desk)
    desk.press("Down")
    desk.wait(lambda: "1 document" in sheet.prospect.text())
    desk.press("Enter")
    desk.wait(lambda: desk.bench.session.desk.panes[0].document == document.id)
