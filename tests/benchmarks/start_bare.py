"""The least that a window with a page can be: PySide6, a widget, a picture ready to be painted.

Called with a file of raw pixels (32 bits each), their width and height.
"""

from __future__ import annotations

import sys
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Page(QWidget):
    """Paints one picture and tells when that is done."""

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).drawImage(0, 0, self._picture)
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        sys.stdout.write(f"{monotonic()}\n")
        sys.stdout.flush()
        self.close()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    with open(sys.argv[1], "rb") as file:  # noqa: PTH123 - pathlib would cost this start
        pixels = file.read()
    page = Page(
        QImage(
            pixels, int(sys.argv[2]), int(sys.argv[3]), QImage.Format.Format_ARGB32_Premultiplied
        )
    )
    page.resize(1280, 800)
    page.show()
    sys.exit(application.exec())
