"""The program with a window: what is opened at the start, and what becomes of it at the end."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from counterpoint.app import classifying, editing, relating, walking
from counterpoint.app.commands import Mode, Row, bound
from counterpoint.app.ports import Library, Store
from counterpoint.app.settings import Settings
from counterpoint.ui import deeds, outgoing
from counterpoint.ui.bench import WindowBench
from counterpoint.ui.feeds import Feed, Feeds, Workers
from counterpoint.ui.hints import hints_of
from counterpoint.ui.opening import FirstTitle
from counterpoint.ui.outgoing import Outgoing
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.theme import Look
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench


@dataclass(frozen=True)
class Services:
    """What the composition root gives: the projects, the settings, the workers already started."""

    library: Library
    settings: Settings
    keep_settings: Callable[[Settings], None]
    workers: Workers


class Program(QObject):
    """Owns the window and the project that is open in it."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._library = services.library
        self.look = Look(services.settings.theme)
        self.window = MainWindow(self.look)
        self.around = Surroundings(self.look, self.window.guard, services.workers)
        self.bench = WindowBench(self.window, self.around, services.settings)
        self.bench.keep_settings = services.keep_settings
        self.bench.open_files_at = self.open_files
        self.bench.open_project_at = self.open_project
        self.bench.new_project_at = lambda path: self._show(self._library.create_at(path))
        self._naming: FirstTitle | None = None
        self._is_closed = False
        self.window.closing.connect(self.close)
        self.window.header.add_deed("file.open", "Open", "Ctrl+O")
        self.window.header.add_deed("file.export", "Export", "Ctrl+E")
        self._set_commands()

    @property
    def workbench(self) -> Workbench | None:
        """The project that is open."""
        return self.bench.workbench

    def start(self, project: Path | None, files: Sequence[Path]) -> None:
        """Open a project, or files, or nothing."""
        if project is not None:
            self.window.guard(lambda: self.open_project(project, may_create=bool(files)))
            if self.workbench is None:
                return
        if files:
            self.window.guard(lambda: self.open_files(list(files)))

    def open_project(self, path: Path, *, may_create: bool = False) -> None:
        """Open a project with its first documents in the panes."""
        opened = self._library.open_or_create if may_create else self._library.open
        self._show(opened(path))
        if self.workbench is not None:
            self.workbench.opening.show_first()

    def open_files(self, files: list[Path]) -> None:
        """Add files to the open project, or to the one made from them, or to a new one."""
        if self.workbench is not None:
            self.workbench.add_files(files)
            return
        known = self._library.holding(files)
        if known is not None:
            self.open_project(known)
            return
        feeds = Feeds(self.around.workers)
        opened = {path: feeds.start(str(path.absolute())) for path in files}
        self._naming = FirstTitle(
            opened, lambda title: self._begin(title, opened), lambda: self._tell_failures(opened)
        )

    def close(self) -> None:
        """Save what is left and end everything."""
        if self._is_closed:
            return
        self._is_closed = True
        if self.workbench is not None:
            self.workbench.close()
        self.around.close()

    def _begin(self, title: str, opened: dict[Path, Feed]) -> None:
        """A new project for files that are open in workers already."""
        self._show(self._library.create(title))
        if self.workbench is None:
            return
        for index, (path, feed) in enumerate(opened.items()):
            self.workbench.opening.add(path, index if index < 2 else None, feed)
        self._library.remember(self.workbench.store.path, list(opened))

    def _tell_failures(self, opened: dict[Path, Feed]) -> None:
        told = (f"“{path.name}”: {feed.problem}" for path, feed in opened.items())
        self.window.strip.say("  ".join(told))
        for feed in opened.values():
            feed.close()

    def _show(self, store: Store) -> None:
        old = self.workbench
        workbench = Workbench(self.around, store, self._library.reader)
        self.bench.workbench = workbench
        workbench.changed.connect(self._refresh)
        workbench.said.connect(self.window.strip.say)
        workbench.claims.choice_made.connect(lambda: self._end_search("relate.choose"))
        workbench.claims.choice_dropped.connect(lambda: self._end_search("relate.cancel"))
        workbench.claims.editor.left.connect(self._leave_field)
        self.window.set_body(workbench.widget)
        self._set_commands()
        self._refresh()
        for finding in store.findings[:1]:
            self.window.strip.say(finding)
        if old is not None:
            old.close()
        gc.freeze()  # a full collection over 50,000 claims would stop the window for 0.2 s

    def _leave_field(self) -> None:
        """Give the keys back to the page."""
        self.window.setFocus()
        if self.workbench is not None:
            self.workbench.widget.close_drawer()

    def _end_search(self, command: str) -> None:
        self._leave_field()
        self.window.run(command)

    def _set_commands(self) -> None:
        rows: list[Row] = [*bound(deeds.COMMANDS, self.bench)]
        bench = self.workbench
        if bench is not None:
            session = bench.session
            scheme = session.project.scheme
            rows += bound(outgoing.COMMANDS, Outgoing(self.window, self.around, bench))
            rows += bound(editing.COMMANDS, session.project)
            rows += bound(walking.COMMANDS, session.desk)
            rows += bound(classifying.COMMANDS, session)
            rows += bound(classifying.kind_commands(scheme), session)
            rows += bound(relating.COMMANDS, session)
            rows += bound(relating.relation_commands(scheme), session)
        else:
            rows += bound(outgoing.NOTHING_YET, None)
        self.window.set_commands(rows, self._mode)

    def _mode(self) -> Mode:
        return self.workbench.session.desk.mode if self.workbench else Mode.EMPTY

    def _refresh(self) -> None:
        bench = self.workbench
        if bench is None:
            return
        header, strip = self.window.header, self.window.strip
        header.name.say(bench.store.name)
        header.counts.say(bench.counts)
        self.window.setWindowTitle(f"{bench.store.name} – Counterpoint")
        strip.hints.show_hints(*hints_of(bench.session))
        strip.state.say(bench.state)
        if bench.saving.failure:
            strip.say(bench.saving.failure)
