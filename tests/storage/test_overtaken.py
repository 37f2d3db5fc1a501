"""Two programs that put our own file in its place at the same moment."""

from __future__ import annotations

from threading import Event

import pytest

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.store import Store
from tests.storage.faults.system import Call, System
from tests.storage.outside import told, write
from tests.storage.samples import ANA, LONG, claim, reopened, saved


@pytest.mark.parametrize(
    ("name", "ending"), [("fsync", ".tmp"), ("open", "readers")], ids=["before", "after"]
)
def test_a_file_that_comes_while_ours_is_written_is_not_written_over(
    folder: ProjectFolder, name: str, ending: str
) -> None:
    theirs = saved(folder, claim(1), claim(9)).read_bytes()
    own_path = folder.readers / ANA.file_name
    ana = Store.open(folder.path, ANA)
    write(ana, claim(2))
    came = Event()

    def carry(call: Call) -> object:
        """Just before that call, another program puts its version in the file's place."""
        if call.name == name and call.path.endswith(ending) and not came.is_set():
            came.set()
            away = folder.path.parent / "theirs"
            away.write_bytes(theirs.replace(b'"claim-9","rev":1', b'"claim-9","rev":3'))
            away.replace(own_path)
        return call.perform()

    system = System(folder.path)
    with system.installed(), system.ruled(carry):
        ana.unsaved.try_again()
        assert came.wait(LONG)
        write(ana, claim(3))
        told(ana)
    assert ana.close(LONG)
    records, _ = reopened(folder)
    assert records.keys() == {"claim-1", "claim-2", "claim-3", "claim-9"}
    assert records["claim-9"] == claim(9, rev=3)
