"""Which project is on the window, or the start page; and the commands that go with it."""

import gc
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counterpoint.app.commands import Mode, Row
from counterpoint.app.first_steps import FirstSteps, done_from
from counterpoint.app.ports import Library, Memory, Recent, Store
from counterpoint.domain.changes import Change
from counterpoint.domain.scheme import Kind, RelationKind
from counterpoint.ui.header import HeaderBar
from counterpoint.ui.keeping import Keeping
from counterpoint.ui.kind_strip import KindStrip
from counterpoint.ui.link_card import ask_to_open
from counterpoint.ui.presenter import Presenter, greet
from counterpoint.ui.start_page import StartPage
from counterpoint.ui.steps_strip import StepsStrip
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

STEPS = "first-steps"

RowsFor = Callable[[Workbench | None], Iterable[Row]]
"""Makes the commands for a project, or for none."""


@dataclass(frozen=True)
class Commons:
    """What every project on the window finds there.

    ``declared`` are the rows of all commands there can be, for their keys.
    """

    window: MainWindow
    around: Surroundings
    library: Library
    memory: Memory
    declared: Sequence[Row]


class Stage(QObject):
    """Owns the project that is on the window; ``rows_for`` makes the commands for it, or for none.

    ``page`` is the start page while it shows, ``strip`` the first steps below a project;
    ``project_pressed`` carries a project's folder that was pressed on the start page.
    """

    project_pressed = Signal(object)

    def __init__(self, given: Commons, rows_for: RowsFor) -> None:
        super().__init__()
        self._given = given
        self._window = given.window
        self._rows_for = rows_for
        self._presenter: Presenter | None = None
        self.strip: StepsStrip | None = None
        self.rows: Sequence[Row] = ()
        self.page: StartPage | None = None
        self.workbench: Workbench | None = None
        self.keeping = Keeping(given.window, given.memory, given.around.disk)
        self.steps = FirstSteps(done_from(given.memory.recall(STEPS)), self._note_steps)

    def show(self, store: Store) -> Workbench:
        """Put a project on the window in the place of what is there."""
        self._change()
        self.say("")
        given = self._given
        self.workbench = bench = Workbench(given.around, store, given.library.reader)
        # A signal does not keep the object alive whose method it calls.
        self._presenter = presenter = Presenter(self._window, bench)
        bench.changed.connect(presenter.refresh)
        bench.changed.connect(self.keeping.note)
        bench.said.connect(self._window.strip.say)
        bench.told.connect(partial(_tell, self._window.strip))
        bench.watching.ceased.connect(self._window.strip.take_back)
        bench.left_field.connect(presenter.leave_field)
        bench.session.project.subscribe(self._follow_scheme)
        bench.links.asked.connect(partial(ask_to_open, self._window, given.around.look))
        bench.links.pointed.connect(self.say)
        self.strip = StepsStrip(given.around.look, given.around.icons)
        self.strip.skipped.connect(self.steps.skip)
        self._window.set_body(_stacked(bench.widget, self.strip))
        _tell_findings(self._window, store)  # what came back, before what is refused
        _follow_panels(self._window.header, bench)
        self.renew_commands()
        presenter.rows = self.rows
        presenter.refresh()
        self.keeping.turn_to(bench)
        self._note_visit()
        gc.freeze()  # a full collection over 50,000 claims would stop the window for 0.2 s
        return bench

    def show_start(self) -> None:
        """Show the start page."""
        is_first = not self.rows
        self._change()
        page = StartPage(self._given.around.look, self._given.around.icons)
        page.pressed.connect(self._window.run)
        page.project_pressed.connect(self.project_pressed)
        page.project_dismissed.connect(self._forget)
        self._window.set_body(page)
        _follow_panels(self._window.header, None)
        self.page = page
        self.renew_commands()
        if is_first:
            gc.freeze()  # a full collection over all modules would stop the first project's opening

    def list_recent(self) -> None:
        """Look which projects are there still, and show them on the start page."""
        self._given.around.disk.run(self._given.library.recent, self._show_recent)

    def renew_commands(self) -> None:
        """Take the commands anew."""
        bench = self.workbench
        self.rows = [self._followed(row) for row in self._rows_for(bench)]
        self._window.set_commands(
            self.rows, lambda: bench.session.desk.mode if bench else Mode.EMPTY
        )
        self._window.strip.messages.name_keys(self.rows)
        if bench is not None:
            bench.session.notices.name_keys(self.rows)
        if self.page is not None:
            self.page.show_rows(self.rows, self._given.declared)
            greet(self._window, self.rows)
        if self.strip is not None:
            self.strip.show_steps(self.steps, self.rows)

    def _follow_scheme(self, change: Change) -> None:
        """There are commands for each kind of claims and of ties."""
        if any(isinstance(record, Kind | RelationKind) for record in change.records):
            self.renew_commands()
            if self._presenter is not None:
                self._presenter.rows = self.rows
                self._presenter.refresh()

    def say(self, sentence: str) -> None:
        """Show a sentence in the strip; an empty one takes away what is there."""
        if sentence:
            self._window.strip.say(sentence)
        else:
            self._window.strip.clear()

    def close(self) -> bool:
        """Write down how everything is, and let go of it; whether nothing was lost."""
        self.keeping.write_last()
        self._note_visit()
        self.keeping.is_over = True
        return self.leave()

    def _change(self) -> None:
        """Leave the project on the window for another one, or for the start page."""
        had_project = self.workbench is not None
        self.leave()
        if had_project:  # it was put out of the collector's sight
            gc.unfreeze()
            gc.collect()

    def leave(self) -> bool:
        """Let go of the project on the window; whether all of it is on some disk."""
        self.page = None
        if self.workbench is None:
            return True
        self.keeping.write()
        self._note_visit()
        bench, self.workbench = self.workbench, None
        self.keeping.turn_to(None)
        self.strip, self._presenter = None, None
        return bench.close()

    def _show_recent(self, found: Future[Sequence[Recent]]) -> None:
        if self.page is not None:
            page = self.page
            self._given.around.guard(lambda: page.show_recent(found.result()))

    def _forget(self, project: Path) -> None:
        """Take a project off the list, and show what is left."""

        def forget() -> Sequence[Recent]:
            self._given.library.forget(project)
            return self._given.library.recent()

        self._given.around.disk.run(forget, self._show_recent)

    def _followed(self, row: Row) -> Row:
        """A command that counts as a first step once it has been carried out."""

        def act() -> None:
            row.act()
            self.steps.follow(row.id)

        return replace(row, act=act)

    def _note_steps(self) -> None:
        if self.strip is not None:
            self.strip.show_steps(self.steps, self.rows)
        done = {"done": list(self.steps.done)}
        memory = self._given.memory
        self._given.around.disk.jot(lambda: memory.remember(STEPS, done))

    def _note_visit(self) -> None:
        """Tell the library how much the project holds."""
        if self.workbench is not None and not self.keeping.is_over:
            bench, visited = self.workbench, self._given.library.visited
            counts = (bench.document_count, bench.session.tally.total)
            self._given.around.disk.jot(partial(visited, bench.store.path, *counts))


def _tell_findings(window: MainWindow, store: Store) -> None:
    """Say all that a reader is to know of a project that was opened."""
    why = (store.read_only_reason,) if store.read_only_reason else ()
    _tell(window.strip, (*why, *store.findings), is_lasting=True)


def _tell(strip: KindStrip, sentences: Sequence[str], *, is_lasting: bool = False) -> None:
    """Say sentences that belong together."""
    if sentences:
        strip.say(*sentences, is_lasting=is_lasting)


def _follow_panels(header: HeaderBar, bench: Workbench | None) -> None:
    """Let the header show which side panels are in view."""
    header.follow("documents", bench.documents if bench else None)
    header.follow("claims", bench.claims if bench else None)


def _stacked(desk: QWidget, strip: QWidget) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(desk, 1)
    column.addWidget(strip)
    return body
