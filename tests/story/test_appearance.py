"""A reader sets paper and type, and the pages follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counterpoint.app.settings import Settings, parse_settings, write_settings
from counterpoint.domain.scheme import Scheme
from counterpoint.ui.appearance_card import AppearanceCard
from counterpoint.ui.theme import DARK, LIGHT, PAPERS, SEPIA, Theme
from tests.story.desk import ReaderAtDesk

LEAST_MARK, LEAST_TEXT = 3.0, 4.5
"""Contrast of marks and of text (WCAG 2.2, 1.4.11 and 1.4.3)."""


def card(desk: ReaderAtDesk) -> AppearanceCard:
    """The card that is open."""
    overlay = desk.window.overlay
    assert isinstance(overlay, AppearanceCard)
    return overlay


def paper(desk: ReaderAtDesk, word: str, pane: int = 0) -> str:
    """The colour of the paper well above a word."""
    x, y = desk.spot(word, pane)
    return desk.viewport(pane).grab().toImage().pixelColor(x, y - 18).name().upper()


def press_choice(desk: ReaderAtDesk, field: str, words: str) -> None:
    """Press what says these words on the card."""
    line = next(one for one in card(desk).lines if one.setting.field == field)
    spot = next(one for one in line.spots if one.words == words)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=spot.area.center())


def test_dark_pages_by_keyboard_come_back_at_the_next_start(
    desk: ReaderAtDesk, brief: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.open(brief)
    assert paper(desk, "Spending") == LIGHT.page
    desk.press("Ctrl+, Right Right Right")
    desk.wait(lambda: paper(desk, "Spending") == DARK.page)
    desk.press("Esc j")
    assert desk.window.overlay is None
    desk.wait(lambda: len(desk.settings) == 3)
    desk.leave()
    kept = parse_settings(write_settings(desk.settings[-1]))
    again = ReaderAtDesk(qtbot, tmp_path, kept)
    again.open(brief)
    again.wait(lambda: paper(again, "Spending") == DARK.page)
    again.leave()


@pytest.mark.parametrize("command", ["light", "sepia", "dark"])
def test_pages_of_every_kind_have_the_paper_asked_for(
    desk: ReaderAtDesk, brief: Path, before: Path, command: str
) -> None:
    desk.open(brief, before)
    desk.window.run(f"view.pages.{command}")
    assert desk.message == f"Pages are {command}."
    page = PAPERS[command].page
    desk.wait(lambda: (paper(desk, "Spending"), paper(desk, "ministers", 1)) == (page, page))


def test_pages_go_with_the_window_unless_they_are_set(desk: ReaderAtDesk, brief: Path) -> None:
    desk.open(brief)
    desk.program.look.take(Settings(theme="dark"))
    desk.wait(lambda: paper(desk, "Spending") == DARK.page)
    desk.program.look.take(Settings(theme="dark", pages="sepia"))
    desk.wait(lambda: paper(desk, "Spending") == SEPIA.page)


def test_a_claim_is_found_and_painted_in_other_type(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j j j 1")
    ((_, quote),) = desk.claims
    word, pages = quote.split()[0], desk.bench.desk.active.pages
    narrow = desk.spot(word)
    zoom = pages.sizing.zoom
    for command in ("type.larger", "type.larger", "face.sans", "leading.wider"):
        desk.window.run(f"view.{command}")
    desk.wait(lambda: desk.bench.desk.is_settled and desk.spot(word) != narrow)
    assert (desk.claims, pages.sizing.zoom) == ([("forecast", quote)], zoom)
    assert desk.program.look.settings == Settings(type_size=18, face="sans", leading="open")

    def is_tinted() -> bool:
        x, y = desk.spot(word)
        colour = desk.viewport(0).grab().toImage().pixelColor(x - 2, y)
        return colour.blue() > colour.red() + 10

    desk.wait(is_tinted)


def test_the_card_is_set_by_mouse_and_keeps_its_keys(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    selected = desk.selected
    desk.press("Ctrl+,")
    press_choice(desk, "face", "Sans")
    press_choice(desk, "type_size", "A +")
    press_choice(desk, "column", "Wide")
    assert desk.program.look.settings == Settings(face="sans", type_size=17, column="wide")
    desk.press("1 j Down Left")
    assert (desk.claims, desk.selected) == ([], selected)
    assert desk.program.look.settings.leading == "close"
    QTest.mouseClick(card(desk), Qt.MouseButton.LeftButton, pos=QPoint(4, 400))
    assert desk.window.overlay is None


def test_the_card_shows_whole_in_the_least_window(desk: ReaderAtDesk) -> None:
    desk.window.resize(720, 480)
    desk.press("Ctrl+,")
    shown = card(desk)
    assert shown.rect().contains(shown.card.geometry())
    for line in shown.lines:
        assert shown.card.rect().contains(line.geometry())
        assert line.rect().contains(line.spots[-1].area)


def test_the_ends_of_a_row_hold(desk: ReaderAtDesk) -> None:
    for _ in range(12):
        desk.window.run("view.type.larger")
    assert desk.message == "The type is 28 pixels high."
    desk.wait(lambda: bool(desk.settings) and desk.settings[-1].type_size == 28)
    assert len(desk.settings) == 7


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """From 1 (alike) to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tinted(theme: Theme, ground: str, colour: QColor) -> QColor:
    """Paper or text under the tint of a claim: multiplied with it, or lit up by it in the dark."""
    under, share = theme.colour(ground), theme.tint

    def mixed(one: float, tint: float) -> float:
        if theme.is_dark:
            return 1 - (1 - one) * (1 - tint * share)
        return one * (1 - share + tint * share)

    return QColor.fromRgbF(
        mixed(under.redF(), colour.redF()),
        mixed(under.greenF(), colour.greenF()),
        mixed(under.blueF(), colour.blueF()),
    )


@pytest.mark.parametrize("theme", PAPERS.values(), ids=PAPERS.keys())
def test_claims_can_be_read_on_every_paper(theme: Theme) -> None:
    page = theme.colour("page")
    for colour in map(theme.kind, Scheme().active_kinds()):
        assert contrast(colour, page) >= LEAST_MARK
        text, ground = (tinted(theme, one, colour) for one in ("page_text", "page"))
        assert contrast(text, ground) >= LEAST_TEXT
    assert contrast(theme.colour("accent"), page) >= LEAST_MARK
    assert contrast(theme.colour("muted"), page) >= LEAST_TEXT
