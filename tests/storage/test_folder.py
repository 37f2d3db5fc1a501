"""Making and opening projects."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import replace_file, temporary_path
from counterpoint.storage.folder import ProjectFolder, create, is_free, open_folder


def test_a_new_project_is_private_and_opens(tmp_path: Path) -> None:
    made = create(tmp_path / "나토 2025", "나토 2025")
    assert open_folder(made.path) == made
    assert open_folder(made.path / "project.counterpoint") == made
    assert made.path.stat().st_mode & 0o777 == 0o700
    names = {entry.name: entry.stat().st_mode & 0o777 for entry in made.path.iterdir()}
    assert names == {
        "project.counterpoint": 0o600,
        "readers": 0o700,
        "documents": 0o700,
        "backups": 0o700,
        "exports": 0o700,
    }


def test_the_project_file_says_three_things(folder: ProjectFolder) -> None:
    marker = json.loads((folder.path / "project.counterpoint").read_text())
    assert marker == {"id": folder.id, "format": 1, "name": "Summit"}


def test_an_empty_folder_becomes_a_project(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / ".DS_Store").touch()
    assert create(tmp_path / "p", "").name == "p"


def test_what_a_failed_attempt_left_becomes_a_project(tmp_path: Path) -> None:
    path = tmp_path / "p"
    (path / "readers").mkdir(parents=True)
    temporary_path(path / "project.counterpoint").touch()
    assert is_free(path)
    assert open_folder(create(path, "Talks").path).name == "Talks"
    assert not is_free(path)


@pytest.mark.parametrize("name", ["readers/ana.json", "notes/", "readers/"])
def test_what_somebody_else_left_does_not(tmp_path: Path, name: str) -> None:
    left = tmp_path / "p" / name
    left.parent.mkdir(parents=True)
    left.symlink_to(tmp_path) if name == "readers/" else left.mkdir()
    with pytest.raises(Refusal, match="not empty"):
        create(tmp_path / "p", "p")


def test_a_folder_in_use_does_not(tmp_path: Path, folder: ProjectFolder) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    for path, reason in (
        (tmp_path / "file", "in the way"),
        (tmp_path / "full", "not empty"),
        (folder.path, "a project already"),
        (tmp_path / "file" / "p", "cannot be made"),
        (Path("/proc/p"), "cannot be made"),
    ):
        with pytest.raises(Refusal, match=reason):
            create(path, "p")


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"id":"x"}', b'{"id":"../x","format":1}', b"[" * 60_000, b"\xff"]
)
def test_a_damaged_project_file_is_one_sentence(folder: ProjectFolder, content: bytes) -> None:
    (folder.path / "project.counterpoint").write_bytes(content)
    with pytest.raises(Refusal, match="is damaged"):
        open_folder(folder.path)


def test_what_is_no_project_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path, reason in (
        (tmp_path / "absent", "does not exist"),
        (tmp_path / "file", "is not a folder"),
        (tmp_path, "is not a project"),
    ):
        with pytest.raises(Refusal, match=reason):
            open_folder(path)


def test_a_newer_project_is_marked(folder: ProjectFolder) -> None:
    marker = folder.path / "project.counterpoint"
    marker.write_text(marker.read_text().replace('"format": 1', '"format": 2, "extra": []'))
    assert open_folder(folder.path).is_newer


@pytest.mark.parametrize("name", ["project.counterpoint", "readers", "documents", "exports"])
def test_links_inside_a_project_are_refused(
    folder: ProjectFolder, tmp_path: Path, name: str
) -> None:
    (folder.path / name).rename(tmp_path / "elsewhere")
    (folder.path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refusal, match="is a link"):
        open_folder(folder.path)


def test_a_pipe_in_place_of_the_project_file_does_not_hang(folder: ProjectFolder) -> None:
    (folder.path / "project.counterpoint").unlink()
    os.mkfifo(folder.path / "project.counterpoint")
    with pytest.raises(Refusal, match="not an ordinary file"):
        open_folder(folder.path)


def test_a_device_or_pipe_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not an ordinary file"):
        replace_file(pipe, [b"text"])
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_that_no_file_can_have_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        open_folder(tmp_path / ("x" * 300))
