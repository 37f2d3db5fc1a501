"""counterpoint:// addresses lead to the claim they name, and to nothing else."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from counterpoint.app.ports import Call
from tests.story.desk import ReaderAtDesk


def copied_link(desk: ReaderAtDesk) -> str:
    """The address of the claim under the cursor, by way of the clipboard."""
    desk.press("Ctrl+Shift+C")
    assert desk.message == "Copied the link to this claim."
    return QGuiApplication.clipboard().text()


def test_a_link_leads_from_anywhere_to_its_claim(
    qtbot: QtBot, desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1")
    link, quote = copied_link(desk), desk.selected
    assert link.startswith("counterpoint://claim/")
    desk.press("g g")
    desk.leave()
    again = ReaderAtDesk(qtbot, desk.folder)
    again.program.start(Call(link=link))
    again.wait(lambda: again.program.workbench is not None)
    again.wait(lambda: bool(again.bench.session.desk.pane.selection))
    again.wait(lambda: again.selected == quote)
    again.leave()


def test_a_link_in_the_open_project_moves_only_the_cursor(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    desk.press("} } } 1")
    link, quote = copied_link(desk), desk.selected
    desk.press("g g Tab")
    call = Call(link=link)
    assert desk.program.entrance.takes(call)
    desk.program.entrance.serve(call)
    assert desk.selected == quote


def test_a_link_to_a_claim_that_was_removed_says_so(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    desk.press("j 1")
    link = copied_link(desk)
    desk.press("Delete")
    desk.window.guard(lambda: desk.program.entrance.serve(Call(link=link)))
    assert desk.message == "The claim of this link is not in the project any more."


@pytest.mark.parametrize(
    "link",
    [
        "counterpoint://open/etc/passwd",
        "counterpoint://claim/../../etc/passwd",
        "counterpoint://claim/a/b?export=/tmp/x",
        "file:///etc/passwd",
    ],
)
def test_any_other_address_is_refused(desk: ReaderAtDesk, link: str) -> None:
    desk.program.start(Call(link=link))
    assert desk.message.startswith("This link does not lead to a claim")
    assert desk.program.workbench is None


def test_a_project_that_was_never_open_here_is_not_looked_for(desk: ReaderAtDesk) -> None:
    claim = "01234567-89ab-cdef-0123-456789abcdef"
    desk.program.start(Call(link=f"counterpoint://claim/unknown/{claim}"))
    assert desk.message.startswith("The project of this link is not known here")


def test_a_link_that_leads_nowhere_opens_no_other_window(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    link = "counterpoint://claim/unknown/01234567-89ab-cdef-0123-456789abcdef"
    assert desk.program.entrance.takes(Call(link=link))
