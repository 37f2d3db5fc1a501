"""The manual, in a window beside the pages."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import tip
from counterpoint.ui.theme import (
    CONTROL_HEIGHT,
    RADIUS_FIELD,
    SMALL_SIZE,
    Look,
    interface_font,
    reading_font,
)

FIRST_PAGE = "index.md"
MARKDOWN = QTextDocument.ResourceType.MarkdownResource
IMAGE = QTextDocument.ResourceType.ImageResource.value
WIDTH, HEIGHT = 760, 720
BAR = 36
TYPE = 15
"""Logical pixels: the window's size, the height of its bar, the size of type."""

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
        elif not link.scheme() and (not link.path() or self._page(link) is not None):
            self.setSource(self.source().resolved(link), MARKDOWN)

    def loadResource(self, kind: int, link: QUrl | str) -> object:
        """A page by its bare name; nothing else is ever read."""
        if kind == IMAGE:
            nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
            nothing.fill(0)
            return nothing  # Qt would look for the file itself where it gets no picture
        page = self._page(QUrl(link))
        return page.read_text(encoding="utf-8") if page is not None else ""

    def _page(self, link: QUrl) -> Path | None:
        """The file of a page that is named as it is, without a folder; None where there is none."""
        name = link.path()
        page = self._folder / name
        is_page = Path(name).name == name and name.endswith(".md") and page.is_file()
        return page if is_page else None

    def _dress(self) -> None:
        theme, font = self._look.theme, reading_font(TYPE)
        families = ", ".join(f"'{family}'" for family in font.families())
        self.setStyleSheet(
            f"QTextBrowser {{ background: {theme.page}; color: {theme.page_text}; border: none;"
            f" padding: 8px 32px; font-family: {families}, serif; font-size: {TYPE}px; }}"
        )
        if not self.source().isEmpty():
            bar = self.verticalScrollBar()
            place = bar.value()
            self.reload()
            self._spread()
            bar.setValue(place)

    def _spread(self) -> None:
        """Give the page its type, and room between paragraphs, headings and tables."""
        document = self.document()
        document.setDefaultFont(reading_font(TYPE))
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            is_cell = cursor.currentTable() is not None
            cursor.mergeBlockFormat(_room(0, 0) if is_cell else _room_of(block))
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setBorder(0)  # Qt draws a frame of one pixel in part only
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


class Place(QAbstractButton):
    """A word in the bar that leads to a page."""

    def __init__(self, look: Look, word: str, hint: str) -> None:
        super().__init__()
        self._look = look
        self.setText(word)
        self.setFont(interface_font())
        self.setToolTip(tip(hint))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the pointer comes
        width = self.fontMetrics().horizontalAdvance(word)
        self.setFixedSize(width + 20, CONTROL_HEIGHT)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        if self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_FIELD, RADIUS_FIELD)
        painter.setPen(theme.colour("text" if self.isEnabled() else "faint"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


def _bar(look: Look, pages: Pages) -> Panel:
    """What leads to other pages, and how to leave."""
    bar = Panel(look, "bottom")
    bar.setFixedHeight(BAR)
    contents = Place(look, "Contents", "The first page (Alt+Up)")
    back = Place(look, "Back", "The page before (Backspace)")
    forward = Place(look, "Forward", "The page you came back from (Alt+Right)")
    leave = Label(look, "muted", SMALL_SIZE)
    leave.say("Esc closes")
    row = QHBoxLayout(bar)
    row.setContentsMargins(12, 0, 16, 1)
    row.setSpacing(4)
    for place in (contents, back, forward):
        row.addWidget(place)
    row.addStretch(1)
    row.addWidget(leave)
    contents.clicked.connect(lambda: pages.follow(QUrl(FIRST_PAGE)))
    for place, go, can in (
        (back, pages.backward, pages.backwardAvailable),
        (forward, pages.forward, pages.forwardAvailable),
    ):
        place.setEnabled(False)
        place.clicked.connect(go)
        can.connect(place.setEnabled)
    return bar


class ManualWindow(QWidget):
    """One page of the manual at a time; Esc closes it.

    Backspace and Alt+Left go back, Alt+Right goes forward, Alt+Up to the contents.
    """

    def __init__(self, over: QWidget, look: Look, folder: Path) -> None:
        super().__init__(over, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Manual – Counterpoint")
        self.resize(WIDTH, HEIGHT)
        self.pages = Pages(look, folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_bar(look, self.pages))
        column.addWidget(self.pages, 1)
        self.pages.setSource(QUrl(FIRST_PAGE), MARKDOWN)
        self.setFocusProxy(self.pages)

    @classmethod
    def open_over(cls, window: QWidget, look: Look, folder: Path) -> "ManualWindow":
        """Show the manual, the one that is open already if there is one."""
        there = (one for one in window.findChildren(cls) if one.isVisible())  # not one that goes
        manual = next(there, None) or cls(window, look, folder)
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
