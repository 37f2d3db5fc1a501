"""What `run.py test` runs: style, types, tests; all of them, whatever one says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Begin = Callable[[Sequence[str], Path], Callable[[], int]]
"""Starts a command in a folder; what it returns waits for the end and returns the exit code."""


@dataclass(frozen=True)
class Check:
    """One check: its name and the module that does it, with arguments."""

    name: str
    module: tuple[str, ...]


FIRST = (
    # Also spares the many programs that tests start from compiling everything again and again.
    Check("syntax", ("compileall", "-q", "-j", "0", "desktop", "packaging", "tests")),
    Check("style", ("ruff", "check")),
    Check("format", ("ruff", "format", "--check")),
)
TYPES = Check("types", ("mypy",))


ON_ALL_CORES = ("-n", "auto")
"""Most tests wait for processes of their own or for the disk."""


def run_all(
    python: Path, root: Path, pytest_arguments: Sequence[str], begin: Begin | None = None
) -> int:
    """Run every check in `root` and report each; 0 only if none failed.

    The types are checked beside the tests, which wait often, and are reported after them.
    """
    tests = Check("tests", ("pytest", *ON_ALL_CORES, *pytest_arguments))
    types = (begin or begun_quietly)(command(python, TYPES), root)
    results = {}
    for check in (*FIRST, tests):
        announce(check)
        results[check.name] = (begin or begun)(command(python, check), root)()
    announce(TYPES)
    results[TYPES.name] = types()
    print("\n" + "\n".join(f"{name:8}{verdict(code)}" for name, code in results.items()))
    return int(any(results.values()))


def announce(check: Check) -> None:
    """Give a check its heading."""
    print(f"\n{check.name}: {' '.join(check.module)}", flush=True)


def command(python: Path, check: Check) -> list[str]:
    """What runs a check."""
    return [str(python), "-m", *check.module]


def verdict(code: int) -> str:
    """An exit code in words."""
    return "passed" if code == 0 else f"failed (exit code {code})"


def begun(command: Sequence[str], folder: Path) -> Callable[[], int]:
    """Start `command`, which says what it says at once."""
    return subprocess.Popen(command, cwd=folder).wait


def begun_quietly(command: Sequence[str], folder: Path) -> Callable[[], int]:
    """Start `command`, whose words are kept until its end is waited for."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )

    def end() -> int:
        print(process.communicate()[0], end="", flush=True)
        return process.returncode

    return end
