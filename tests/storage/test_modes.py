"""Who may read what a project gets: its owner only, unless the folder says otherwise."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpoint.storage.checking.repair import repair
from counterpoint.storage.folder import ProjectFolder, create
from tests.storage.samples import ANA, saved, unclean
from tests.storage.wounds import said_of, source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What the system takes away from the rights of new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def work(folder: ProjectFolder) -> None:
    """A document, claims, an open journal, damage that is kept aside, a copy before a repair."""
    one = source(folder)
    path, _ = unclean(folder, [one, said_of(one, 1)], [said_of(one, 2)])
    path.write_bytes(path.read_bytes().replace(b"claim-1", b"claim-9", 1))
    assert repair(folder.path, ANA).backup
    saved(folder, said_of(one, 3))


def modes(place: Path) -> dict[str, int]:
    """The rights of everything in a folder and of itself, by path."""
    found = (place, *place.rglob("*"))
    return {str(path.relative_to(place)): path.stat().st_mode & 0o777 for path in found}


def test_only_its_owner_may_read_a_new_project(tmp_path: Path, umask: int, home: Path) -> None:
    folder = create(tmp_path / "New" / "Summit", "Summit")
    work(folder)
    assert folder.path.parent.stat().st_mode & 0o777 == 0o700
    for place in (folder.path, home):
        found = modes(place)
        assert {name: oct(mode) for name, mode in found.items() if mode & 0o077} == {}
        assert len(found) > 3


def test_a_shared_folder_shares_what_is_new_in_it(tmp_path: Path, umask: int) -> None:
    folder = create(tmp_path / "Summit", "Summit")
    for place in (folder.path, *folder.path.iterdir()):
        if place.is_dir():
            place.chmod(0o2770)
    work(folder)
    for name, mode in modes(folder.readers).items():
        if name != ".":
            assert mode == 0o660 & ~umask, name
    assert modes(folder.documents)["a.txt"] == 0o660 & ~umask
