"""Grounds of claims on the same words: painted as one, they look as one after the other."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from counterpoint.ui.page_painting import laid_over

MODES = QPainter.CompositionMode
OVER = MODES.CompositionMode_SourceOver
TINTS = (QColor(200, 40, 10, 66), QColor(20, 90, 240, 36), QColor(20, 90, 240, 36))


@pytest.mark.parametrize("ground", ["#ffffff", "#f6edda", "#20242a", "#1d1f22"])
@pytest.mark.parametrize(
    "mode",
    [
        MODES.CompositionMode_Multiply,
        MODES.CompositionMode_Screen,
        MODES.CompositionMode_SourceOver,
    ],
)
def test_tints_painted_as_one_look_the_same(mode: MODES, ground: str) -> None:
    one_by_one = painted(ground, mode, list(TINTS))
    at_once = painted(ground, mode, [laid_over(TINTS, mode)])
    for light in (QColor.red, QColor.green, QColor.blue):
        assert abs(light(one_by_one) - light(at_once)) <= 2


def painted(ground: str, mode: MODES, colours: list[QColor]) -> QColor:
    """A ground with colours on it."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setCompositionMode(mode)
    for colour in colours:
        painter.fillRect(QRect(0, 0, 1, 1), colour)
    painter.end()
    return image.pixelColor(0, 0)
