"""An installation that is killed at any moment can be taken away, and done again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import desktop_install
from tests.packaging.desktops import Home, written
from tests.storage.faults.scratch import scratch

KILLED, FAILED, CAME_TO_ITS_END = 9, 1, 0
CHANGING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod"}
CHOICES = "[Added Associations]\nimage/png=viewer.desktop;\n\n[Default Applications]\na/b=c.desktop"


@pytest.fixture(autouse=True)
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """What desktop tools derive is none of our writing."""
    monkeypatch.setenv("PATH", "")


def is_change(event: str, details: tuple[object, ...]) -> bool:
    """Whether an audit event announces a change of the disk."""
    return event in CHANGING or (event == "open" and "w" in str(details[1]))


def killed(act: Callable[[], object], step: int) -> bool:
    """Do it in a process that is killed just before a change, counted from 0; whether it was."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in {KILLED, CAME_TO_ITS_END}
        return code == KILLED
    left = iter(range(step, -1, -1))

    def watch(event: str, details: tuple[object, ...]) -> None:
        if is_change(event, details) and next(left) == 0:
            os._exit(KILLED)

    try:
        sys.addaudithook(watch)
        act()
        os._exit(CAME_TO_ITS_END)
    finally:
        os._exit(FAILED)


def moments(act: Callable[[], object]) -> Iterator[int]:
    """Do it again and again, killed a step later each time, until it comes to its end."""
    step = 0
    while killed(act, step):
        yield step
        step += 1
    assert step > 20


def lived_in(home: Home) -> None:
    """Give the home what other programs wrote, and empty folders."""
    written(home.places.defaults, CHOICES)
    written(home.system / "applications/viewer.desktop")
    cache = "[MIME Cache]\napplication/pdf=viewer.desktop;\n"
    written(home.system / "applications/mimeinfo.cache", cache)
    home.places.state.mkdir(parents=True)
    (home.places.data / "icons").mkdir(parents=True)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """An empty home, where each of thousands of syncs costs little."""
    with scratch(tmp_path) as folder:
        made = Home(Path(folder, "home"), Path(folder, "system"))
        made.folder.mkdir()
        made.system.mkdir()
        yield made


@pytest.fixture(params=["new", "lived in"])
def any_home(home: Home, request: pytest.FixtureRequest) -> Home:
    """A home with nothing in it, and one with much."""
    if request.param == "lived in":
        lived_in(home)
    return home


def test_what_was_added_half_way_can_be_removed(any_home: Home) -> None:
    before = any_home.tree()
    for _ in moments(any_home.install):
        any_home.uninstall()
        assert any_home.tree() == before


def test_what_was_added_half_way_can_be_added_wholly(any_home: Home) -> None:
    before = any_home.tree()
    any_home.install()
    whole = any_home.tree()
    any_home.uninstall()
    for _ in moments(any_home.install):
        any_home.install()
        assert any_home.tree() == whole
        any_home.uninstall()
        assert any_home.tree() == before


@pytest.mark.parametrize("then", ["remove", "go back", "go on"])
def test_what_was_renewed_half_way_can_be_removed(any_home: Home, then: str) -> None:
    before = any_home.tree()
    any_home.install()
    for _ in moments(lambda: renew(any_home)):
        if then == "go back":
            any_home.install()
        elif then == "go on":
            renew(any_home)
        any_home.uninstall()
        assert any_home.tree() == before
        any_home.install()


def renew(home: Home) -> None:
    """Add another version, in which every file is another and one is gone."""
    contents = {path: content + b"\n" for path, content in home.contents().items()}
    del contents[next(path for path in contents if path.suffix == ".png")]
    desktop_install.install(home.places, contents, home.environ)


def test_what_was_removed_half_way_can_be_removed_wholly(any_home: Home) -> None:
    before = any_home.tree()
    # The list goes last: killed after that, nothing is left but the folder it lay in.
    last = [any_home.places.receipt.parent, *any_home.places.receipt.parents]
    empty = {str(one.relative_to(any_home.folder)) for one in last if one > any_home.folder}
    any_home.install()
    for _ in moments(any_home.uninstall):
        any_home.uninstall()
        left = {path: what for path, what in any_home.tree().items() if path not in before}
        assert set(left) <= empty
        any_home.install()
