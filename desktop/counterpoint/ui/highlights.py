"""Taking over the highlights that a file has of its own."""

from counterpoint.app.commands import Command
from counterpoint.app.describing import counted
from counterpoint.app.details import document_at_hand
from counterpoint.app.importing import Haul, haul_of, import_highlights
from counterpoint.documents.client import jobs
from counterpoint.documents.client.highlights import FileHighlight, FileHighlights
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.feeds import LATER, Ear, Feed
from counterpoint.ui.highlights_sheet import HighlightsSheet, left_out
from counterpoint.ui.theme import Look
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

BATCH = 50
"""Pages that are looked at in one job, so that a page asked for waits for no more."""

NONE_FOUND = "This file has no highlights of its own."


class HighlightImport:
    """Owns the search for highlights in one document, and asks what they are."""

    def __init__(self, window: MainWindow, look: Look, workbench: Workbench) -> None:
        self._window = window
        self._look = look
        self._bench = workbench
        self._ear = Ear()
        self._document = ""
        self._found: list[FileHighlight] = []

    def begin(self) -> None:
        """Look for highlights in the document of the active pane, a batch of pages at a time."""
        session = self._bench.session
        document = document_at_hand(session)
        if session.project.refuse:
            raise Refusal(session.project.refuse)
        if document.id not in session.desk.texts:
            raise Refusal("The text of this document is still being read; try again in a moment.")
        feed = self._bench.feeds.of(document.id)
        if feed is None or feed.document is None:
            raise Refusal("This document is not open; show it in a pane first.")
        self._document, self._found = document.id, []
        self._ear.listen((feed.highlighted, lambda job, found: self._take(feed, job, found)))
        self._ask(feed, 0)

    def _ask(self, feed: Feed, first: int) -> None:
        sections = feed.document.sections if feed.document else 0
        feed.ask(jobs.Highlights(first, min(first + BATCH, sections)), LATER, self)

    def _take(self, feed: Feed, job: jobs.Highlights, found: FileHighlights | None) -> None:
        """A batch has come; None where it could not be had."""
        self._found += found.found if found else ()
        sections = feed.document.sections if feed.document else 0
        if job.last < sections:
            self._window.strip.say(f"Looking for highlights: page {job.last} of {sections} …")
            self._ask(feed, job.last)
            return
        self._ear.listen()
        self._window.strip.clear()
        self._window.guard(self._offer)

    def _offer(self) -> None:
        session, document = self._bench.session, self._document
        haul = haul_of(session, document, self._found)
        if not haul.total:
            raise Refusal(left_out(haul) or NONE_FOUND)
        text = session.desk.texts[document]
        of = (text, session.project.scheme)
        sheet = HighlightsSheet(self._look, self._window, haul, of)
        sheet.chosen.connect(lambda kinds: self._import(document, haul, kinds))
        self._window.cover(sheet)

    def _import(self, document: str, haul: Haul, kinds: dict[int, str]) -> None:
        def act() -> None:
            made = import_highlights(self._bench.session, document, haul, kinds)
            words = f"Made {counted(len(made), 'claim')} of this file’s highlights."
            self._window.strip.say(f"{words} Ctrl+Z takes them back.")

        self._window.guard(act)


COMMANDS: tuple[Command[HighlightImport], ...] = (
    Command(
        "document.highlights",
        "Take over the file’s highlights …",
        HighlightImport.begin,
        (),
        "File",
        help="Makes claims of what was highlighted in this PDF with another program.",
        also="annotations pdf comments marks acrobat zotero import",
    ),
)
