"""Asking before an address is opened outside."""

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from counterpoint.ui.folder_sheet import SheetButton
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay
from counterpoint.ui.plain import shown
from counterpoint.ui.theme import Look
from counterpoint.ui.window import MainWindow

WIDTH, ADDRESS_HEIGHT = 520, 84
"""Logical pixels of the card that asks, and of the address on it."""


class LinkCard(Overlay):
    """Shows an address as a whole, and opens it only when the reader says so."""

    def __init__(self, look: Look, window: QWidget, address: str) -> None:
        super().__init__(look, window)
        self.address = address
        is_mail = address.lower().startswith("mailto:")
        self.setAccessibleName(f"Open {address}?")
        heading = Label(look, size=15, bold=True)
        heading.say("Write to this address?" if is_mail else "Open this address in the browser?")
        self.whole = QPlainTextEdit(shown(address))
        self.whole.setReadOnly(True)
        self.whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.whole.setFixedHeight(ADDRESS_HEIGHT)
        cancel = SheetButton(look, "Cancel", "Esc")
        copy = SheetButton(look, "Copy address", "c")
        go = SheetButton(look, "Write" if is_mail else "Open in browser", "Enter", is_default=True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button, act in ((cancel, self.dismiss), (copy, self.copy), (go, self.go)):
            button.clicked.connect(act)
            foot.addWidget(button)
        self._column = column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addWidget(heading)
        column.addWidget(self.whole)
        column.addLayout(foot)

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        height = self._column.sizeHint().height()
        return QRect((room.width() - width) // 2, (room.height() - height) * 2 // 5, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif event.key() == Qt.Key.Key_C:
            self.copy()
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.address)
        self.dismiss()

    def go(self) -> None:
        """Hand the address to the desktop."""
        self.dismiss()
        QDesktopServices.openUrl(QUrl(self.address, QUrl.ParsingMode.StrictMode))


def ask_to_open(window: MainWindow, look: Look, address: str) -> None:
    """Show an address and ask whether to open it."""
    window.cover(LinkCard(look, window, address))
