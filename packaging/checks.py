"""What `run.py test` runs: style, types, tests; all of them, whatever one says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Run = Callable[[Sequence[str], Path], int]


@dataclass(frozen=True)
class Check:
    """One check: its name and the module that does it, with arguments."""

    name: str
    module: tuple[str, ...]


CHECKS = (
    Check("style", ("ruff", "check")),
    Check("format", ("ruff", "format", "--check")),
    Check("types", ("mypy",)),
)


ON_ALL_CORES = ("-n", "auto", "--dist", "loadgroup")
"""Most tests wait for processes of their own or for the disk."""


def run_all(
    python: Path, root: Path, pytest_arguments: Sequence[str], run: Run | None = None
) -> int:
    """Run every check in `root` and report each; 0 only if none failed."""
    start = run or call
    results = {
        check.name: announce_and_run(python, root, check, start)
        for check in (*CHECKS, Check("tests", ("pytest", *ON_ALL_CORES, *pytest_arguments)))
    }
    print("\n" + "\n".join(f"{name:8}{verdict(code)}" for name, code in results.items()))
    return int(any(results.values()))


def announce_and_run(python: Path, root: Path, check: Check, run: Run) -> int:
    """Run one check under its heading and return its exit code."""
    print(f"\n{check.name}: {' '.join(check.module)}", flush=True)
    return run([str(python), "-m", *check.module], root)


def verdict(code: int) -> str:
    """An exit code in words."""
    return "passed" if code == 0 else f"failed (exit code {code})"


def call(command: Sequence[str], folder: Path) -> int:
    """Run `command` in `folder` and return its exit code."""
    return subprocess.call(command, cwd=folder)
