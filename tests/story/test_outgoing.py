"""What was exported can be opened, and the project's folder shown."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from counterpoint.domain.refusal import Refusal
from counterpoint.ui.outgoing import Outgoing
from tests.story.desk import ReaderAtDesk


class System:
    """Stands for the desktop; hears what it shall open, and does so while it ``can_open``."""

    def __init__(self) -> None:
        self.opened: list[Path] = []
        self.can_open = True

    def open(self, url: QUrl) -> bool:
        self.opened.append(Path(url.toLocalFile()))
        return self.can_open


@pytest.fixture
def system() -> System:
    """The desktop."""
    return System()


@pytest.fixture
def outgoing(desk: ReaderAtDesk, before: Path, system: System) -> Outgoing:
    """What leaves a project with a brief in it."""
    desk.open(before)
    return Outgoing(desk.window, desk.program.around, desk.bench, system.open)


def exports(desk: ReaderAtDesk) -> Path:
    """The folder of notes."""
    return desk.bench.store.path / "exports"


def test_the_note_just_written_is_opened(
    desk: ReaderAtDesk, outgoing: Outgoing, system: System
) -> None:
    outgoing.export()
    desk.wait(lambda: desk.message.startswith("Wrote the note: "))
    note = Path(desk.message.removeprefix("Wrote the note: ").removesuffix("."))
    newer = note.with_name("newer.md")
    newer.write_text("Somebody else's.", encoding="utf-8")
    os.utime(newer, (2_000_000_000, 2_000_000_000))
    outgoing.open_note()
    desk.wait(lambda: system.opened == [note])
    note.unlink()
    outgoing.open_note()
    desk.wait(lambda: system.opened == [note, newer])


def test_the_newest_note_of_an_earlier_run_is_opened(
    desk: ReaderAtDesk, outgoing: Outgoing, system: System
) -> None:
    exports(desk).mkdir(exist_ok=True)
    for age, name in enumerate(("new.md", "old.md", "older.txt")):
        path = exports(desk) / name
        path.write_text(name, encoding="utf-8")
        os.utime(path, (1_000_000_000 - age, 1_000_000_000 - age))
    outgoing.open_note()
    desk.wait(lambda: system.opened == [exports(desk) / "new.md"])


def test_where_there_is_no_note_it_says_what_to_do(
    desk: ReaderAtDesk, outgoing: Outgoing, system: System
) -> None:
    desk.window.run("file.note")
    desk.wait(lambda: desk.message == "There is no note yet; export one first.")
    assert system.opened == []


def test_the_projects_folder_is_shown(
    desk: ReaderAtDesk, outgoing: Outgoing, system: System
) -> None:
    outgoing.show_folder()
    assert system.opened == [desk.bench.store.path]
    system.can_open = False
    with pytest.raises(Refusal, match="No program opens"):
        outgoing.show_folder()


def test_before_a_project_is_open_no_key_is_named(desk: ReaderAtDesk) -> None:
    desk.window.run("file.export")
    assert desk.message == "There is nothing to export yet; open documents first."
