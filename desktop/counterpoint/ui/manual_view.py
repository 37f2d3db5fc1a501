"""The manual, in a window beside the pages."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QDesktopServices,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from counterpoint.ui.theme import Look, reading_font

FIRST_PAGE = "index.md"
MARKDOWN = QTextDocument.ResourceType.MarkdownResource
WIDTH, HEIGHT = 760, 720

LINE_HEIGHT = 130
"""Percent of the type's own."""

ABOVE_HEADING, BELOW_HEADING = {1: 6, 2: 22}, 6
BELOW_TEXT, BELOW_ITEM, CELL, BELOW_TABLE = 10, 5, 6, 14
CODE_INDENT = 20
"""Logical pixels; Markdown comes without any room between its blocks."""


class Pages(QTextBrowser):
    """Shows the pages of one folder and leaves it for nothing; web addresses go to the browser."""

    def __init__(self, look: Look, folder: Path) -> None:
        super().__init__()
        self._look = look
        self._folder = folder
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self.follow)
        self.sourceChanged.connect(self._spread)
        self._dress()
        look.changed.connect(self._dress)

    def follow(self, link: QUrl) -> None:
        """Go to another page or heading, or show a web page in the browser."""
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif not link.scheme():
            self.setSource(self.source().resolved(link), MARKDOWN)

    def loadResource(self, _kind: int, link: QUrl | str) -> object:
        """A page by its bare name; nothing else is ever read."""
        name = Path(QUrl(link).path()).name
        page = self._folder / name
        return page.read_text(encoding="utf-8") if name.endswith(".md") and page.is_file() else ""

    def _dress(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            f"QTextBrowser {{ background: {theme.page}; color: {theme.page_text}; border: none;"
            f" padding: 8px 32px; }}"
        )
        if not self.source().isEmpty():
            self.reload()

    def _spread(self) -> None:
        """Give the page its type, and room between paragraphs, headings and tables."""
        document = self.document()
        document.setDefaultFont(reading_font(15))  # a style sheet puts the window's in its place
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            is_cell = cursor.currentTable() is not None
            cursor.mergeBlockFormat(_room(0, 0) if is_cell else _room_of(block))
            block = block.next()
        line = QBrush(self._look.theme.colour("line"))
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setBorderCollapse(True)
                form.setBorderBrush(line)
                form.setCellPadding(CELL)
                form.setTopMargin(CELL)
                form.setBottomMargin(BELOW_TABLE)
                frame.setFormat(form)


def _room_of(block: QTextBlock) -> QTextBlockFormat:
    """The room around a block that is in no table, and between its lines."""
    if _is_code(block):
        room = _room(0, 0 if _is_code(block.next()) else BELOW_TEXT)
        room.setLeftMargin(CODE_INDENT)
        return room
    level = block.blockFormat().headingLevel()
    below = BELOW_ITEM if block.blockFormat().objectIndex() >= 0 else BELOW_TEXT
    room = _room(ABOVE_HEADING.get(level, 0), BELOW_HEADING if level else below)
    room.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return room


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeLanguage)


def _room(above: int, below: int) -> QTextBlockFormat:
    room = QTextBlockFormat()
    room.setTopMargin(above)
    room.setBottomMargin(below)
    return room


class ManualWindow(QWidget):
    """One page of the manual at a time; Esc closes it, Backspace and Alt+Left go back."""

    def __init__(self, over: QWidget, look: Look, folder: Path) -> None:
        super().__init__(over, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Manual – Counterpoint")
        self.resize(WIDTH, HEIGHT)
        self.pages = Pages(look, folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.pages.setSource(QUrl(FIRST_PAGE), MARKDOWN)
        self.setFocusProxy(self.pages)

    @classmethod
    def open_over(cls, window: QWidget, look: Look, folder: Path) -> "ManualWindow":
        """Show the manual, the one that is open already if there is one."""
        manual = window.findChild(cls) or cls(window, look, folder)
        manual.show()
        manual.raise_()
        manual.activateWindow()
        return manual

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Backspace:
            self.pages.backward()
        else:
            super().keyPressEvent(event)
