"""The command line as other programs meet it: real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint.storage.places import HOME_VARIABLE

CHECK_NO_WINDOW = """
import sys
from counterpoint.main import main
assert main(sys.argv[1:]) == 0
print([name for name in ("PySide6", "pymupdf", "counterpoint.ui") if name in sys.modules])
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own, in a locale that knows no more than ASCII."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return {**os.environ, **plain, **path, HOME_VARIABLE: str(tmp_path / "home")}


def counterpoint(
    folder: Path, environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "counterpoint", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=False, timeout=60
    )


def test_from_two_files_to_a_note(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "rain.txt").write_text("It rained — a lot. It will rain again.\n", encoding="utf-8")
    (tmp_path / "flood.txt").write_text("The river rose.\n", encoding="utf-8")

    made = counterpoint(tmp_path, environment, "new", "Weather", "rain.txt", "flood.txt")
    assert (made.returncode, made.stderr) == (0, b"")

    found = counterpoint(tmp_path, environment, "search", "Weather", "A LOT", "--json")
    assert [one["before"] for one in json.loads(found.stdout)] == ["It rained — "]

    assert (
        json.loads(counterpoint(tmp_path, environment, "claims", "Weather", "--json").stdout) == []
    )
    assert counterpoint(tmp_path, environment, "check", "Weather").returncode == 0

    first, second = (
        counterpoint(tmp_path, environment, "export", "Weather", "-o", "-") for _ in range(2)
    )
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert "# Weather\n\n2 documents\n" in first.stdout.decode()


def test_an_error_is_a_sentence_and_never_a_traceback(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    done = counterpoint(tmp_path, environment, "claims", "nowhere")
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_a_pipe_that_is_closed_early_is_no_crash(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "long.txt").write_text("It rained again. " * 50_000, encoding="utf-8")
    command = [sys.executable, "-m", "counterpoint", "text", "long.txt"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_command_line_loads_no_window_and_no_mupdf(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "rain.txt").write_text("It rained.\n", encoding="utf-8")
    command = [sys.executable, "-c", CHECK_NO_WINDOW, "text", "rain.txt"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout.endswith(b"[]\n")
