"""A desk is as it was left: window, panes, places, panels, and the project that was open."""

import gc
import json
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counterpoint.app.ports import Call
from counterpoint.app.remembering import PaneMemory, lay
from counterpoint.domain.anchoring import anchor_of
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


def test_a_fresh_start_goes_on_from_nothing(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    again = come_again(qtbot, desk, fresh=True)
    assert again.program.workbench is None
    assert again.program.stage.page is not None
    again.leave()


def test_panels_and_panes_keep_their_widths(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.bench.widget.toggle("claims")
    desk.bench.desk.setSizes([300, 700])
    sizes = desk.bench.desk.sizes()
    again = come_again(qtbot, desk)
    again.wait(lambda: again.program.workbench is not None)
    assert again.bench.claims.isHidden()
    again.wait(lambda: abs(again.bench.desk.sizes()[0] - sizes[0]) <= 2)
    again.leave()


def test_the_window_has_the_size_it_had(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.window.resize(760, 560)
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    keeping = again.program.stage.keeping
    assert keeping.place_window(keeping.last_window())
    assert (again.window.width(), again.window.height()) == (760, 560)
    again.leave()


def test_a_project_that_has_gone_leads_to_the_start_page(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path
) -> None:
    desk.open(before)
    folder = desk.bench.store.path
    desk.leave()
    folder.rename(folder.with_name("Elsewhere"))
    again = ReaderAtDesk(qtbot, desk.folder)
    again.program.start(Call())
    assert again.program.workbench is None
    assert folder.name in again.message
    again.leave()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"panes": 3}', '{"panes": [{"view": {"zoom": 1e99, "page": -7}}]}']
)
def test_a_memory_that_cannot_be_read_is_as_good_as_none(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, text: str
) -> None:
    desk.open(before)
    desk.leave()
    for kept in (desk.folder / "home" / "state" / "memory").iterdir():
        if kept.name.startswith("desk-"):
            kept.write_text(text, encoding="utf-8")
    again = come_again(qtbot, desk)
    again.wait(lambda: again.program.workbench is not None)
    again.wait(lambda: cursors(again)[0] == "What the talks may bring")
    again.leave()


def test_a_crash_while_a_desk_is_laid_keeps_what_was_remembered(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("j j")
    again = come_again(qtbot, desk)
    again.program.around.disk.run(lambda: None, lambda _: None)
    (kept,) = (desk.folder / "home" / "state" / "memory").glob("desk-*.json")
    assert "The ministers will agree on a fund." in kept.read_text(encoding="utf-8")
    again.leave()


def test_files_named_again_all_show_though_a_pane_was_emptied(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.bench.session.desk.show(None, 1)
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.open(before, after)
    assert len({pane.document for pane in again.bench.session.desk.panes}) == 2
    again.leave()


def test_a_fresh_window_brings_later_projects_back_as_they_were(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("j j j")
    folder, cursor = desk.bench.store.path, desk.selected
    again = come_again(qtbot, desk, fresh=True)
    again.program.entrance.open_project(folder)
    again.wait(lambda: cursors(again)[0] == cursor)
    again.leave()


def test_a_place_in_one_document_is_not_looked_for_in_another(
    desk: ReaderAtDesk, before: Path, tmp_path: Path
) -> None:
    quoting = tmp_path / "quoting.txt"
    quoting.write_text(f"A review\n\nFirst. {before.read_text('utf-8')}", encoding="utf-8")
    desk.open(before, quoting)
    desk.press("j j j j")
    session = desk.bench.session
    own, other = (pane.document or "" for pane in session.desk.panes)
    text = session.desk.texts.pop(other)
    cursor = anchor_of(session.desk.text, own, session.desk.selection)
    lay(session, [PaneMemory(own, cursor)], 0)
    session.desk.show(other, 0)
    session.take_text(other, text)
    assert desk.selected == "A review"


def test_a_project_that_was_left_is_let_go(desk: ReaderAtDesk, before: Path, after: Path) -> None:
    desk.open(before, after)
    desk.press("j 1")
    left = weakref.ref(desk.bench)
    desk.press("Ctrl+Shift+W")
    desk.wait(lambda: gc.collect() >= 0 and left() is None)


def test_of_two_windows_the_one_closed_last_comes_back(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before)
    first = desk.bench.store.path
    other = ReaderAtDesk(qtbot, desk.folder)
    other.open(after)
    idle = ReaderAtDesk(qtbot, desk.folder)
    other.leave()
    desk.leave()
    idle.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.program.start(Call())
    assert again.bench.store.path == first
    again.leave()


@pytest.mark.parametrize("view", [{"width": 1 << 40}, {"line": [10**30, 10**30]}])
def test_an_absurd_view_is_no_reason_not_to_start(
    qtbot: QtBot, desk: ReaderAtDesk, brief: Path, view: dict[str, object]
) -> None:
    desk.open(brief)
    desk.leave()
    (kept,) = (desk.folder / "home" / "state" / "memory").glob("desk-*.json")
    memory = json.loads(kept.read_text(encoding="utf-8"))
    for pane in memory["panes"]:
        pane["view"].update(view)
    kept.write_text(json.dumps(memory), encoding="utf-8")
    again = come_again(qtbot, desk)
    again.wait(lambda: cursors(again)[0] == "What it costs")
    assert again.bench.desk.active.pages.grab().width() > 0
    again.leave()
