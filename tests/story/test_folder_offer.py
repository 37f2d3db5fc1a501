"""A folder is dropped: what a reader is asked, answers by keyboard, and is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.app.folders import Found, Reason
from counterpoint.app.keymap import KeyPress
from counterpoint.ui.background import Background, Mailbox
from counterpoint.ui.folder_offer import MOST_SEEN, FolderOffer, walk
from counterpoint.ui.folder_rows import EDGE, ROW
from counterpoint.ui.folder_sheet import FolderSheet
from counterpoint.ui.keys import KeyRouter
from counterpoint.ui.theme import Look

KEYS = {
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "End": Qt.Key.Key_End,
    "Space": Qt.Key.Key_Space,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "j": Qt.Key.Key_J,
}


NOTHING = (
    "There is nothing in “Photos” that Counterpoint reads: "
    "PDF, EPUB, Word (DOCX), PowerPoint (PPTX), FictionBook (FB2), XPS, comics (CBZ), HTML, "
    "Markdown, text."
)


class ReaderWithFolder:
    """Owns a window that folders are dropped on, and what came of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.mailbox = Mailbox()
        self.disk = Background(self.mailbox)
        self.window = QWidget()
        self.window.resize(720, 480)
        self.window.show()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.passed_by: list[KeyPress] = []
        self.chosen: list[list[Path]] = []
        self.said: list[str] = []
        self._router = KeyRouter(self.window, self._pass_by)
        self.offer = FolderOffer(self.window, Look("light"), self.disk, lambda sheet: sheet.open())
        self.offer.chosen.connect(self.chosen.append)
        self.offer.said.connect(self.said.append)

    @property
    def sheet(self) -> FolderSheet:
        """The sheet that is open."""
        assert self.offer.sheet is not None
        return self.offer.sheet

    @property
    def ticked(self) -> list[str]:
        """The files that are ticked."""
        return [found.path for found in self.sheet.files.ticked]

    def drop(self, folder: Path) -> None:
        """Drop a folder and wait for the sheet."""
        self.offer.offer(folder)
        self.wait(lambda: self.offer.sheet is not None)

    def press(self, keys: str) -> None:
        """Press keys one after the other, in the window."""
        handle = self.window.windowHandle()
        assert handle is not None
        for key in keys.split():
            if key == "Ctrl+A":
                QTest.keyClick(handle, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            else:
                QTest.keyClick(handle, KEYS[key])

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the event loop run until a condition holds."""
        self._qtbot.waitUntil(condition, timeout=20_000)

    def leave(self) -> None:
        """Close the window and end the thread."""
        self.disk.close()
        self.mailbox.close()
        self.window.close()
        self.window.deleteLater()

    def _pass_by(self, press: KeyPress) -> bool:
        self.passed_by.append(press)
        return True


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[ReaderWithFolder]:
    """A reader at a small window."""
    one = ReaderWithFolder(qtbot)
    yield one
    one.leave()


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    """Three documents, one of them further down, and what is none."""
    folder = tmp_path / "Briefs 2025"
    (folder / "annex").mkdir(parents=True)
    for name in ("Brief 10.pdf", "Brief 2.txt", "annex/Table.md", "logo.png", ".draft.txt"):
        (folder / name).write_text("Something.", encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def test_a_small_folder_is_added_with_one_key(reader: ReaderWithFolder, briefs: Path) -> None:
    reader.drop(briefs)
    assert reader.sheet.heading.text() == "Add documents from “Briefs 2025”"
    assert reader.sheet.go.text() == "Add 3 documents"
    assert reader.sheet.note.text() == "Left out: 1 of other kinds, 1 empty, 1 hidden."
    reader.press("Enter")
    names = ("Brief 2.txt", "Brief 10.pdf", "annex/Table.md")
    assert reader.chosen == [[briefs / name for name in names]]
    assert reader.offer.sheet is None


def test_ticks_are_set_by_keyboard(reader: ReaderWithFolder, briefs: Path) -> None:
    reader.drop(briefs)
    reader.press("Space Down Down Up Space")
    assert reader.ticked == ["annex/Table.md"]
    assert reader.sheet.go.text() == "Add 1 document"
    reader.press("Ctrl+A")
    assert len(reader.ticked) == 3
    reader.press("Ctrl+A Enter")
    assert reader.ticked == []
    assert reader.chosen == []
    reader.press("End Space Enter")
    assert reader.chosen == [[briefs / "annex/Table.md"]]


def test_no_key_gets_past_the_sheet(reader: ReaderWithFolder, briefs: Path) -> None:
    reader.drop(briefs)
    reader.press("j Space Esc")
    assert reader.passed_by == []
    assert reader.chosen == []
    assert reader.offer.sheet is None
    reader.press("j")
    assert len(reader.passed_by) == 1


def test_a_row_is_ticked_by_a_press(reader: ReaderWithFolder, briefs: Path) -> None:
    reader.drop(briefs)
    second_row = QPoint(60, EDGE + ROW + ROW // 2)
    rows = reader.sheet.files.viewport()
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=second_row)
    assert reader.ticked == ["Brief 2.txt", "annex/Table.md"]
    QTest.mouseClick(reader.sheet.go, Qt.MouseButton.LeftButton)
    assert len(reader.chosen) == 1


def test_a_large_folder_waits_for_a_choice(reader: ReaderWithFolder, tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("Something.", encoding="utf-8")
    reader.drop(tmp_path)
    assert reader.ticked == []
    assert not reader.sheet.go.isEnabled()
    reader.press("Enter")
    assert reader.sheet.isVisible()
    reader.press("End Space Enter")
    assert reader.chosen == [[tmp_path / "8.txt"]]


def test_two_folders_are_asked_about_in_turn(reader: ReaderWithFolder, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text("Something.", encoding="utf-8")
        reader.offer.offer(tmp_path / name)
    reader.wait(lambda: reader.offer.sheet is not None)
    reader.disk.run(lambda: None, lambda _: reader.said.append("later"))
    reader.wait(lambda: reader.said == ["later"])
    assert "first" in reader.sheet.heading.text()
    reader.press("Esc")
    assert "second" in reader.sheet.heading.text()
    reader.press("Enter")
    assert reader.chosen == [[tmp_path / "second" / "one.txt"]]


@pytest.mark.parametrize("name", ["logo.png", "", "~$brief.docx"])
def test_a_folder_without_documents_is_told(
    reader: ReaderWithFolder, tmp_path: Path, name: str
) -> None:
    (tmp_path / "Photos").mkdir()
    if name:
        (tmp_path / "Photos" / name).write_text("Something.", encoding="utf-8")
    reader.offer.offer(tmp_path / "Photos")
    reader.wait(lambda: bool(reader.said))
    assert reader.said == [NOTHING]
    assert reader.offer.sheet is None


def test_a_folder_that_is_gone_is_told(reader: ReaderWithFolder, tmp_path: Path) -> None:
    reader.offer.offer(tmp_path / "Gone")
    reader.wait(lambda: bool(reader.said))
    assert reader.said == ["“Gone” could not be opened; make sure that you may read it."]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    for one in (outside, folder):
        one.mkdir()
    (outside / "secret.txt").write_text("Something.", encoding="utf-8")
    (folder / "all").symlink_to(outside)
    (folder / "one.txt").symlink_to(outside / "secret.txt")
    seen = walk(folder)
    assert (seen.files, seen.passed_over) == ((), (Reason.LINK, Reason.LINK))


def test_a_hidden_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "readme.txt").write_text("Something.", encoding="utf-8")
    seen = walk(tmp_path)
    assert (seen.files, seen.passed_over) == ((), (Reason.HIDDEN,))


def test_a_walk_goes_four_folders_deep(tmp_path: Path) -> None:
    (tmp_path / "1/2/3/4/5").mkdir(parents=True)
    (tmp_path / "1/2/3/4/in.txt").write_text("Something.", encoding="utf-8")
    (tmp_path / "1/2/3/4/5/out.txt").write_text("Something.", encoding="utf-8")
    seen = walk(tmp_path)
    assert seen.files == (Found("1/2/3/4/in.txt", 10),)
    assert seen.has_more


def test_a_walk_ends_in_a_huge_folder(tmp_path: Path) -> None:
    for number in range(MOST_SEEN):
        (tmp_path / f"{number}.txt").touch()
    assert (len(walk(tmp_path).files), walk(tmp_path).has_more) == (MOST_SEEN, False)
    (tmp_path / "one more.txt").touch()
    assert (len(walk(tmp_path).files), walk(tmp_path).has_more) == (MOST_SEEN, True)


def test_the_page_below_may_change_meanwhile(reader: ReaderWithFolder, briefs: Path) -> None:
    field = QLineEdit(reader.window)
    field.show()
    field.setFocus()
    reader.drop(briefs)
    field.deleteLater()
    reader.wait(lambda: reader.window.findChild(QLineEdit) is None)
    reader.press("Enter")
    assert len(reader.chosen) == 1
