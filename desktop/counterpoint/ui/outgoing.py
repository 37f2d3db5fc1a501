"""What leaves the window: a quote to the clipboard, the project as a note."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from counterpoint import __version__
from counterpoint.app.citing import citation
from counterpoint.app.commands import AT_DESK, Command
from counterpoint.app.links import link_to
from counterpoint.app.marks import Marks
from counterpoint.domain.claims import State
from counterpoint.domain.refusal import Refusal
from counterpoint.exchange.markdown import markdown_note
from counterpoint.exchange.material import Known
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

Opener = Callable[[QUrl], bool]
"""Has the system open what stands at an address; whether it could."""


class Outgoing:
    """Sends out what is on a workbench, and says in the window what has become of it.

    Owns where the note was written last.
    """

    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        workbench: Workbench,
        open_url: Opener = QDesktopServices.openUrl,
    ) -> None:
        self._window = window
        self._around = around
        self._bench = workbench
        self._open_url = open_url
        self._written: Path | None = None

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
        known = Known(bench.session.readers, _states(bench.session.marks))
        note = markdown_note(bench.store.name, bench.session.project, known, generator)

        def done(written: Future[Path]) -> None:
            self._window.guard(lambda: self._note_written(written.result()))

        self._around.disk.run(lambda: bench.store.write_export(note), done)

    def open_note(self) -> None:
        """Have the system open the note written last, here or in an earlier run."""
        written, folder = self._written, self._bench.store.path / "exports"

        def done(found: Future[Path]) -> None:
            self._window.guard(lambda: self._open(found.result()))

        self._around.disk.run(lambda: _latest_note(written, folder), done)

    def show_folder(self) -> None:
        """Have the system show the project's folder."""
        self._open(self._bench.store.path)

    def _note_written(self, path: Path) -> None:
        self._written = path
        self._window.strip.say(f"Wrote the note: {path}.")

    def _open(self, path: Path) -> None:
        if not self._open_url(QUrl.fromLocalFile(str(path))):
            raise Refusal(f"No program opens {path} here; open it from your file manager.")


def _states(marks: Marks) -> dict[str, State]:
    """The states of the claims, by id, whose passage has moved or was not found."""
    return {**dict.fromkeys(marks.moved, State.MOVED), **dict.fromkeys(marks.lost, State.LOST)}


def _latest_note(written: Path | None, folder: Path) -> Path:
    """The note just written, else the newest of the folder; refuses where there is none."""
    if written is not None and written.is_file():
        return written
    notes = [one for one in folder.glob("*.md") if one.is_file()]
    if not notes:
        raise Refusal("There is no note yet; export one first.")
    return max(notes, key=lambda one: one.stat().st_mtime_ns)


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
        "file.note",
        "Open the note",
        Outgoing.open_note,
        (),
        "File",
        AT_DESK,
        "Opens the note that was exported last in the program your system has for it.",
        icon="document",
        also="show exported markdown read view",
    ),
    Command(
        "file.folder",
        "Show the project’s folder",
        Outgoing.show_folder,
        (),
        "File",
        AT_DESK,
        "Opens the folder with the documents, the notes and what readers said.",
        icon="folder",
        also="open files directory exports where",
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
