"""A second start of the program hands over what it was asked for; links lead to claims."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.story.screen import Screen, lacking

pytestmark = pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}")


def start_again(screen: Screen, *arguments: object) -> int:
    """Start the program a second time and wait for its end; its exit code."""
    command = [sys.executable, "-m", "counterpoint", *map(str, arguments)]
    return subprocess.run(command, env=screen.environment, timeout=30, check=False).returncode


def documents_in(project: Path) -> int:
    """How many documents a project holds on the disk."""
    folder = project / "documents"
    return len(list(folder.glob("*.txt"))) if folder.is_dir() else 0


def test_a_second_start_hands_its_files_to_the_first_window(
    screen: Screen, tmp_path: Path, before: Path, after: Path
) -> None:
    project = tmp_path / "Talks"
    program = screen.start("--project", project, before)
    program.wait(lambda: documents_in(project) == 1)
    assert start_again(screen, after) == 0
    program.wait(lambda: documents_in(project) == 2)
    assert start_again(screen, "--project", project) == 0
    assert start_again(screen) == 0
    assert program.close() == 0


def test_another_project_opens_in_a_window_of_its_own(
    screen: Screen, tmp_path: Path, before: Path, after: Path
) -> None:
    first = screen.start("--project", tmp_path / "Talks", before)
    first.wait(lambda: first.title.startswith("Talks"))
    second = screen.start("--project", tmp_path / "Results", after)
    second.wait(lambda: second.title.startswith("Results"))
    assert start_again(screen, tmp_path / "Results") == 0
    assert first.title.startswith("Talks")
    assert second.close() == 0
    assert first.close() == 0


def test_a_window_that_was_killed_is_not_waited_for(
    screen: Screen, tmp_path: Path, before: Path
) -> None:
    first = screen.start("--project", tmp_path / "Talks", before)
    memory = screen.home / "state" / "memory" / "window.json"
    first.wait(lambda: memory.is_file() and "Talks" in memory.read_text(encoding="utf-8"))
    first.kill()
    again = screen.start()
    again.wait(lambda: again.title.startswith("Talks"))
    assert again.close() == 0
