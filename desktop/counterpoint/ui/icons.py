"""Our drawings: small ones in a colour of the theme, and the program's own icon."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from counterpoint.ui.theme import Look

GRID = 20
"""Logical pixels of a small drawing's side, at which its strokes are sharp."""

APPLICATION_DRAWINGS = (
    ("counterpoint-small.svg", (16, 24)),
    ("counterpoint.svg", (32, 48, 64, 128, 256)),
)
"""Which drawing serves which sizes: below 32 pixels only a simpler one can be read."""


class Icons:
    """Owns what has been drawn so far; ``folder`` holds the drawings.

    A drawing is asked for by its bare name. Each is drawn in one colour, and again only when
    another colour, size or screen asks for it.
    """

    def __init__(self, look: Look, folder: Path) -> None:
        self._look = look
        self._folder = folder
        self._drawn: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(
        self,
        name: str,
        token: str = "muted",  # noqa: S107 - a colour's name
        side: int = GRID,
        ratio: float = 1.0,
    ) -> QPixmap:
        """A drawing in a colour of the theme in use; null where there is no such drawing.

        ``side`` is in logical pixels, ``ratio`` the screen's device pixels to each of them.
        """
        return self.tinted(name, self._look.theme.colour(token), side, ratio)

    def tinted(self, name: str, colour: QColor, side: int = GRID, ratio: float = 1.0) -> QPixmap:
        """The same in any colour, such as a kind's."""
        key = (name, colour.rgba(), side, ratio)
        if key not in self._drawn:
            self._drawn[key] = _render(self._source(name, colour), round(side * ratio))
            self._drawn[key].setDevicePixelRatio(ratio)
        return self._drawn[key]

    def _source(self, name: str, colour: QColor) -> bytes:
        """The drawing with its colour written into it; Qt knows no ``currentColor``."""
        path = self._folder / f"{name}.svg"
        if Path(name).name != name or not path.is_file():
            return b""
        return path.read_bytes().replace(b"currentColor", colour.name().encode())


def application_icon(folder: Path) -> QIcon:
    """The icon of the window and the task bar, from the drawings in ``folder``."""
    icon = QIcon()
    for name, sides in APPLICATION_DRAWINGS:
        path = folder / name
        source = path.read_bytes() if path.is_file() else b""
        for side in sides if source else ():
            icon.addPixmap(_render(source, side))
    return icon


def _render(source: bytes, side: int) -> QPixmap:
    """A drawing on a clear ground, ``side`` device pixels wide and high; null if it is empty."""
    if not source:
        return QPixmap()
    from PySide6.QtSvg import QSvgRenderer  # late: not every start draws an icon

    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(source).render(painter)
    painter.end()
    return picture
