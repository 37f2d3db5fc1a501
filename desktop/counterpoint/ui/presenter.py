"""Header, strip and title kept in step with the project that is open."""

from collections.abc import Sequence

from counterpoint.app.commands import Mode, Row
from counterpoint.ui.hints import hints_of, writing_hints
from counterpoint.ui.kind_strip import Hint
from counterpoint.ui.plain import shown
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

IN_HEADER = ("file.open", "view.palette")
IN_STRIP = ("help.keys", "view.palette", "help.manual")
"""The commands that stand there while no project is open."""


def greet(window: MainWindow, rows: Sequence[Row]) -> None:
    """Show in header, strip and title that no project is open."""
    window.header.name.say("Counterpoint")
    window.header.show_deeds([row for row in rows if row.id in IN_HEADER])
    window.header.counts.say("")
    window.setWindowTitle("Counterpoint")
    by_id = {row.id: row for row in rows}
    shown_rows = [by_id[identity] for identity in IN_STRIP if identity in by_id]
    hints = [Hint(row.id, min(row.keys, key=len), row.title) for row in shown_rows if row.keys]
    window.strip.hints.show_hints("", hints)
    window.strip.state.say("")
    window.strip.sign.say("")


class Presenter:
    """Shows in the window what a workbench is at; ``rows`` are its commands."""

    def __init__(self, window: MainWindow, workbench: Workbench) -> None:
        self._window = window
        self._bench = workbench
        self.rows: Sequence[Row] = ()
        workbench.claims.editor.focus_moved.connect(self._show_hints)

    def refresh(self) -> None:
        """Say names, counts, keys and the state of saving."""
        bench, header, strip = self._bench, self._window.header, self._window.strip
        header.name.say(bench.store.name)
        header.counts.say(bench.counts)
        self._window.setWindowTitle(f"{shown(bench.store.name)} – Counterpoint")
        self._show_hints()
        strip.state.say(bench.state)
        strip.state.setVisible(bench.session.desk.mode is not Mode.TYING)

    def _show_hints(self) -> None:
        """Say what the keys do where the focus is."""
        bench, editor = self._bench, self._bench.claims.editor
        if editor.has_focus:
            hints = writing_hints(editor.note.hasFocus())
        else:
            hints = hints_of(bench.session, self.rows)
        self._window.strip.hints.show_hints(*hints)

    def leave_field(self) -> None:
        """Give the keys back to the page."""
        self._window.setFocus()
        self._bench.widget.close_drawer()
