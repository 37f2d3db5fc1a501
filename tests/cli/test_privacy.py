"""What a session at the command line writes, where, and who may read it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.storage.places import HOME_VARIABLE
from tests.cli.desk import FLOOD, RAIN
from tests.storage.samples import environment

BYTECODE = "PYTHONDONTWRITEBYTECODE"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")
def test_a_session_writes_in_its_own_places_and_for_its_reader_only(tmp_path: Path) -> None:
    home, project, output = tmp_path / "home", tmp_path / "Weather", tmp_path / "told.json"
    files = []
    for name, text in (("rain.txt", RAIN), ("flood.txt", FLOOD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(str(tmp_path / name))
    command = [sys.executable, "-m", "tests.cli.auditor", str(project), str(output), *files]
    subprocess.run(
        command,
        env={**environment(), HOME_VARIABLE: str(home), BYTECODE: "1"},
        cwd=tmp_path,
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )
    told = json.loads(output.read_text(encoding="utf-8"))
    assert told["codes"] == [0, 0, 0, 0, 0]
    outside = [path for path in told["written"] if not _is_in(Path(path), (home, project))]
    assert [path for path in outside if path != os.devnull] == []
    assert len(told["written"]) > 20
    made = [path for place in (home, project) for path in (place, *place.rglob("*"))]
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []
    assert {path.name for path in made} >= {"backups", "project.counterpoint", "state", "cache"}


def _is_in(path: Path, places: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(place) for place in places)
