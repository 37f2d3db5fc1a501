"""The main window: header, desk and strip, and the one place where commands are run."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from counterpoint.app.commands import Commands, Mode, Row
from counterpoint.app.keymap import Keymap, KeyPress
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.header import HeaderBar
from counterpoint.ui.icons import Icons
from counterpoint.ui.keys import KeyRouter, key_press
from counterpoint.ui.kind_strip import KindStrip
from counterpoint.ui.menus import fill_menu
from counterpoint.ui.overlay import Overlay
from counterpoint.ui.theme import Look

DEEDS = ("file.open", "file.export", "view.palette", "view.documents", "view.claims")
"""The commands that stand in the header."""

QUIT = "file.quit"
"""The one command whose key works while something lies over the desk."""


def shows(window: QWidget, widget: QWidget) -> bool:
    """Whether a window shows a widget of its desk; also where one of the two is gone by now."""
    return isValid(window) and isValid(widget) and widget.window() is window


class MainWindow(QWidget):
    """Holds the workbench of the open project; runs commands and shows their refusals."""

    def __init__(self, look: Look, icons: Icons, may_close: Callable[[], bool]) -> None:
        super().__init__()
        self._look = look
        self._may_close = may_close
        self._commands = Commands(())
        self._keymap = Keymap(())
        self._mode: Callable[[], Mode] = lambda: Mode.EMPTY
        self._router: KeyRouter | None = None
        self.overlay: Overlay | None = None
        self.header = HeaderBar(look, icons)
        self.strip = KindStrip(look, self)
        self._menu = QMenu(self)
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        column.addWidget(self.strip)
        self.setWindowTitle("Counterpoint")
        self.setMinimumSize(720, 480)
        self.header.menu_button.pressed.connect(self.show_menu)
        self.header.pressed.connect(self.run)
        self.strip.pressed.connect(self.run)

    def set_commands(self, rows: Sequence[Row], mode: Callable[[], Mode]) -> None:
        """Take other commands; ``mode`` says what the keys act on. What lies over the desk goes."""
        if self.overlay is not None:
            self.overlay.dismiss()
        self._commands, self._keymap, self._mode = Commands(rows), Keymap(rows), mode
        self.header.show_deeds([row for row in rows if row.id in DEEDS])

    @property
    def rows(self) -> Sequence[Row]:
        """The commands that there are."""
        return self._commands.rows

    @property
    def mode(self) -> Mode:
        """What the keys act on."""
        return self._mode()

    def cover(self, overlay: Overlay, first: QWidget | None = None) -> None:
        """Lay a card over the desk; ``first`` has the focus there, or the card itself."""
        if self.overlay is not None:
            self.overlay.dismiss()
        self.overlay = overlay
        overlay.dismissed.connect(self._uncover)
        overlay.unused.connect(self.keyPressEvent)
        overlay.open(first)

    @property
    def body(self) -> QWidget:
        """What lies between header and strip."""
        return self._body

    def set_body(self, widget: QWidget) -> None:
        """Show another project's desk."""
        old = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def run(self, command: str) -> None:
        """Carry out a command if it works here; what the reader can mend is shown in the strip."""
        self._keymap.forget()
        self.strip.pass_on()
        if self._mode() in self._commands.row(command).when:
            self.guard(lambda: self._commands.run(command))

    def guard(self, act: Callable[[], None]) -> None:
        """Do something; what the reader can mend is shown in the strip."""
        try:
            act()
        except Refusal as refusal:
            self.strip.say(str(refusal))

    def show_menu(self, corner: QPoint | None = None) -> None:
        """Open the menu below its button."""
        button = self.header.menu_button
        corner = corner or button.mapToGlobal(QPoint(0, button.height() + 4))
        fill_menu(self._menu, self._commands, self._mode(), self.run)
        self._menu.popup(corner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._router is None:
            self._router = KeyRouter(self, self._take)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._may_close())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that a field has no use for, such as Ctrl+Q, does what it does elsewhere."""
        press = key_press(event)
        if press is None or not press.typed.ctrl or not self._take(press):
            super().keyPressEvent(event)

    def _uncover(self) -> None:
        self.overlay = None

    def _take(self, press: KeyPress) -> bool:
        if press.typed.key == "Esc":
            self.strip.clear()
        command = self._keymap.press(press, self._mode())
        if self.overlay is not None and command != QUIT:
            self._keymap.forget()
            return False
        if command is not None:
            self.run(command)
        return command is not None or self._keymap.pending
