"""A quote with its source, as it is pasted elsewhere."""

from counterpoint.app.session import Session
from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.documents import Document
from counterpoint.exchange.citations import written_date


def citation(session: Session) -> str:
    """The selected passage in quotation marks, and where it is from."""
    desk = session.desk
    document = session.project.get(Document, desk.pane.document or "")
    anchor = anchor_of(desk.text, "", desk.selection)
    place = f"p. {anchor.page}" if anchor.page is not None else f"para. {anchor.paragraph}"
    known = (
        []
        if document is None
        else [document.author, document.title, document.publisher, written_date(document.date)]
    )
    return f"“{anchor.quote}” ({', '.join(part for part in (*known, place) if part)})"
