"""A double click on a project, on a virtual screen of a desktop that has Counterpoint."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_files import ENTRY
from tests.packaging.desktops import ROOT, written
from tests.packaging.test_desktop_story import LACKING
from tests.story.screen import PATIENCE, Screen, lacking, virtual_screen

pytestmark = pytest.mark.skipif(bool(LACKING or lacking()), reason=f"needs {LACKING} {lacking()}")
RUN = ROOT / "packaging/run.py"


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """A virtual screen of a user whose desktop has Counterpoint."""
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    (tmp_path / "home").mkdir()
    with virtual_screen(tmp_path / "counterpoint") as screen:
        run(screen, sys.executable, RUN, "install-desktop")
        yield screen


def run(screen: Screen, *words: str | Path) -> None:
    """Run a program on the screen; the test fails if that fails."""
    subprocess.run(words, env=screen.environment, check=True, timeout=PATIENCE)


def find_window(screen: Screen, title: str) -> str:
    """The window whose title begins so, once it is there.

    Its class is the one that the desktop entry names: by it a dock knows whose window it is.
    """
    entry = (ROOT / "packaging/desktop" / ENTRY).read_text(encoding="utf-8")
    named = next(line for line in entry.splitlines() if line.startswith("StartupWMClass="))
    search = ("timeout", str(PATIENCE), "xdotool", "search", "--sync", "--onlyvisible")
    titled = screen.run(*search, "--name", f"^{title}").split()
    of_class = screen.run(*search, "--class", f"^{named.partition('=')[2]}$").split()
    assert set(titled) & set(of_class), "the window did not come, or is of another class"
    return titled[-1]


def close(screen: Screen, window: str) -> None:
    """Close a window as its reader would and wait for the end of its process."""
    pid = screen.run("xdotool", "getwindowpid", window).strip()
    process = os.pidfd_open(int(pid))  # can be read once the process has ended
    screen.run("xdotool", "windowfocus", "--sync", window, "key", "ctrl+q")
    ended, _, _ = select.select([process], [], [], PATIENCE)
    os.close(process)
    assert ended, "the program has not ended"


def test_a_double_click_opens_the_project(screen: Screen, tmp_path: Path) -> None:
    brief = written(tmp_path / "brief.txt", "What it costs\n\nIt will cost a lot. Nobody pays.\n")
    project = tmp_path / "Who pays, 100%"
    run(screen, sys.executable, RUN, "new", project, brief)
    run(screen, "xdg-open", project / "project.counterpoint")
    window = find_window(screen, project.name)
    assert window
    close(screen, window)
