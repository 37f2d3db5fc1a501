"""What the window shows before anything is open."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counterpoint.ui.theme import Look, interface_font
from counterpoint.ui.wrapping import draw_lines

TITLE = "Nothing is open"
LINES = (
    "Ctrl+O opens documents side by side: PDF, text, Markdown, HTML.",
    "Ctrl+Shift+O opens a project again.  F10 shows everything else.",
)


class Welcome(QWidget):
    """A few words in the middle of an empty window."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(" ".join((TITLE, *LINES)))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.colour("window"))
        middle = self.rect().adjusted(0, -60, 0, -60)
        painter.setFont(interface_font(18, QFont.Weight.DemiBold))
        painter.setPen(theme.colour("text"))
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, TITLE)
        painter.setFont(interface_font())
        painter.setPen(theme.colour("muted"))
        metrics = painter.fontMetrics()
        for number, line in enumerate(LINES):
            left = (self.width() - metrics.horizontalAdvance(line)) / 2
            draw_lines(painter, QPointF(left, middle.center().y() + 24 + 24 * number), [line])
