"""The key sheet on the screen: groups of commands with their keys, in as many columns as fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counterpoint.app.key_sheet import Group, Line, packed
from counterpoint.app.keymap import parse_keys
from counterpoint.ui.key_caps import caps_width, paint_caps
from counterpoint.ui.keys import key_press
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, keys_row, rule
from counterpoint.ui.sheet import heading_of
from counterpoint.ui.theme import BODY_SIZE, SMALL_SIZE, Look, interface_font
from counterpoint.ui.wrapping import draw_lines, line_height, wrapped

COLUMN, MOST_COLUMNS, BETWEEN = 290, 4, 40
LINE, HEADING, AFTER = 27, 34, 16
MARGIN, HEAD, FOOT, AROUND = 24, 52, 34, 24
WIDEST = 1440
"""Logical pixels: a column at least, and between two; a line, a heading, the room after a group;
inside the card, its head and foot, around it; its width at most."""

TOP, DASH = 14, 14
MOST_NOTE_LINES = 4
CLOSERS = ("q", "?", "F1")


@dataclass(frozen=True)
class Notes:
    """What is to be said of the reader's own keys: what is wrong with them, and where they are."""

    findings: Sequence[str] = ()
    place: str = ""


class Sheet(QAbstractScrollArea):
    """Draws what is wrong with the reader's keys, if anything, then the groups in columns."""

    def __init__(self, look: Look, groups: Sequence[Group], findings: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self._groups = groups
        self._findings = findings
        self._columns: list[list[int]] = []
        self._notes: list[list[str]] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(2 * LINE)
        self.setAccessibleName("  ".join((*findings, *map(_aloud, groups))))
        look.changed.connect(self.viewport().update)

    def height_at(self, width: int) -> int:
        """How tall all of it is where it is so wide, in logical pixels."""
        self._lay_out(width)
        heights = [sum(map(self._height, column)) for column in self._columns]
        return TOP + self._notes_height() + max(heights, default=0) - AFTER + MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setRange(0, max(0, self.height_at(self.viewport().width()) - room))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), self._look.theme.colour("card"))
        painter.translate(0, TOP - self.verticalScrollBar().value())
        self._paint_notes(painter)
        inner = self.viewport().width() - 2 * MARGIN
        count = _columns_in(inner)
        width = (inner - BETWEEN * (count - 1)) // count
        for number, column in enumerate(self._columns):
            left, top = MARGIN + number * (width + BETWEEN), self._notes_height()
            for index in column:
                rect = QRect(left, top, width, self._height(index))
                self._paint_group(painter, self._groups[index], rect)
                top += rect.height()

    def _lay_out(self, width: int) -> None:
        inner = width - 2 * MARGIN
        font = interface_font()
        self._notes = [wrapped(one, font, inner, MOST_NOTE_LINES) for one in self._findings]
        heights = [self._height(index) for index in range(len(self._groups))]
        self._columns = packed(heights, _columns_in(inner))

    def _height(self, group: int) -> int:
        return HEADING + LINE * len(self._groups[group].lines) + AFTER

    def _notes_height(self) -> int:
        lines = sum(map(len, self._notes))
        return lines * line_height(interface_font()) + 6 * len(self._notes) + (22 if lines else 0)

    def _paint_notes(self, painter: QPainter) -> None:
        if not self._notes:
            return
        theme, font = self._look.theme, interface_font()
        height = self._notes_height() - 16
        painter.fillRect(QRect(MARGIN, 4, 3, height - 6), theme.colour("accent"))
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        top = 4
        for lines in self._notes:
            draw_lines(painter, QPointF(MARGIN + 14, top), lines)
            top += len(lines) * line_height(font) + 6

    def _paint_group(self, painter: QPainter, group: Group, rect: QRect) -> None:
        theme = self._look.theme
        painter.setFont(interface_font(BODY_SIZE, QFont.Weight.DemiBold))
        painter.setPen(theme.colour("muted"))
        heading = QRect(rect.left(), rect.top(), rect.width(), HEADING - 8)
        painter.drawText(heading, _MIDDLE, group.title)
        rule = QRect(rect.left(), heading.bottom() + 1, rect.width(), 1)
        painter.fillRect(rule, theme.colour("line"))
        top = rect.top() + HEADING
        indent = DASH + 8 if any(line.colours for line in group.lines) else 0
        for number, line in enumerate(group.lines):
            place = QRect(rect.left() + indent, top + number * LINE, rect.width() - indent, LINE)
            self._paint_line(painter, line, place)

    def _paint_line(self, painter: QPainter, line: Line, rect: QRect) -> None:
        theme = self._look.theme
        width = caps_width(line.keys)
        start = QPointF(rect.right() + 1 - width, rect.center().y() + 0.5)
        paint_caps(painter, theme, start, line.keys)
        if line.colours is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(line.colours[1] if theme.is_dark else line.colours[0]))
            dash = QRectF(rect.left() - DASH - 8, rect.center().y() - 1, DASH, 3)
            painter.drawRoundedRect(dash, 1.5, 1.5)
        painter.setFont(interface_font())
        painter.setPen(theme.colour("text"))
        room = rect.adjusted(0, 0, -round(width) - 12, 0)
        title = painter.fontMetrics().elidedText(
            line.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _MIDDLE, title)


