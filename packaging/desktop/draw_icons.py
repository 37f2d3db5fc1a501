"""Draw a picture as square PNG files; run by the environment's Python, which has Qt.

python draw_icons.py SVG FOLDER SIZE ...    writes FOLDER/SIZE.png for each size, in pixels
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def draw(picture: QSvgRenderer, folder: Path, sizes: Iterable[int]) -> bool:
    """Write the files; False if one could not be written."""
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        picture.render(painter)
        painter.end()
        if not image.save(str(folder / f"{size}.png")):
            return False
    return True


def main(arguments: list[str]) -> int:
    """Draw what `arguments` name; the exit code."""
    application = QGuiApplication(["draw_icons", "-platform", "offscreen"])
    picture, folder, *sizes = arguments
    renderer = QSvgRenderer(picture)
    drawn = renderer.isValid() and draw(renderer, Path(folder), map(int, sizes))
    del application
    return 0 if drawn else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
