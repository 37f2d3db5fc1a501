"""Other programs do something to the reader's own file while the project is open."""

import json
import shutil
from pathlib import Path

import pytest

from counterpoint.main import open_library
from counterpoint.storage.identity import Identity
from tests.story.colleague import claim_on, puts, works
from tests.story.desk import ReaderAtDesk

FUND = "The ministers will agree on a fund."
SMALL = "It will be small."


@pytest.fixture
def opened(desk: ReaderAtDesk, before: Path) -> ReaderAtDesk:
    """A reader who has opened a project again, with one claim in it."""
    desk.open(before)
    desk.press("} } } 1")
    desk.wait_saved()
    path = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    desk.open_project(path)
    return desk


def own_file(desk: ReaderAtDesk) -> Path:
    """The file that this installation writes in the project."""
    (path,) = (desk.bench.store.path / "readers").glob("*.json")
    return path


def replaced(path: Path, text: str) -> None:
    """Do what an editor does that saves by replacing the file."""
    beside = path.with_name(".beside")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def test_what_an_editor_writes_into_my_file_is_kept_with_mine(opened: ReaderAtDesk) -> None:
    path = own_file(opened)
    kept = json.loads(path.read_text("utf-8"))
    (row,) = kept["claims"].values()
    row["note"], row["rev"] = "by hand", row["rev"] + 1
    replaced(path, json.dumps(kept))
    opened.wait(lambda: opened.bench.session.project.claims()[0].note == "by hand")
    assert "Another program changed 1 claim." in opened.message
    opened.press("j 2")
    opened.wait_saved()
    opened.press("Ctrl+Shift+W")
    opened.open_project(path.parent.parent)
    assert opened.claims == [("forecast", FUND), ("fact", SMALL)]
    assert opened.bench.session.project.claims()[0].note == "by hand"


def test_a_conflict_copy_of_my_file_is_taken_in_and_named(
    opened: ReaderAtDesk, tmp_path: Path
) -> None:
    folder, copy, reader = opened.bench.store.path, tmp_path / "copy", open_library().reader
    shutil.copytree(folder, copy)
    me = Identity(reader.id, reader.name, reader.installation)
    works(copy, me, puts(claim_on(opened, SMALL, kind="fact", reader=reader.id)))
    name = f"{own_file(opened).stem}.sync-conflict-20310622-101010-ABCDEFG.json"
    shutil.copy(copy / "readers" / me.file_name, folder / "readers" / name)
    opened.wait(lambda: "sync-conflict" in opened.message)
    assert opened.claims == [("forecast", FUND), ("fact", SMALL)]
    opened.press("Ctrl+Z")
    assert opened.message == "There is nothing to undo."


def test_my_file_is_removed_and_nothing_is_gone(opened: ReaderAtDesk) -> None:
    path = own_file(opened)
    path.unlink()
    opened.press("j 2")
    opened.wait_saved()
    opened.press("Ctrl+Shift+W")
    opened.open_project(path.parent.parent)
    assert opened.claims == [("forecast", FUND), ("fact", SMALL)]
