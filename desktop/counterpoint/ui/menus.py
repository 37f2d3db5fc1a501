"""Menus made from the command rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from counterpoint.app.commands import MENUS, Commands, Mode, Row
from counterpoint.ui.plain import tip


def fill_menu(menu: QMenu, commands: Commands, mode: Mode, run: Callable[[str], None]) -> None:
    """One submenu for each area; what does not work in this mode is greyed.

    Keys are shown, not bound: the key router alone decides what a key does.
    """
    for stale in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        stale.deleteLater()  # clear() takes submenus off the menu and keeps them alive
    menu.clear()
    named = {row.menu for row in commands.rows if row.menu}
    for name in (*MENUS, *sorted(named - set(MENUS))):
        rows = [row for row in commands.rows if row.menu == name]
        if rows:
            _fill_submenu(menu.addMenu(name), rows, mode, run)


def _fill_submenu(menu: QMenu, rows: list[Row], mode: Mode, run: Callable[[str], None]) -> None:
    menu.setToolTipsVisible(True)
    for row in rows:
        menu.addAction(_action(menu, row, mode, run))


def _action(parent: QWidget, row: Row, mode: Mode, run: Callable[[str], None]) -> QAction:
    keys = f"\t{row.keys[0]}" if row.keys else ""
    action = QAction(f"{row.title.replace('&', '&&')}{keys}", parent)
    action.setEnabled(mode in row.when)
    action.setToolTip(tip(row.help))
    action.triggered.connect(lambda: run(row.id))
    return action
