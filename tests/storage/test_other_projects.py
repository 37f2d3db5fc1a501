"""A version of our own file that was written in another project, and came into this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.storage.checking.repair import Repair, repair
from counterpoint.storage.folder import ProjectFolder, create
from counterpoint.storage.store import Store
from tests.storage.outside import own, told
from tests.storage.samples import ANA, LONG, claim, held, reopened, saved
from tests.storage.wounds import bytes_under, faults

SENTENCE = (
    "“ana-laptop (1).json” was written in another project; its claims are shown here, but your "
    "file does not take them in. Move it into the readers folder of its own project."
)


@pytest.fixture
def stranger(folder: ProjectFolder, tmp_path: Path) -> Path:
    """It, outside; this project has a claim of the same id."""
    saved(folder, claim(1))
    return saved(create(tmp_path / "other", "Other"), claim(1, rev=30), claim(50))


def came(stranger: Path, folder: ProjectFolder) -> Path:
    """It, beside our file."""
    return stranger.rename(folder.readers / "ana-laptop (1).json")


def test_it_is_shown_and_not_taken_in(folder: ProjectFolder, stranger: Path) -> None:
    copy = came(stranger, folder)
    records, findings = reopened(folder)
    assert records == {"claim-1": claim(1, rev=30), "claim-50": claim(50)}
    assert findings == (SENTENCE,)
    copy.unlink()
    assert reopened(folder) == ({"claim-1": claim(1)}, ())


def test_nor_is_it_when_it_comes_while_the_project_is_open(
    folder: ProjectFolder, stranger: Path
) -> None:
    ana = Store.open(folder.path, ANA)
    came(stranger, folder)
    assert told(ana)[1] == SENTENCE
    assert held(ana).keys() == {"claim-1", "claim-50"}
    assert ana.close(LONG)
    assert "claim-50" not in own(ana).read_text("utf-8")


def test_nor_does_a_repair_take_it_in_or_away(folder: ProjectFolder, stranger: Path) -> None:
    came(stranger, folder)
    before = bytes_under(folder.readers)
    assert repair(folder.path, ANA) == Repair()
    assert bytes_under(folder.readers) == before
    whats = [
        fault.what for fault in faults(folder) if fault.what.startswith("“ana-laptop (1).json”")
    ]
    assert len(whats) == 1
    assert "belongs to another project; move it" in whats[0]
