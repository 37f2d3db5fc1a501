"""The program with a window: everything that is on it, and what becomes of it at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from counterpoint.app.commands import Row
from counterpoint.app.own_keys import OwnKeys
from counterpoint.app.ports import Call, IndexProcess, Library, Memory
from counterpoint.app.settings import Settings
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.appearance import Appearance
from counterpoint.ui.bench import Doors, WindowBench
from counterpoint.ui.dropping import Arrivals
from counterpoint.ui.entrance import Entrance, Sources
from counterpoint.ui.guides import Guides, KeysOfReader
from counterpoint.ui.icons import Icons
from counterpoint.ui.last_folders import LastFolders
from counterpoint.ui.leaving import Deed, Leaving
from counterpoint.ui.new_edition import NewEdition
from counterpoint.ui.password import Passwords
from counterpoint.ui.rows import OnProject, OnWindow, declared_rows, rows_for
from counterpoint.ui.search_deeds import Searching
from counterpoint.ui.stage import Commons, Stage
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.theme import Look
from counterpoint.ui.web_page import WebPages
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench
from counterpoint.ui.workers import Workers


@dataclass(frozen=True)
class Services:
    """What the composition root gives.

    ``workers`` have been started already, the index has not; ``resources`` is the folder of
    drawings, manual and sample. ``edit_keys`` writes a text where there is no file of the reader's
    keys yet, and says where the file is.
    """

    library: Library
    memory: Memory
    settings: Settings
    keep_settings: Callable[[Settings], None]
    workers: Workers
    start_index: Callable[[], IndexProcess]
    resources: Path
    own_keys: OwnKeys
    edit_keys: Callable[[str], Path]


class Program(QObject):
    """Owns the window and all that works on it.

    ``is_lost`` where, at the end, something was neither saved nor kept on this computer.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._resources = services.resources
        self._is_closed = self.is_lost = False
        self._on_project: OnProject | None = None
        self.look = Look(settings=services.settings)
        icons = Icons(self.look, services.resources / "icons")
        self.window = MainWindow(self.look, icons, self.may_close)
        guard = self.window.guard
        self.around = Surroundings(self.look, icons, guard, services)
        keys = KeysOfReader(services.own_keys, declared_rows(), services.edit_keys)
        self.passwords = Passwords(self.look, self.window, self.window.cover)
        self.passwords.waits.connect(self.window.strip.say)
        services.workers.on_locked = self.passwords.ask
        self.guides = Guides(self.window, self.around, services.memory, keys)
        commons = Commons(
            self.window, self.around, services.library, services.memory, self.guides.declared
        )
        self.searching = Searching(self.window, self.around)
        self.leaving = Leaving(self.window, self.around)
        self.stage = Stage(commons, self._rows_for)
        sources = Sources(services.library, services.resources / "sample", self._leave)
        self.entrance = Entrance(self.stage, self.around, sources)
        self.web_pages = WebPages(self.window, self.around, self.entrance.open_files)
        keep_settings = partial(self._keep_settings, services.keep_settings)
        self.appearance = Appearance(self.window, self.around, keep_settings)
        doors = Doors(
            self.entrance.open_files,
            self.entrance.open_project,
            self.entrance.new_project,
            keep_settings,
            LastFolders(services.memory, self.around.disk, services.library.new_projects),
        )
        self.bench = WindowBench(self.window, self.around, doors)
        self.arrivals = Arrivals(self.window, self.around, self.stage, self.entrance)
        self.stage.project_pressed.connect(
            lambda path: guard(lambda: self.entrance.open_project(path))
        )
        self.stage.show_start()
        self.guides.tell_findings()

    @property
    def workbench(self) -> Workbench | None:
        """The project that is open."""
        return self.stage.workbench

    @property
    def new_edition(self) -> NewEdition | None:
        """What replaces a document of the open project with a new edition."""
        return self._on_project.new_edition if self._on_project else None

    def start(self, call: Call, *, fresh: bool = False) -> None:
        """Do what a start asks for, or go on where the last run ended.

        ``fresh`` leaves everything as if nothing were remembered.
        """
        self.entrance.is_fresh = fresh
        last = "" if fresh else self.stage.keeping.last_window().project
        if call.link or call.project or call.files:
            self.window.guard(lambda: self.entrance.serve(call))
        elif last:
            self.window.guard(lambda: self.entrance.open_project(Path(last)))
        self.entrance.is_fresh = False
        if self.workbench is None:
            self.stage.list_recent()

    def open_sample(self) -> None:
        """Open a copy of the sample project."""
        self.entrance.open_sample()

    def close_project(self) -> None:
        """Go back to the start page."""

        def show_start() -> None:
            self.stage.show_start()
            self.stage.list_recent()

        self._leave(show_start)

    def show_manual(self) -> None:
        """Show the manual in a window of its own."""
        from counterpoint.ui.manual_view import ManualWindow

        ManualWindow.open_over(self.window, self.look, self._resources / "manual")

    def may_close(self) -> bool:
        """Whether the window may close now; where not everything is saved, the reader is asked."""
        if not self._is_closed:
            self._leave(self._close_window)
        return self._is_closed

    def close(self) -> None:
        """Save what is left and end everything; what the disk refuses is kept on this computer."""
        if self._is_closed:
            return
        self._is_closed = True
        self.entrance.drop()
        self.web_pages.close()
        self.searching.close()
        self.is_lost = not self.stage.close()
        self.around.close()

    def _keep_settings(self, write: Callable[[Settings], None], settings: Settings) -> None:
        """Have the settings written down, without a wait; what goes wrong is said."""

        def keep() -> None:
            try:
                write(settings)
            except Refusal as refusal:
                sentence = str(refusal)
                self.around.mailbox.post(lambda: self.stage.say(sentence))

        self.around.disk.jot(keep)

    def _leave(self, then: Deed) -> None:
        """Do what takes the open project from the window, once it may be left."""
        self.leaving.leave(self.workbench, then)

    def _close_window(self) -> None:
        self.close()
        self.window.close()

    def _rows_for(self, workbench: Workbench | None) -> list[Row]:
        """The commands for the project on the window, which they act on from now on."""
        self.bench.workbench = workbench
        self.searching.turn_to(workbench)
        on_window = OnWindow(
            self, self.bench, self.web_pages, self.guides, self.appearance, self.searching
        )
        self._turn_to(workbench)
        rows = rows_for(on_window, self._on_project)
        return self.guides.rebound(rows, workbench)

    def _turn_to(self, workbench: Workbench | None) -> None:
        """Let go of the project before, and make what the commands of another act on."""
        held, self._on_project = self._on_project, None
        if workbench is not None:
            is_held = held is not None and held.workbench is workbench
            made = OnProject.made
            self._on_project = held if is_held else made(self.window, self.around, workbench)
