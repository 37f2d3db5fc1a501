"""A reader at a real window: opens files, presses keys, says what is seen and what is on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.app.keymap import Stroke
from counterpoint.app.own_keys import load_own_keys
from counterpoint.app.ports import Call
from counterpoint.app.settings import Settings
from counterpoint.documents.client.jobs import Job
from counterpoint.documents.client.launch import start_worker
from counterpoint.documents.client.queue import deadline_of
from counterpoint.domain.claims import Claim
from counterpoint.domain.reading import Passage
from counterpoint.domain.relations import Relation
from counterpoint.main import edit_keys, open_library, resources_folder, start_index
from counterpoint.storage.durable import read_plain
from counterpoint.storage.memory import Memory
from counterpoint.storage.places import config_folder, state_folder
from counterpoint.ui.program import Program, Services
from counterpoint.ui.workbench import Workbench
from counterpoint.ui.workers import Workers

PATIENCE = 20_000
"""Milliseconds after which a condition that has not come true fails the test."""

NEVER = 60 * 60 * 1000
"""Milliseconds until a spare worker: what a story opens late can start its own."""

UNSET = Settings()
"""What nobody has changed."""

NAMED = {
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Delete": Qt.Key.Key_Delete,
    "Backspace": Qt.Key.Key_Backspace,
    "Space": Qt.Key.Key_Space,
    "PgDown": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "F1": Qt.Key.Key_F1,
    "F4": Qt.Key.Key_F4,
    "F2": Qt.Key.Key_F2,
}


class Hands:
    """Owns one program with its window; presses keys and points at pages."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        settings: Settings = UNSET,
        deadline_of: Callable[[Job], float] = deadline_of,
    ) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self.settings: list[Settings] = []
        services = Services(
            library=open_library(),
            memory=Memory(state_folder() / "memory"),
            settings=settings,
            keep_settings=self.settings.append,
            workers=Workers([start_worker()], deadline_of, NEVER),
            start_index=start_index,
            resources=resources_folder(),
            own_keys=load_own_keys(config_folder() / "keys.toml", read_plain),
            edit_keys=edit_keys,
        )
        self.program = Program(services)
        self.window = self.program.window
        qtbot.addWidget(self.window)  # or every theme would be applied to all windows so far
        self.window.resize(1280, 800)
        self.window.show()

    @property
    def bench(self) -> Workbench:
        """The project on the screen."""
        assert self.program.workbench is not None
        return self.program.workbench

    def press(self, keys: str) -> None:
        """Press keys one after the other: ``j 1 Ctrl+Z``."""
        for key in keys.split():
            stroke = Stroke.parse(key)
            handle = self.window.windowHandle()
            assert handle is not None
            code = NAMED.get(stroke.key)
            if code is None:
                text = stroke.key.upper() if stroke.shift else stroke.key
                code = Qt.Key(ord(text.upper()))
            QTest.keyPress(handle, code, _modifiers(stroke))

    def type(self, text: str) -> None:
        """Type into the text field that has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def click(self, pane: int, x: int, y: int) -> None:
        """Press and let go on a pane, at logical pixels from its pages' corner."""
        QTest.mouseClick(self.viewport(pane), Qt.MouseButton.LeftButton, pos=QPoint(x, y))

    def drag(self, pane: int, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Sweep from one point of a pane to another."""
        view = self.viewport(pane)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(*start))
        QTest.mouseMove(view, QPoint(*end))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(*end))

    def spot(self, word: str, pane: int = 0) -> tuple[int, int]:
        """Where the first letter of a word's first occurrence is drawn, in its viewport."""
        desk = self.bench.session.desk
        text = desk.texts[desk.panes[pane].document or ""]
        start = text.text.index(word)
        pages = self.bench.desk.widget_of(desk.panes[pane]).pages
        places = text.places(Passage(start, start + 1))
        self.wait(lambda: bool(pages.where(places)))
        line = pages.where(places)[0]
        return int(line.left()) + 1, int(line.center().y())

    def viewport(self, pane: int) -> QWidget:
        """The surface on which a pane's pages are."""
        return self.bench.desk.widget_of(self.bench.session.desk.panes[pane]).pages.viewport()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the event loop run until a condition holds."""
        self._qtbot.waitUntil(condition, timeout=PATIENCE)


class ReaderAtDesk(Hands):
    """Opens documents, and says what is seen."""

    def open(self, *files: Path) -> None:
        """Open files side by side, as from the command line, and wait until they can be read."""
        self.program.start(Call(files=files))
        self.wait(lambda: self._shown() == len(files))

    def open_project(self, path: Path) -> None:
        """Open a project and wait until its documents can be read."""
        self.program.start(Call(path))
        wanted = min(2, len(self.bench.session.project.documents()))
        self.wait(lambda: self._shown() == wanted)

    @property
    def claims(self) -> list[tuple[str, str]]:
        """Kind and quote of every claim."""
        return [(claim.kind, claim.quote) for claim in self.bench.session.project.claims()]

    @property
    def relations(self) -> list[tuple[str, str, str]]:
        """Every tie: what the one claim says, how, what the other says."""
        project = self.bench.session.project
        return [
            (self._quote(tie.source), tie.kind, self._quote(tie.target))
            for tie in project.all(Relation)
        ]

    @property
    def selected(self) -> str:
        """The selected passage of the active pane."""
        desk = self.bench.session.desk
        return desk.text.quote(desk.selection)

    @property
    def other_selected(self) -> str:
        """The selected passage of the other pane."""
        desk = self.bench.session.desk
        pane = desk.panes[1 - desk.active]
        assert pane.selection is not None
        return desk.texts[pane.document or ""].quote(pane.selection)

    @property
    def cards(self) -> list[str]:
        """What the list of claims shows, a line each."""
        return self.bench.claims.summaries

    def ties(self, quote: str) -> list[tuple[str, str]]:
        """What the card of a claim says of its ties: the words, and the other claim."""
        claims = self.bench.session.project.claims()
        claim = next(one for one in claims if one.quote == quote)
        return [(tie.words, tie.headline) for tie in self.bench.claims.list.card(claim.id).ties]

    @property
    def message(self) -> str:
        """What the strip says."""
        return self.window.strip.message

    @property
    def state(self) -> str:
        """What the strip says of saving."""
        return self.bench.saving.state

    def wait_saved(self) -> None:
        """Wait until the strip says that everything is saved."""
        self.wait(lambda: self.state == "Saved")

    def leave(self) -> None:
        """Close the window, and end the program even where it would ask first."""
        self.window.close()
        self.program.close()

    def _shown(self) -> int:
        workbench = self.program.workbench
        if workbench is None or not workbench.desk.is_settled:
            return -1
        return sum(pane.selection is not None for pane in workbench.session.desk.panes)

    def _quote(self, claim: str) -> str:
        found = self.bench.session.project.get(Claim, claim)
        return found.quote if found else ""


def _modifiers(stroke: Stroke) -> Qt.KeyboardModifier:
    held = Qt.KeyboardModifier.NoModifier
    for is_held, modifier in (
        (stroke.ctrl, Qt.KeyboardModifier.ControlModifier),
        (stroke.alt, Qt.KeyboardModifier.AltModifier),
        (stroke.shift, Qt.KeyboardModifier.ShiftModifier),
    ):
        if is_held:
            held |= modifier
    return held