class KeySheetView(Overlay):
    """Shows the sheet until a key or a press closes it.

    ``closers`` are keys that close it besides Escape, ``q``, ``?`` and ``F1``.
    """

    def __init__(
        self,
        look: Look,
        window: QWidget,
        groups: Sequence[Group],
        notes: Notes,
        closers: Sequence[str] = (),
    ) -> None:
        super().__init__(look, window)
        self._closers = {parse_keys(keys)[:1] for keys in (*CLOSERS, *closers)}
        self.sheet = Sheet(look, groups, notes.findings)
        self._place = Label(look, "muted", SMALL_SIZE)
        self._place.say(notes.place)
        self._lay_out(look)
        self.setAccessibleName("Key sheet")

    def place(self, room: QRect) -> QRect:
        width = min(WIDEST, room.width() - 2 * AROUND)
        wanted = self.sheet.height_at(width - 2) + HEAD + FOOT
        height = min(wanted, room.height() - 2 * AROUND)
        return QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        press = key_press(event)
        if press is not None and any((one,) in self._closers for one in press.readings):
            self.dismiss()
        elif press is not None and not self._scroll(press.typed.key, press.typed.shift):
            super().keyPressEvent(event)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def _scroll(self, key: str, is_back: bool) -> bool:
        """Whether a key has scrolled the sheet."""
        bar = self.sheet.verticalScrollBar()
        page = -bar.pageStep() if is_back else bar.pageStep()
        steps = {
            **dict.fromkeys(("Down", "j"), bar.singleStep()),
            **dict.fromkeys(("Up", "k"), -bar.singleStep()),
            "Space": page,
            "PgDown": bar.pageStep(),
            "PgUp": -bar.pageStep(),
            "Home": -bar.maximum(),
            "End": bar.maximum(),
        }
        bar.setValue(bar.value() + steps.get(key, 0))
        return key in steps

    def _lay_out(self, look: Look) -> None:
        title = heading_of(look, "Keys")
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN - 12, 0)
        head.addWidget(title, 1)
        head.addLayout(keys_row(look, ("↑", "↓", "scroll"), ("Esc", "close")))
        title.setFixedHeight(HEAD - 1)
        self._place.setFixedHeight(FOOT - 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.addWidget(self._place)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule(look))
        column.addWidget(self.sheet, 1)
        column.addWidget(rule(look))
        column.addLayout(foot)


def _columns_in(width: int) -> int:
    return min(max(1, (width + BETWEEN) // (COLUMN + BETWEEN)), MOST_COLUMNS)


def _aloud(group: Group) -> str:
    """A group as it is read aloud."""
    lines = (f"{line.title}: {_spoken(line)}" for line in group.lines)
    return f"{group.title}. {'; '.join(lines)}."


def _spoken(line: Line) -> str:
    return " or ".join(" ".join(caps) for caps in line.keys)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
