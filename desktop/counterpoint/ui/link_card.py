"""Asking before an address is opened outside."""

from PySide6.QtCore import QRect, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from counterpoint.documents.client.links import host_of
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, centred
from counterpoint.ui.plain import shown
from counterpoint.ui.sheet import SheetButton, buttons_row, heading_of
from counterpoint.ui.theme import Look
from counterpoint.ui.window import MainWindow

WIDTH, ADDRESS_HEIGHT = 520, 84
"""Logical pixels of the card that asks, and of the address on it."""

MOST_OF_HOST = 48
"""Characters of a host that are named: the last ones say whose it is."""

ODD = "Letters of this name are not of a to z; it may look like another one."
NO_SUCH_ADDRESS = "This is not an address that a browser can open. C copies it as it is."
NO_BROWSER = "No program was found that opens this address. C copies it."


class LinkCard(Overlay):
    """Shows an address as a whole, and opens it only when the reader says so.

    ``next_wanted`` follows Ctrl+Enter where there is more to say (``more``): other links.
    """

    next_wanted = Signal()

    def __init__(self, look: Look, window: QWidget, address: str, more: str = "") -> None:
        super().__init__(look, window)
        self.address = address
        self._has_more = bool(more)
        is_mail = address.lower().startswith("mailto:")
        self.setAccessibleName(f"Open {address}?")
        heading = heading_of(
            look, "Write to this address?" if is_mail else "Open this address in the browser?"
        )
        host = "" if is_mail else host_of(address)
        cut = "…" if len(host) > MOST_OF_HOST else ""
        self.goal = Label(look)
        self.goal.say(f"It goes to {cut}{host[-MOST_OF_HOST:]}." if host else "")
        self.odd = Label(look)
        self.odd.say(ODD if any(one.startswith("xn--") for one in host.split(".")) else "")
        self.note = Label(look, "muted")
        self.note.say(more)
        self.whole = QPlainTextEdit(shown(address))
        self.whole.setReadOnly(True)
        self.whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.whole.setFixedHeight(ADDRESS_HEIGHT)
        self._lay_out(look, heading, is_mail)

    def _lay_out(self, look: Look, heading: Label, is_mail: bool) -> None:
        cancel = SheetButton(look, "Cancel", "Esc")
        copy = SheetButton(look, "Copy address", "c")
        go = SheetButton(look, "Write" if is_mail else "Open in browser", "Enter", is_default=True)
        for button, act in ((cancel, self.dismiss), (copy, self.copy), (go, self.go)):
            button.clicked.connect(act)
        self._column = column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addWidget(heading)
        column.addWidget(self.whole)
        for label in (self.goal, self.odd, self.note):
            column.addWidget(label)
            label.setVisible(bool(label.accessibleName()))
        column.addLayout(buttons_row(cancel, copy, go))

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        height = self._column.sizeHint().height()
        return centred(room, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.next() if with_control and self._has_more else self.go()
        elif event.key() == Qt.Key.Key_C:
            self.copy()
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.address)
        self.dismiss()

    def go(self) -> None:
        """Hand the address to the desktop; what keeps it from that is said, and the card stays."""
        url = _url(self.address)
        if not url.isValid():
            self._say(NO_SUCH_ADDRESS)
        elif QDesktopServices.openUrl(url):
            self.dismiss()
        else:
            self._say(NO_BROWSER)

    def next(self) -> None:
        """Ask for the next link instead."""
        self.dismiss()
        self.next_wanted.emit()

    def _say(self, sentence: str) -> None:
        self.note.tone("text")
        self.note.say(sentence)
        self.note.setVisible(True)
        self.fit()


def ask_to_open(window: MainWindow, look: Look, address: str, more: str = "") -> None:
    """Show an address and ask whether to open it; ``more`` says what other links there are."""
    card = LinkCard(look, window, address, more)
    card.next_wanted.connect(lambda: window.run("go.link"))
    window.cover(card)


def _url(address: str) -> QUrl:
    """An address as Qt has it; signs that belong in no address are written as a browser would."""
    strict = QUrl(address, QUrl.ParsingMode.StrictMode)
    if strict.isValid():
        return strict
    mended = QUrl(address, QUrl.ParsingMode.TolerantMode)
    return mended if mended.host() == host_of(address) else QUrl()
