"""Replacing a document's file with a new edition, and the report on its claims."""

from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from counterpoint.app import showing
from counterpoint.app.commands import Command
from counterpoint.app.desk import Aspect
from counterpoint.app.details import document_at_hand
from counterpoint.app.editions import Report, report_on, take_edition
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import utc_now
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.edition_report import EditionReport
from counterpoint.ui.feeds import Feed
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench


class NewEdition(QObject):
    """Owns the file that is being read as a new edition, and which document's report is due."""

    def __init__(self, window: MainWindow, around: Surroundings, workbench: Workbench) -> None:
        super().__init__()
        self._window = window
        self._around = around
        self._bench = workbench
        self._feed: Feed | None = None
        self._due = ""
        self.report: EditionReport | None = None
        workbench.session.desk.subscribe(self._follow)

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

    def take(self, document: str, path: Path) -> None:
        """Read a file as the new edition of a document (id); the rest follows when it can be."""
        self._stop()
        self._feed = feed = self._bench.feeds.start(str(path.absolute()))
        feed.refused.connect(lambda why: self._refuse(path, why))
        feed.opened.connect(lambda _: self._copy(document, path))
        self._window.strip.say(f"Reading “{path.name}” …")

    def _copy(self, document: str, path: Path) -> None:
        """It can be read: copy it into the project, and enter it."""
        found = self._feed.document.format if self._feed and self._feed.document else ""
        store = self._bench.store
        self._stop()

        def enter(copied: Future[tuple[str, str]]) -> None:
            file, sha256 = copied.result()
            self._enter(document, Edition(sha256, file, utc_now()), found)
            self._window.strip.say("Looking for the claims in the new edition …")

        def done(copied: Future[tuple[str, str]]) -> None:
            self._window.guard(partial(enter, copied))

        self._around.disk.run(lambda: store.add_document(path), done)

    def _enter(self, document: str, edition: Edition, file_format: str) -> None:
        """Have an edition shown, and its report; none is due where it is refused."""
        self._due = document  # before its text arrives, which may be at once
        try:
            take_edition(self._bench.session, document, edition, file_format)
        except Refusal:
            self._due = ""
            raise

    def _follow(self, aspect: Aspect) -> None:
        """Show the report once every claim was looked for."""
        if not self._due or aspect is not Aspect.TEXT:
            return
        found = report_on(self._bench.session, self._due)
        if found is not None:
            self._due = ""
            self._window.strip.clear()
            self._show(found)

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
)
