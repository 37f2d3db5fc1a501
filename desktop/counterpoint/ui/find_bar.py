"""The bar of words to find: a field, how many there are, what counts, and ways on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from counterpoint.app.alike import Wanted
from counterpoint.ui.labels import Label
from counterpoint.ui.pane_bar import BarButton, BarFace, PaneBar
from counterpoint.ui.theme import SMALL_SIZE, Look

CAPITALS = BarFace("Aa", "Capitals count (Alt+C)", is_choice=True)
WHOLE_WORDS = BarFace("ab", "Whole words only (Alt+W)", is_underlined=True, is_choice=True)
PREVIOUS = BarFace("↑", "Previous (Shift+Enter, or Shift+N on the page)")
NEXT = BarFace("↓", "Next (Enter, or n on the page)")
CLOSE = BarFace("✕", "Close (Esc)")

ROOM_FOR_STEPS, ROOM_FOR_CHOICES, ROOM_FOR_COUNT = 330, 230, 170
"""Logical pixels of a pane below which the arrows, the choices, the count have no room; all can
be had by key.
"""


class FindBar(PaneBar):
    """Says what is looked for; ``entered`` carries 1 for the next hit, -1 for the one before."""

    def __init__(self, look: Look, pane: QWidget) -> None:
        super().__init__(look, pane, "Find in this document")
        self._count = Label(look, "muted", SMALL_SIZE)
        self._count.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._case, self._whole = BarButton(look, CAPITALS), BarButton(look, WHOLE_WORDS)
        back, on, close = (BarButton(look, face) for face in (PREVIOUS, NEXT, CLOSE))
        self.row.addWidget(self.field, 1)
        self.row.addSpacing(4)
        for widget in (self._count, self._case, self._whole, back, on, close):
            self.row.addWidget(widget)
        for choice in (self._case, self._whole):
            choice.pressed.connect(self.edited)
        back.pressed.connect(lambda: self.entered.emit(-1))
        on.pressed.connect(lambda: self.entered.emit(1))
        close.pressed.connect(self.closed)
        plain, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
        self.keys = {
            (Qt.Key.Key_C, alt): self._case.press,
            (Qt.Key.Key_W, alt): self._whole.press,
            (Qt.Key.Key_Down, plain): lambda: self.entered.emit(1),
            (Qt.Key.Key_Up, plain): lambda: self.entered.emit(-1),
        }
        self.optional = (
            *((ROOM_FOR_STEPS, one) for one in (back, on, close)),
            *((ROOM_FOR_CHOICES, one) for one in (self._case, self._whole)),
            (ROOM_FOR_COUNT, self._count),
        )

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(self.words, self._case.is_on, self._whole.is_on)

    @property
    def count(self) -> str:
        """What is said of the hits."""
        return self._count.accessibleName()

    def choose(self, wanted: Wanted) -> None:
        """Take over what counts from another search."""
        self._case.is_on, self._whole.is_on = wanted.case, wanted.whole

    def say(self, count: str) -> None:
        """Say how many hits there are, or that there are none."""
        self._count.say(count)
