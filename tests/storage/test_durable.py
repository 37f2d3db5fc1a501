"""Writing that a crash, a full disk and a stranger's folder cannot spoil."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from counterpoint.storage.durable import (
    check_free_space,
    create_file,
    is_temporary,
    make_folder,
    replace_file,
)
from counterpoint.storage.kept import copy_aside, set_aside
from tests.storage.faults.disk import Disk, Recorder
from tests.storage.faults.system import Call, System


def test_a_failed_replacement_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.EIO, "pulled out")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match="pulled out"):
        replace_file(path, chunks())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_longest_name_there_can_be_is_replaced(tmp_path: Path) -> None:
    replace_file(tmp_path / ("가" * 85), [b"x"])
    assert [len(path.name) for path in tmp_path.iterdir()] == [85]


def test_a_temporary_file_tells_whose_it_is(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        seen.extend(entry for entry in tmp_path.iterdir())

    seen: list[Path] = []
    replace_file(tmp_path / "a.json", chunks())
    (temporary,) = seen
    assert re.fullmatch(r"\.[0-9a-f]+\.tmp", temporary.name)
    assert is_temporary(temporary.name, tmp_path / "a.json")
    assert not is_temporary(temporary.name, tmp_path / "b.json")


def test_more_than_the_disk_holds_is_refused_before_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        check_free_space(tmp_path, 1 << 60)


def test_a_new_file_is_private_unless_its_folder_is_shared(tmp_path: Path) -> None:
    modes = []
    for mode in 0o700, 0o750, 0o755:
        folder = tmp_path / f"{mode:o}"
        folder.mkdir()
        folder.chmod(mode)
        replace_file(folder / "file", [b"x"])
        modes.append((folder / "file").stat().st_mode & 0o777)
    assert modes == [0o600, 0o640, 0o644]


def test_a_new_file_never_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "link")
    assert not (tmp_path / "target").exists()


def test_the_same_damage_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    names = [copy_aside(path, content).name for content in (b"one", b"two", b"one", b"two")]
    assert names == ["file.json.damaged-1", "file.json.damaged-2"] * 2


def test_what_stands_in_the_way_gets_a_free_name(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    (tmp_path / "file.json.damaged-1").symlink_to("nowhere")
    path.write_bytes(b"broken")
    assert set_aside(path).name == "file.json.damaged-2"
    assert not path.exists()


def test_a_new_folder_is_on_the_disk_with_its_name(tmp_path: Path) -> None:
    system, recorder = System(tmp_path), Recorder(tmp_path / "project")
    with system.installed(), system.ruled(recorder):
        make_folder(tmp_path / "project" / "readers")
    disk = Disk(tmp_path)
    for event in recorder.events:
        disk.apply(event)
    (state,) = disk.states(9, Random(1))
    assert state.keys() == {f"{tmp_path}/project", f"{tmp_path}/project/readers"}


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_cannot_sync_folders_is_written_all_the_same(
    tmp_path: Path, number: int
) -> None:
    def refuse(call: Call) -> object:
        if call.name == "fsync" and call.path == str(tmp_path):
            raise OSError(number, "a folder")
        return call.perform()

    system = System(tmp_path)
    with system.installed(), system.ruled(refuse):
        replace_file(tmp_path / "file", [b"new"])
    assert (tmp_path / "file").read_bytes() == b"new"
