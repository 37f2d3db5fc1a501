"""The palette over a window of its own, with more to look at than one turn can take."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counterpoint.app.palette import Entry, Hit, Palette, Sort
from counterpoint.ui import search_field
from counterpoint.ui.palette_view import PLACEHOLDER, PaletteView
from counterpoint.ui.theme import Look

MANY = 30_000


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def claims() -> Iterator[Entry]:
    """Many claims; only the last one speaks of rain."""
    for place in range(MANY):
        title = "It will rain" if place == MANY - 1 else f"Claim {place}"
        yield Entry(f"c{place}", Sort.CLAIM, title, place=(place,))


def test_enter_waits_for_what_is_still_looked_for(window: QWidget, qtbot: QtBot) -> None:
    view = PaletteView(Look("light"), window, Palette([], claims()), None)
    view.open(view.field)
    view.field.setText("rain")
    with qtbot.waitSignal(view.chosen, timeout=20_000) as chosen:
        QTest.keyClick(view.field, Qt.Key.Key_Return)
        assert view.list.current is None
    assert chosen.args[0].key == f"c{MANY - 1}"
    assert not view.isVisible()


def test_typing_on_takes_the_wish_back(window: QWidget, qtbot: QtBot) -> None:
    view = PaletteView(Look("light"), window, Palette([], claims()), None)
    view.open(view.field)
    view.field.setText("rai")
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    QTest.keyClicks(view.field, "n")
    qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
    assert view.isVisible()
    assert [hit.entry.title for hit in view.list.hits] == ["It will rain"]


def test_the_row_gone_to_stays_the_current_one(window: QWidget) -> None:
    view = PaletteView(Look("light"), window, Palette([], ()), None)
    one, two, three = (Hit(Entry(key, Sort.CLAIM, key)) for key in "abc")
    view.list.show_hits((one, two), keep=True)
    view.list.show_hits((three, one, two), keep=True)
    assert view.list.current == three.entry
    view.list.step(1, goes_round=True)
    view.list.show_hits((two, three, one), keep=True)
    assert view.list.current == one.entry


def test_nothing_of_a_larger_card_is_left_on_the_screen(window: QWidget, qtbot: QtBot) -> None:
    commands = [Entry(f"e{place}", Sort.COMMAND, f"Deed {place}") for place in range(12)]
    view = PaletteView(Look("light"), window, Palette(commands, ()), None)
    view.open(view.field)
    large = view.card.height()

    def is_sound() -> bool:
        seen, whole = window.screen().grabWindow(window.winId()).toImage(), window.grab().toImage()
        return seen.convertToFormat(whole.format()) == whole

    qtbot.waitUntil(is_sound)
    view.field.setText("Deed 11")
    assert view.card.height() < large
    qtbot.waitUntil(is_sound)


def test_the_header_promises_what_the_palette_says() -> None:
    assert search_field.WORDS == PLACEHOLDER
