"""The main job with real keys in a real window, through a crash, to the note."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.story.screen import RunningProgram, Screen, lacking

pytestmark = pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}")


def told(screen: Screen, *arguments: object) -> str:
    """What the command line answers."""
    command = [sys.executable, "-m", "counterpoint", *map(str, arguments)]
    done = subprocess.run(command, env=screen.environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def claims_of(screen: Screen, project: Path) -> list[dict[str, object]]:
    """The claims that are on the disk."""
    found: list[dict[str, object]] = json.loads(told(screen, "claims", project, "--json"))
    return found


def open_two(screen: Screen, project: Path, before: Path, after: Path) -> RunningProgram:
    """The program with two briefs on the desk, ready for keys."""
    program = screen.start("--project", project, before, after)
    program.wait(lambda: program.title.startswith(project.name))
    documents = project / "documents"
    program.wait(lambda: documents.is_dir() and len(list(documents.glob("*.txt"))) == 2)
    return program


def test_a_crash_loses_nothing_and_the_note_is_good(
    screen: Screen, tmp_path: Path, before: Path, after: Path
) -> None:
    project = tmp_path / "Talks"
    program = open_two(screen, project, before, after)
    program.wait(lambda: _makes_a_claim(program, screen, project))
    program.press("j j 3 j 2 j 9 Tab braceright braceright braceright 2 r Return b j 5 j 8")
    program.press("period r Return c comma comma r Return q")
    program.wait(lambda: len(claims_of(screen, project)) == 7)
    program.wait(lambda: _relation_count(screen, project) == 3)
    program.kill()
    survivors = claims_of(screen, project)
    assert len(survivors) == 7
    assert len({claim["kind"] for claim in survivors}) >= 5
    assert len({claim["document"] for claim in survivors}) == 2
    assert _relation_count(screen, project) == 3
    again = screen.start("--project", project)
    again.wait(lambda: again.title.startswith("Talks"))
    assert again.close() == 0
    assert claims_of(screen, project) == survivors
    note = told(screen, "export", project, "-o", "-")
    assert note == told(screen, "export", project, "-o", "-")
    tokens = MarkdownIt("commonmark").parse(note.split("---\n", 2)[2])
    shown = " ".join(token.content for token in tokens if token.type == "inline")
    assert all(str(claim["quote"]) in shown for claim in survivors)
    assert told(screen, "check", project).startswith("Sound")


def test_a_pdf_beside_a_text_survives_as_well(
    screen: Screen, tmp_path: Path, brief: Path, after: Path
) -> None:
    project = tmp_path / "Costs"
    program = screen.start("--project", project, brief, after)
    program.wait(lambda: program.title.startswith("Costs"))
    program.wait(lambda: _makes_a_claim(program, screen, project))
    program.press("j 1 j 2 j 9 Tab braceright braceright braceright 2 r Return b")
    program.wait(lambda: len(claims_of(screen, project)) == 5)
    program.wait(lambda: _relation_count(screen, project) == 1)
    program.kill()
    claims = claims_of(screen, project)
    assert [claim["page"] for claim in claims] == ["1", "1", "1", "2", None]
    assert claims[2]["quote"] == "The increase will be slow at first."
    note = told(screen, "export", project, "-o", "-")
    assert "p. 2" in note
    assert "The increase will be slow at first." in note


def _makes_a_claim(program: RunningProgram, screen: Screen, project: Path) -> bool:
    """Press until the document has come and the first key is answered."""
    program.press("1")
    return bool(claims_of(screen, project))


def _relation_count(screen: Screen, project: Path) -> int:
    claims = claims_of(screen, project)
    ties = [tie for claim in claims for tie in claim["relations"]]  # type: ignore[attr-defined]
    return len(ties) // 2
