"""Rows are pressed with the left button only."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counterpoint.app.folders import Found
from counterpoint.app.palette import Entry, Hit, Sort
from counterpoint.ui import folder_rows, hit_list
from counterpoint.ui.folder_rows import FileRows
from counterpoint.ui.hit_list import HitList
from counterpoint.ui.theme import Look

FOUND = Found("brief.txt", 2000)
OTHERS = (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)


@pytest.mark.parametrize("button", OTHERS)
def test_another_button_ticks_no_file(qtbot: QtBot, button: Qt.MouseButton) -> None:
    rows = FileRows(Look("light"), [FOUND, FOUND], is_ticked=False)
    qtbot.addWidget(rows)
    rows.resize(400, 300)
    rows.show()
    second = QPoint(60, folder_rows.EDGE + folder_rows.ROW * 3 // 2)
    QTest.mouseClick(rows.viewport(), button, pos=second)
    assert (rows.ticked, rows.current_row) == ([], 0)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert (rows.ticked, rows.current_row) == ([FOUND], 1)


@pytest.mark.parametrize("button", OTHERS)
def test_another_button_chooses_no_hit(qtbot: QtBot, button: Qt.MouseButton) -> None:
    hits = HitList(Look("light"), None)
    qtbot.addWidget(hits)
    hits.resize(400, 300)
    hits.show()
    hits.show_hits([Hit(Entry(key, Sort.CLAIM, key)) for key in "ab"], keep=False)
    chosen: list[Entry] = []
    hits.pressed.connect(chosen.append)
    second = QPoint(60, hit_list.EDGE + hit_list.ROW * 3 // 2)
    QTest.mouseClick(hits.viewport(), button, pos=second)
    assert chosen == []
    QTest.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert [entry.key for entry in chosen] == ["b"]


def test_no_row_is_where_none_is_drawn(qtbot: QtBot) -> None:
    rows = FileRows(Look("light"), [FOUND] * 40, is_ticked=False)
    qtbot.addWidget(rows)
    rows.resize(400, 10 * folder_rows.ROW)
    rows.show()
    assert rows.row_at(QPoint(60, folder_rows.EDGE - 1)) is None
    assert rows.rows_in_view == range(10)
    rows.go_to(39)
    rows.resize(400, 5 * folder_rows.ROW)
    assert rows.rect_of(39).bottom() < rows.viewport().height()
    assert rows.row_at(rows.rect_of(39).center()) == 39
