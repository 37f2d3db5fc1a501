"""What a reader does with a document as a source: correct its details, take it away."""

from counterpoint.app import details
from counterpoint.app.commands import Command
from counterpoint.app.details import Details
from counterpoint.app.session import Session
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.theme import Look
from counterpoint.ui.window import MainWindow


class SourceDesk:
    """Lays what is asked of a reader over the window."""

    def __init__(self, window: MainWindow, look: Look, session: Session) -> None:
        self._window = window
        self._look = look
        self._session = session

    def correct(self) -> None:
        """Let the reader correct the details of the document in the active pane."""
        from counterpoint.ui.details_sheet import DetailsSheet  # a start does not need it

        document = details.document_at_hand(self._session)
        if self._session.project.refuse:
            raise Refusal(self._session.project.refuse)
        sheet = DetailsSheet(
            self._look,
            self._window,
            Details.of(document),
            lambda typed: self._save(document.id, typed),
        )
        self._window.cover(sheet, sheet.title)

    def remove(self) -> None:
        """Take the document of the active pane out of the project."""
        self._window.strip.say(details.remove(self._session))

    def _save(self, document: str, typed: Details) -> None:
        if details.correct(self._session, document, typed):
            self._window.strip.say("Saved the details; notes and citations use them from now on.")


COMMANDS: tuple[Command[SourceDesk], ...] = (
    Command(
        "document.details",
        "Details of the document …",
        SourceDesk.correct,
        ("F2",),
        "File",
        help="Lets you correct title, author, date and publisher, as citations have them.",
        icon="document",
        also="metadata rename title author date publisher source edit properties",
    ),
    Command(
        "document.remove",
        "Remove document from the project",
        SourceDesk.remove,
        (),
        "File",
        help="Takes the document of the active pane away; its file and its claims are kept.",
        also="delete source close take out",
    ),
)
