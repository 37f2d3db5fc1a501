"""The desk and the window as they are, kept for the next run."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer

from counterpoint.app.ports import Memory
from counterpoint.app.remembering import (
    DeskMemory,
    PaneMemory,
    WindowMemory,
    as_values,
    cursor_in,
    desk_from,
    known_panes,
    lay,
    name_of,
    window_from,
)
from counterpoint.ui.background import Background
from counterpoint.ui.pane_places import view_of
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

STILL_MILLISECONDS = 1500
"""How long nothing must have changed before it is written down."""

WINDOW = "window"


class Keeping(QObject):
    """Owns what was last written down; ``workbench`` is the project on the window, if any.

    Once it ``is_over``, nothing is written any more: the window has been taken apart, or it is
    shown for its picture only.
    """

    def __init__(self, window: MainWindow, memory: Memory, disk: Background) -> None:
        super().__init__()
        self._window = window
        self._memory = memory
        self._disk = disk
        self._kept: dict[str, Mapping[str, object]] = {}
        self._timer = QTimer(self, singleShot=True, interval=STILL_MILLISECONDS)
        self._timer.timeout.connect(self.write)
        self.workbench: Workbench | None = None
        self.is_over = False
        self._has_shown = False
        window.installEventFilter(self)

    def last_window(self) -> WindowMemory:
        """The window as it was when it was last open."""
        return window_from(self._memory.recall(WINDOW))

    def place_window(self, last: WindowMemory) -> bool:
        """Give the window the size and place it had; whether that was known."""
        geometry = QByteArray.fromBase64(QByteArray(last.geometry.encode("ascii", "ignore")))
        return self._window.restoreGeometry(geometry)

    def lay_desk(self, workbench: Workbench, *, whole: bool = False) -> bool:
        """Lay a project's desk as it was; whether there was anything to show.

        Where all documents are to show (``whole``) and some did not, it is not laid.
        """
        memory = desk_from(self._memory.recall(name_of(workbench.store.path)))
        workbench.widget.lay(memory.hidden, memory.sides)
        panes = known_panes(workbench.session, memory)
        shown = {pane.document for pane in panes if pane.document}
        if whole and len(shown) < workbench.document_count:
            return False
        if panes:
            workbench.desk.places.expect(panes)
            lay(workbench.session, panes, memory.active)
        return bool(panes)

    def turn_to(self, workbench: Workbench | None) -> None:
        """Another project is on the window, or none; a crash from now on leads back here."""
        self.workbench = workbench
        self._has_shown = self._has_shown or workbench is not None
        if not self.is_over:
            self._jot({WINDOW: as_values(self._window_now())})
            self._timer.start()

    def note(self) -> None:
        """Something has changed that is worth keeping."""
        if not self.is_over:
            self._timer.start()

    def write(self) -> None:
        """Have what is new written down; the disk thread keeps the order."""
        self._timer.stop()
        if not self.is_over:
            now = {WINDOW: as_values(self._window_now())}
            if self.workbench is not None:
                now[name_of(self.workbench.store.path)] = as_values(desk_now(self.workbench))
            self._jot(now)

    def write_last(self) -> None:
        """Write down everything: of several windows, the one that is closed last comes back."""
        self._kept.clear()
        self.write()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange):
            self.note()
        return False

    def _jot(self, now: Mapping[str, Mapping[str, object]]) -> None:
        """Write down, by name, what is not written down yet."""
        for name, what in now.items():
            if self._kept.get(name) != what:
                self._kept[name] = what
                self._disk.jot(partial(self._memory.remember, name, what))

    def _window_now(self) -> WindowMemory:
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        if not self._has_shown:  # it is not for this window to say which project comes back
            return WindowMemory(geometry, self.last_window().project)
        path = str(self.workbench.store.path) if self.workbench is not None else ""
        return WindowMemory(geometry, path if _is_unicode(path) else "")


def desk_now(workbench: Workbench) -> DeskMemory:
    """A project's desk as it is."""
    session = workbench.session
    panes = tuple(
        PaneMemory(pane.document, cursor_in(session, pane), view_of(workbench.desk.widget_of(pane)))
        for pane in session.desk.panes
    )
    sides = workbench.widget.sides
    return DeskMemory(panes, session.desk.active, workbench.widget.hidden, sides)


def _is_unicode(text: str) -> bool:
    """Whether a path can be written as JSON; names on Linux need not be Unicode."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
