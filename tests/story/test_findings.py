"""What is found at opening is read beside what goes wrong at once."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.story.desk import ReaderAtDesk
from tests.story.test_backing_up import latest

FOUND, REFUSED = "Part of your file could not be read; ", "Not saved yet: the disk is full"


class Disk:
    """Owns whether the disk takes something in the place of a reader's file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        self._replace = os.replace
        monkeypatch.setattr(os, "replace", self.replace)

    def replace(self, source: Path, target: Path) -> None:
        """What the system does, where the disk has room."""
        if self.is_full and Path(target).parent.name == "readers":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._replace(source, target)


def test_a_finding_and_a_disk_that_refuses_are_both_told(
    desk: ReaderAtDesk, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, disk = torn(desk, before), Disk(monkeypatch)
    desk.window.resize(720, 480)
    disk.is_full = True
    desk.open_project(path)
    desk.press("j 3")
    desk.wait(lambda: REFUSED in desk.message)
    assert desk.message.startswith(FOUND)
    assert desk.window.strip.sign.isVisible()
    assert " ".join(desk.window.strip.long.lines) == desk.message
    assert any(one.startswith(FOUND) for one in latest(desk))
    assert any(one.startswith(REFUSED) for one in latest(desk))
    assert len(desk.claims) == 2
    disk.is_full = False
    desk.bench.store.unsaved.try_again()
    desk.wait(lambda: "Everything is saved again: 1 change." in desk.message)
    assert desk.message.startswith(FOUND)
    assert REFUSED not in desk.message


def torn(desk: ReaderAtDesk, source: Path) -> Path:
    """A project whose reader's file has lost one of two claims; a backup has both."""
    desk.open(source)
    desk.press("j 1 j 2")
    desk.wait_saved()
    path = desk.bench.store.path
    desk.press("Ctrl+Shift+W")
    (own,) = (path / "readers").glob("*.json")
    own.write_bytes(own.read_bytes().replace(b'"2": {', b'"2": ', 1))
    return path
