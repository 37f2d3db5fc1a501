"""What the window asks for begins where a reader looks, and what it changes can be seen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from counterpoint.app.settings import Theme
from counterpoint.storage.memory import Memory
from counterpoint.storage.places import state_folder
from counterpoint.ui.bench import theme_after
from tests.story.desk import ReaderAtDesk


def asked(desk: ReaderAtDesk, command: str) -> QFileDialog:
    """The dialog that a command shows."""
    desk.window.run(command)
    dialog = desk.window.findChildren(QFileDialog)[-1]
    assert dialog.isVisible()
    return dialog


def place(dialog: QFileDialog) -> Path:
    """The folder it shows; it is closed again."""
    folder = Path(dialog.directory().absolutePath())
    dialog.reject()
    return folder


def test_documents_are_asked_for_where_they_were_found_last(
    desk: ReaderAtDesk, before: Path
) -> None:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    usual = Path(QStandardPaths.writableLocation(documents))
    there = next(one for one in (usual, *usual.parents) if one.is_dir())
    assert place(asked(desk, "file.open")) == there
    dialog = asked(desk, "file.open")
    dialog.selectFile(str(before))
    dialog.accept()
    desk.wait(lambda: desk.program.workbench is not None)
    assert place(asked(desk, "file.open")) == before.parent
    memory = Memory(state_folder() / "memory")
    desk.wait(lambda: memory.recall("folders").get("documents") == str(before.parent))


def test_a_folder_that_is_gone_is_not_asked_for(desk: ReaderAtDesk, tmp_path: Path) -> None:
    (tmp_path / "lent").mkdir()
    desk.program.bench.folders.took(tmp_path / "lent" / "a.pdf")
    assert place(asked(desk, "file.open")) == tmp_path / "lent"
    (tmp_path / "lent").rmdir()
    assert place(asked(desk, "file.open")) not in (tmp_path / "lent", Path.cwd())


@pytest.mark.parametrize("command", ["file.project", "file.new"])
def test_projects_are_asked_for_beside_the_last_one(
    desk: ReaderAtDesk, home: Path, before: Path, command: str
) -> None:
    assert place(asked(desk, command)) == home
    (home / "documents").mkdir()
    assert place(asked(desk, command)) == home / "documents"
    desk.program.entrance.new_project(home / "elsewhere" / "Talks")
    desk.program.close_project()
    assert place(asked(desk, command)) == home / "elsewhere"


def test_the_theme_changes_to_be_seen_at_once(desk: ReaderAtDesk) -> None:
    was_dark = desk.program.look.theme.is_dark
    seen, said = [], []
    for _ in range(3):
        desk.window.run("view.theme")
        seen.append(desk.program.look.theme.is_dark)
        said.append(desk.message)
    assert seen == [not was_dark, was_dark, was_dark]
    named = ["Theme: light.", "Theme: dark."]
    assert said == [named[not was_dark], named[was_dark], "Theme: as the system has it."]
    desk.wait(lambda: len(desk.settings) == 3)
    assert desk.settings[-1].theme == "system"


@pytest.mark.parametrize("is_dark", [False, True])
def test_every_theme_comes_round(is_dark: bool) -> None:
    themes: list[Theme] = ["system"]
    for _ in range(3):
        themes.append(theme_after(themes[-1], is_dark))
    other = ["light", "dark"] if is_dark else ["dark", "light"]
    assert themes == ["system", *other, "system"]


def test_what_needs_a_document_names_the_deed_and_no_key(desk: ReaderAtDesk) -> None:
    desk.window.run("view.documents")
    assert desk.message == "Open a document first."
