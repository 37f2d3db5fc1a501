"""A reader at a window of their own, with a home of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counterpoint.ui.start import make_application
from tests.documents.pdfs import Text, column, pdf
from tests.story.desk import ReaderAtDesk
from tests.story.screen import Screen, virtual_screen

FIRST = ["Spending will rise in all member states. The in-", "crease will be slow at first."]
SECOND = ["Nobody has said who pays for it. Three", "states have asked for help."]


@pytest.fixture(scope="session")
def qapp_cls() -> object:
    """The application as the program makes it."""
    return make_application


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for everything the program keeps for a person."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def desk(qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[ReaderAtDesk]:
    """A reader at an empty desk, who holds no key: the last story may have ended with Ctrl+E."""
    QTest.keyRelease(QWindow(), Qt.Key.Key_Control)
    reader = ReaderAtDesk(qtbot, tmp_path)
    yield reader
    reader.leave()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A virtual screen for one story."""
    with virtual_screen(tmp_path / "home") as screen:
        yield screen


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A short brief from before an event."""
    path = tmp_path / "before.txt"
    path.write_text(
        "What the talks may bring\n"
        "By Ada Reed\n"
        "3 May 2025\n\n"
        "The ministers will agree on a fund. It will be small. Nobody knows who pays.\n\n"
        "If the fund comes, three states will join it.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """A short brief from after it."""
    path = tmp_path / "after.txt"
    path.write_text(
        "What the talks brought\n"
        "By Tom Vale\n"
        "9 May 2025\n\n"
        "The ministers agreed on a fund of two billion. That is more than most expected.\n\n"
        "Two states have joined so far.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A brief of two pages with a running head and page numbers."""
    pages = [
        [Text(60, 40, "Brief 14"), Text(60, 90, "What it costs", 20), *column(60, 140, FIRST)],
        [Text(60, 40, "Brief 14"), *column(60, 140, SECOND)],
        [Text(60, 40, "Brief 14"), *column(60, 140, ["That is all there is to say."])],
    ]
    numbered = [[*page, Text(290, 800, str(n))] for n, page in enumerate(pages, 1)]
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf(*numbered))
    return path
