"""The bar at the top: the menu, the project's name, and what is done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counterpoint.app.commands import Row
from counterpoint.ui.icons import GRID, Icons
from counterpoint.ui.key_caps import caps_for
from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.plain import tip
from counterpoint.ui.search_field import SearchField
from counterpoint.ui.theme import CONTROL_HEIGHT, HEADER_HEIGHT, RADIUS_FIELD, Look

ROOM_FOR_NAME = 320
"""Logical pixels that the project's name and its counts have before the words of deeds go."""

AROUND_SEARCH = 16
"""Logical pixels at both sides of the field that opens the palette."""

TOGGLES = ("view.documents", "view.claims")
"""Commands that show or hide a side panel, in the order in which the panels stand."""

PALETTE = "view.palette"
WORDLESS = (PALETTE, *TOGGLES)
"""Commands whose drawing says enough, in the order in which they stand at the end."""


@dataclass(frozen=True)
class Face:
    """What a place to press shows; ``key`` may be empty. The word goes where room is short."""

    drawing: str
    word: str
    key: str = ""
    is_wordless: bool = False


class Drawing(QWidget):
    """A drawing in a colour of the theme."""

    def __init__(self, look: Look, icons: Icons, name: str, token: str) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._token = token
        self.setFixedSize(GRID, GRID)
        look.changed.connect(self.update)

    def tone(self, token: str) -> None:
        """Take another colour."""
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        picture = self._icons.pixmap(self._name, self._token, GRID, ratio)
        QPainter(self).drawPixmap(0, 0, picture)


class Touch(QWidget):
    """A place to press: lights up under the pointer, and never takes the keyboard."""

    def __init__(self, look: Look, icons: Icons | None, face: Face, token: str = "muted") -> None:  # noqa: S107
        super().__init__()
        self._look = look
        self._is_held = self._is_under = False
        self._token = token
        self._drawing = _drawing(look, icons, face, token)
        self._word = Label(look, token)
        self._word.say(face.word)
        self._is_wordless = face.is_wordless
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = QHBoxLayout(self)
        line.setContentsMargins(4 if self._drawing else 8, 0, 4, 0)
        line.setSpacing(6)
        if self._drawing is not None:
            line.addWidget(self._drawing)
        line.addWidget(self._word)
        if face.key:
            line.addWidget(caps_for(look, face.key))
        look.changed.connect(self.update)
        self.show_word(True)

    def show_word(self, has_room: bool) -> None:
        """Show the word where there is room; what has no drawing always shows it."""
        self._word.setVisible(self._drawing is None or (has_room and not self._is_wordless))

    def hold(self, is_held: bool) -> None:
        """Look pressed down, or not."""
        self._is_held = is_held
        if self._drawing is not None:
            self._drawing.tone("accent" if is_held else self._token)
        self.update()

    def enterEvent(self, _event: object) -> None:
        self._is_under = True
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._is_under = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self._is_under or self._is_held):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme = self._look.theme
        ground = theme.colour("line") if self._is_under else theme.colour("accent", 0.12)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_FIELD, RADIUS_FIELD)


