"""From Qt's key events to the strokes the keymap knows."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from counterpoint.app.keymap import KeyPress, Stroke

_NAMES = {
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    **{Qt.Key(Qt.Key.Key_F1 + index): f"F{index + 1}" for index in range(12)},
}

_EVDEV_ROWS = {2: "1234567890-=", 16: "qwertyuiop[]", 30: "asdfghjkl;'`", 43: "\\zxcvbnm,./"}
"""Scan codes of the main block, as the Linux input layer and the PC's set 1 number them."""

_US_KEYS = {
    first + index: character
    for first, row in _EVDEV_ROWS.items()
    for index, character in enumerate(row)
}

_SHIFTED = dict(zip("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?', strict=True))


class KeyTaker(QWidget):
    """A widget that gets every key while it has the focus, as a text field does."""


_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, KeyTaker)


def takes_letters(widget: QWidget | None) -> bool:
    """Whether a widget with the focus gets every key itself."""
    return isinstance(widget, _FIELDS)


def key_press(event: QKeyEvent) -> KeyPress | None:
    """What a key event says; None for a modifier alone."""
    named = _NAMES.get(Qt.Key(event.key())) if event.key() else None
    if named is not None:
        return KeyPress(_stroke(named, event))
    typed = _character(event)
    position = _us_character(event)
    if typed is None and position is None:
        return None
    by_place = _stroke(position, event).normalised() if position else None
    return KeyPress(_stroke(typed, event).normalised() if typed else by_place, by_place)  # type: ignore[arg-type]


def _character(event: QKeyEvent) -> str | None:
    text = event.text()
    if len(text) == 1 and text.isprintable():
        return text
    if Qt.Key.Key_Space < event.key() <= 0xFFFF:
        return chr(event.key())
    return None


def _us_character(event: QKeyEvent) -> str | None:
    """What the key's place on the board gives on a US layout; not known on macOS."""
    if sys.platform == "darwin":
        return None
    offset = 8 if sys.platform.startswith(("linux", "freebsd")) else 0
    character = _US_KEYS.get(event.nativeScanCode() - offset)
    is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return _SHIFTED.get(character, character) if character and is_shifted else character


def _stroke(key: str, event: QKeyEvent) -> Stroke:
    held = event.modifiers()
    alt_graph = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if held & alt_graph == alt_graph and event.text().isprintable() and event.text():
        held &= ~alt_graph  # Windows reports AltGr, which types braces and brackets, as both
    return Stroke(
        key,
        ctrl=bool(held & Qt.KeyboardModifier.ControlModifier),
        alt=bool(held & Qt.KeyboardModifier.AltModifier),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
        meta=bool(held & Qt.KeyboardModifier.MetaModifier),
    )


class KeyRouter(QObject):
    """Hands the keys of one window to the commands; a focused text field gets every key itself.

    ``take`` says whether it has used the key.
    """

    def __init__(self, window: QWidget, take: Callable[[KeyPress], bool]) -> None:
        super().__init__(window)
        self._take = take
        handle = window.windowHandle()
        if handle is None:
            raise ValueError("the window has no handle yet; show it first")
        handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if takes_letters(QApplication.focusWidget()):
            return False
        press = key_press(event)
        return press is not None and self._take(press)
