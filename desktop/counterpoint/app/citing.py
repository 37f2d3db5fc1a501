"""A quote with its source, as it is pasted elsewhere."""

from counterpoint.app.session import Session
from counterpoint.domain.documents import Document
from counterpoint.exchange.citations import web_source, written_date


def citation(session: Session) -> str:
    """The selected passage in quotation marks, or that it is a region; and where it is from."""
    desk, anchor = session.desk, session.anchor_of_selection()
    document = session.project.get(Document, desk.pane.document or "")
    place = f"p. {anchor.page}" if anchor.page is not None else f"para. {anchor.paragraph}"
    known = (
        []
        if document is None
        else [
            document.author,
            document.title,
            document.publisher,
            written_date(document.date),
            web_source(document),
        ]
    )
    words = f"“{anchor.quote}”" if anchor.region is None else "A region of the page"
    return f"{words} ({', '.join(part for part in (*known, place) if part)})"
