"""A project on a disk that is mounted for reading only, where one can be mounted here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from counterpoint.storage.folder import ProjectFolder
from tests.storage.samples import claim, environment, program, saved

MOUNTED = """
mount -t tmpfs -o size=4m,mode=700 none "$1" && cp -r "$2" "$1" && mount -o remount,ro "$1" ||
    exit 1
shift 2
exec "$@"
"""
"""The mount is seen by this shell and its children only."""


def on_a_read_only_disk(project: Path, disk: Path) -> subprocess.CompletedProcess[str]:
    """Open a copy of a project on such a disk, in a process that says why it may not write."""
    opened = program(disk / project.name, module="visitor")
    shell = ["sh", "-c", MOUNTED, "sh", str(disk), str(project), *opened]
    command = ["unshare", "--mount", "--map-root-user", *shell]
    try:
        return subprocess.run(
            command, env=environment(), capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("there is no unshare(1) here")


def test_a_disk_mounted_for_reading_only_is_not_called_a_matter_of_permissions(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    saved(folder, claim(1))
    disk = tmp_path / "disk"
    disk.mkdir()
    done = on_a_read_only_disk(folder.path, disk)
    if done.returncode and not done.stdout:
        assert "Traceback" not in done.stderr
        pytest.skip("nothing can be mounted here")
    records, reason = done.stdout.splitlines()
    assert records == "claim-1"
    assert "it is on a disk that is mounted for reading only. Make that disk writable" in reason
    assert "permissions" not in reason
