"""Small text widgets of one style."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from counterpoint.ui.plain import shown, tip
from counterpoint.ui.theme import BODY_SIZE, Look, interface_font


class Label(QLabel):
    """Plain text in a colour of the theme, cut with an ellipsis where it is too long.

    The text is never read as markup, for some of it comes from documents.
    """

    def __init__(
        self, look: Look, colour: str = "text", size: float = BODY_SIZE, bold: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self._colour = colour
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(interface_font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress()
        look.changed.connect(self._dress)

    def say(self, text: str) -> None:
        """Show another text."""
        text = shown(text)
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self._cut()

    def tone(self, colour: str) -> None:
        """Take another colour."""
        if colour != self._colour:
            self._colour = colour
            self._dress()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.contentsRect().width(), 1)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText(cut)
        self.setToolTip(tip(self._whole) if cut != self._whole else "")

    def _dress(self) -> None:
        size = self.font().pixelSize()
        ink = getattr(self._look.theme, self._colour)
        self.setStyleSheet(f"color: {ink}; font-size: {size}px; background: transparent;")
