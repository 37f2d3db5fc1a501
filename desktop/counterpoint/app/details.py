"""What a reader corrects about a source, and taking a source out of the project."""

from dataclasses import dataclass, replace

from counterpoint.app.describing import counted
from counterpoint.app.desk import DOCUMENT_GONE
from counterpoint.app.session import Session
from counterpoint.domain.dates import date_of_line, date_of_stamp
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal

DATE_FORM = "Write the date as 2025, 2025-06, 2025-06-22 or 22 June 2025."


@dataclass(frozen=True)
class Details:
    """What a reader can correct about a source, as it is typed."""

    title: str
    author: str = ""
    date: str = ""
    publisher: str = ""

    @classmethod
    def of(cls, document: Document) -> "Details":
        """What is known of a document."""
        return cls(document.title, document.author, document.date, document.publisher)


def document_at_hand(session: Session) -> Document:
    """The document in the active pane; refuses where there is none."""
    document = session.project.get(Document, session.desk.pane.document or "")
    if document is None:
        raise Refusal("There is no document in this pane; choose one at the left first.")
    return document


def correct(session: Session, identity: str, details: Details) -> bool:
    """Give a document other details; whether anything has changed.

    Refuses an empty title, and a date that cannot be understood.
    """
    document = session.project.get(Document, identity)
    if document is None:
        raise Refusal(DOCUMENT_GONE)
    fields = [" ".join(field.split()) for field in (details.title, details.author)]
    if not fields[0]:
        raise Refusal("A document needs a title, so that you can tell it from the others.")
    corrected = replace(
        document,
        title=fields[0],
        author=fields[1],
        date=iso_date(details.date),
        publisher=" ".join(details.publisher.split()),
    )
    if corrected == document:
        return False
    session.project.put(f"Correct the details of “{document.title}”", corrected)
    return True


def iso_date(text: str) -> str:
    """A date as typed, as ISO 8601 and no more precise; refuses what is no date."""
    words = " ".join(text.split())
    if not words:
        return ""
    printed = date_of_line(words)
    if printed:
        return printed
    stamp = date_of_stamp(words)
    if stamp != words:  # a stamp may go on with what would be lost here
        raise Refusal(DATE_FORM)
    return stamp


def remove(session: Session) -> str:
    """Take the document of the active pane out of the project; what to tell the reader.

    Its file stays where it is, and so do its claims, out of sight: undo, or adding the file
    again, brings them back.
    """
    document = document_at_hand(session)
    claims = len(session.project.claims_of(document.id))
    session.project.remove(f"Remove “{document.title}”", document)
    with_claims = f" with {counted(claims, 'claim')}" if claims else ""
    return f"Removed “{document.title}”{with_claims} from the project; Ctrl+Z brings it back."
