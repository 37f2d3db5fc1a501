"""Whose claim the pointer rests on, where it is another reader's."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from counterpoint.app.session import Session
from counterpoint.domain.reading import Passage
from counterpoint.ui.page_view import PageView
from counterpoint.ui.plain import tip


class ClaimTips(QObject):
    """Follows the pointer over one pane's pages; ``document_in`` gives the id of what it shows."""

    def __init__(
        self, session: Session, pages: PageView, document_in: Callable[[], str | None]
    ) -> None:
        super().__init__(pages)
        self._session = session
        self._pages = pages
        self._document_in = document_in
        pages.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return False
        words = self.words_at(event.pos())
        QToolTip.showText(event.globalPos(), tip(words), self._pages.viewport())
        return True

    def words_at(self, point: QPoint) -> str:
        """The other readers whose claims are there, and of which kinds; empty where there is none.

        The point is in logical pixels from the corner of the viewport.
        """
        document, session = self._document_in() or "", self._session
        text, offset = session.desk.texts.get(document), self._offset_at(point)
        if text is None or offset is None:
            return ""
        scheme, name_of = session.project.scheme, session.readers.name_of
        claims = [mark.claim for mark in session.marks.over(document, Passage(offset, offset + 1))]
        told = [
            f"{name_of(claim)}’s {scheme.kind(claim.kind).short_name.lower()}"
            for claim in claims
            if name_of(claim)
        ]
        return ", ".join(told)

    def _offset_at(self, point: QPoint) -> int | None:
        """The character of the reading text under a point; None where there is none."""
        stack = self._pages.sizing.stack
        text = self._session.desk.texts.get(self._document_in() or "")
        if stack is None or not stack.sizes or text is None:
            return None
        corner = QPointF(self._pages.horizontalScrollBar().value(), self._pages.top)
        lines, x, y = self._pages.scenes.locate(stack, QPointF(point) + corner)
        found = lines.offset_on(x, y) if lines is not None else None
        return text.offset_of(*found) if found is not None else None
