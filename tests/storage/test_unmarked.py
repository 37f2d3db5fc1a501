"""A project whose project.counterpoint is lost: opening it says what brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.checking.repair import repair
from counterpoint.storage.folder import ProjectFolder, open_folder
from tests.storage.samples import ANA, BEN, claim, saved
from tests.storage.wounds import faults

ADVICE = "“counterpoint check --repair” makes it anew, or put back a copy of it from a backup."
WRECKS = (None, "{", '{"id": "", "format": 1}')


def wrecked(folder: ProjectFolder, wreck: str | None) -> Path:
    """The project with its project.counterpoint gone, or with something else in it."""
    marker = folder.path / "project.counterpoint"
    marker.unlink() if wreck is None else marker.write_text(wreck)
    return folder.path


def refused(path: Path) -> str:
    """Why a project cannot be opened."""
    with pytest.raises(Refusal) as caught:
        open_folder(path)
    return str(caught.value)


@pytest.mark.parametrize("wreck", WRECKS)
def test_what_a_repair_makes_anew_is_said_so_and_then_opens(
    folder: ProjectFolder, wreck: str | None
) -> None:
    saved(folder, claim(1))
    saved(folder, claim(2, writer=BEN.installation), by=BEN)
    told = refused(wrecked(folder, wreck))
    assert told.endswith(ADVICE)
    assert ("has lost its" in told) == (wreck is None)
    repair(folder.path, ANA)
    assert open_folder(folder.path).id == folder.id


@pytest.mark.parametrize("wreck", WRECKS)
def test_what_no_repair_brings_back_is_not_promised(
    folder: ProjectFolder, wreck: str | None
) -> None:
    path = saved(folder, claim(1), by=BEN)
    other = path.with_name("cleo-tower.json")
    other.write_bytes(path.read_bytes().replace(folder.id.encode(), b"another-project"))
    assert "repair" not in refused(wrecked(folder, wreck))
    assert not any("makes it anew" in one.what for one in faults(folder))
    other.unlink()
    path.unlink()
    path.symlink_to("/dev/zero")
    assert "repair" not in refused(folder.path)
