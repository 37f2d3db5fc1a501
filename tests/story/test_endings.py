"""Ends that nobody is asked about: signals, in real processes with real keys."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.story.screen import PATIENCE, RunningProgram, Screen, lacking

needs_screen = pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}")


ROOT = Path(__file__).parents[2]


def claims_of(screen: Screen, project: Path) -> int:
    """How many claims the next start finds."""
    command = [sys.executable, "-m", "counterpoint", "claims", str(project), "--json"]
    done = subprocess.run(command, env=screen.environment, capture_output=True, check=True)
    return len(json.loads(done.stdout))


def working(screen: Screen, project: Path, source: Path) -> RunningProgram:
    """The program with a claim that is saved."""
    program = screen.start("--project", project, source)
    program.wait(lambda: program.title.startswith(project.name))
    program.wait((project / "documents" / source.name).is_file)

    def claimed() -> bool:
        program.press("1")
        return lines_of(project) > 1

    program.wait(claimed)
    return program


def _exported(project: Path) -> str:
    """The note, which is made of what is in memory."""
    return "".join(path.read_text(encoding="utf-8") for path in project.glob("exports/*.md"))


def lines_of(project: Path) -> int:
    """The lines of the journal."""
    return sum(path.read_bytes().count(b"\n") for path in project.glob("readers/*.journal"))


@needs_screen
def test_a_signal_keeps_what_a_full_disk_refused(
    screen: Screen, tmp_path: Path, before: Path
) -> None:
    project = tmp_path / "Talks"
    program = working(screen, project, before)
    program.press("2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8")
    program.wait(lambda: lines_of(project) > 16)
    before_it = claims_of(screen, project)
    (journal,) = project.glob("readers/*.journal")
    # A file may not grow beyond what it has: the disk is full for this process, and for real.
    full = (journal.stat().st_size, resource.RLIM_INFINITY)
    resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, full)
    program.press("j 2 j 3 ctrl+e")
    program.wait(lambda: _exported(project).count("> ") == before_it + 2)
    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(PATIENCE) == 0
    rescues = list((tmp_path / "home/state/rescue").glob("*.json"))
    assert len(rescues) == 1
    assert claims_of(screen, project) == before_it + 2
    assert list((tmp_path / "home/state/rescue").glob("*.json")) == []


@needs_screen
def test_an_interrupt_ends_a_saved_project_cleanly(
    screen: Screen, tmp_path: Path, before: Path
) -> None:
    project = tmp_path / "Talks"
    program = working(screen, project, before)
    program.process.send_signal(signal.SIGINT)
    assert program.process.wait(PATIENCE) == 0
    assert list(project.glob("readers/*.journal")) == []
    assert not (tmp_path / "home/state/rescue").exists()


def test_an_error_in_a_slot_is_reported_and_the_program_goes_on(home: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.story.stumbler", "--fresh"]
    program = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE)
    assert program.stderr is not None
    trace = b"".join(iter(program.stderr.readline, b"ZeroDivisionError: in a slot\n"))
    assert trace.startswith(b"Traceback")
    report = home / "state/reports/errors.log"
    end = monotonic() + PATIENCE
    while not (report.is_file() and "ZeroDivisionError: in a slot" in report.read_text("utf-8")):
        assert monotonic() < end, "there is no report"
    program.send_signal(signal.SIGTERM)
    _, told = program.communicate(timeout=PATIENCE)
    assert program.returncode == 0
    assert told == b""
