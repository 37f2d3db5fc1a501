"""The program with a window: what is opened at the start, and what becomes of it at the end."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from counterpoint.app import classifying, editing, relating, walking
from counterpoint.app.commands import Mode, Row, bound
from counterpoint.app.desk import MOST_PANES
from counterpoint.app.ports import Library, Store
from counterpoint.app.session import Session
from counterpoint.app.settings import Settings
from counterpoint.ui import deeds, outgoing
from counterpoint.ui.bench import Doors, WindowBench
from counterpoint.ui.feeds import Feeds, Workers
from counterpoint.ui.naming import FirstTitle
from counterpoint.ui.outgoing import Outgoing
from counterpoint.ui.presenter import Presenter
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.theme import Look
from counterpoint.ui.welcome import Welcome
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench


@dataclass(frozen=True)
class Services:
    """What the composition root gives: the projects, the settings, the workers already started."""

    library: Library
    settings: Settings
    keep_settings: Callable[[Settings], None]
    workers: Workers


PATIENCE_SECONDS = 3.0
"""How long closing waits for the disk before it asks."""


class Program(QObject):
    """Owns the window and the project that is open in it."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._library = services.library
        self.look = Look(services.settings.theme)
        self.window = MainWindow(self.look, self.may_close)
        self.window.set_body(Welcome(self.look))
        self.around = Surroundings(self.look, self.window.guard, services.workers)
        doors = Doors(self.open_files, self.open_project, self.new_project, services.keep_settings)
        self.bench = WindowBench(self.window, self.around, services.settings, doors)
        self._naming: FirstTitle | None = None
        self._presenter: Presenter | None = None
        self._is_closed = False
        self._was_warned = False
        self._set_commands()

    @property
    def workbench(self) -> Workbench | None:
        """The project that is open."""
        return self.bench.workbench

    def start(self, project: Path | None, files: Sequence[Path]) -> None:
        """Open a project, or files, or both, or nothing."""
        if project is None:
            self.window.guard(lambda: self.open_files(list(files)))
        elif files:
            self.window.guard(lambda: self._add_to(project, list(files)))
        else:
            self.window.guard(lambda: self.open_project(project))

    def open_project(self, path: Path) -> None:
        """Open a project with its first documents in the panes."""
        if self.workbench is not None and self.workbench.store.path == path.resolve():
            return
        self._show(self._library.open(path)).opening.show_first()

    def new_project(self, path: Path) -> None:
        """Begin a project in a folder."""
        self._show(self._library.create_at(path))

    def open_files(self, files: list[Path]) -> None:
        """Add files to the open project, or to the one made from them, or to a new one."""
        known = None if self.workbench or self._naming else self._library.holding(files)
        if not files:
            return
        if self.workbench is not None:
            self.workbench.opening.add_all(files, {})
        elif known is not None:
            self._show(self._library.open(known)).opening.add_all(files, {})
        else:
            self._name(files)

    def may_close(self) -> bool:
        """Whether the window may close: everything is saved, or the reader gives it up."""
        bench = self.workbench
        if bench is not None and not self._was_warned and not bench.is_saved(PATIENCE_SECONDS):
            self._was_warned = True
            why = bench.saving.failure or "The disk is slow."
            self.window.strip.say(f"Not everything is saved yet. {why} Close again to give it up.")
            return False
        self.close()
        return True

    def close(self) -> None:
        """Save what is left and end everything."""
        if self._is_closed:
            return
        self._is_closed = True
        self._drop_naming()
        if self.workbench is not None:
            self.workbench.close()
        self.around.close()

    def _add_to(self, project: Path, files: list[Path]) -> None:
        self._show(self._library.open_or_create(project)).opening.add_all(files, {})

    def _name(self, files: list[Path]) -> None:
        """Find a title for a new project; files that come meanwhile join in."""
        if self._naming is None:
            self._naming = FirstTitle(Feeds(self.around.workers))
            self._naming.known.connect(lambda title: self.window.guard(lambda: self._begin(title)))
            self._naming.failed.connect(self._tell_failures)
        self._naming.add(files, MOST_PANES)

    def _begin(self, title: str) -> None:
        """A new project for files that are open in workers already."""
        naming, self._naming = self._naming, None
        if naming is None:
            return
        bench = self._show(self._library.create(title))
        remember = partial(self._library.remember, bench.store.path, naming.paths)
        bench.opening.settled.connect(lambda: self.window.guard(remember))
        bench.opening.add_all(naming.paths, naming.feeds)

    def _tell_failures(self) -> None:
        if self._naming is not None:
            feeds = self._naming.feeds.items()
            told = (f"“{path.name}”: {feed.problem}" for path, feed in feeds)
            self.window.strip.say("  ".join(told))
            self._drop_naming()

    def _drop_naming(self) -> None:
        if self._naming is not None:
            self._naming.close()
            self._naming = None

    def _show(self, store: Store) -> Workbench:
        """Put a project on the screen in the place of the one that is there."""
        self._drop_naming()
        old = self.workbench
        workbench = Workbench(self.around, store, self._library.reader)
        self.bench.workbench = workbench
        # A signal does not keep the object alive whose method it calls.
        self._presenter = presenter = Presenter(self.window, workbench)
        workbench.changed.connect(presenter.refresh)
        workbench.said.connect(self.window.strip.say)
        workbench.left_field.connect(presenter.leave_field)
        self.window.set_body(workbench.widget)
        presenter.rows = self._set_commands()
        presenter.refresh()
        for finding in store.findings[:1]:
            self.window.strip.say(finding)
        if old is not None:
            old.close()
            gc.unfreeze()
            gc.collect()
        gc.freeze()  # a full collection over 50,000 claims would stop the window for 0.2 s
        return workbench

    def _set_commands(self) -> list[Row]:
        bench = self.workbench
        rows = [*bound(deeds.COMMANDS, self.bench)]
        if bench is None:
            rows += bound(outgoing.NOTHING_YET, None)
        else:
            rows += bound(outgoing.COMMANDS, Outgoing(self.window, self.around, bench))
            rows += rows_of(bench.session)
        rows += bound(deeds.LAST, self.bench)
        self.window.set_commands(rows, lambda: bench.session.desk.mode if bench else Mode.EMPTY)
        return rows


def rows_of(session: Session) -> list[Row]:
    """The rows of everything a reader does with documents and claims."""
    scheme = session.project.scheme
    return [
        *bound(editing.COMMANDS, session.project),
        *bound(walking.COMMANDS, session.desk),
        *bound(classifying.COMMANDS, session),
        *bound(classifying.kind_commands(scheme), session),
        *bound(relating.relation_commands(scheme), session),
        *bound(relating.COMMANDS, session),
    ]
