"""Our drawings: their style, their colours, where commands name them, and in the header."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counterpoint.app.commands import ALWAYS, Row, bound
from counterpoint.app.settings import Settings
from counterpoint.ui import outgoing
from counterpoint.ui.header import Deed, HeaderBar
from counterpoint.ui.icons import Icons, application_icon
from counterpoint.ui.labels import Label
from counterpoint.ui.rows import declared_rows
from counterpoint.ui.search_field import SearchField
from counterpoint.ui.theme import Look

RESOURCES = Path(__file__).parents[2] / "resources"
DRAWINGS = sorted((RESOURCES / "icons").glob("*.svg"))
STYLE = {
    "viewBox": "0 0 20 20",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.5",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
SHAPES = {
    "path": {"d", "fill"},
    "rect": {"x", "y", "width", "height", "rx"},
    "circle": {"cx", "cy", "r"},
}
AT_HAND = {"menu", "search", "documents", "claims", "folder", "document", "check", "warning"}
"""What stands in the window itself, beside what commands name."""

pytestmark = pytest.mark.usefixtures("qapp")


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def named_by_commands() -> set[str]:
    """Every drawing that a command row asks for."""
    rows = [*declared_rows(), *bound(outgoing.NOTHING_YET, None)]
    return {row.icon for row in rows if row.icon}


def inked(pixmap: QPixmap) -> list[tuple[int, int]]:
    """The pixels that are not clear."""
    image = pixmap.toImage()
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 8
    ]


@pytest.fixture
def light() -> Look:
    """The light theme."""
    return Look("light")


@pytest.fixture
def icons(light: Look) -> Icons:
    """All drawings, in the light theme."""
    return Icons(light, RESOURCES / "icons")


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_keeps_to_the_style(path: Path) -> None:
    root = ElementTree.fromstring(path.read_bytes())  # noqa: S314  our own file
    assert local(root.tag) == "svg"
    assert root.attrib == STYLE
    for shape in root:
        assert set(shape.attrib) <= SHAPES[local(shape.tag)]
        assert shape.get("fill", "currentColor") == "currentColor"


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_shows_and_keeps_clear_of_the_border(path: Path, icons: Icons) -> None:
    pixels = inked(icons.pixmap(path.stem, "text"))
    assert len(pixels) > 20
    assert all(1 <= x <= 18 and 1 <= y <= 18 for x, y in pixels)


def test_every_drawing_that_is_named_exists() -> None:
    named = named_by_commands()
    assert named >= {"open", "search"}
    assert named | AT_HAND <= {path.stem for path in DRAWINGS}


def test_the_tint_follows_the_theme(light: Look, icons: Icons) -> None:
    before = icons.pixmap("star-filled", "text").toImage().pixelColor(10, 10)
    light.take(Settings(theme="dark"))
    after = icons.pixmap("star-filled", "text").toImage().pixelColor(10, 10)
    assert (before.name(), after.name()) == ("#22262b", "#dadde1")


def test_a_fine_screen_gets_more_pixels(icons: Icons) -> None:
    fine = icons.pixmap("menu", "text", 20, 2.0)
    assert fine.deviceIndependentSize().width() == 20
    assert fine.width() == 40
    assert len(inked(fine)) > 2 * len(inked(icons.pixmap("menu", "text")))


def test_what_is_drawn_once_is_kept(icons: Icons) -> None:
    red, blue = QColor("red"), QColor("blue")
    first = icons.tinted("star", red).cacheKey()
    assert icons.tinted("star", red).cacheKey() == first
    assert icons.tinted("star", blue).cacheKey() != first


@pytest.mark.parametrize("name", ["", "nothing-of-the-kind", "../app/counterpoint", "a/b"])
def test_a_name_without_a_drawing_gives_no_picture(name: str, icons: Icons) -> None:
    assert icons.pixmap(name).isNull()


def test_the_application_icon_has_a_drawing_for_every_size() -> None:
    icon = application_icon(RESOURCES / "app")
    assert [size.width() for size in icon.availableSizes()] == [16, 24, 32, 48, 64, 128, 256]
    large, small = (icon.pixmap(side, side).toImage() for side in (256, 16))
    assert large.pixelColor(4, 128).alpha() < 255, "the large drawing leaves a margin"
    assert small.pixelColor(0, 8).name() == "#0f766e", "the small one fills its square"
    assert colours(small) >= {"#3e6be0", "#e06a0b", "#ffffff"}


def test_without_its_drawings_the_program_has_no_icon(tmp_path: Path) -> None:
    assert application_icon(tmp_path).isNull()


def test_the_application_drawings_use_what_qt_can_draw() -> None:
    for path in (RESOURCES / "app").glob("*.svg"):
        tags = {local(part.tag) for part in ElementTree.fromstring(path.read_bytes()).iter()}  # noqa: S314
        assert tags <= {"svg", "title", "g", "rect", "path"}
        assert not re.search(r"class=|style=|url\(|href", path.read_text(encoding="utf-8"))


def row(identity: str, title: str, icon: str, *keys: str) -> Row:
    """A command as the header gets it."""
    return Row(identity, title, keys, "", ALWAYS, "", "", lambda: None, icon)


PANELS = [
    row("view.claims", "Claims panel", "claims"),
    row("view.documents", "Documents panel", "documents"),
]


@pytest.fixture
def header(qtbot: QtBot, light: Look, icons: Icons) -> HeaderBar:
    """The bar at the top with what it holds in the program."""
    bar = HeaderBar(light, icons)
    qtbot.addWidget(bar)
    bar.name.say("Talks in spring")
    bar.show_deeds(
        [
            *PANELS,
            row("view.palette", "Find a command …", "search", "Ctrl+Shift+P", ":"),
            row("file.open", "Open documents …", "open", "Ctrl+O", "Ctrl+T"),
            row("file.drawn.by.none", "Undrawn deed", "", "x"),
        ]
    )
    bar.resize(1280, 44)
    bar.show()
    return bar


def deeds_of(header: HeaderBar) -> list[Deed]:
    """What can be pressed, from left to right."""
    deeds = (deed for deed in header.findChildren(Deed) if deed.isVisible())
    return sorted(deeds, key=lambda deed: deed.x())


def words_of(header: HeaderBar) -> list[str]:
    """The words that show beside the project's name."""
    labels = (label for deed in deeds_of(header) for label in deed.findChildren(Label))
    return [label.text() for label in labels if label.isVisible()]


