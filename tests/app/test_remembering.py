"""What is remembered of a desk, and laying it again."""

from pathlib import Path

import pytest

from counterpoint.app.remembering import (
    DeskMemory,
    PaneMemory,
    View,
    WindowMemory,
    as_values,
    desk_from,
    known_panes,
    lay,
    name_of,
    window_from,
)
from counterpoint.app.session import Session
from counterpoint.domain.anchors import Anchor, Place
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project

CURSOR = Anchor("e" * 64, (Place(0, 3, 9, "1"),), "It rained.", "On Monday. ", " Then not.")
MEMORY = DeskMemory(
    (PaneMemory("a", CURSOR, View(2, 0.25, (0, 40), 3.5, 1.1, 400)), PaneMemory()),
    active=1,
    hidden=("claims",),
    sides=(208, 300),
)


def session_with(*documents: str) -> Session:
    """A session on a project with documents of those ids."""
    project = Project("installation", "reader")
    for identity in documents:
        edition = Edition(identity, f"{identity}.txt")
        document = Document(id=identity, title=identity, editions=(edition,), format="text")
        project.put("Add", document)
    return Session.on(project)


def test_a_desk_is_remembered_as_it_is() -> None:
    assert desk_from(as_values(MEMORY)) == MEMORY
    assert window_from(as_values(WindowMemory("AdnQ", "/a"))) == WindowMemory("AdnQ", "/a")


@pytest.mark.parametrize(
    "what",
    [
        {"panes": 3},
        {"panes": [{"document": 5}]},
        {"active": "first"},
        {"panes": [{"view": {"line": [1]}}]},
        {"panes": [{"cursor": {"places": []}}]},
    ],
)
def test_what_makes_no_sense_is_as_good_as_nothing(what: dict[str, object]) -> None:
    assert desk_from(what) == DeskMemory()


def test_projects_are_told_apart_by_their_folders() -> None:
    names = {name_of(Path(path)) for path in ("/a", "/b", "/a/b", "/a\udcff")}
    assert len(names) == 4


def test_panes_are_laid_as_they_were() -> None:
    session = session_with("a", "b")
    panes = known_panes(session, MEMORY)
    lay(session, panes, MEMORY.active)
    assert [pane.document for pane in session.desk.panes] == ["a", None]
    assert session.desk.active == 1
    assert session.awaited.of(0, "a") == CURSOR
    assert session.awaited.of(0, "b") is None


def test_a_document_that_has_gone_leaves_its_pane_empty() -> None:
    memory = DeskMemory((PaneMemory("gone", CURSOR), PaneMemory("b")))
    panes = known_panes(session_with("b"), memory)
    assert panes == (PaneMemory(), PaneMemory("b"))


def test_nothing_is_laid_where_nothing_would_show() -> None:
    assert known_panes(session_with("b"), DeskMemory((PaneMemory("gone"),))) == ()


@pytest.mark.parametrize("active", [-3, 99])
def test_an_active_pane_that_is_not_there_is_the_nearest(active: int) -> None:
    session = session_with("a", "b")
    lay(session, (PaneMemory("a"), PaneMemory("b")), active)
    assert session.desk.active in (0, 1)
