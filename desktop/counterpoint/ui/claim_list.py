"""The list of claims: only the cards that show are made, measured and drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from counterpoint.app.roster import Step
from counterpoint.app.telling import Card
from counterpoint.ui.card_column import Column
from counterpoint.ui.cards import GAP, Laid, paint_card
from counterpoint.ui.theme import Look

LIKELY_HEIGHT = 104
"""Logical pixels a card takes until it is measured."""


@dataclass(frozen=True)
class _Top:
    """The row at the top of the view, and how many logical pixels of it are above that."""

    row: int
    above: int


def _top_at(value: int, column: Column) -> _Top:
    """The row at the top of a view that is scrolled so far."""
    row = column.row_at(value)
    return _Top(row, value - column.top(row))


def _moved(top: _Top | None, step: Step) -> _Top | None:
    """Where the row at the top is after a step of the list."""
    is_above = top is not None and (step.row < top.row or (step.row == top.row and step.delta > 0))
    return _Top(top.row + step.delta, top.above) if top is not None and is_above else top


def _found(top: _Top | None, ids: Sequence[str], others: Sequence[str]) -> _Top | None:
    """Where the claim at the top of a list stands in another one; None where it does not."""
    if top is None or top.row >= len(ids) or ids[top.row] not in others:
        return None
    return _Top(others.index(ids[top.row]), top.above)


class ClaimList(QAbstractScrollArea):
    """Owns where the cards stand; the one under the reader's cursor is shown whole.

    ``card_of`` makes the card of a claim's id. Heights are measured when a card is first drawn,
    so that a list of 50,000 opens at once; and the view follows where they stand once a frame.
    """

    claim_pressed = Signal(str)
    tie_pressed = Signal(str, str)

    def __init__(self, look: Look, card_of: Callable[[str], Card]) -> None:
        super().__init__()
        self._look = look
        self._card_of = card_of
        self._ids: Sequence[str] = ()
        self._column = Column()
        self._top: _Top | None = None
        self._current: str | None = None
        self._is_settled = True
        self._cards: dict[str, Card] = {}
        self._laid: dict[str, Laid] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(28)
        self.setAccessibleName("Claims")
        look.changed.connect(self._lay_anew)

    def show_ids(self, ids: Sequence[str]) -> None:
        """List other claims; of those that are on the screen, the first stays where it is."""
        value = self.verticalScrollBar().value()
        if self._is_settled and value:  # else the reader is at the beginning
            self._top = _top_at(value, self._column)
        self._top = _found(self._top, self._ids, ids)
        self._ids = ids
        self._column = Column([LIKELY_HEIGHT] * len(ids))
        self._is_settled = False
        self._cards.clear()
        self._lay_anew()
        self._settle()

    def follow(self, steps: Sequence[Step]) -> None:
        """The list of ids has changed in these steps; what is on the screen stays there.

        It shows at the next update of the viewport.
        """
        if self._is_settled:
            self._top = _top_at(self.verticalScrollBar().value(), self._column)
        for step in steps:
            self._cards.pop(step.claim, None)
            if step.delta > 0:
                self._column.insert(step.row, LIKELY_HEIGHT)
            elif step.delta < 0:
                del self._column[step.row]
            self._top = _moved(self._top, step)
        self._is_settled = False

    def card(self, claim: str) -> Card:
        """A claim's card; all of it where it is the current one."""
        if claim not in self._cards:
            self._cards[claim] = self._card_of(claim)
        return replace(self._cards[claim], is_whole=claim == self._current)

    def show_current(self, claim: str | None, row: int | None) -> None:
        """Make one claim the current one and bring its card into view."""
        if claim != self._current:
            self._current = claim
            self.viewport().update()
        if row is None or not self.isVisible():
            return
        self._measure(row)
        if not self._is_settled:
            self._settle()
            self.viewport().update()
        bar, top = self.verticalScrollBar(), self._column.top(row)
        bottom = top + self._column[row]
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(min(top, bottom - self.viewport().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        before = self._rows_in_view()
        for row in before:
            self._measure(row)
        rows = self._rows_in_view()
        if rows != before:
            self.viewport().update()  # what has come into view is still to be measured
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.theme.colour("panel"))
        for row in rows:
            laid = self._laid_out(row)
            paint_card(painter, self._look.theme, self._rect(row), laid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_settled = False
        self._settle()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._press(event.position().toPoint())
        return super().viewportEvent(event)

    def _press(self, point: QPoint) -> None:
        for row in self._rows_in_view():
            rect = self._rect(row)
            if not rect.contains(point):
                continue
            within = point - rect.topLeft()
            blocks = self._laid_out(row).blocks
            ties = [b.tie for b in blocks if b.tie and b.rect.contains(within)]
            if ties:
                self.tie_pressed.emit(self._ids[row], ties[0].other)
            else:
                self.claim_pressed.emit(self._ids[row])

    def _laid_out(self, row: int) -> Laid:
        """A card and its blocks as wide as the list is; broken into lines once."""
        claim, width = self._ids[row], self.viewport().width() - 2 * GAP
        card, held = self.card(claim), self._laid.get(claim)
        if held is None or held.width != width or held.card != card:
            held = self._laid[claim] = Laid.out(card, width)
        return held

    def _lay_anew(self) -> None:
        self._laid.clear()
        self.viewport().update()

    def _measure(self, row: int) -> None:
        """Measure a card; what comes below it may have to stand elsewhere."""
        height = self._laid_out(row).height + GAP
        if self._column[row] != height:
            self._is_settled = False
            self._column[row] = height

    def _settle(self) -> None:
        """Let the view follow where the cards stand, unless it does."""
        if self._is_settled:
            return
        self._is_settled = True
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._column.height - self.viewport().height()))
        if self._top is not None:
            row = min(self._top.row, len(self._ids))
            bar.setValue(self._column.top(row) + self._top.above)
            self._top = None

    def _rows_in_view(self) -> range:
        self._settle()
        top = self.verticalScrollBar().value()
        last = self._column.row_at(top + self.viewport().height())
        return range(self._column.row_at(top), min(last + 1, len(self._ids)))

    def _rect(self, row: int) -> QRect:
        top = self._column.top(row) - self.verticalScrollBar().value()
        return QRect(GAP, top, self.viewport().width() - 2 * GAP, self._column[row] - GAP)
