"""Replacing a document's file with a new edition, and the report on its claims."""

from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from counterpoint.app import showing
from counterpoint.app.commands import Command
from counterpoint.app.desk import Aspect
from counterpoint.app.details import document_at_hand
from counterpoint.app.editions import Report, report_again, report_on, take_edition
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import utc_now
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.edition_report import EditionReport
from counterpoint.ui.feeds import Feed
from counterpoint.ui.keys import takes_letters
from counterpoint.ui.opening import signature
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow, shows
from counterpoint.ui.workbench import Workbench

WAIT_MILLISECONDS = 200
"""How long after a look at what the reader does the next one comes."""

WRITING = "The new edition was taken; the report on its claims waits until you have finished here."
LOOKING = "Looking for the claims in the new edition …"
UNSEEN = "The new edition was taken; show the document to see what became of its claims."


@dataclass(frozen=True)
class Due:
    """The report that is due: of a document (id), in the edition (SHA-256) that was taken."""

    document: str
    edition: str


class NewEdition(QObject):
    """Owns the file that is being read as a new edition, and which document's report is due."""

    def __init__(self, window: MainWindow, around: Surroundings, workbench: Workbench) -> None:
        super().__init__()
        self._window = window
        self._around = around
        self._bench = workbench
        self._feed: Feed | None = None
        self._due: Due | None = None
        self._said = ""
        # Not by the focus: Qt tells of it with widgets that are half gone already.
        self._again = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._again.timeout.connect(self._follow)
        self.report: EditionReport | None = None
        workbench.session.desk.subscribe(self._follow)
        workbench.session.project.subscribe(lambda _: self._follow())

    def ask(self) -> None:
        """Ask for the file of the new edition of the document in the active pane."""
        document = self._replaceable()
        dialog = QFileDialog(self._window, "Replace with a new edition")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(
            lambda names: self._window.guard(lambda: self.take(document.id, Path(names[0])))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_again(self) -> None:
        """Show what has become of the claims of the document in the active pane by now."""
        session = self._bench.session
        self._show(report_again(session, session.desk.pane.document or ""))

    def take(self, document: str, path: Path) -> None:
        """Read a file as the new edition of a document (id); the rest follows when it can be."""
        self._stop()
        before = signature(path)
        self._feed = feed = self._bench.feeds.start(str(path.absolute()))
        feed.refused.connect(lambda why: self._refuse(path, why))
        feed.opened.connect(lambda found: self._copy(feed, document, path, (found, before)))
        self._window.strip.say(f"Reading “{path.name}” …")

    def _copy(
        self, feed: Feed, document: str, path: Path, opened: tuple[Opened, tuple[int, int]]
    ) -> None:
        """It can be read: copy it into the project, and enter it if it is the same still."""
        found, before = opened
        store = self._bench.store

        def enter(copied: Future[tuple[str, str]]) -> None:
            file, sha256 = copied.result()
            if signature(path) != before:
                raise Refusal(f"“{path.name}” is being changed; try again in a moment.")
            self._enter(document, Edition(sha256, file, utc_now()), found.format)

        def done(copied: Future[tuple[str, str]]) -> None:
            if self._feed is feed:
                self._stop()
                self._window.guard(partial(enter, copied))

        self._around.disk.run(lambda: store.add_document(path), done)

    def _enter(self, document: str, edition: Edition, file_format: str) -> None:
        """Have an edition shown, and its report; none is due where it is refused."""
        take_edition(self._bench.session, document, edition, file_format)
        self._due = Due(document, edition.sha256)
        self._follow()

    def _follow(self, _aspect: Aspect | None = None) -> None:
        """Show the report once every claim was looked for and the reader writes nothing."""
        due, session = self._due, self._bench.session
        if due is None:
            return
        document = session.project.get(Document, due.document)
        is_there = document is not None and document.edition.sha256 == due.edition
        if not is_there or not shows(self._window, self._bench.widget):
            self._settle()
            return
        found = report_on(session, due.document)
        if found is None:
            is_shown = any(pane.document == due.document for pane in session.desk.panes)
            self._say(LOOKING if is_shown or due.document in session.desk.texts else UNSEEN)
        elif takes_letters(self._window.focusWidget()):
            self._say(WRITING)
            self._again.start()
        else:
            self._settle()
            self._show(found)

    def _settle(self) -> None:
        """No report is due any more."""
        self._due = None
        if shows(self._window, self._bench.widget) and self._window.strip.message == self._said:
            self._window.strip.clear()
        self._said = ""
        self._again.stop()

    def _say(self, sentence: str) -> None:
        """Tell how far it is, each step once."""
        if sentence != self._said:
            self._said = sentence
            self._window.strip.say(sentence)

    def _show(self, found: Report) -> None:
        session = self._bench.session
        self.report = sheet = EditionReport(
            self._around.look, self._window, found, session.project.scheme
        )
        sheet.chosen.connect(lambda id_: self._window.guard(lambda: showing.claim(session, id_)))
        self._window.cover(sheet)

    def _refuse(self, path: Path, why: str) -> None:
        self._stop()
        self._window.strip.say(f"“{path.name}”: {why}")

    def _stop(self) -> None:
        feed, self._feed = self._feed, None
        if feed is not None:
            feed.close()

    def _replaceable(self) -> Document:
        session = self._bench.session
        if session.project.refuse:
            raise Refusal(session.project.refuse)
        return document_at_hand(session)


COMMANDS: tuple[Command[NewEdition], ...] = (
    Command(
        "document.edition",
        "Replace with a new edition …",
        NewEdition.ask,
        (),
        "File",
        help="Takes another file for the document in the active pane and carries its claims over.",
        icon="document",
        also="update version changed file replace swap revise edition",
    ),
    Command(
        "document.edition.report",
        "Report on the new edition",
        NewEdition.show_again,
        (),
        "File",
        help="Shows which claims of the document are in place, to check or not found in it.",
        also="moved lost check claims carried over",
    ),
)
