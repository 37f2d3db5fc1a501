"""What the window shows while no project is open: how to begin, and where to go on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counterpoint.app.commands import Row
from counterpoint.app.describing import counted
from counterpoint.app.first_steps import STEPS
from counterpoint.app.ports import Recent
from counterpoint.ui.icons import Icons
from counterpoint.ui.key_caps import caps_for
from counterpoint.ui.labels import Label
from counterpoint.ui.plain import shown, tip
from counterpoint.ui.steps_strip import StepHint, with_keys
from counterpoint.ui.theme import BODY_SIZE, RADIUS_FIELD, SMALL_SIZE, Look, interface_font

WIDTH, HEIGHT = 860, 470
"""Logical pixels of all that stands on the page, where the window has them."""

DEEDS = ("file.open", "file.new", "file.project", "file.sample", "file.web")
"""The commands that stand on the page."""

ICON = 20
DEED_HEIGHT, PROJECT_HEIGHT = 36, 48


@dataclass(frozen=True)
class Hand:
    """How a line is written; ``size`` in logical pixels."""

    colour: str
    size: float
    weight: int = QFont.Weight.Normal


PLAIN = Hand("text", BODY_SIZE)
NAME = Hand("text", BODY_SIZE, QFont.Weight.DemiBold)
DETAIL = Hand("muted", SMALL_SIZE)


HOW_TO_BEGIN = "Open two documents, or drop them here: they stand side by side."
STEPS_IN_LINE = 2
SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Choice(QAbstractButton):
    """Something to press; ``Enter`` and ``Space`` do when it has the focus.

    ``aside`` carries -1 or 1 when the reader wants to go to the column at the left or right.
    """

    aside = Signal(int)

    def __init__(self, look: Look, height: int) -> None:
        super().__init__()
        self._look = look
        self._height = height
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the pointer comes
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in SIDES:
            self.aside.emit(SIDES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        ground = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent", 0.10))
            painter.drawRoundedRect(ground, RADIUS_FIELD, RADIUS_FIELD)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRoundedRect(ground, RADIUS_FIELD, RADIUS_FIELD)
        self.paint(painter, self.rect().adjusted(12, 0, -12, 0))

    def paint(self, painter: QPainter, room: QRect) -> None:
        """What stands in it."""

    def write(self, painter: QPainter, room: QRect, text: str, hand: Hand) -> None:
        """One line of text, cut where it is too long."""
        font = interface_font(hand.size, hand.weight)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(hand.colour))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)


class DeedChoice(Choice):
    """A command with its drawing and its key."""

    def __init__(self, look: Look, icons: Icons, row: Row) -> None:
        super().__init__(look, DEED_HEIGHT)
        self._icons = icons
        self._row = row
        self.setAccessibleName(row.title)
        self.setToolTip(tip(row.help))
        if row.keys:
            line = QHBoxLayout(self)
            line.setContentsMargins(0, 0, 12, 0)
            line.addStretch(1)
            line.addWidget(caps_for(look, row.keys[0]))

    def paint(self, painter: QPainter, room: QRect) -> None:
        picture = self._icons.pixmap(self._row.icon, "accent", ICON, self.devicePixelRatioF())
        if not picture.isNull():
            top = room.center().y() - ICON / 2 + 0.5
            painter.drawPixmap(QPointF(room.left(), top), picture)
        room = room.adjusted(ICON + 12, 0, 0, 0)
        self.write(painter, room, self._row.title, PLAIN)


class ProjectChoice(Choice):
    """A project that was open before."""

    dismissed = Signal()

    def __init__(self, look: Look, recent: Recent) -> None:
        super().__init__(look, PROJECT_HEIGHT)
        self._name = shown(recent.name)
        counts = f"{counted(recent.documents, 'document')} · {counted(recent.claims, 'claim')}"
        self._counts, self._place = f"{counts} · ", shown(_at_home(recent.path.parent))
        self.setAccessibleName(f"{self._name}, {counts}")
        self.setToolTip(tip(f"{recent.path} – Delete takes it off this list, not off the disk."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, room: QRect) -> None:
        upper, lower = room.adjusted(0, 6, 0, -room.height() // 2), room.adjusted(0, 24, 0, -6)
        self.write(painter, upper, self._name, NAME)
        self.write(painter, lower, self._counts, DETAIL)
        left = QFontMetrics(painter.font()).horizontalAdvance(self._counts)
        self.write(painter, lower.adjusted(left, 0, 0, 0), self._place, DETAIL)


class StartPage(QWidget):
    """Shows what can be opened; says which command was pressed, and which project."""

    pressed = Signal(str)
    project_pressed = Signal(object)
    project_dismissed = Signal(object)

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__()
        self._look = look
        self._icons = icons
        self._recent: Sequence[Recent] | None = None
        self._deeds = QVBoxLayout()
        self._projects = QVBoxLayout()
        self._lines = QVBoxLayout()
        for column in (self._deeds, self._projects):
            column.setSpacing(2)
        self._lines.setSpacing(8)
        self._lines.setContentsMargins(12, 0, 12, 0)
        self._build()
        look.changed.connect(self.update)

    @property
    def projects(self) -> list[str]:
        """The names of the recent projects on the page."""
        return [recent.name for recent in self._recent or ()]

    def show_rows(self, rows: Sequence[Row], every: Sequence[Row]) -> None:
        """The commands that work here, and all there will be, whose keys the lines show."""
        _empty(self._deeds)
        by_id = {row.id: row for row in rows}
        for identity in DEEDS:
            if identity in by_id:
                deed = DeedChoice(self._look, self._icons, by_id[identity])
                deed.aside.connect(self._go_aside)
                deed.clicked.connect(lambda *_, command=identity: self.pressed.emit(command))
                self._deeds.addWidget(deed)
        _empty(self._lines)
        for line in _how_to_begin(self._look, every):
            self._lines.addWidget(line)
        self.take_focus()

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """The projects that were open before, the latest first.

        The focus stays at the row where it was, though another project may be there now.
        """
        self._recent = recent
        focused = [choice.hasFocus() for choice in _choices(self._projects)]
        _empty(self._projects)
        for one in recent:
            choice = ProjectChoice(self._look, one)
            choice.clicked.connect(lambda *_, path=one.path: self.project_pressed.emit(path))
            choice.dismissed.connect(lambda path=one.path: self.project_dismissed.emit(path))
            choice.aside.connect(self._go_aside)
            self._projects.addWidget(choice)
        if not recent:
            self._projects.addWidget(_nothing_yet(self._look))
        if True in focused:
            self._focus_on(self._projects, focused.index(True))

    def take_focus(self) -> None:
        """Give the keys to the first thing that can be pressed."""
        self._focus_on(self._deeds, 0)

    def _go_aside(self, side: int) -> None:
        """Go to the same row of the other column, or to its last."""
        here, there = self._deeds, self._projects
        if side < 0:
            here, there = there, here
        focused = [choice.hasFocus() for choice in _choices(here)]
        if True in focused and _choices(there):
            self._focus_on(there, focused.index(True))

    def _focus_on(self, column: QVBoxLayout, row: int) -> None:
        """Give the keys to a row of a column, its last where it is shorter, else to a deed."""
        choices = _choices(column) or _choices(self._deeds)[:1]
        if choices:
            choice = choices[min(row, len(choices) - 1)]
            choice.show()
            choice.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.theme.colour("window"))

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(_title(self._look, "Begin"))
        left.addLayout(self._deeds)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_title(self._look, "Go on"))
        right.addWidget(_scrolled(self._projects))
        columns = QHBoxLayout()
        columns.setSpacing(40)
        columns.addLayout(left, 5)
        columns.addLayout(right, 6)
        middle = QWidget()
        middle.setMaximumSize(WIDTH, HEIGHT)
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(28)
        column.addLayout(columns, 1)
        column.addLayout(self._lines)
        around = QGridLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(middle, 1, 1)
        for number, stretch in enumerate((1, 1000, 1)):
            around.setColumnStretch(number, stretch)
        for number, stretch in enumerate((2, 1000, 3)):
            around.setRowStretch(number, stretch)


def _line(widgets: Iterable[QWidget]) -> QWidget:
    """Widgets beside one another."""
    widget = QWidget()
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(18)
    for one in widgets:
        layout.addWidget(one)
    layout.addStretch(1)
    return widget


def _how_to_begin(look: Look, rows: Sequence[Row]) -> Iterator[QWidget]:
    """The lines that say how to begin, with the keys the reader has."""
    words = Label(look, "muted")
    words.say(HOW_TO_BEGIN)
    yield _line([words])
    steps = with_keys(STEPS, rows)
    for first in range(0, len(steps), STEPS_IN_LINE):
        pairs = steps[first : first + STEPS_IN_LINE]
        yield _line([StepHint(look, key, words, "muted") for key, words in pairs])


def _choices(column: QVBoxLayout) -> list["Choice"]:
    """What can be pressed in a column, from the top."""
    items = (column.itemAt(index) for index in range(column.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if isinstance(widget, Choice)]


def _title(look: Look, words: str) -> Label:
    label = Label(look, "muted", SMALL_SIZE, bold=True)
    label.setContentsMargins(12, 0, 12, 0)
    label.say(words)
    return label


def _nothing_yet(look: Look) -> Label:
    label = Label(look, "muted")
    label.setContentsMargins(12, 0, 12, 0)
    label.say("Your projects will be listed here.")
    return label


def _scrolled(column: QVBoxLayout) -> QScrollArea:
    inner = QWidget()
    around = QVBoxLayout(inner)
    around.setContentsMargins(0, 0, 0, 0)
    around.addLayout(column)
    around.addStretch(1)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)  # the area has just told it to
    return area


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _at_home(path: Path) -> str:
    """A path as people write it, the home folder as a tilde."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
