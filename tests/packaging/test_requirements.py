"""The pinned lists hold what pyproject.toml asks for, and nothing tied to one machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"^([A-Za-z0-9._-]+)", re.MULTILINE)
PROGRAM, TOOLS = "requirements.txt", "requirements-dev.txt"


def pinned(name: str) -> dict[str, str]:
    """Each line of a list by its package; where versions differ by Python, the last."""
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    entries = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return {canonical(entry): entry for entry in entries}


def canonical(requirement: str) -> str:
    """The package a requirement is about, as registries compare names."""
    found = NAME.match(requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[1]).lower()


def declared(*groups: str) -> set[str]:
    """The packages pyproject.toml names: the program's, and those of `groups`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    chosen = [project["dependency-groups"][group] for group in groups]
    return {canonical(one) for one in sum(chosen, project["project"]["dependencies"])}


def test_everything_declared_is_pinned() -> None:
    assert declared() <= pinned(PROGRAM).keys()
    assert declared("dev") <= pinned(TOOLS).keys()


@pytest.mark.parametrize("name", [PROGRAM, TOOLS])
def test_every_line_is_one_version_with_hashes(name: str) -> None:
    entry = re.compile(r"[\w.-]+==[\w.]+( ; [^\"]*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in pinned(name).values() if not entry.fullmatch(line)] == []


def test_the_tools_come_with_the_very_same_program() -> None:
    program, tools = pinned(PROGRAM), pinned(TOOLS)
    assert {name: tools.get(name) for name in program} == program
