"""One pane of the desk: what is read in it, and where the reader is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.feeds import Ear, Feed
from counterpoint.ui.labels import Label
from counterpoint.ui.page_view import PageView
from counterpoint.ui.pictures import Shelf
from counterpoint.ui.theme import HEADER_HEIGHT, SMALL_SIZE, Look

LEAST_WIDTH = 120
"""Logical pixels of width that a pane keeps: four fit beside the documents in the least window."""

ROOM_FOR_PLACE = 220
"""Logical pixels of width below which the header has room for the title only."""

NOTHING_OPEN = "Drop a document here, or open one."
OPENING = "Opening …"


class PaneHeader(QWidget):
    """Title, author and publisher at the left; place in the document at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._is_active = False
        self.title = Label(look, bold=True)
        self.source = Label(look, "muted", SMALL_SIZE)
        self.place = Label(look, "muted", SMALL_SIZE)
        self.place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEADER_HEIGHT)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 6, 16, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.source)
        names.addStretch(1)
        grid.addLayout(names, 0, 0, 2, 1)
        grid.addWidget(self.place, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        look.changed.connect(self.update)

    def name(self, title: str, source: str) -> None:
        """Say which document is shown."""
        self.title.say(title)
        self.source.say(source)
        self.source.setVisible(bool(source))

    def set_active(self, is_active: bool) -> None:
        """Mark this pane as the one that keys act on."""
        self.title.tone("text" if is_active else "muted")
        if is_active != self._is_active:
            self._is_active = is_active
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place.setVisible(self.width() >= ROOM_FOR_PLACE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        if self._is_active:
            painter.fillRect(0, 0, self.width(), 2, theme.colour("accent"))


class PaneWidget(QWidget):
    """Shows a document's pages, or one sentence where there are none.

    ``pressed`` tells that the pointer goes down anywhere in it, ``refused`` that the document
    cannot be shown after all.
    """

    pressed = Signal()
    refused = Signal()

    def __init__(self, look: Look, shelf: Shelf) -> None:
        super().__init__()
        self._look = look
        self._feed: Feed | None = None
        self._ear = Ear()
        self.header = PaneHeader(look)
        self.pages = PageView(look, shelf)
        self.pages.pointing.pressed.connect(self.pressed)
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setContentsMargins(32, 32, 32, 32)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(body, 1)
        self.setMinimumWidth(LEAST_WIDTH)
        self._dress()
        look.changed.connect(self._dress)
        self.say(NOTHING_OPEN)

    @property
    def message(self) -> str:
        """The sentence shown instead of pages; empty while pages show."""
        return self._message.text() if self._stack.currentWidget() is self._message else ""

    @property
    def problem(self) -> str:
        """Why the document cannot be shown; empty where it can."""
        return self._feed.problem if self._feed is not None else ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was asked for is still to come."""
        if self._feed is None or self._feed.problem:
            return True
        return self._feed.is_idle and self.pages.is_fitted

    def set_feed(self, feed: Feed | None) -> None:
        """Show a document's pages, or none; what shows already stays as it is."""
        if feed is self._feed:
            return
        self._ear.listen()
        self._feed = feed
        self.pages.set_feed(feed)
        if feed is not None:
            self._ear.listen((feed.opened, self._show_pages), (feed.refused, self._refuse))
        if feed is None:
            self.say(NOTHING_OPEN)
        elif feed.problem or feed.document is None:
            self.say(feed.problem or OPENING)
        else:
            self._show_pages()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()

    def _show_pages(self, *_: object) -> None:
        self._stack.setCurrentWidget(self.pages)

    def _refuse(self, sentence: str) -> None:
        self.say(sentence)
        self.refused.emit()

    def say(self, sentence: str) -> None:
        """Show one sentence instead of pages."""
        self._message.setText(sentence)
        self._stack.setCurrentWidget(self._message)

    def _dress(self) -> None:
        theme = self._look.theme
        self._message.setStyleSheet(f"color: {theme.muted}; background: {theme.window};")
