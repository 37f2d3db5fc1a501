"""A reader gives commands other keys, and is told what cannot be."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counterpoint.app.own_keys import OwnKeys, load_own_keys
from counterpoint.storage.durable import read_plain
from counterpoint.ui.key_sheet_view import KeySheetView
from tests.story.desk import ReaderAtDesk

Writer = Callable[[str], ReaderAtDesk]


@pytest.fixture
def with_keys(qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[Writer]:
    """Makes a reader who begins with such a keys.toml."""
    readers: list[ReaderAtDesk] = []

    def begin(text: str) -> ReaderAtDesk:
        (home / "config").mkdir(parents=True)
        (home / "config" / "keys.toml").write_text(text, encoding="utf-8")
        readers.append(ReaderAtDesk(qtbot, tmp_path))
        return readers[-1]

    yield begin
    for reader in readers:
        reader.leave()


class Editor(QObject):
    """Stands for the system's text editor; hears which file it shall open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []
        # the stub asks for bytes, which the call refuses
        QDesktopServices.setUrlHandler("file", self, "open")  # type: ignore[arg-type]

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def editor() -> Iterator[Editor]:
    """The system's text editor."""
    yield Editor()
    QDesktopServices.unsetUrlHandler("file")


def sheet(desk: ReaderAtDesk) -> str:
    """What the key sheet says."""
    desk.press("?")
    assert isinstance(desk.window.overlay, KeySheetView)
    told = desk.window.overlay.sheet.accessibleName()
    desk.press("Esc")
    return told


def test_a_key_does_what_the_reader_says(with_keys: Writer, before: Path) -> None:
    desk = with_keys('"go.sentence.next" = "x"\n"claim.kind.fact" = ["Ctrl+B", "2"]\n')
    assert desk.message == ""
    desk.open(before)
    desk.press("j x Ctrl+B")
    assert desk.claims == [("fact", "By Ada Reed")]
    told = sheet(desk)
    assert "Next sentence: x;" in told
    assert "Fact or figure: Ctrl B or 2" in told


def test_a_clash_is_named_at_the_start_and_in_the_sheet(with_keys: Writer, before: Path) -> None:
    desk = with_keys('"claim.star" = "j"\n"claim.satr" = "y"\n"go.last" = "g"\n')
    assert "“claim.satr”; did you mean “claim.star”?" in desk.message
    assert desk.message.endswith("… and 2 more; press ? to read them.")
    desk.open(before)
    told = sheet(desk)
    assert "“j” now means “Star the claim”; “Next sentence” has lost it." in told
    assert "“g” (“End of the document”) hides “g g” (“Beginning of the document”)." in told
    desk.press("1 j")
    assert desk.bench.session.project.claims()[0].star


def test_what_is_typed_in_a_field_stays_text(with_keys: Writer, before: Path) -> None:
    desk = with_keys('"claim.remove" = "x"\n')
    desk.open(before)
    desk.press("1 Enter")
    desk.type("xx")
    desk.press("Esc")
    assert desk.bench.session.project.claims()[0].restatement == "xx"
    desk.press("x")
    assert desk.claims == []


def test_every_command_of_a_project_is_known_before_one_is_open(
    desk: ReaderAtDesk, before: Path
) -> None:
    known = {row.id for row in desk.program.guides.declared}
    at_start = {row.id for row in desk.window.rows}
    desk.open(before)
    assert at_start | {row.id for row in desk.window.rows} <= known


def test_the_file_is_made_once_and_opened(desk: ReaderAtDesk, editor: Editor, home: Path) -> None:
    path = home / "config" / "keys.toml"
    desk.window.run("help.own_keys")
    assert editor.opened == [path]
    assert "next start" in desk.message
    text = path.read_text(encoding="utf-8")
    assert '# "claim.star" = "*"' in text
    assert load_own_keys(path, read_plain) == OwnKeys(place=str(path))
    path.write_text('"claim.star" = "y"', encoding="utf-8")
    desk.window.run("help.own_keys")
    assert path.read_text(encoding="utf-8") == '"claim.star" = "y"'


def test_what_is_said_of_keys_cannot_turn_the_line(desk: ReaderAtDesk) -> None:
    desk.program.guides.findings = ("There is no command “no.such\u202ething”.",)
    desk.press("?")
    sheet = desk.window.overlay
    assert sheet is not None
    said = " ".join(widget.accessibleName() for widget in sheet.findChildren(QWidget))
    assert "no.such" in said
    assert "\u202e" not in said