def test_the_header_puts_side_panels_last(header: HeaderBar) -> None:
    header.resize(700, 44)
    commands = [deed.command for deed in deeds_of(header)]
    assert commands[-3:] == ["view.palette", "view.documents", "view.claims"]


def test_where_there_is_room_a_field_leads_to_the_palette(header: HeaderBar) -> None:
    (field,) = header.findChildren(SearchField)
    assert field.isVisible()
    assert "view.palette" not in [deed.command for deed in deeds_of(header)]
    pressed: list[str] = []
    header.pressed.connect(pressed.append)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert pressed == ["view.palette"]


def test_a_long_name_takes_the_room_of_the_field(qtbot: QtBot, header: HeaderBar) -> None:
    (field,) = header.findChildren(SearchField)
    header.name.say("What the ministers of seven states have said about one small fund")
    qtbot.waitUntil(lambda: not field.isVisible())
    assert "view.palette" in [deed.command for deed in deeds_of(header)]


def test_words_go_where_the_header_is_narrow(header: HeaderBar) -> None:
    assert words_of(header) == ["Open", "Undrawn"]
    header.resize(600, 44)
    assert words_of(header) == ["Undrawn"]
    assert all(deed.isVisible() for deed in deeds_of(header))


def test_a_tip_says_title_and_keys(header: HeaderBar) -> None:
    tips = [deed.toolTip() for deed in deeds_of(header)]
    assert "Open documents … (Ctrl+O, Ctrl+T)" in tips[0]
    assert tips[-1] == "<qt>Claims panel</qt>"


def test_a_press_in_the_header_runs_a_command_and_leaves_the_keys(header: HeaderBar) -> None:
    pressed: list[str] = []
    header.pressed.connect(pressed.append)
    for deed in deeds_of(header)[-2:]:
        QTest.mouseClick(deed, Qt.MouseButton.LeftButton)
    assert pressed == ["view.documents", "view.claims"]
    assert all(deed.focusPolicy() == Qt.FocusPolicy.NoFocus for deed in deeds_of(header))


def test_only_the_left_button_counts(header: HeaderBar) -> None:
    pressed: list[object] = []
    header.pressed.connect(pressed.append)
    header.menu_button.pressed.connect(pressed.append)
    field = header.findChildren(SearchField)
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        for place in (header.menu_button, *deeds_of(header), *field):
            QTest.mouseClick(place, button)
    assert pressed == []
    QTest.mouseClick(header.menu_button, Qt.MouseButton.LeftButton)
    assert len(pressed) == 1


def test_a_panel_in_view_has_its_drawing_in_the_accent(qtbot: QtBot, header: HeaderBar) -> None:
    header.set_shown("claims", True)
    header.set_shown("documents", True)
    header.set_shown("documents", False)
    header.show_deeds(PANELS)
    qtbot.waitUntil(lambda: len(deeds_of(header)) == 2)
    documents, claims = (colours(deed.grab().toImage()) for deed in deeds_of(header)[-2:])
    assert ("#0f766e" in documents, "#0f766e" in claims) == (False, True)


def test_the_header_follows_a_panel_that_comes_and_goes(qtbot: QtBot, header: HeaderBar) -> None:
    desk = QWidget()
    qtbot.addWidget(desk)
    first, second = QWidget(desk), QWidget(desk)
    desk.show()
    header.follow("claims", first)
    assert is_held(header)
    first.hide()
    assert not is_held(header)
    header.follow("claims", second)
    assert is_held(header)
    second.hide()
    first.show()
    assert not is_held(header), "another project's panel is followed now"
    second.show()
    assert is_held(header)
    header.follow("claims", None)
    assert not is_held(header)
    second.hide()
    second.show()
    assert not is_held(header)


def is_held(header: HeaderBar) -> bool:
    """Whether the last toggle looks pressed."""
    return "#0f766e" in colours(deeds_of(header)[-1].grab().toImage())


def colours(image: QImage) -> set[str]:
    """Every colour of a picture."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points}
