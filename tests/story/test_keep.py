"""What a reader has done is there again: after closing, in files that others can read."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot
from tinydb import TinyDB

from counterpoint.app.ports import Call
from tests.story.desk import ReaderAtDesk


def test_everything_is_there_after_closing(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1 * Tab } } } 2 r Enter b Enter")
    desk.type("Two billion")
    desk.press("Esc")
    desk.wait_saved()
    folder = desk.bench.store.path
    claims, relations = desk.claims, desk.relations
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.open_project(folder)
    assert (again.claims, again.relations) == (claims, relations)
    starred = [claim.star for claim in again.bench.session.project.claims()]
    assert starred == [True, False]
    again.leave()


def test_the_same_files_open_the_same_project(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("1")
    folder = desk.bench.store.path
    assert folder.name == "What the talks may bring"
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.open(after, before)
    assert again.bench.store.path == folder
    assert len(again.claims) == 1
    again.leave()


def test_plain_tinydb_opens_what_is_stored(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j 1")
    folder = desk.bench.store.path
    desk.leave()
    (stored,) = (folder / "readers").glob("*.json")
    with TinyDB(stored, access_mode="r") as tables:
        assert [claim["kind"] for claim in tables.table("claims")] == ["forecast"]


def test_the_note_has_quotes_kinds_and_ties(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("} } } 1 Tab } } } 2 r Enter b Ctrl+E")
    desk.wait(lambda: desk.message.startswith("Wrote the note: "))
    path = desk.message.removeprefix("Wrote the note: ").removesuffix(".")
    note = Path(path).read_text(encoding="utf-8")
    assert "The ministers will agree on a fund." in note
    assert "Ada Reed" in note
    assert "borne out" in note


def test_a_note_that_was_changed_by_hand_is_kept(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j 1 Ctrl+E")
    desk.wait(lambda: desk.message.startswith("Wrote the note: "))
    path = Path(desk.message.removeprefix("Wrote the note: ").removesuffix("."))
    path.write_text("My own words.", encoding="utf-8")
    desk.press("j 2 Ctrl+E")
    desk.wait(lambda: path.read_text(encoding="utf-8") != "My own words.")
    kept = [one for one in path.parent.glob("*.md") if one != path]
    assert [one.read_text(encoding="utf-8") for one in kept] == ["My own words."]


def test_a_project_open_elsewhere_can_be_read_only(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    desk.press("1")
    desk.wait_saved()
    second = ReaderAtDesk(qtbot, desk.folder)
    second.open_project(desk.bench.store.path)
    assert second.state == "Read only"
    second.press("j 2")
    assert second.message
    assert len(second.claims) == 1
    second.leave()


def test_a_file_that_cannot_be_read_leaves_the_other_pane_alone(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    desk.program.start(Call(files=(broken, before)))
    desk.wait(lambda: desk.program.workbench is not None)
    broken_pane = desk.bench.session.desk.panes[0]
    desk.wait(lambda: "broken.pdf" in desk.bench.desk.widget_of(broken_pane).message)
    desk.wait(lambda: bool(desk.bench.session.desk.panes[1].selection))
    desk.press("Tab j 1")
    assert desk.claims[0][0] == "forecast"


def test_settings_are_kept(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    for _ in range(3):
        desk.window.run("view.theme")
    desk.wait(lambda: [kept.theme for kept in desk.settings] == ["dark", "light", "system"])
    desk.window.run("view.theme")
    assert desk.program.look.theme.is_dark


def test_a_project_file_names_the_project(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    marker = json.loads((desk.bench.store.path / "project.counterpoint").read_text("utf-8"))
    assert (marker["name"], marker["format"]) == ("What the talks may bring", 1)


def test_documents_are_listed_as_they_were_given(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("A long text\n\n" + "It goes on and on. " * 50_000, encoding="utf-8")
    desk.open(long, before)
    files = [document.edition.file for document in desk.bench.session.project.documents()]
    assert files == ["long.txt", "before.txt"]
