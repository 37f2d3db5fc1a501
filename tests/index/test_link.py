"""The index process behind its link: started late, never waited for, replaced when it dies."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from counterpoint.index.launch import start_index
from counterpoint.index.serving import UNKNOWN
from counterpoint.ui.index_link import GIVEN_UP, MOST_DEATHS, IndexLink

PATIENCE = 20_000

Heard = list[Mapping[str, Any]]


def has_left(link: IndexLink, pid: int) -> bool:
    """Whether the link has another process, or none, in the place of that one."""
    return link.pid != pid


def test_it_starts_when_it_is_asked(link: IndexLink, qtbot: QtBot) -> None:
    assert link.pid == 0
    heard: Heard = []
    link.ask({"kind": "sing"}, heard.append)
    qtbot.waitUntil(lambda: link.is_idle, timeout=PATIENCE)
    assert [one["refused"] for one in heard] == [UNKNOWN]


def test_a_request_larger_than_the_pipe_makes_nobody_wait(link: IndexLink, qtbot: QtBot) -> None:
    heard: Heard = []
    link.ask({"kind": "sing", "song": "la " * 1_000_000}, heard.append)
    assert heard == []
    qtbot.waitUntil(lambda: link.is_idle, timeout=PATIENCE)
    assert [one["refused"] for one in heard] == [UNKNOWN]


def test_one_that_was_killed_is_replaced_and_asked_again(link: IndexLink, qtbot: QtBot) -> None:
    heard: Heard = []
    link.ask({"kind": "sing"}, heard.append)
    os.kill(link.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: link.is_idle, timeout=PATIENCE)
    assert [one["refused"] for one in heard] == [UNKNOWN]


def test_one_that_dies_again_and_again_is_given_up(link: IndexLink, qtbot: QtBot) -> None:
    heard: Heard = []
    link.ask({"kind": "sing", "song": "la " * 1_000_000}, heard.append)
    for _ in range(MOST_DEATHS):
        pid = link.pid
        os.kill(pid, signal.SIGKILL)
        qtbot.waitUntil(partial(has_left, link, pid), timeout=PATIENCE)
        if link.is_idle:
            link.ask({"kind": "sing", "song": "la " * 1_000_000}, heard.append)
    assert link.problem == GIVEN_UP
    assert link.is_idle


def test_it_ends_with_whoever_started_it(folder: Path) -> None:
    process = start_index(folder)
    held = os.pidfd_open(process.pid)
    os.close(process.requests)
    assert select.select([held], [], [], PATIENCE / 1000)[0]
    os.close(held)
    process.kill()


def test_a_death_while_nothing_is_asked_is_told_and_waits(link: IndexLink, qtbot: QtBot) -> None:
    heard: Heard = []
    link.ask({"kind": "sing"}, heard.append)
    qtbot.waitUntil(lambda: link.is_idle, timeout=PATIENCE)
    with qtbot.waitSignal(link.replaced, timeout=PATIENCE):
        os.kill(link.pid, signal.SIGKILL)
    assert link.pid == 0
    link.ask({"kind": "sing"}, heard.append)
    qtbot.waitUntil(lambda: link.is_idle, timeout=PATIENCE)
    assert [one["refused"] for one in heard] == [UNKNOWN, UNKNOWN]
