"""Taking over the highlights that a file has of its own."""

from dataclasses import dataclass, field, replace

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


@dataclass
class _Hunt:
    """One search for highlights: where it looks, what it has found, and pages it could not read."""

    feed: Feed
    document: str
    found: list[FileHighlight] = field(default_factory=list)
    unread: int = 0


class HighlightImport:
    """Owns the search for highlights in one document, and asks what they are."""

    def __init__(self, window: MainWindow, look: Look, workbench: Workbench) -> None:
        self._window = window
        self._look = look
        self._bench = workbench
        self._ear = Ear()
        self._hunt: _Hunt | None = None

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
        if self._hunt is not None and self._hunt.feed is feed:
            return  # it is being looked through already
        self._hunt = hunt = _Hunt(feed, document.id)
        self._ear.listen(
            (feed.highlighted, lambda job, found: self._take(hunt, job, found)),
            (feed.destroyed, self._forget),
        )
        self._ask(hunt, 0)

    def _forget(self, *_: object) -> None:
        """The document is in view no more."""
        self._hunt, self._ear = None, Ear()  # whose signals went with the feed
        self._window.strip.clear()

    def _ask(self, hunt: _Hunt, first: int) -> None:
        sections = hunt.feed.document.sections if hunt.feed.document else 0
        hunt.feed.ask(jobs.Highlights(first, min(first + BATCH, sections)), LATER, self)

    def _take(self, hunt: _Hunt, job: jobs.Highlights, found: FileHighlights | None) -> None:
        """A batch has come; None where it could not be had."""
        if found is None:
            hunt.unread += job.last - job.first
        else:
            hunt.found += found.found
        sections = hunt.feed.document.sections if hunt.feed.document else 0
        if job.last < sections:
            self._window.strip.say(f"Looking for highlights: page {job.last} of {sections} …")
            self._ask(hunt, job.last)
            return
        self._ear.listen()
        self._hunt = None
        self._window.strip.clear()
        self._window.guard(lambda: self._offer(hunt))

    def _offer(self, hunt: _Hunt) -> None:
        session, document = self._bench.session, hunt.document
        haul = replace(haul_of(session, document, hunt.found), unread=hunt.unread)
        if not haul.total:
            raise Refusal(left_out(haul) or NONE_FOUND)
        text = session.desk.texts[document]
        of = (text, session.project.scheme)
        sheet = HighlightsSheet(self._look, self._window, haul, of)
        sheet.chosen.connect(lambda kinds: self._take_over(document, haul, kinds))
        self._window.cover(sheet)

    def _take_over(self, document: str, haul: Haul, kinds: dict[int, str]) -> None:
        def act() -> None:
            made = import_highlights(self._bench.session, document, haul, kinds)
            words = f"Took over {counted(len(made), 'highlight')} as claims."
            self._window.strip.say(f"{words} Ctrl+Z takes them back.")

        self._window.guard(act)


COMMANDS: tuple[Command[HighlightImport], ...] = (
    Command(
        "document.highlights",
        "Take over highlights …",
        HighlightImport.begin,
        (),
        "File",
        help="Makes claims of what was highlighted in this PDF with another program.",
        also="annotations pdf comments marks acrobat zotero import",
    ),
)
