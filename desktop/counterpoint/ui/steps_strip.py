"""The strip with the first steps: each goes away once it has been done."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from counterpoint.app.commands import Row
from counterpoint.app.first_steps import FirstSteps, Step
from counterpoint.app.keymap import caps_of
from counterpoint.ui.icons import Icons
from counterpoint.ui.key_caps import caps_for
from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import tip
from counterpoint.ui.theme import SMALL_SIZE, Look

HEIGHT = 36


class CloseButton(QAbstractButton):
    """A small cross."""

    def __init__(self, look: Look, icons: Icons, name: str) -> None:
        super().__init__()
        self._icons = icons
        self.setFixedSize(24, 24)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        picture = self._icons.pixmap("close", "muted", 16, self.devicePixelRatioF())
        QPainter(self).drawPixmap(4, 4, picture)


class StepsStrip(Panel):
    """Shows what is left of the first steps; ``skipped`` tells that the reader closes it."""

    skipped = Signal()

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__(look, "top")
        self.setFixedHeight(HEIGHT)
        self._shown: tuple[tuple[str, str], ...] | None = None
        self._hints: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 1, 8, 0)
        self._row.setSpacing(16)
        lead = Label(look, "muted", SMALL_SIZE, bold=True)
        lead.say("First steps")
        lead.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row.addWidget(lead)
        self._row.addStretch(1)
        closer = CloseButton(look, icons, "Hide the first steps")
        closer.clicked.connect(self.skipped)
        self._row.addWidget(closer)

    @property
    def words(self) -> list[str]:
        """What the strip says, a line for each step; nothing where it is hidden."""
        shown = () if self.isHidden() else self._shown or ()
        return [f"{' '.join(caps_of(key))} {words}" for key, words in shown]

    def show_steps(self, steps: FirstSteps, rows: Sequence[Row]) -> None:
        """Show the steps that are left, with the keys the reader has for them."""
        left = with_keys(steps.left, rows)
        self.setVisible(bool(left))
        if left == self._shown:
            return
        self._shown = left
        for hint in self._hints:
            hint.hide()
            hint.deleteLater()
        self._hints = [StepHint(self._look, key, words) for key, words in left]
        for number, hint in enumerate(self._hints):
            self._row.insertWidget(number + 1, hint)


class StepHint(QWidget):
    """A key and what it does; the words in a colour of the theme."""

    def __init__(self, look: Look, key: str, words: str, colour: str = "text") -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        label = Label(look, colour)
        label.say(words)
        line.addWidget(caps_for(look, key))
        line.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)


def with_keys(steps: Iterable[Step], rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """The first key of each step's command and the step's words; none where there is no key."""
    keys = ((_key(step, rows), step.words) for step in steps)
    return tuple((key, words) for key, words in keys if key)


def _key(step: Step, rows: Sequence[Row]) -> str:
    """The first key of the step's command; empty where it has none."""
    return next((row.keys[0] for row in rows if row.id.startswith(step.shown) and row.keys), "")
