"""Documents that a password opens: the reader is asked for it, one document after the other."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from counterpoint.ui.one_field import FieldCard
from counterpoint.ui.overlay import Overlay
from counterpoint.ui.sheet import SheetButton
from counterpoint.ui.theme import Look
from counterpoint.ui.workers import DocumentWorker

Cover = Callable[[Overlay, QWidget], None]
"""Lays a card over the window; the second has the focus."""

MOST_KEPT = 5
"""Passwords of this sitting that are tried before the reader is asked; a try costs a process."""

GIVEN_UP = "This document is protected by a password; open it again to type it."
WRONG = "That was not the password. Capital letters and the keyboard’s language matter; try again."
ASKED = "It is kept until you close Counterpoint and never written down."


@dataclass(eq=False)
class _Locked:
    """A document that waits for its password, and those that were tried on it."""

    worker: DocumentWorker
    tried: set[str]
    typed: str = ""
    is_asked: bool = False


class Passwords(QObject):
    """Owns the passwords of this sitting, in memory alone, and the documents that wait for one.

    While the reader types elsewhere the card waits: what is meant for one field never lands in
    another unseen; ``waits`` carries a sentence that says so.
    """

    waits = Signal(str)

    def __init__(self, look: Look, window: QWidget, cover: Cover) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._cover = cover
        self._kept: list[str] = []
        self._waiting: deque[_Locked] = deque()
        self._known: dict[DocumentWorker, _Locked] = {}
        self.card: PasswordCard | None = None
        self._is_late = False
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    @property
    def has_waiting(self) -> bool:
        """Whether the reader is still to be asked about a document."""
        return bool(self._waiting)

    def ask(self, worker: DocumentWorker) -> None:
        """A document is locked: try what opened another one, then ask the reader."""
        locked = self._known.get(worker)
        if locked is None:
            locked = self._known[worker] = _Locked(worker, set())
            worker.opened.connect(lambda: self._keep(worker))
            worker.closed.connect(lambda: self._forget(worker))
        untried = next((one for one in self._kept if one not in locked.tried), None)
        if untried is not None and not locked.typed:
            locked.tried.add(untried)
            worker.unlock(untried)
        else:
            self._waiting.appendleft(locked) if locked.typed else self._waiting.append(locked)
            self._go_on()

    def _go_on(self) -> None:
        """Ask about the document that has waited longest."""
        if self.card is not None or not self._waiting:
            return
        self._is_late = _is_typed_in(QApplication.focusWidget(), self._window)
        if self._is_late:
            name = PurePath(self._waiting[0].worker.path).name
            self.waits.emit(f"“{name}” needs its password; leave this field to type it.")
            return
        locked = self._waiting.popleft()
        card = PasswordCard(self._look, self._window, PurePath(locked.worker.path).name)
        if locked.typed:
            card.say(WRONG)
        self.card = card
        card.typed.connect(lambda password: self._try(locked, password))
        card.given_up.connect(lambda: self._give_up(locked))
        card.dismissed.connect(lambda: self._put_away(locked))
        locked.is_asked = True
        self._cover(card, card.field)

    def _follow_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        """The reader has left a field: ask about what has waited for that."""
        if self._is_late:
            QTimer.singleShot(0, self, self._go_on)

    def _try(self, locked: _Locked, password: str) -> None:
        locked.is_asked, locked.typed = False, password
        if self.card is not None:
            self.card.dismiss()
        locked.worker.unlock(password)

    def _give_up(self, locked: _Locked) -> None:
        locked.is_asked = False
        self._known.pop(locked.worker, None)
        locked.worker.give_up(GIVEN_UP)

    def _put_away(self, locked: _Locked) -> None:
        """The card has gone; if the reader has not answered it, it comes again."""
        self.card = None
        if locked.is_asked and locked.worker in self._known:
            self._waiting.appendleft(locked)
        QTimer.singleShot(0, self, self._go_on)

    def _keep(self, worker: DocumentWorker) -> None:
        locked = self._known.pop(worker, None)
        if locked is not None and locked.typed and locked.typed not in self._kept:
            self._kept = [locked.typed, *self._kept[: MOST_KEPT - 1]]

    def _forget(self, worker: DocumentWorker) -> None:
        """A document that is wanted no more needs no password."""
        locked = self._known.pop(worker, None)
        if locked is None:
            return
        if locked in self._waiting:
            self._waiting.remove(locked)
        if locked.is_asked and self.card is not None:
            locked.is_asked = False
            self.card.dismiss()


class PasswordCard(FieldCard):
    """Asks for the password of one document."""

    def __init__(self, look: Look, window: QWidget, name: str) -> None:
        super().__init__(look, window, f"“{name}” is protected by a password", "Open")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText("Password")
        self.field.setAccessibleName("Password")
        self.reveal = SheetButton(look, "Show", "Ctrl H")
        self.reveal.clicked.connect(self.toggle)
        self.row.addWidget(self.reveal)
        self.say(ASKED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_control and event.key() == Qt.Key.Key_H:
            self.toggle()
            event.accept()
        else:
            super().keyPressEvent(event)

    def toggle(self) -> None:
        """Show the letters, or hide them."""
        is_hidden = self.field.echoMode() is QLineEdit.EchoMode.Password
        shown = QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password
        self.field.setEchoMode(shown)
        self.reveal.setText("Hide" if is_hidden else "Show")


def _is_typed_in(widget: QWidget | None, window: QWidget) -> bool:
    """Whether the reader is in a field of the window, or on a card over it."""
    if widget is None or widget.window() is not window:
        return False
    is_field = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)
    above: QWidget | None = widget
    while above is not None and above is not window and not isinstance(above, Overlay):
        above = above.parentWidget()
    return is_field or isinstance(above, Overlay)
