"""A desk is as it was left: window, panes, places, panels, and the project that was open."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counterpoint.app.ports import Call
from tests.documents.pdfs import column, pdf
from tests.story.desk import ReaderAtDesk


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A text that takes several screens."""
    path = tmp_path / "long.txt"
    paragraph = "One thing follows from another, as everybody in the room could have known. "
    paragraphs = (f"Number {n} comes now. {paragraph * 4}" for n in range(60))
    path.write_text("A long report\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    return path


@pytest.fixture
def two(long: Path, tmp_path: Path) -> tuple[Path, Path]:
    """That text, and six pages of fixed layout."""
    things = ("Ships", "Roads", "Money", "Bridges", "Schools", "Harbours")
    lines = [[f"{thing} will be built here.", "Nobody says when."] for thing in things]
    path = tmp_path / "pages.pdf"
    path.write_bytes(pdf(*(column(60, 300, some) for some in lines)))
    return long, path


def come_again(qtbot: QtBot, desk: ReaderAtDesk, *, fresh: bool = False) -> ReaderAtDesk:
    """Close the window and start the program anew, without naming anything."""
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.program.start(Call(), fresh=fresh)
    return again


def tops(desk: ReaderAtDesk) -> list[int]:
    """How far each pane is scrolled."""
    panes = desk.bench.session.desk.panes
    return [desk.bench.desk.widget_of(pane).pages.top for pane in panes]


def at_rest(desk: ReaderAtDesk) -> bool:
    """Whether all panes show what they shall and none is still moving."""
    if desk.program.workbench is None or not desk.bench.desk.is_settled:
        return False
    panes = desk.bench.session.desk.panes
    return tops(desk) == [desk.bench.desk.widget_of(pane).pages.goal for pane in panes]


def cursors(desk: ReaderAtDesk) -> list[str]:
    """The selected passage of each pane."""
    session = desk.bench.session.desk
    return [
        session.texts[pane.document or ""].quote(pane.selection) if pane.selection else ""
        for pane in session.panes
    ]


def test_panes_and_places_come_back(
    qtbot: QtBot, desk: ReaderAtDesk, two: tuple[Path, Path], before: Path
) -> None:
    desk.open(*two, before)
    desk.press("} } } } } } } } } } } Tab j j j j j Ctrl++ Tab j j Shift+J Tab Tab j")
    desk.wait(lambda: at_rest(desk) and tops(desk)[0] > 0 and tops(desk)[1] > 0)
    was = (cursors(desk), tops(desk), desk.bench.session.desk.active)
    again = come_again(qtbot, desk)
    again.wait(lambda: at_rest(again))
    again.wait(lambda: (cursors(again), tops(again), again.bench.session.desk.active) == was)
    again.leave()