class MenuButton(Touch):
    """Three strokes that open the menu."""

    pressed = Signal(QPoint)

    def __init__(self, look: Look, icons: Icons | None = None) -> None:
        super().__init__(look, icons, Face("menu", "Menu", is_wordless=True), "text")
        self.setAccessibleName("Menu")
        self.setToolTip(tip("Menu"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.mapToGlobal(QPoint(0, self.height() + 4)))


class Deed(Touch):
    """A command that is carried out when pressed."""

    pressed = Signal(str)

    def __init__(self, look: Look, icons: Icons | None, row: Row) -> None:
        super().__init__(look, icons, face_of(row))
        self.command = row.id
        keys = f" ({', '.join(row.keys)})" if row.keys else ""
        self.setAccessibleName(row.title)
        self.setToolTip(tip(f"{row.title}{keys}"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.command)


class HeaderBar(Panel):
    """Shows the project; says which deed was pressed."""

    pressed = Signal(str)

    def __init__(self, look: Look, icons: Icons | None = None) -> None:
        super().__init__(look, "bottom")
        self.setFixedHeight(HEADER_HEIGHT)
        self._look = look
        self._icons = icons
        self.menu_button = MenuButton(look, icons)
        self.name = Label(look, size=14, bold=True)
        self.counts = Label(look, "muted")
        self.counts.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._deeds: list[Deed] = []
        self._search: SearchField | None = None
        self._shown: set[str] = set()
        self._panels: dict[str, QWidget] = {}
        self._room = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 0, 12, 1)
        self._row.setSpacing(8)
        for part in (self.menu_button, self.name, self.counts):
            self._row.addWidget(part)
        self._row.addStretch(1)

    def show_deeds(self, rows: Sequence[Row]) -> None:
        """What can be pressed at the right, each with its shortest key; side panels last."""
        for deed in self._deeds:
            deed.hide()
            deed.deleteLater()
        self._deeds = [Deed(self._look, self._icons, row) for row in sorted(rows, key=_rank)]
        for deed in self._deeds:
            deed.pressed.connect(self.pressed)
            deed.hold(deed.command in self._shown)
            self._row.addWidget(deed)
        self._room = CONTROL_HEIGHT + ROOM_FOR_NAME + self._width_of(self._deeds)
        if self._search is not None:
            self._search.deleteLater()
        palette = [row for row in rows if row.id == PALETTE]
        self._search = SearchField(self._look, self, palette[0]) if palette else None
        if self._search is not None:
            self._search.pressed.connect(self.pressed)
        self._fit()

    def set_shown(self, name: str, is_shown: bool) -> None:
        """Say whether a side panel, ``documents`` or ``claims``, is in view."""
        command = f"view.{name}"
        self._shown = self._shown | {command} if is_shown else self._shown - {command}
        for deed in self._deeds:
            if deed.command == command:
                deed.hold(is_shown)

    def follow(self, name: str, panel: QWidget | None) -> None:
        """Show from now on whether this panel is in view, however it comes and goes."""
        self._panels.pop(name, None)
        if panel is not None:
            self._panels[name] = panel
            panel.installEventFilter(self)
        self.set_shown(name, panel is not None and not panel.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            for name, panel in self._panels.items():
                if panel is watched:
                    self.set_shown(name, not panel.isHidden())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the name or the counts have changed
            self._fit()
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(600, HEADER_HEIGHT)

    def _fit(self) -> None:
        """Leave words out where they would take the project's name its room."""
        for deed in self._deeds:
            deed.show_word(self.width() >= self._room)
        if self._search is not None:
            is_shown = self._search.fit(self._room_for_search(), self.width() // 2)
            for deed in self._deeds:
                deed.setVisible(deed.command != PALETTE or not is_shown)

    def _room_for_search(self) -> QRect:
        """What lies between the counts and the deeds."""
        named = (self.menu_button, self.name, self.counts)
        others = [deed for deed in self._deeds if deed.command != PALETTE]
        left = self._row.contentsMargins().left() + self._width_of(named) + AROUND_SEARCH
        right = self._row.contentsMargins().right() + self._width_of(others) + AROUND_SEARCH
        return self.rect().adjusted(left, 0, -right, 0)

    def _width_of(self, parts: Sequence[QWidget]) -> int:
        return sum(part.sizeHint().width() + self._row.spacing() for part in parts)


def face_of(row: Row) -> Face:
    """What stands for a command in the header."""
    key = "" if row.id in TOGGLES else min(row.keys, key=len, default="")
    return Face(row.icon, row.title.split()[0], key, row.id in WORDLESS)


def _rank(row: Row) -> int:
    return WORDLESS.index(row.id) + 1 if row.id in WORDLESS else 0


def _drawing(look: Look, icons: Icons | None, face: Face, token: str) -> Drawing | None:
    if icons is None or icons.pixmap(face.drawing).isNull():
        return None
    return Drawing(look, icons, face.drawing, token)
