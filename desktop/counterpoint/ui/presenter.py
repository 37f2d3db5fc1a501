"""Header, strip and title kept in step with the project that is open."""

from collections.abc import Sequence

from counterpoint.app.commands import Mode, Row
from counterpoint.ui.hints import hints_of
from counterpoint.ui.plain import shown
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench


def greet(window: MainWindow) -> None:
    """Show in header, strip and title that no project is open."""
    window.header.name.say("Counterpoint")
    window.header.counts.say("")
    window.setWindowTitle("Counterpoint")
    window.strip.hints.show_hints("", ())
    window.strip.state.say("")


class Presenter:
    """Shows in the window what a workbench is at; ``rows`` are its commands."""

    def __init__(self, window: MainWindow, workbench: Workbench) -> None:
        self._window = window
        self._bench = workbench
        self._told = ""
        self.rows: Sequence[Row] = ()

    def refresh(self) -> None:
        """Say names, counts, keys and the state of saving."""
        bench, header, strip = self._bench, self._window.header, self._window.strip
        header.name.say(bench.store.name)
        header.counts.say(bench.counts)
        self._window.setWindowTitle(f"{shown(bench.store.name)} – Counterpoint")
        strip.hints.show_hints(*hints_of(bench.session, self.rows))
        strip.state.say(bench.state)
        strip.state.setVisible(bench.session.desk.mode is not Mode.TYING)
        failure = bench.saving.failure
        if failure and failure != self._told:
            strip.say(failure)
        self._told = failure

    def leave_field(self) -> None:
        """Give the keys back to the page."""
        self._window.setFocus()
        self._bench.widget.close_drawer()
