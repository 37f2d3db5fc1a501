"""What leaves the window: a quote to the clipboard, the project as a note."""

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from counterpoint import __version__
from counterpoint.app.citing import citation
from counterpoint.app.commands import AT_DESK, Command
from counterpoint.app.links import link_to
from counterpoint.domain.refusal import Refusal
from counterpoint.exchange.markdown import markdown_note
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench


class Outgoing:
    """Sends out what is on a workbench, and says in the window what has become of it."""

    def __init__(self, window: MainWindow, around: Surroundings, workbench: Workbench) -> None:
        self._window = window
        self._around = around
        self._bench = workbench

    def copy_quote(self) -> None:
        """Put the selected passage with its source on the clipboard."""
        QGuiApplication.clipboard().setText(citation(self._bench.session))
        self._window.strip.say("Copied the quote with its source.")

    def copy_link(self) -> None:
        """Put the address of the claim under the cursor on the clipboard."""
        claim = self._bench.session.claim_under_cursor()
        QGuiApplication.clipboard().setText(link_to(self._bench.store.id, claim.id))
        self._window.strip.say("Copied the link to this claim.")

    def export(self) -> None:
        """Write the project as a Markdown note into its exports folder."""
        bench = self._bench
        generator = f"Counterpoint {__version__}"
        note = markdown_note(bench.store.name, bench.session.project, bench.readers, generator)

        def done(written: Future[Path]) -> None:
            self._window.guard(lambda: self._window.strip.say(f"Exported to {written.result()}"))

        self._around.disk.run(lambda: bench.store.write_export(note), done)


def _nothing_yet(_area: None) -> None:
    raise Refusal("There is nothing to export yet; open documents first.")


EXPORTS = "Writes the note into the exports folder of the project."

NOTHING_YET: tuple[Command[None], ...] = (
    Command(
        "file.export",
        "Export note as Markdown",
        _nothing_yet,
        ("Ctrl+E",),
        "File",
        AT_DESK,
        help=EXPORTS,
        icon="export",
        also="save write report",
    ),
)
"""What stands in the place of these commands while no project is open."""

COMMANDS: tuple[Command[Outgoing], ...] = (
    Command(
        "file.export",
        "Export note as Markdown",
        Outgoing.export,
        ("Ctrl+E", "Ctrl+Shift+E"),
        "File",
        AT_DESK,
        help=EXPORTS,
        icon="export",
        also="save write report",
    ),
    Command(
        "edit.copy",
        "Copy quote with source",
        Outgoing.copy_quote,
        ("Ctrl+C",),
        "Edit",
        help="Puts the selected passage, its author, title and place on the clipboard.",
        icon="copy",
        also="citation cite reference clipboard",
    ),
    Command(
        "edit.copy_link",
        "Copy link to claim",
        Outgoing.copy_link,
        ("Ctrl+Shift+C",),
        "Edit",
        help="Puts a counterpoint:// address on the clipboard that opens this claim.",
        icon="link",
        also="address url share clipboard",
    ),
)
