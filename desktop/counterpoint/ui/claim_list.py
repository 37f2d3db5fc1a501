"""The list of claims: its rows, and how each is drawn and pressed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from counterpoint.ui.cards import GAP, Card, blocks_of, height_of, paint_card
from counterpoint.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
CARD = int(Qt.ItemDataRole.UserRole)


class Cards(QAbstractListModel):
    """Owns the cards that are listed."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = CARD) -> object:
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{card.kind.name}, {card.source} {card.place}: {card.restatement or card.quote}"
        return None

    def show(self, cards: Sequence[Card]) -> None:
        """List other cards; the view keeps its place where only one came, went or changed."""
        old, new = [card.claim for card in self._cards], [card.claim for card in cards]
        if old == new:
            self._update(cards)
            return
        first = next((i for i, pair in enumerate(zip(old, new, strict=False)) if _differ(pair)), -1)
        first = min(len(old), len(new)) if first < 0 else first
        if len(new) == len(old) + 1 and new[first + 1 :] == old[first:]:
            self.beginInsertRows(QModelIndex(), first, first)
            self._cards.insert(first, cards[first])
            self.endInsertRows()
        elif len(new) == len(old) - 1 and new[first:] == old[first + 1 :]:
            self.beginRemoveRows(QModelIndex(), first, first)
            del self._cards[first]
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._cards = list(cards)
            self.endResetModel()
        self._update(cards)

    def row_of(self, claim: str) -> int | None:
        """The row a claim stands in; None where it is not listed."""
        return next((row for row, card in enumerate(self._cards) if card.claim == claim), None)

    def _update(self, cards: Sequence[Card]) -> None:
        for row, card in enumerate(cards):
            if card != self._cards[row]:
                self._cards[row] = card
                self.dataChanged.emit(self.index(row), self.index(row))


def _differ(pair: tuple[str, str]) -> bool:
    return pair[0] != pair[1]


class CardPainter(QStyledItemDelegate):
    """Draws cards; tells when a tie on one is pressed."""

    tie_pressed = Signal(str, str)

    def __init__(self, look: Look, view: "ClaimList") -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = option.rect.adjusted(GAP, 0, -GAP, -GAP)
        paint_card(painter, self._look.theme, rect, self._card(index))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        blocks = blocks_of(self._card(index), width - 2 * GAP)
        return QSize(width, height_of(blocks) + GAP)

    def editorEvent(
        self, event: QEvent, _model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        rect = option.rect.adjusted(GAP, 0, -GAP, -GAP)
        card = self._card(index)
        point = event.position().toPoint() - rect.topLeft()
        for block in blocks_of(card, rect.width()):
            if block.tie is not None and block.rect.contains(point):
                self.tie_pressed.emit(card.claim, block.tie.other)
                return True
        return False

    def _card(self, index: Index) -> Card:
        """The card; all of it where it is the current one."""
        card: Card = index.data(CARD)
        return replace(card, is_whole=self._view.currentIndex() == index)


class ClaimList(QListView):
    """Shows the cards; the one under the reader's cursor is shown whole."""

    claim_pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.cards = Cards()
        self.setModel(self.cards)
        self.painter_of_cards = CardPainter(look, self)
        self.setItemDelegate(self.painter_of_cards)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setAccessibleName("Claims")
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._press)
        look.changed.connect(self.viewport().update)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_current(self, claim: str | None) -> None:
        """Make one card the current one and bring it into view."""
        row = self.cards.row_of(claim) if claim else None
        index = self.cards.index(row) if row is not None else QModelIndex()
        if index == self.currentIndex():
            return
        self.setCurrentIndex(index)
        self.scheduleDelayedItemsLayout()
        if index.isValid():
            self.scrollTo(index, QListView.ScrollHint.EnsureVisible)

    def _press(self, index: QModelIndex) -> None:
        card: Card = index.data(CARD)
        self.claim_pressed.emit(card.claim)
