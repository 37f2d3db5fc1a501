"""Stories of a pane whose document does harm: it says a sentence, and the reader reads on."""

from __future__ import annotations

import os
import signal
from collections import deque
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counterpoint.app import showing
from counterpoint.documents.client.queue import OVERDUE
from tests.documents.zoo.animals import Animal
from tests.documents.zoo.census import ALL
from tests.story.desk import ReaderAtDesk


def animal(name: str) -> Animal:
    """One of the zoo."""
    (found,) = (one for one in ALL if one.name == name)
    return found


@pytest.mark.parametrize("name", ["bomb of chapters.epub", "overlapping.docx", "no pages.pdf"])
def test_a_file_that_does_harm_leaves_a_sentence_and_the_other_pane_alone(
    desk: ReaderAtDesk, before: Path, after: Path, name: str
) -> None:
    desk.open(before)
    desk.program.entrance.open_files([animal(name).write(desk.folder)])
    desk.wait(lambda: desk.message.startswith(f"“{name}”: ") and desk.message.endswith("."))
    desk.press("j 1 j 2")
    assert [kind for kind, _ in desk.claims] == ["forecast", "fact"]
    desk.program.entrance.open_files([after])
    texts = desk.bench.session.desk.texts
    desk.wait(lambda: any("two billion" in found.text for found in texts.values()))


def test_a_worker_that_is_ended_is_replaced_while_keys_work(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    panes = desk.bench.session.desk.panes
    feed = desk.bench.feeds.of(panes[1].document or "")
    assert feed is not None
    first = feed.worker_pid
    os.kill(first, signal.SIGKILL)
    desk.press("j 1 j 2")
    assert len(desk.claims) == 2
    desk.wait(lambda: feed.worker_pid != first and feed.is_idle)
    assert not any(said(desk))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["a page that hangs.pdf", "bomb of 8 GB.pdf"])
def test_a_file_that_hangs_or_eats_memory_stops_its_own_pane_alone(
    qtbot: QtBot, before: Path, after: Path, name: str
) -> None:
    seconds = deque([60.0])
    desk = ReaderAtDesk(qtbot, before.parent, deadline_of=lambda job: seconds[-1])
    desk.open(before)
    seconds.append(1.5)  # enough for a sound document on a busy machine
    harmful = animal(name).write(desk.folder)
    desk.program.entrance.open_files([harmful])
    # What hangs on opening is told in the strip, what hangs later in its pane.
    desk.wait(lambda: f"“{name}”: {OVERDUE}" == desk.message or OVERDUE in said(desk))
    showing.document(desk.bench.session, desk.bench.session.project.documents()[0].id)
    desk.press("j 1 j 2")
    assert [kind for kind, _ in desk.claims] == ["forecast", "fact"]
    seconds.append(60.0)
    desk.program.entrance.open_files([after])
    texts = desk.bench.session.desk.texts
    desk.wait(lambda: any("two billion" in found.text for found in texts.values()))
    desk.leave()


def said(desk: ReaderAtDesk) -> list[str]:
    """What the panes say in the stead of pages."""
    return [desk.bench.desk.widget_of(pane).message for pane in desk.bench.session.desk.panes]
