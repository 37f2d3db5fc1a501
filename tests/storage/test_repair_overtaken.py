"""Files that change between the reading and the mending of a project."""

from __future__ import annotations

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.checking.repair import repair
from counterpoint.storage.folder import BACKUPS, ProjectFolder
from tests.storage.faults.system import Call, System
from tests.storage.samples import ANA, claim, reopened, saved


def test_what_came_meanwhile_is_neither_written_over_nor_removed(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2))
    newer = path.read_bytes()
    path.unlink()
    saved(folder, claim(1))
    copy = path.with_name("ana-laptop (1).json")
    copy.write_bytes(path.read_bytes())

    def carry(call: Call) -> object:
        """While a copy of the files is made, a newer version comes."""
        if call.name == "fsync" and BACKUPS in call.path:
            copy.write_bytes(newer)
        return call.perform()

    system = System(folder.path)
    with system.installed(), system.ruled(carry), pytest.raises(Refusal, match="run it again"):
        repair(folder.path, ANA)
    assert copy.read_bytes() == newer
    repair(folder.path, ANA)
    assert not copy.exists()
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}
